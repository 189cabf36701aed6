"""What followed an observation, as acts: comments, decisions, a better wording, another audience."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select

from api.demo.cast import Player, known
from api.demo.programme import ID
from api.demo.story import (
    Approves,
    Endorses,
    Points,
    Proposes,
    Rewrites,
    Says,
    Seen,
    SendsAgain,
    SendsBack,
    Shows,
    Stay,
    Step,
    Withdraws,
)
from exchange.floor.amending import propose
from exchange.floor.amendments import Content
from exchange.floor.annotating import NewMark, mark
from exchange.floor.observing import edit, send_again, withdraw
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import reclassify
from exchange.floor.regions import WHOLE, Region
from exchange.floor.tables import Observation, ReviewState
from exchange.placements.tables import Audience
from exchange.programmes.tables import Objective
from exchange.review.commenting import comment
from exchange.review.deciding import decide
from exchange.review.endorsing import NewEndorsement, endorse
from exchange.review.tables import Verdict

Act: TypeAlias = Callable[[Doing], Awaitable[object]]


def take(stay: Stay, seen: Seen, step: Step, number: int) -> tuple[Player, Act]:
    """Who takes a step after an observation, and the act that it is."""
    step_id = known(f"{seen.name}, step {number}")
    match step:
        case Says(who=who, body=body, on=on):
            about = None if on is None else mark_id(seen, on)
            return who, lambda doing: comment(doing, step_id, seen.id, body, mark_id=about)
        case Approves() | SendsBack() | Endorses():
            return stay.mentor, by_the_mentor(seen, step, step_id)
        case _:
            return stay.participant, by_the_author(seen, step, step_id)


def by_the_mentor(seen: Seen, step: Approves | SendsBack | Endorses, step_id: UUID) -> Act:
    """What a mentor does about an entry."""
    match step:
        case Approves(reason=reason):
            return lambda doing: decided(doing, step_id, seen.id, Verdict.APPROVED, reason)
        case SendsBack(reason=reason):
            return lambda doing: decided(doing, step_id, seen.id, Verdict.SENT_BACK, reason)
        case Endorses():
            return lambda doing: endorsed(doing, step_id, seen.id, step)


def by_the_author(
    seen: Seen, step: Points | Rewrites | SendsAgain | Withdraws | Proposes | Shows, step_id: UUID
) -> Act:
    """What its author does about an entry."""
    match step:
        case Points():
            return lambda doing: mark(doing, pointed(seen, step))
        case Rewrites(note=note):
            return lambda doing: reworded(doing, seen.id, note)
        case SendsAgain():
            return lambda doing: send_again(doing, seen.id, ReviewState.SENT_BACK)
        case Withdraws():
            return lambda doing: withdraw(doing, seen.id, ReviewState.SUBMITTED)
        case Proposes(note=note, reason=reason):
            return lambda doing: proposed(doing, step_id, seen.id, note, reason)
        case Shows():
            only_me, mentor = Audience.ONLY_ME, Audience.MENTOR
            return lambda doing: reclassify(doing, Observation, seen.id, only_me, mentor)


def mark_id(seen: Seen, number: int) -> UUID:
    """The id of a mark on the first photo."""
    return known(f"mark {seen.name} {number}")


def pointed(seen: Seen, step: Points) -> NewMark:
    """A mark as the phone handed it over."""
    region = Region(*(WHOLE * side // 100 for side in step.place))
    photo_id = known(f"photo {seen.name} 0")
    return NewMark(mark_id(seen, step.number), photo_id, step.number, step.kind, region, step.words)


async def decided(doing: Doing, id: UUID, seen: UUID, verdict: Verdict, reason: str | None) -> None:
    """Decide about it as it stands."""
    state = (await doing.session.scalars(select(Observation.state).where(Observation.id == seen))).one()
    await decide(doing, id, seen, verdict, start=state, reason=reason)


async def reworded(doing: Doing, seen: UUID, note: str) -> None:
    """Rewrite the note as it stands."""
    base = (await doing.session.scalars(select(Observation.rev).where(Observation.id == seen))).one()
    await edit(doing, seen, {"note": note}, base=base)


async def proposed(doing: Doing, id: UUID, seen: UUID, note: str, reason: str) -> None:
    """Propose another wording; everything else as it stands."""
    entry = await doing.session.get_one(Observation, seen)
    await propose(doing, id, seen, replace(Content.of(entry), note=note), reason)


async def endorsed(doing: Doing, id: UUID, seen: UUID, step: Endorses) -> None:
    """Say what it shows, in the words of an objective."""
    numbered = Objective.programme_id == ID, Objective.position == step.objective
    objective = (await doing.session.scalars(select(Objective.id).where(*numbered))).one()
    await endorse(doing, NewEndorsement(id, seen, objective, step.level, step.sentence))
