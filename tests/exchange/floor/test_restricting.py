"""A restricted entry is read by its author and its custodians, and everybody else has never heard of it."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from exchange.floor import restricting
from exchange.floor.answers import NeedsUser, RejectCode, Rejected
from exchange.floor.restricted import Restriction
from exchange.floor.tables import Observation, PhotoState
from exchange.floor.tables import Photo as PhotoRow
from exchange.ground.refusals import Refused
from exchange.people.tables import Membership
from exchange.placements.resigning import end_role
from exchange.placements.tables import Audience
from schema.floor.observation_ops import ReclassifyObservation, RestrictObservation
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen, word

CANARY = "The second key hangs behind the third shelf."
SACRED = Restriction.SACRED


def restricted(id: UUID, *custodians: UUID, why: Restriction = SACRED) -> RestrictObservation:
    return RestrictObservation(id=id, why=why, custodians=list(custodians))


async def written(house: House, amara: Phone, audience: Audience = Audience.MENTOR) -> UUID:
    """Amara's entry with a photo and a word, shown to this audience."""
    amara.proven = True
    note = seen(house.placement, note=CANARY, photos=[photo()], tags=[word("shrine")])
    await amara.done(note)
    async with house.sessions.as_steward() as session:
        await session.execute(update(PhotoRow).values(state=PhotoState.VERIFIED, consent="NONE_VISIBLE"))
    if audience is not Audience.MENTOR:
        await amara.done(ReclassifyObservation(id=note.id, from_=Audience.MENTOR, to=audience))
    return note.id


async def stands(house: House, id: UUID) -> tuple[object, ...]:
    [row] = await house.rows("select audience, restricted, scope_id from observation where id = :id", id=id)
    return row


async def opened(house: House, person: UUID, id: UUID) -> str:
    async with house.sessions.as_person(person) as session:
        return str((await restricting.open_restricted(session, id, at=MORNING)).note)


async def test_nobody_restricts_what_is_not_theirs_and_names_nobody_who_is_not_there(
    house: House, amara: Phone, ingrid: Phone, leyla: Phone, dimitra: Phone
) -> None:
    entry = await written(house, amara, Audience.PUBLISHED)
    before = await stands(house, entry)
    wrong = (
        (leyla, restricted(entry, house.dimitra)),
        (dimitra, restricted(entry, house.adwoa)),
        (amara, restricted(entry)),
        (amara, restricted(entry, house.amara)),
        (amara, restricted(entry, uuid4())),
        (ingrid, restricted(uuid4(), house.dimitra)),
    )
    for phone, do in wrong:
        answer = await phone.do(do)
        assert isinstance(answer, Rejected), do
        assert answer.code in {RejectCode.INVALID, RejectCode.NOT_FOUND_OR_FORBIDDEN}
    assert await stands(house, entry) == before
    assert await house.count("custodian") == 0


async def test_nobody_else_opens_or_lifts_it_and_it_is_found_nowhere(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    entry = await written(house, amara, Audience.PUBLISHED)
    [(shown,)] = await house.rows("select id from photo")
    await ingrid.done(restricted(entry, house.dimitra))
    assert await stands(house, entry) == ("ONLY_ME", "SACRED", house.amara)
    tables = await house.rows("select tablename from pg_tables where schemaname = 'public'")
    for person in (house.ingrid, house.leyla, house.adwoa):
        for (table,) in tables:
            if table in {"feed", "journal"}:  # ids alone, of what was there before
                continue
            found = await house.seen_by(person, f"select row_to_json(one)::text from {table} one")
            assert not [row for (row,) in found if CANARY in str(row)], table
            mine = person == house.ingrid and table == "receipt"
            assert mine or not [row for (row,) in found if str(entry) in str(row)], table
        for part in ("open_restricted", "photo_in_custody", "recording_in_custody", "lift_restriction"):
            named = shown if part == "photo_in_custody" else entry
            got = await house.seen_by(person, f"select * from {part}(:id, now())", id=named)
            assert got in ([], [(None,)]), part
        with pytest.raises(Refused):
            await opened(house, person, entry)
    assert await house.count("access") == 0
    assert await house.seen_by(house.dimitra, "select id from observation where id = :id", id=entry) == []
    assert await house.seen_by(house.dimitra, "select id from photo") == []


async def test_a_custodian_opens_it_and_its_author_sees_that_they_did(house: House, amara: Phone) -> None:
    entry = await written(house, amara)
    await amara.done(restricted(entry, house.dimitra))
    await amara.done(restricted(entry, house.dimitra))
    async with house.sessions.as_person(house.dimitra) as session:
        [listed] = await restricting.restricted_for_me(session)
        assert CANARY not in str(listed)
        assert (listed.id, listed.why) == (entry, "SACRED")
    assert await opened(house, house.dimitra, entry) == CANARY
    async with house.sessions.as_person(house.dimitra) as session:
        [(photo,)] = await house.rows("select id from photo")
        shown = UUID(str(photo))
        row = await restricting.photo_in_custody(session, shown, at=MORNING)
        assert row is not None
        assert row.id == shown
    query = "select by_id, act, what from access order by what"
    told = [(house.dimitra, "open restricted", what) for what in ("Observation", "Photo")]
    assert await house.seen_by(house.amara, query) == told
    lines = "select line from journal where act = 'open restricted'"
    assert len(await house.seen_by(house.amara, lines)) == 2
    assert await house.seen_by(house.amara, "select person_id from custodian") == [(house.dimitra,)]


async def test_its_author_shows_it_to_nobody_until_a_custodian_lifted_it(house: House, amara: Phone) -> None:
    entry = await written(house, amara)
    await amara.done(restricted(entry, house.dimitra))
    wider = ReclassifyObservation(id=entry, from_=Audience.ONLY_ME, to=Audience.MENTOR)
    answer = await amara.do(wider)
    assert isinstance(answer, NeedsUser), answer
    moved = update(Observation).where(Observation.id == entry)
    async with house.sessions.stewards() as session:
        with pytest.raises(IntegrityError):
            await session.execute(moved.values(audience=Audience.MENTOR, scope_id=house.placement))
    for other in (house.amara, house.ingrid, house.adwoa):
        with pytest.raises(Refused):
            async with house.sessions.as_person(other) as session:
                await restricting.lift(session, entry, by=other, at=MORNING)
    assert await stands(house, entry) == ("ONLY_ME", "SACRED", house.amara)

    async with house.sessions.as_person(house.dimitra) as session:
        await restricting.lift(session, entry, by=house.dimitra, at=MORNING)
    assert await stands(house, entry) == ("ONLY_ME", None, house.amara)
    assert await house.count("custodian") == 0
    with pytest.raises(Refused):
        await opened(house, house.dimitra, entry)
    await amara.done(wider)
    assert await stands(house, entry) == ("MENTOR", None, house.placement)


async def test_whoever_read_it_hears_that_it_is_gone(house: House, amara: Phone, ingrid: Phone) -> None:
    entry = await written(house, amara, Audience.MUSEUM)
    [(circle,)] = await house.rows("select scope_id from observation where id = :id", id=entry)
    await amara.done(restricted(entry, house.dimitra))
    for scope in (circle, house.amara):
        pointers = await house.rows(
            "select kind from feed where scope_id = :scope and position > "
            "(select max(position) - 5 from feed where scope_id = :scope)",
            scope=scope,
        )
        assert {("Observation",), ("Photo",), ("Tag",)} <= set(pointers)
    answer = await ingrid.do(restricted(entry, house.dimitra))
    assert isinstance(answer, Rejected)


@pytest.mark.parametrize(
    "act",
    [
        "update observation set restricted = null where id = :id",
        "update observation set restricted = 'GENDER' where id = :id",
        "update observation set restricted = 'SACRED' where id <> :id and audience = 'ONLY_ME'",
    ],
)
async def test_the_app_itself_neither_restricts_nor_frees_an_entry(
    house: House, amara: Phone, act: str
) -> None:
    entry = await written(house, amara)
    await amara.done(restricted(entry, house.dimitra))
    await amara.done(seen(house.placement, audience=Audience.ONLY_ME))
    before = await house.rows("select id, restricted from observation order by id")
    with pytest.raises(ProgrammingError, match="by the acts for it alone"):
        await house.seen_by(house.amara, f"{act} returning id", id=entry)
    assert await house.rows("select id, restricted from observation order by id") == before


async def role_ends(house: House, person: UUID) -> None:
    async with house.sessions.as_steward() as session:
        for role in await session.scalars(select(Membership.id).where(Membership.person_id == person)):
            await end_role(session, role, MORNING.date(), by=None, at=MORNING)


async def named(house: House, by: UUID, id: UUID, person: UUID) -> None:
    async with house.sessions.as_person(by) as session:
        await restricting.name_custodian(session, id, person, by=by, at=MORNING)


async def left_alone(house: House, person: UUID) -> list[UUID]:
    async with house.sessions.as_person(person) as session:
        return [UUID(str(row.id)) for row in await restricting.forsaken(session)]


async def test_a_custodian_who_left_opens_nothing_and_another_is_named_only_then(
    house: House, amara: Phone
) -> None:
    entry = await written(house, amara)
    await amara.done(restricted(entry, house.adwoa, house.leyla))
    await role_ends(house, house.adwoa)
    with pytest.raises(Refused):
        await opened(house, house.adwoa, entry)
    assert await house.seen_by(house.adwoa, "select * from restricted_for_me()") == []
    assert await left_alone(house, house.dimitra) == []
    with pytest.raises(Refused):
        await named(house, house.dimitra, entry, house.ingrid)

    await role_ends(house, house.leyla)
    for other in (house.amara, house.ingrid, house.adwoa):
        assert await left_alone(house, other) == []
        with pytest.raises(Refused):
            await named(house, other, entry, house.ingrid)
    assert await left_alone(house, house.dimitra) == [entry]
    for nobody in (house.amara, house.adwoa, uuid4()):
        with pytest.raises(Refused):
            await named(house, house.dimitra, entry, nobody)

    await named(house, house.dimitra, entry, house.ingrid)
    assert await opened(house, house.ingrid, entry) == CANARY
    assert await left_alone(house, house.dimitra) == []
    assert await house.rows("select person_id, named_by_id from custodian") == [(house.ingrid, house.dimitra)]
    told = "select by_id from journal where act = 'name custodian' and scope_id = :author"
    assert await house.rows(told, author=house.amara) == [(house.dimitra,)]
