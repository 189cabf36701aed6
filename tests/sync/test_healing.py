"""A copy that is not what the museum has is found out by two numbers, and mended by reading a scope again."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID

import pytest

from exchange.ground.ids import uuid7
from exchange.ground.sealing import Seal
from exchange.people.joining import belong, leave
from exchange.placements.tables import Audience
from schema.context import Context
from schema.engine.reading import Reading
from schema.floor.observation_ops import ReclassifyObservation, RemoveObservation
from schema.floor.ops import Operation
from schema.graph import whole
from schema.review.ops import WriteComment
from tests.cast import STAMP
from tests.sync.copying import Copy
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen

CopyOf = Callable[[Phone], Copy]


@pytest.fixture
async def copy_of(house: House, database_url: str) -> AsyncIterator[CopyOf]:
    """The copy that a phone keeps."""
    reading, seal, graph = await Reading.at(database_url), Seal(b"a secret of the tests"), whole()

    def asking(person: UUID | None) -> Context:
        return Context(person, house.sessions, reading, seal, STAMP, lambda: MORNING)

    yield lambda phone: Copy(graph, phone, asking)
    await reading.close()


async def test_two_numbers_tell_nothing_of_what_may_not_be_seen(
    house: House, amara: Phone, ingrid: Phone, copy_of: CopyOf
) -> None:
    await amara.done(seen(house.placement))
    mentors = copy_of(ingrid)
    before = (await mentors.pull())["digest"]
    await amara.done(seen(house.placement, audience=Audience.ONLY_ME, photos=[photo()]))
    after = (await mentors.pull())["digest"]
    assert after == before
    assert {one["scope"] for one in after} == mentors.scopes
    assert str(house.amara) not in mentors.scopes


async def test_a_copy_that_follows_the_feed_is_what_the_museum_has(
    house: House, amara: Phone, ingrid: Phone, copy_of: CopyOf
) -> None:
    hers, mentors = copy_of(amara), copy_of(ingrid)
    one, other = seen(house.placement, photos=[photo()]), seen(house.placement, audience=Audience.ONLY_ME)
    steps: list[Operation] = [
        one,
        WriteComment(id=uuid7(MORNING), observation_id=one.id, body="Why not both?"),
        other,
        ReclassifyObservation(id=one.id, from_=Audience.MENTOR, to=Audience.ONLY_ME),
        ReclassifyObservation(id=other.id, from_=Audience.ONLY_ME, to=Audience.MENTOR),
        RemoveObservation(id=one.id, base=9),
    ]
    for step in steps:
        await amara.done(step)
        for copy in (hers, mentors):
            assert copy.differing(await copy.pull()) == []
    assert [key for key, (scope, _) in hers.rows.items() if scope == str(house.placement)].count(
        f"Observation:{other.id}"
    ) == 1


@pytest.mark.parametrize("damage", ["a row is lost", "a row is old", "a row is too many"])
async def test_a_damaged_copy_is_mended(house: House, amara: Phone, copy_of: CopyOf, damage: str) -> None:
    for _ in range(4):
        await amara.done(seen(house.placement, photos=[photo()]))
    copy = copy_of(amara)
    await copy.pull()
    whole = dict(copy.rows)
    key, (scope, row) = next(kept for kept in copy.rows.items() if kept[0].startswith("Observation"))
    match damage:
        case "a row is lost":
            del copy.rows[key]
        case "a row is old":
            copy.rows[key] = scope, row | {"rev": row["rev"] + 1, "note": "Never written."}
        case _:
            copy.rows[f"Observation:{house.amara}"] = scope, row
    assert copy.rows != whole
    differing = copy.differing(await copy.pull())
    assert differing == [str(house.placement)]
    assert copy.differing(await copy.pull(again=differing)) == []
    assert copy.rows == whole


async def test_who_leaves_a_scope_keeps_nothing_of_it_not_even_what_moved_into_it(
    house: House, amara: Phone, ingrid: Phone, copy_of: CopyOf
) -> None:
    hidden, shown = seen(house.placement, audience=Audience.ONLY_ME), seen(house.placement)
    for one in (hidden, shown):
        await amara.done(one)
    hers, mentors = copy_of(amara), copy_of(ingrid)
    await amara.done(ReclassifyObservation(id=hidden.id, from_=Audience.ONLY_ME, to=Audience.MENTOR))
    for copy in (hers, mentors):
        await copy.pull()
        assert {f"Observation:{one.id}" for one in (hidden, shown)} <= copy.rows.keys()
    async with house.sessions.as_steward() as session:
        for person in (house.amara, house.ingrid):
            await leave(session, house.placement, person, at=MORNING)
    for copy in (hers, mentors):
        page = await copy.pull()
        assert copy.differing(page) == []
        assert not [key for key in copy.rows if key.startswith("Observation")]


async def test_who_comes_back_into_a_scope_gets_all_of_it(
    house: House, amara: Phone, ingrid: Phone, copy_of: CopyOf
) -> None:
    for _ in range(5):
        await amara.done(seen(house.placement, photos=[photo()]))
    mentors = copy_of(ingrid)
    await mentors.pull()
    whole = dict(mentors.rows)
    for act in (leave, belong):
        async with house.sessions.as_steward() as session:
            await act(session, house.placement, house.ingrid, at=MORNING)
        await mentors.pull()
    assert mentors.rows == whole
