"""What is agreed in the matrix: Amara's agreement, who stands in, and a mentor who is asked."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.tables import Scope, ScopeKind
from exchange.people.joining import belong
from exchange.people.tables import SignedIn
from exchange.placements.agreements import (
    AgreementVersion,
    Delegation,
    PlacementAgreement,
    ScanState,
    Signature,
    SignatureAnswer,
    SignatureScan,
)
from exchange.placements.drafting import concerned
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.terms import Terms, hash_of
from tests.matrix.askers import Asker, person
from tests.matrix.doings import new
from tests.matrix.furnishing import HERE, sha
from tests.matrix.world import HERS, HOME, HOST, NOW, Things
from tests.wording import about_a_day

TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)
LEADS = Asker("SPONSOR", "network")
STANDS_IN = Asker("MENTOR", "museum")


def terms(things: Things) -> Terms:
    """What the agreement says."""
    return about_a_day(
        TODAY,
        goes=things.participant,
        receives=things.mentor,
        leads=person(LEADS.role, LEADS.relation),
        home=HOME,
        host=HOST,
    )


async def agreed(session: AsyncSession, things: Things) -> dict[str, str]:
    """Keep all of it; everybody has just shown that it is them."""
    ids = {name: UUID(new()) for name in ("agreement", "delegation", "request")}
    here = terms(things)
    agreement = PlacementAgreement(
        id=ids["agreement"],
        programme_id=HERS,
        participant_id=things.participant,
        home_id=HOME,
        made_at=NOW,
    )
    content = here.canonical()
    version = AgreementVersion(
        agreement_id=agreement.id, number=1, content=content, hash=hash_of(content), made_at=NOW
    )
    away = Delegation(
        id=ids["delegation"],
        agreement_id=agreement.id,
        of_id=things.mentor,
        to_id=STANDS_IN.person_id,
        since=TODAY,
        until=TOMORROW,
        made_at=NOW,
    )
    await session.execute(update(SignedIn).values(stepped_up_at=NOW))
    for row in (Scope(id=agreement.id, kind=ScopeKind.AGREEMENT), agreement, version, away):
        session.add(row)
        await session.flush()
    for person_id in concerned(agreement, here) | {away.to_id}:
        await belong(session, agreement.id, person_id, at=NOW)
    await asked(session, ids["request"], things)
    return {name: str(one) for name, one in ids.items()} | {"sha256": version.hash}


async def on_paper(session: AsyncSession, made: Mapping[str, str], things: Things) -> UUID:
    """Amara has signed the agreement on paper, at a step that is nobody else's, and the scan is here."""
    named, by = UUID(new()), things.participant
    of = {"agreement_id": UUID(made["agreement"]), "number": 1, "hash": made["sha256"], "step": 9}
    said = {"answer": SignatureAnswer.SIGNED, "outside_on": TODAY, "scan_sha256": sha(HERE)}
    session.add(Signature(id=named, signatory_id=by, by_id=by, at=NOW, **of, **said))
    await session.flush()
    here = {"size": len(HERE), "mime": "image/jpeg", "state": ScanState.VERIFIED}
    session.add(SignatureScan(id=named, sha256=sha(HERE), **here))
    return named


async def asked(session: AsyncSession, id: UUID, things: Things) -> None:
    """Somebody is asked whether they would be Amara's mentor."""
    request = MentorRequest(
        id=id,
        programme_id=HERS,
        participant_id=things.participant,
        application_id=things.ids["Application"],
        about="A day.",
        since=TOMORROW,
        until=TOMORROW,
        days=1,
        patience=7,
        state=RequestState.OPEN,
        by_id=Asker("COORDINATOR", "programme").person_id,
        made_at=NOW,
    )
    turn = MentorTurn(
        request_id=id,
        position=0,
        programme_id=HERS,
        mentor_id=things.mentor,
        museum_id=HOST,
        state=TurnState.ASKED,
        asked_at=NOW,
        reply_by=TODAY + timedelta(days=7),
    )
    session.add(request)
    await session.flush()
    session.add(turn)
    await session.flush()
