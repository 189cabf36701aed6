"""A circle of readers ends for each when their reason to read ends, by the calendar and without a job."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from exchange.people.tables import Membership, ScopeMember
from exchange.placements.audiences import circle_of
from exchange.placements.resigning import end_role
from exchange.placements.tables import Audience
from schema.floor.observation_ops import CaptureObservation, ReclassifyObservation, RemoveObservation
from schema.placements.ops import ChooseAudience
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen

IN_A_CENTURY = date(2126, 10, 9)
MENTOR, MUSEUM, PLACEMENT, PUBLISHED = (
    Audience.MENTOR,
    Audience.MUSEUM,
    Audience.PLACEMENT,
    Audience.PUBLISHED,
)
READ = "select id from observation"
PLACES = "select id from placement"


async def shown(house: House, amara: Phone, audience: Audience) -> CaptureObservation:
    """What Amara saw, for everybody of an audience."""
    amara.proven = True
    what = seen(house.placement)
    await amara.done(what)
    await amara.done(ReclassifyObservation(id=what.id, from_=MENTOR, to=audience))
    return what


async def end(house: House, person: UUID, last: date) -> None:
    """The last day of each role of somebody."""
    async with house.sessions.as_steward() as session:
        for role in await session.scalars(select(Membership.id).where(Membership.person_id == person)):
            await end_role(session, role, last, by=None, at=MORNING)


async def reads_until(house: House, person: UUID, audience: Audience) -> list[datetime | None]:
    circle = circle_of(house.placement, audience)
    here = ScopeMember.scope_id == circle, ScopeMember.person_id == person
    async with house.sessions.as_steward() as session:
        return list(await session.scalars(select(ScopeMember.left_at).where(*here)))


async def test_a_reader_whose_role_ends_on_a_day_to_come_goes_with_the_end_of_that_day(
    house: House, amara: Phone
) -> None:
    entry = await shown(house, amara, MUSEUM)
    await end(house, house.leyla, IN_A_CENTURY)
    assert await house.seen_by(house.leyla, READ) == [(entry.id,)]
    # Where Leyla works, the day is over two hours before that of UTC.
    assert await reads_until(house, house.leyla, MUSEUM) == [datetime(2126, 10, 9, 22, tzinfo=UTC)]


async def test_a_circle_that_is_drawn_after_it_was_said_ends_on_the_same_day(
    house: House, amara: Phone
) -> None:
    await end(house, house.leyla, IN_A_CENTURY)
    await end(house, house.dimitra, IN_A_CENTURY)
    await shown(house, amara, PUBLISHED)
    for person in (house.leyla, house.dimitra):
        [moment] = await reads_until(house, person, PUBLISHED)
        assert moment is not None
        assert moment.date() == IN_A_CENTURY, person
    assert await reads_until(house, house.adwoa, PUBLISHED) == [None]


async def test_a_mentor_without_a_role_reads_in_no_circle_and_its_author_always_does(
    house: House, amara: Phone
) -> None:
    entry = await shown(house, amara, PUBLISHED)
    assert await house.seen_by(house.ingrid, READ) == [(entry.id,)]
    for person in (house.ingrid, house.amara):
        await end(house, person, MORNING.date())
    assert await house.seen_by(house.ingrid, READ) == []
    assert await house.seen_by(house.amara, READ) == [(entry.id,)]


@pytest.mark.parametrize("how", ["taken back", "removed"])
async def test_with_the_last_entry_of_a_circle_its_placement_goes_too(
    house: House, amara: Phone, how: str
) -> None:
    entries = [await shown(house, amara, MUSEUM) for _ in range(2)]
    theirs = (house.other_placement,)
    seen_before = [theirs, (house.placement,)]
    assert sorted(await house.seen_by(house.leyla, PLACES)) == sorted(seen_before)
    for number, entry in enumerate(entries, 1):
        if how == "taken back":
            await amara.done(ReclassifyObservation(id=entry.id, from_=MUSEUM, to=PLACEMENT))
        else:
            await amara.done(RemoveObservation(id=entry.id, base=2))
        left = [theirs] if number == len(entries) else seen_before
        assert sorted(await house.seen_by(house.leyla, PLACES)) == sorted(left)
    [(last,)] = await house.rows(
        "select bool_or(kind = 'Placement') from (select kind from feed where scope_id = :circle "
        "order by position desc limit 2) as lately",
        circle=circle_of(house.placement, MUSEUM),
    )
    assert last, "devices hear that it is gone"


async def test_whoever_reads_of_a_placement_hears_when_it_changes(house: House, amara: Phone) -> None:
    await shown(house, amara, MUSEUM)
    await amara.done(ChooseAudience(placement_id=house.placement, audience=MENTOR))
    lately = "select kind from feed where scope_id = :scope order by position desc limit 1"
    for scope in (house.placement, circle_of(house.placement, MUSEUM)):
        assert await house.rows(lately, scope=scope) == [("Placement",)]
