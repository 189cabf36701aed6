"""A round of applications: Dimitra calls, Amara applies, Chinedu signs for her museum, Ingrid offers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from api.demo.cast import CHINEDU, LAGOON, NETWORK_ID
from exchange.ground.ids import uuid7
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.matching.applying import NewApplication, save_application
from exchange.matching.provisions import KEY, Provision
from exchange.people.joining import appoint, join
from exchange.people.tables import Museum, Person, Role
from exchange.programmes.calling import NewCall, draft_call, open_call
from exchange.programmes.calls import Cost, Payer, Preset
from exchange.programmes.eligibility import Criterion, Fact
from tests.cast import AMARA, DIMITRA, MORNING, PROGRAMME, seat_everyone
from tests.sync.house import House

HOUSE_SEAL = Seal(b"a secret of the tests")
SEAL = HOUSE_SEAL.apart(KEY)
BEFORE = MORNING - timedelta(days=1)
WEEKS = (date(2027, 3, 1), date(2027, 3, 8))
RULES = (
    Criterion(Fact.PROJECT_WORDS, at_least=5),
    Criterion(Fact.DAYS_PLEDGED, at_least=5),
    Criterion(Fact.DAYS_AHEAD, at_least=30),
)


def called(**fields: Any) -> NewCall:
    """A week of working together in spring, as Dimitra drafts it."""
    usual = NewCall(
        id=uuid7(MORNING),
        programme_id=PROGRAMME,
        preset=Preset.INTENSIVE,
        title="A week beside the installers",
        mission="One week on a project that is of use to both museums.",
        skills=("Mounting", "Moving"),
        deliverables=("One page on what changes at home",),
        metrics=("Changed at home within 90 days",),
        days=5,
        parts=1,
        remote_days=0,
        reciprocal=False,
        first_day=date(2027, 2, 1),
        last_day=date(2027, 6, 30),
        opens_at=BEFORE,
        closes_at=MORNING + timedelta(days=40),
        zone="Europe/Oslo",
        payer=Payer.HOST,
        covers=(Cost.LODGING,),
        lump_minor=60_000,
        currency="EUR",
        credit_hours=35,
        criteria=RULES,
        most_from_one_museum=3,
    )
    return replace(usual, **fields)


def applied(call_id: UUID, **fields: Any) -> NewApplication:
    """What Amara writes."""
    usual = NewApplication(
        id=uuid7(MORNING),
        call_id=call_id,
        home_id=LAGOON.id,
        sponsor_id=CHINEDU.id,
        aims="To see how a move is led.",
        project="A packing list that both museums can use.",
        skills=("Mounting",),
        interests=("Registry",),
        languages=("en",),
        weeks=WEEKS,
        parts=1,
        remote_days=0,
        situations=frozenset(),
        adjustments=frozenset({Provision.STEP_FREE}),
    )
    return replace(usual, **fields)


@dataclass(frozen=True)
class Round:
    """The house, and its one open call."""

    house: House
    call: UUID

    @property
    def sessions(self) -> Sessions:
        """The ways into its database."""
        return self.house.sessions

    async def drafts(self, at: datetime = MORNING, **fields: Any) -> UUID:
        """Amara keeps a draft."""
        new = applied(self.call, **fields)
        async with self.sessions.as_person(AMARA.id) as session:
            await save_application(session, new, by=AMARA.id, seal=SEAL, at=at)
        return new.id

    async def state(self, id: UUID) -> Mapping[str, Any]:
        """What is kept of an application."""
        asked = "select to_jsonb(application) from application where id = :id"
        ((found,),) = await self.house.rows(asked, id=id)
        assert isinstance(found, dict)
        return found


@pytest.fixture
async def round_of_2027(sessions: Sessions) -> Round:
    """Everybody is seated, Chinedu signs for Lagoon House, and the call is open."""
    await seat_everyone(sessions)
    async with sessions.as_steward() as session:
        chinedu = Person(id=CHINEDU.id, network_id=NETWORK_ID, name=CHINEDU.name, locale="en")
        await join(session, chinedu, CHINEDU.email, at=BEFORE)
        lagoon = await session.get_one(Museum, LAGOON.id)
        await appoint(session, chinedu, lagoon, Role.SPONSOR, since=date(2026, 1, 1), at=BEFORE)
    new = called()
    async with sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, new, by=DIMITRA.id, at=BEFORE)
        await open_call(session, new.id, by=DIMITRA.id, at=BEFORE)
    return Round(House(sessions, new.id), new.id)
