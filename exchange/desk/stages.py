"""The stages between an idea and the way home: who stands where, and since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from exchange.matching.tables import ApplicationState
from exchange.placements.chain import AgreementState


class Stage(StrEnum):
    """How far somebody has come, from a draft to being home again."""

    DRAFTED = "DRAFTED"
    SUBMITTED = "SUBMITTED"
    PROPOSED = "PROPOSED"
    DECIDED = "DECIDED"
    AGREEMENT = "AGREEMENT"
    SIGNED = "SIGNED"
    ON_THE_FLOOR = "ON_THE_FLOOR"
    HOME_AGAIN = "HOME_AGAIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Somebody on their way: an application, then an agreement, then a placement, whichever it is by now."""

    id: UUID
    stage: Stage
    since: date
    person_id: UUID
    person: str
    title: str
    museum_ids: tuple[UUID, ...]
    programme_id: UUID
    path: str


OF_APPLICATION = {
    ApplicationState.DRAFT: Stage.DRAFTED,
    ApplicationState.SUBMITTED: Stage.SUBMITTED,
    ApplicationState.BEFORE_COMMITTEE: Stage.PROPOSED,
    ApplicationState.ACCEPTED: Stage.DECIDED,
}
"""What was declined or taken back is on no way any more."""


def of_agreement(state: AgreementState) -> Stage:
    """The stage of an agreement; one that was refused is worded anew."""
    return Stage.SIGNED if state is AgreementState.IN_FORCE else Stage.AGREEMENT


def of_stay(starts_on: date, ends_on: date, *, today: date) -> Stage:
    """The stage of a placement, by its days."""
    if today < starts_on:
        return Stage.SIGNED
    return Stage.ON_THE_FLOOR if today <= ends_on else Stage.HOME_AGAIN
