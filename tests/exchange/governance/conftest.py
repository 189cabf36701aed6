"""A network with a committee of three: Adwoa, Misaki and Katarzyna; Marek stands in for the third seat."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from api.demo.cast import (
    ADWOA,
    DIMITRA,
    HOUSES,
    KATARZYNA,
    MAREK,
    MISAKI,
    NETWORK_ID,
    PLAYERS,
    Player,
)
from api.demo.seating import seat
from exchange.governance.declaring import declare
from exchange.governance.putting import NewMotion, put_motion
from exchange.governance.seating import NewSeat, seat_member
from exchange.governance.tables import About, Choice
from exchange.governance.voting import cast_vote, decide
from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions

NOW = datetime.now(UTC)
"""The database asks its own clock who sits today."""
TERM = timedelta(days=700)
SEATS = ((1, False, ADWOA), (2, False, MISAKI), (3, False, KATARZYNA), (3, True, MAREK))


@dataclass(frozen=True)
class Committee:
    """What its people do, each as themselves."""

    sessions: Sessions

    async def gather(self) -> None:
        """Seat everybody, and let the committee declare that they have no interests."""
        async with self.sessions.as_steward() as session:
            await seat(session, HOUSES, PLAYERS, at=NOW)
            for number, substitute, who in SEATS:
                begins = NOW.date() - timedelta(days=30)
                new = NewSeat(uuid4(), number, substitute, who.id, begins, begins + TERM)
                await seat_member(session, NETWORK_ID, new, by=None, at=NOW)
        for _, _, who in SEATS:
            async with self.sessions.as_person(who.id) as session:
                await declare(session, [], by=who.id, at=NOW)

    async def put(self, *persons: Player, museums: tuple[UUID, ...] = (), by: Player = DIMITRA) -> UUID:
        """Put a motion that concerns these people and museums."""
        whom = frozenset(one.id for one in persons)
        new = NewMotion(
            uuid7(NOW),
            About.OTHER,
            None,
            "A bursary",
            "For a week by the sea.",
            persons=whom,
            museums=frozenset(museums),
        )
        async with self.sessions.as_person(by.id) as session:
            await put_motion(session, new, by=by.id, at=NOW)
        return new.id

    async def vote(self, motion: UUID, who: Player, choice: Choice = Choice.FOR) -> None:
        """Vote."""
        async with self.sessions.as_person(who.id) as session:
            await cast_vote(session, motion, choice, "", by=who.id, at=NOW)

    async def decide(self, motion: UUID, who: Player = ADWOA) -> str:
        """Close a motion."""
        async with self.sessions.as_person(who.id) as session:
            return (await decide(session, motion, by=who.id, at=NOW)).state.value


@pytest.fixture
async def committee(sessions: Sessions) -> Committee:
    here = Committee(sessions)
    await here.gather()
    return here
