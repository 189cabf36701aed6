"""What a question gets for an answer, and that it takes one statement."""

import pytest
from sqlalchemy import select, update

from exchange.floor.synced import TextVersion
from exchange.floor.tables import Commitment, Observation, Photo, Tag
from exchange.ground.ids import uuid7
from exchange.review.tables import Comment, Decision
from tests.schema.conftest import Asker
from tests.schema.story import MORNING

REVIEW = """
query Review($first: Int!, $placement: ID) {
  observations(first: $first, where: {placement: $placement}) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges {
      cursor
      node {
        id note capturedAt author { name }
        photos(first: 3) { id thumb state } comments(first: 3) { body author { name } }
      }
    }
    nodes { __typename id kind day { id onDate } placement { title host { name zones } } tags { word } }
  }
}
"""


async def test_a_review_page_is_one_statement(ask: Asker) -> None:
    data = await ask("Bento", REVIEW, first=3, placement=ask.story.node("Placement", "placement"))
    page = data["observations"]
    assert page["totalCount"] == 8
    assert len(page["edges"]) == len(page["nodes"]) == 3
    assert page["pageInfo"]["hasNextPage"]
    assert page["nodes"][0]["placement"]["host"] == {
        "name": "Museu de Lisboa",
        "zones": ["Atrium", "Store 2"],
    }
    assert ask.reading.statements == 1


async def test_a_moment_is_iso_8601_in_utc(ask: Asker) -> None:
    data = await ask("Ana", "{ observations(last: 1) { nodes { capturedAt } } }")
    assert data["observations"]["nodes"] == [{"capturedAt": "2026-10-08T09:31:04.123456+00:00"}]


async def test_who_asks_is_me(ask: Asker) -> None:
    assert await ask("Ana", "{ me { name } }") == {"me": {"name": "Ana"}}
    assert await ask(None, "{ me { name } }") == {"me": None}


async def test_rows_of_any_type_come_by_id_in_one_statement(ask: Asker) -> None:
    ids = [
        ask.story.node("Museum", "Lisbon"),
        ask.story.node("Person", "Ana"),
        "Photo:01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e8f",
    ]
    data = await ask(
        "Ana",
        """query ($ids: [ID!]!) {
             nodes(ids: $ids) { __typename id ... on Museum { town } ... on Person { name } }
           }""",
        ids=ids,
    )
    assert data["nodes"] == [
        {"__typename": "Museum", "id": ids[0], "town": "Lisboa"},
        {"__typename": "Person", "id": ids[1], "name": "Ana"},
        None,
    ]
    assert ask.reading.statements == 1


@pytest.mark.parametrize("who", [None, "Dario", "Clara"])
async def test_who_is_not_in_the_placement_reads_none_of_it(ask: Asker, who: str | None) -> None:
    data = await ask(who, "{ observations { totalCount nodes { id } } commitments { totalCount } }")
    assert data == {"observations": {"totalCount": 0, "nodes": []}, "commitments": {"totalCount": 0}}


async def test_nothing_of_an_entry_that_was_removed_is_read_by_its_id(ask: Asker) -> None:
    gone, commitment = ask.story.observations[7], ask.story.node("Commitment", "commitment")
    ids = []
    async with ask.sessions.as_steward() as session:
        for kind in (TextVersion, Tag, Photo, Comment, Decision):
            part = await session.scalar(select(kind.id).where(kind.observation_id == gone))
            ids.append(f"{kind.__name__}:{part}")
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    assert all((await ask("Bento", document, ids=ids))["nodes"])
    async with ask.sessions.as_steward() as session:
        await session.execute(
            update(Commitment).where(Commitment.id == ask.story["commitment"]).values(observation_id=gone)
        )
        await session.execute(update(Observation).where(Observation.id == gone).values(removed_at=MORNING))
    before = ask.reading.statements
    for who in ("Bento", "Ana"):
        assert await ask(who, document, ids=ids) == {"nodes": [None] * len(ids)}
        for one in ids:
            assert await ask(who, "query ($id: ID!) { node(id: $id) { id } }", id=one) == {"node": None}
    assert ask.reading.statements - before == 2 * (1 + len(ids))
    promised = "query ($id: ID!) { node(id: $id) { ... on Commitment { observation { note } } } }"
    assert await ask("Ana", promised, id=commitment) == {"node": {"observation": None}}


async def test_no_wording_of_a_commitment_that_was_removed_is_read_by_its_id(ask: Asker) -> None:
    one = uuid7(MORNING)
    async with ask.sessions.as_steward() as session:
        promise = await session.get_one(Commitment, ask.story["commitment"])
        wording = {"field": "sentence", "value": promise.sentence, "rev": 1, "written_at": MORNING}
        of = {"scope_id": promise.scope_id, "commitment_id": promise.id, "author_id": ask.story["Ana"]}
        session.add(TextVersion(id=one, **wording, **of))
    document = "query ($id: ID!) { node(id: $id) { ... on TextVersion { value } } }"
    wanted = f"TextVersion:{one}"
    assert await ask("Ana", document, id=wanted) == {"node": {"value": "Promise 0"}}
    async with ask.sessions.as_steward() as session:
        (await session.get_one(Commitment, ask.story["commitment"])).removed_at = MORNING
    assert await ask("Ana", document, id=wanted) == {"node": None}


async def test_commitments_are_not_counted_by_an_observation_that_may_not_be_seen(ask: Asker) -> None:
    hidden, shown = (f"Observation:{ask.story.observations[number]}" for number in (2, 0))
    document = "query ($id: ID!) { commitments(where: {observation: $id}) { totalCount nodes { id } } }"
    nothing = {"commitments": {"totalCount": 0, "nodes": []}}
    assert await ask("Bento", document, id=hidden) == nothing
    assert (await ask("Ana", document, id=hidden))["commitments"]["totalCount"] == 1
    assert (await ask("Bento", document, id=shown))["commitments"]["totalCount"] == 1
    async with ask.sessions.as_steward() as session:
        one = await session.get_one(Observation, ask.story.observations[0])
        one.removed_at = MORNING
    assert await ask("Bento", document, id=shown) == nothing


@pytest.mark.parametrize(
    "where,count",
    [
        ('host: "%Maputo"', 0),
        ('home: "%Lisbon"', 0),
        ('capturedFrom: "2026-10-08T09:31:05Z"', 0),
        ('capturedUntil: "2026-10-08T09:31:04.123456Z"', 0),
        ('host: "%Lisbon"', 4),
        ('home: "%Maputo"', 4),
        ('host: "%Lisbon", capturedFrom: "2026-10-08T09:31:04.123456Z"', 4),
        ('home: "%Maputo", capturedUntil: "2026-10-08T09:31:05Z"', 4),
    ],
)
async def test_commitments_are_narrowed_as_observations_are(ask: Asker, where: str, count: int) -> None:
    for name in ("Lisbon", "Maputo"):
        where = where.replace(f"%{name}", ask.story.node("Museum", name))
    data = await ask("Ana", f"{{ commitments(where: {{{where}}}) {{ totalCount }} }}")
    assert data == {"commitments": {"totalCount": count}}


async def test_nobody_reads_nothing(ask: Asker) -> None:
    data = await ask(
        None,
        """{ museums { totalCount } people { totalCount }
             programmes { totalCount } placements { totalCount } }""",
    )
    assert [page["totalCount"] for page in data.values()] == [0, 0, 0, 0]


async def test_the_mentor_does_not_read_what_the_author_keeps_alone(ask: Asker) -> None:
    alone = [f"Observation:{one}" for one in ask.story.observations[2::3]]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert await ask("Bento", document, ids=alone) == {"nodes": [None] * len(alone)}
    assert await ask("Ana", document, ids=alone) == {"nodes": [{"id": one} for one in alone]}


@pytest.mark.parametrize(
    "bad", ["first: 0", "first: 101", "last: -1", "first: 1, last: 1", 'last: 1, after: "x"']
)
async def test_a_page_that_cannot_be_is_refused(ask: Asker, bad: str) -> None:
    assert await ask.refused("Ana", f"{{ observations({bad}) {{ totalCount }} }}") in (
        "BAD_PAGE_SIZE",
        "BAD_PAGE",
    )


async def test_a_cursor_of_another_list_is_refused(ask: Asker) -> None:
    page = await ask("Ana", "{ museums(first: 1) { pageInfo { endCursor } } }")
    cursor = page["museums"]["pageInfo"]["endCursor"]
    for bad in (cursor, cursor[:-2], "", "åß", "AAAA"):
        document = "query ($after: String) { people(first: 1, after: $after) { totalCount } }"
        assert await ask.refused("Ana", document, after=bad) == "BAD_CURSOR"
