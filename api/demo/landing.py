"""What followed a commitment, as acts: asked and agreed, shown, hindered, told of."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from uuid import UUID

from api.demo.cast import Player, known
from api.demo.story import Agrees, Asks, Hinders, Landing, Proves, Stay, Tells
from exchange.floor.agreeing import answer, ask
from exchange.floor.follow_ups import NewBarrier, NewEvidence, NewFollowUp
from exchange.floor.followed import AgreementAnswer, Measured
from exchange.floor.following import add_evidence, follow_up, say_barrier
from exchange.floor.pushes import Doing
from exchange.floor.tables import Commitment

Act: TypeAlias = Callable[[Doing], Awaitable[object]]


def land(stay: Stay, promise: UUID, name: str, step: Landing) -> tuple[Player, Act]:
    """Who takes a step after a commitment, and the act that it is."""
    step_id, author = known(name), stay.participant
    match step:
        case Asks():
            return author, lambda doing: ask(doing, step_id, promise)
        case Agrees(reason=reason):
            return stay.manager, lambda doing: answered(doing, promise, reason)
        case Proves(kind=kind, words=words, place=place):
            evidence = NewEvidence(step_id, promise, kind, words, place)
            return author, lambda doing: add_evidence(doing, evidence)
        case Hinders(code=code, words=words, helped=helped):
            barrier = NewBarrier(step_id, promise, code, words, helped)
            return author, lambda doing: say_barrier(doing, barrier)
        case Tells(after=after, how_far=how_far, words=words, minutes=minutes):
            measured = None if minutes is None else Measured.TIMED
            told = NewFollowUp(step_id, promise, after, how_far, words, minutes, measured)
            return author, lambda doing: follow_up(doing, told)


async def answered(doing: Doing, promise: UUID, reason: str | None) -> None:
    """Agree to it as it stands, or say what has to change."""
    commitment = await doing.session.get_one(Commitment, promise)
    said = AgreementAnswer.AGREED if reason is None else AgreementAnswer.TO_CHANGE
    words = commitment.sentence
    await answer(doing.session, promise, said, reason, sentence=words, by=doing.by, at=doing.at)
