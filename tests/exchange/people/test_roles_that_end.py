"""A role ends, and with it what its person could see: at once, and in the middle of a session."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select

from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.joining import appoint
from exchange.people.tables import Membership, Museum, Person, Role, ScopeMember
from exchange.placements.circling import draw
from exchange.placements.resigning import end_role
from exchange.placements.tables import Audience, Placement
from tests.cast import (
    ADWOA,
    AMARA,
    DIMITRA,
    HERS,
    INGRID,
    LAGOON,
    MORNING,
    PROGRAMME,
    STRANDHALL,
    THEIRS,
    seat_everyone,
)

pytestmark = pytest.mark.anyio

YESTERDAY = date(2026, 10, 7)
IN_A_CENTURY = date(2126, 10, 7)


async def scopes_of(sessions: Sessions, person_id: UUID) -> set[UUID]:
    """What this person's next transaction is entered with."""
    async with sessions.as_person(person_id) as session:
        return set((await session.scalars(select(func.my_scopes()))).one())


async def role_of(sessions: Sessions, person_id: UUID, role: Role) -> UUID:
    async with sessions.as_steward() as session:
        named = Membership.person_id == person_id, Membership.role == role
        return (await session.scalars(select(Membership.id).where(*named))).one()


async def end(sessions: Sessions, person_id: UUID, role: Role, last: date = YESTERDAY) -> None:
    membership = await role_of(sessions, person_id, role)
    async with sessions.as_steward() as session:
        await end_role(session, membership, last, by=None, at=MORNING)


async def give(sessions: Sessions, person_id: UUID, museum_id: UUID, role: Role) -> None:
    async with sessions.as_steward() as session:
        person, museum = await session.get_one(Person, person_id), await session.get_one(Museum, museum_id)
        await appoint(session, person, museum, role, since=YESTERDAY, at=MORNING)


async def test_a_role_does_not_end_before_it_began(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    membership = await role_of(sessions, INGRID.id, Role.MENTOR)
    with pytest.raises(Refused, match="before its first day"):
        async with sessions.as_steward() as session:
            await end_role(session, membership, date(1999, 1, 1), by=None, at=MORNING)
    assert HERS in await scopes_of(sessions, INGRID.id)


async def test_a_role_that_is_not_there_does_not_end(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    with pytest.raises(Refused, match="NOT_FOUND_OR_FORBIDDEN"):
        async with sessions.as_steward() as session:
            await end_role(session, HERS, YESTERDAY, by=None, at=MORNING)


async def test_whoever_loses_their_last_role_keeps_what_is_their_own_and_sees_where_they_took_part(
    sessions: Sessions,
) -> None:
    await seat_everyone(sessions)
    assert HERS in await scopes_of(sessions, INGRID.id)

    await end(sessions, INGRID.id, Role.MENTOR)

    assert await scopes_of(sessions, INGRID.id) == {INGRID.id}
    async with sessions.as_person(INGRID.id) as session:
        assert (await session.scalars(select(Placement.id))).all() == [HERS]
        assert set(await session.scalars(select(Person.id))) == {INGRID.id, AMARA.id}
        assert len((await session.scalars(select(Museum.id))).all()) == 2
        assert (await session.scalars(select(Membership.id))).all() == []
    assert HERS in await scopes_of(sessions, AMARA.id), "the other side of the placement stays"


async def test_a_role_that_ends_on_a_day_to_come_is_good_until_then(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    await end(sessions, INGRID.id, Role.MENTOR, IN_A_CENTURY)
    assert {HERS, STRANDHALL.id} <= await scopes_of(sessions, INGRID.id)

    await end(sessions, INGRID.id, Role.MENTOR, YESTERDAY)
    assert await scopes_of(sessions, INGRID.id) == {INGRID.id}


async def test_a_coordinator_who_only_mentors_from_now_on_no_longer_sees_the_programme(
    sessions: Sessions,
) -> None:
    await seat_everyone(sessions)
    await give(sessions, DIMITRA.id, STRANDHALL.id, Role.MENTOR)
    async with sessions.as_person(DIMITRA.id) as session:
        assert set(await session.scalars(select(Placement.id))) == {HERS, THEIRS}

    await end(sessions, DIMITRA.id, Role.COORDINATOR)

    assert PROGRAMME not in await scopes_of(sessions, DIMITRA.id)
    assert STRANDHALL.id in await scopes_of(sessions, DIMITRA.id), "she still works there"
    async with sessions.as_person(DIMITRA.id) as session:
        assert (await session.scalars(select(Placement.id))).all() == []


async def test_what_was_shown_to_coordinators_is_gone_in_the_moment_in_which_one_is_none_any_more(
    sessions: Sessions,
) -> None:
    await seat_everyone(sessions)
    await give(sessions, DIMITRA.id, STRANDHALL.id, Role.MENTOR)
    async with sessions.as_person(AMARA.id) as session:
        circle = await draw(session, HERS, Audience.PLACEMENT, at=MORNING)
    assert circle in await scopes_of(sessions, DIMITRA.id)

    await end(sessions, DIMITRA.id, Role.COORDINATOR)

    assert circle not in await scopes_of(sessions, DIMITRA.id)
    assert circle in await scopes_of(sessions, INGRID.id)


async def test_a_mentor_who_only_sits_on_the_committee_leaves_the_placement(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    assert THEIRS in await scopes_of(sessions, ADWOA.id)
    await end(sessions, ADWOA.id, Role.MENTOR)
    assert THEIRS not in await scopes_of(sessions, ADWOA.id)
    assert LAGOON.id in await scopes_of(sessions, ADWOA.id)


async def test_whoever_is_given_a_role_again_is_back_in_museum_and_network(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    before = await scopes_of(sessions, INGRID.id)
    await end(sessions, INGRID.id, Role.MENTOR)
    await give(sessions, INGRID.id, STRANDHALL.id, Role.EVALUATOR)
    assert await scopes_of(sessions, INGRID.id) == before - {HERS}


async def test_the_moment_is_the_end_of_the_day_where_the_museum_is(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    await end(sessions, AMARA.id, Role.PARTICIPANT, date(2026, 10, 9))
    async with sessions.as_steward() as session:
        left = set(
            await session.scalars(select(ScopeMember.left_at).where(ScopeMember.person_id == AMARA.id))
        )
    # Lagoon House stands in Lagos, one hour before UTC.
    assert left == {None, datetime(2026, 10, 9, 23, tzinfo=UTC)}
