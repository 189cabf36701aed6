"""Asking the home manager to agree to a commitment, taking that back, and their answer."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied
from exchange.floor.followed import Agreement, AgreementAnswer
from exchange.floor.keeping import as_it_is, hold_own, keep, taken
from exchange.floor.pushes import Doing
from exchange.floor.tables import Commitment
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.placements.tables import Placement


async def ask(doing: Doing, id: UUID, commitment_id: UUID) -> Applied:
    """Ask the home manager of the placement to agree; from now on they read the commitment."""
    commitment = await hold_own(doing, Commitment, commitment_id)
    here = await doing.session.get(Agreement, id)
    if here is not None:
        if here.commitment_id != commitment_id:
            raise taken()
        return as_it_is(commitment)
    placement = await doing.session.get_one(Placement, commitment.placement_id)
    if placement.home_manager_id is None:
        sentence = "Nobody at home is named for this placement yet: its coordinator can name somebody."
        raise Refused("INVALID", sentence, "commitmentId")
    if placement.home_manager_id == doing.by:
        raise Refused("INVALID", "Nobody agrees to their own commitment.", "commitmentId")
    last = await latest(doing.session, commitment_id)
    if last is not None and last.answer in (AgreementAnswer.ASKED, AgreementAnswer.AGREED):
        return as_it_is(commitment)
    commitment.manager_id = placement.home_manager_id
    await asked(doing, id, commitment, last)
    return await keep(doing, "ask to agree", commitment)


async def ask_anew(doing: Doing, commitment: Commitment) -> None:
    """A commitment that was worded anew is another one to its manager: they are asked about that."""
    last = await latest(doing.session, commitment.id)
    if (
        commitment.manager_id is None
        or last is None
        or last.answer in (AgreementAnswer.ASKED, AgreementAnswer.TAKEN_BACK)
    ):
        return
    await asked(doing, uuid7(doing.at), commitment, last)


async def asked(doing: Doing, id: UUID, commitment: Commitment, before: Agreement | None) -> None:
    """Write down that somebody was asked, after what was asked before: also when a clock was set back."""
    at = doing.at if before is None else max(doing.at, before.asked_at + timedelta.resolution)
    assert commitment.manager_id is not None  # noqa: S101 - whoever calls has just named them
    manager_id = commitment.manager_id
    # The commitment goes first: its readers are also the question's.
    await doing.session.flush()
    doing.session.add(
        Agreement(
            id=id,
            commitment_id=commitment.id,
            manager_id=manager_id,
            answer=AgreementAnswer.ASKED,
            reason=None,
            asked_at=at,
            answered_at=None,
        )
    )
    await doing.session.flush()


async def take_back(doing: Doing, commitment_id: UUID) -> Applied:
    """Ask no longer: the manager reads the commitment no more, unless they do anyway."""
    commitment = await hold_own(doing, Commitment, commitment_id)
    if commitment.manager_id is None:
        return as_it_is(commitment)
    last = await latest(doing.session, commitment_id)
    if last is not None:
        last.answer, last.reason = AgreementAnswer.TAKEN_BACK, None
    await doing.session.flush()
    commitment.manager_id = None
    return await keep(doing, "ask no longer", commitment)


async def answer(
    session: AsyncSession,
    commitment_id: UUID,
    said: AgreementAnswer,
    reason: str | None,
    *,
    sentence: str,
    by: UUID,
    at: datetime,
) -> None:
    """Agree to a commitment, or say what has to change first: for whoever was asked, and nobody else.

    `sentence` is what they read: nobody agrees to words that were changed while they looked at them.
    """
    mine = Commitment.id == commitment_id, Commitment.manager_id == by, Commitment.removed_at.is_(None)
    commitment = await session.scalar(select(Commitment).where(*mine).with_for_update())
    last = None if commitment is None else await latest(session, commitment_id)
    if commitment is None or last is None or last.manager_id != by:
        raise not_here()
    if said not in (AgreementAnswer.AGREED, AgreementAnswer.TO_CHANGE):
        raise Refused("INVALID", "Agree, or say what has to change.", "answer")
    if commitment.sentence != sentence:
        raise Refused("STATUS_MOVED", "It was worded anew meanwhile: read it once more.", "sentence")
    why = (reason or "").strip() or None
    if said is AgreementAnswer.TO_CHANGE and why is None:
        raise Refused("INVALID", "Say what has to change.", "reason")
    if last.answer is said and last.reason == why:
        return
    last.answer, last.reason, last.answered_at = said, why, at
    commitment.rev += 1
    commitment.changed_at = at
    await session.flush()
    changed = [Changed(commitment.scope_id, "Commitment", commitment.id)]
    await record(session, "answer commitment", changed, by=by, at=at, detail={"answer": said.value})


async def latest(session: AsyncSession, commitment_id: UUID) -> Agreement | None:
    """What was asked and said last."""
    of_it = select(Agreement).where(Agreement.commitment_id == commitment_id)
    return await session.scalar(of_it.order_by(Agreement.asked_at.desc(), Agreement.id.desc()).limit(1))
