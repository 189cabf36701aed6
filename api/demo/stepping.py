"""What followed an observation, as acts: comments, decisions, a better wording, another audience."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select

from api.demo.cast import Player, known
from api.demo.story import Approves, Rewrites, Says, Seen, SendsAgain, SendsBack, Shows, Stay, Step
from exchange.floor.observing import edit, send_again
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import reclassify
from exchange.floor.tables import Observation, ReviewState
from exchange.placements.tables import Audience
from exchange.review.commenting import comment
from exchange.review.deciding import decide
from exchange.review.tables import Verdict

Act: TypeAlias = Callable[[Doing], Awaitable[object]]


def take(stay: Stay, seen: Seen, step: Step, number: int) -> tuple[Player, Act]:
    """Who takes a step after an observation, and the act that it is."""
    step_id = known(f"{seen.name}, step {number}")
    match step:
        case Says(who=who, body=body):
            return who, lambda doing: comment(doing, step_id, seen.id, body)
        case Approves(reason=reason):
            return stay.mentor, lambda doing: decided(doing, step_id, seen.id, Verdict.APPROVED, reason)
        case SendsBack(reason=reason):
            return stay.mentor, lambda doing: decided(doing, step_id, seen.id, Verdict.SENT_BACK, reason)
        case Rewrites(note=note):
            return stay.participant, lambda doing: reworded(doing, seen.id, note)
        case SendsAgain():
            return stay.participant, lambda doing: send_again(doing, seen.id, ReviewState.SENT_BACK)
        case Shows():
            only_me, mentor = Audience.ONLY_ME, Audience.MENTOR
            return stay.participant, lambda doing: reclassify(doing, Observation, seen.id, only_me, mentor)


async def decided(doing: Doing, id: UUID, seen: UUID, verdict: Verdict, reason: str | None) -> None:
    """Decide about it as it stands."""
    state = (await doing.session.scalars(select(Observation.state).where(Observation.id == seen))).one()
    await decide(doing, id, seen, verdict, start=state, reason=reason)


async def reworded(doing: Doing, seen: UUID, note: str) -> None:
    """Rewrite the note as it stands."""
    base = (await doing.session.scalars(select(Observation.rev).where(Observation.id == seen))).one()
    await edit(doing, seen, {"note": note}, base=base)
