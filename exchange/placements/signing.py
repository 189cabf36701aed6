"""Signing an agreement: step by step, each signature over the hash of what its person read.

Steward's work for whoever's turn it is. The last signature says what is in force; `floor/packing.py` makes
placements of it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import record
from exchange.ground.refusals import Refused, not_here
from exchange.people.joining import belong, leave
from exchange.placements.agreements import (
    Delegation,
    ScanState,
    Signature,
    SignatureAnswer,
    SignatureScan,
)
from exchange.placements.chain import AgreementState, signs_for, state_of, turn
from exchange.placements.consulting import Held, belongs, hold
from exchange.placements.drafting import concerned, must_sign_as, works_at


@dataclass(frozen=True, slots=True)
class Scan:
    """A version that was signed on paper: on which day, and the scan's name and hash."""

    signed_on: date
    name: str
    sha256: str


async def sign(
    session: AsyncSession, agreement_id: UUID, hash: str, *, id: UUID, by: UUID, at: datetime
) -> Held | None:
    """Sign what was read, for oneself or whom one stands in for; what is in force after the last one."""
    held = await hold(session, agreement_id, by=by, at=at, hash=hash)
    step = await whose_turn(session, held, by=by, at=at)
    return await say(session, held, answered(held, step, SignatureAnswer.SIGNED, id=id, by=by, at=at))


async def refuse(
    session: AsyncSession, agreement_id: UUID, hash: str, reason: str, *, id: UUID, by: UUID, at: datetime
) -> None:
    """Refuse what was read, and say why; the next version begins the chain anew."""
    held = await hold(session, agreement_id, by=by, at=at, hash=hash)
    step = await whose_turn(session, held, by=by, at=at)
    if not reason.strip():
        raise Refused("INVALID", "Say what has to change.", "reason")
    refusal = answered(held, step, SignatureAnswer.REFUSED, id=id, by=by, at=at)
    refusal.reason = reason.strip()
    await say(session, held, refusal)


async def sign_outside(
    session: AsyncSession, agreement_id: UUID, hash: str, scan: Scan, *, id: UUID, by: UUID, at: datetime
) -> Held | None:
    """Write down that whoever's turn it is signed on paper: a coordinator does, and sends the scan."""
    held = await hold(session, agreement_id, by=by, at=at, hash=hash)
    if not await belongs(session, [held.agreement.programme_id], by, at=at):
        raise not_here()
    if scan.signed_on > at.date():
        raise Refused("INVALID", "Nothing is signed on a day to come.", "signedOn")
    signature = answered(held, open_step(held), SignatureAnswer.SIGNED, id=id, by=by, at=at)
    signature.outside_on, signature.scan_name, signature.scan_sha256 = scan.signed_on, scan.name, scan.sha256
    done = await say(session, held, signature)
    session.add(SignatureScan(id=id, sha256=scan.sha256, state=ScanState.EXPECTED))
    await session.flush()
    return done


async def delegate(session: AsyncSession, delegation: Delegation, *, by: UUID, at: datetime) -> None:
    """Let somebody of the same museum sign for oneself, from one day to another."""
    held = await hold(session, delegation.agreement_id, by=by, at=at)
    museums = {one.museum_id for one in held.terms.signatories if one.person_id == by}
    colleague = [await works_at(session, delegation.to_id, one, None, at=at) for one in museums]
    if not colleague or not all(colleague) or delegation.to_id == held.agreement.participant_id:
        raise not_here()
    if delegation.until < max(delegation.since, at.date()):
        raise Refused("INVALID", "A delegation ends after it began, and not before today.", "until")
    session.add(delegation)
    await session.flush()
    await belong(session, held.agreement.id, delegation.to_id, at=at)
    await record(session, "delegate signature", held.told(), by=by, at=at)


async def take_back(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Let nobody sign for oneself any more; what they signed meanwhile stays on record."""
    delegation = await session.get(Delegation, id, with_for_update=True)
    if delegation is None or delegation.of_id != by:
        raise not_here()
    held = await hold(session, delegation.agreement_id, by=by, at=at)
    await session.delete(delegation)
    await session.flush()
    left = {one.to_id for one in held.delegations if one is not delegation}
    if delegation.to_id not in left | concerned(held.agreement, held.terms):
        await leave(session, held.agreement.id, delegation.to_id, at=at)
    await record(session, "take delegation back", held.told(), by=by, at=at)


async def whose_turn(session: AsyncSession, held: Held, *, by: UUID, at: datetime) -> int:
    """The step that is open, if this person may take it; they work there still."""
    step = open_step(held)
    signatory = held.terms.signatories[step]
    if not signs_for(by, signatory, held.delegations, on=at.date()):
        raise Refused("NOT_YOUR_TURN", "Somebody else signs next.", "id")
    await must_sign_as(session, signatory, at=at)
    return step


def open_step(held: Held) -> int:
    """The step that is next; refuses where nothing is left to say."""
    step = turn(held.terms.signatories, held.said)
    if step is None:
        raise Refused("STATUS_MOVED", "Nothing is left to sign: it was refused, or all have signed.", "id")
    return step


def answered(
    held: Held, step: int, answer: SignatureAnswer, *, id: UUID, by: UUID, at: datetime
) -> Signature:
    """What somebody says at a step, over the hash of the version."""
    return Signature(
        id=id,
        agreement_id=held.agreement.id,
        number=held.version.number,
        hash=held.version.hash,
        step=step,
        signatory_id=held.terms.signatories[step].person_id,
        by_id=by,
        answer=answer,
        at=at,
    )


async def say(session: AsyncSession, held: Held, signature: Signature) -> Held | None:
    """Keep what was said; the agreement, if its last signature has put it in force."""
    session.add(signature)
    await session.flush()
    now = Held(held.agreement, held.version, held.terms, [*held.said, signature], held.delegations)
    done = state_of(now.terms.signatories, now.said) is AgreementState.IN_FORCE
    if done:
        held.agreement.in_force = held.version.number
        await session.flush()
    detail = {"version": signature.number, "step": signature.step, "answer": signature.answer.value}
    act = "sign agreement" if signature.answer is SignatureAnswer.SIGNED else "refuse agreement"
    await record(session, act, held.told(), by=signature.by_id, at=signature.at, detail=detail)
    return now if done else None
