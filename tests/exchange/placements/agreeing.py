"""What the tests of agreements agree on: Amara of Lagoon House goes to Elbfurt for some days."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text

from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    HANNELORE,
    INGRID,
    LAGOON,
    LEYLA,
    MISAKI,
    SPEICHERHOF,
    STRANDHALL,
)
from api.demo.seating import seat
from exchange.floor.packing import pack
from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions
from exchange.placements import drafting, signing
from exchange.placements.agreements import AgreementVersion, PlacementAgreement
from exchange.placements.terms import (
    Day,
    Deliverable,
    Host,
    Money,
    Objective,
    Obligations,
    Signatory,
    Step,
    Terms,
)
from tests.cast import MORNING, PROGRAMME, open_one

FIRST_DAY = date(2026, 11, 2)
KEPT = "select count(*) from placement where agreement_id is not null"
CHAIN = (AMARA.id, HANNELORE.id, ADWOA.id, CHINEDU.id)


async def seat_all(sessions: Sessions) -> None:
    """Three museums, everybody who signs, and Leyla, whom nothing of it concerns."""
    players = (AMARA, INGRID, LEYLA, ADWOA, CHINEDU, DIMITRA, HANNELORE, MISAKI)
    async with sessions.as_steward() as session:
        await seat(session, (STRANDHALL, LAGOON, SPEICHERHOF), players, at=MORNING)
        await open_one(session)


def terms(first: date = FIRST_DAY, *, title: str = "Paper and patience", days: int = 2) -> Terms:
    """An agreement about some days at Elbfurt."""
    return Terms(
        title=title,
        hosts=(host(SPEICHERHOF.id, HANNELORE.id, first),),
        days=tuple(
            Day(on=first + timedelta(one), museum_id=SPEICHERHOF.id, purpose="Beside the paper conservator")
            for one in range(days)
        ),
        obligations=Obligations(
            home=("Pays on as before.",), host=("A desk and a badge.",), participant=("Writes down.",)
        ),
        objectives=(Objective(wanted="Hinge a print", evidence="A hinge that holds"),),
        deliverables=(Deliverable(what="A page for the handbook", due_on=date(2026, 12, 1)),),
        insurance="As staff of the host.",
        photos="As the host says.",
        stipend=Money(amount=45_000, currency="EUR"),
        signatories=(
            Signatory(step=Step.PARTICIPANT, person_id=AMARA.id, museum_id=LAGOON.id),
            Signatory(step=Step.MENTOR, person_id=HANNELORE.id, museum_id=SPEICHERHOF.id),
            Signatory(step=Step.HOME_MANAGER, person_id=ADWOA.id, museum_id=LAGOON.id),
            Signatory(step=Step.SPONSOR, person_id=CHINEDU.id, museum_id=LAGOON.id),
        ),
    )


def host(museum_id: UUID, mentor_id: UUID, first: date, share: int = 100) -> Host:
    """A host for two weeks."""
    return Host(
        museum_id=museum_id,
        mentor_id=mentor_id,
        share=share,
        since=first,
        until=first + timedelta(13),
    )


@dataclass
class Desk:
    """Where an agreement is drafted, signed, and worded anew; by default as it should be."""

    sessions: Sessions
    agreement_id: UUID

    async def draft(self, said: Terms, by: UUID = DIMITRA.id) -> AgreementVersion:
        agreement = PlacementAgreement(
            id=self.agreement_id,
            programme_id=PROGRAMME,
            participant_id=AMARA.id,
            home_id=LAGOON.id,
            made_at=MORNING,
        )
        async with self.sessions.as_steward() as session:
            return await drafting.draft(session, agreement, said, by=by, at=MORNING)

    async def revise(
        self, said: Terms, version: AgreementVersion, reason: str | None = None, by: UUID = DIMITRA.id
    ) -> AgreementVersion:
        async with self.sessions.as_steward() as session:
            return await drafting.revise(
                session, self.agreement_id, said, hash=version.hash, reason=reason, by=by, at=MORNING
            )

    async def sign(self, hash: str, *people: UUID) -> None:
        for by in people:
            async with self.sessions.as_steward() as session:
                held = await signing.sign(
                    session, self.agreement_id, hash, id=uuid7(MORNING), by=by, at=MORNING
                )
                if held:
                    await pack(session, held, at=MORNING)

    async def refuse(self, hash: str, reason: str, by: UUID) -> None:
        async with self.sessions.as_steward() as session:
            await signing.refuse(
                session, self.agreement_id, hash, reason, id=uuid7(MORNING), by=by, at=MORNING
            )


async def rows(sessions: Sessions, query: str, **values: object) -> list[tuple[object, ...]]:
    async with sessions.as_steward() as session:
        return [tuple(row) for row in await session.execute(text(query), values)]
