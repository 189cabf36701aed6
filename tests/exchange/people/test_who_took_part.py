"""Who took part in a placement sees it for ever, and adds nothing to it once their last role has ended."""

from datetime import date

import pytest
from sqlalchemy import select

from exchange.floor.tables import ShadowingDay
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.tables import Membership
from exchange.placements.choosing import choose_audience
from exchange.placements.resigning import end_role
from exchange.placements.tables import Audience, Placement
from tests.cast import AMARA, HERS, MORNING, seat_everyone

pytestmark = pytest.mark.anyio


async def test_a_participant_whose_last_role_ended_chooses_nothing_more(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    async with sessions.as_steward() as session:
        role = (await session.scalars(select(Membership.id).where(Membership.person_id == AMARA.id))).one()
        await end_role(session, role, date(2026, 10, 7), by=None, at=MORNING)
    with pytest.raises(Refused, match="NOT_FOUND_OR_FORBIDDEN"):
        async with sessions.as_person(AMARA.id) as session:
            await choose_audience(session, HERS, Audience.ONLY_ME, by=AMARA.id, at=MORNING)
    async with sessions.as_person(AMARA.id) as session:
        kept = await session.get_one(Placement, HERS)
        assert (kept.default_audience, kept.rev) == (None, 1)
        assert (await session.scalars(select(ShadowingDay.id))).all() == []
