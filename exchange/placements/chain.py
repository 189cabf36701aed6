"""The chain of an agreement: whose turn it is, who may sign for whom, and how far it has come."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from exchange.placements.agreements import Delegation, Signature, SignatureAnswer
from exchange.placements.terms import Signatory


class AgreementState(StrEnum):
    """How far an agreement has come."""

    WAITING = "WAITING"
    REFUSED = "REFUSED"
    IN_FORCE = "IN_FORCE"


def turn(chain: Sequence[Signatory], said: Sequence[Signature]) -> int | None:
    """The step that is next; none when all have signed, or somebody refused."""
    if any(one.answer is SignatureAnswer.REFUSED for one in said):
        return None
    done = {one.step for one in said}
    return next((step for step in range(len(chain)) if step not in done), None)


def state_of(chain: Sequence[Signatory], said: Sequence[Signature]) -> AgreementState:
    """How far the newest version has come; nothing but all its signatures puts it in force."""
    if any(one.answer is SignatureAnswer.REFUSED for one in said):
        return AgreementState.REFUSED
    return AgreementState.WAITING if turn(chain, said) is not None else AgreementState.IN_FORCE


def signs_for(person_id: UUID, signatory: Signatory, delegations: Sequence[Delegation], *, on: date) -> bool:
    """Whether somebody may sign at a step on a day: for themselves, or for whom they stand in."""
    return person_id == signatory.person_id or any(
        one.of_id == signatory.person_id and one.to_id == person_id and one.since <= on <= one.until
        for one in delegations
    )
