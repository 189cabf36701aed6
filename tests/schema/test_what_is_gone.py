"""What was removed, or may not be seen, is neither read by an id of its parts nor counted."""

from sqlalchemy import select, update

from exchange.floor.recorded import Recording
from exchange.floor.synced import TextVersion
from exchange.floor.tables import Commitment, Observation, Photo, Tag
from exchange.ground.ids import uuid7
from exchange.review.tables import Comment, Decision
from tests.schema.conftest import Asker
from tests.schema.story import MORNING


async def test_nothing_of_an_entry_that_was_removed_is_read_by_its_id(ask: Asker) -> None:
    gone, commitment = ask.story.observations[7], ask.story.node("Commitment", "commitment")
    ids = []
    async with ask.sessions.as_steward() as session:
        for kind in (TextVersion, Tag, Photo, Recording, Comment, Decision):
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
