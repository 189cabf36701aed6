"""What a question gets for an answer, and that it takes one statement."""

import pytest

from tests.schema.conftest import Asker

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
