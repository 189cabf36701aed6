"""The round before, in the demo: its call is closed, a run of the matching chose, and everybody was told.

Two who want the same week have as many points, so that the lot decides; one goes because of her situation;
and somebody shares no language with who could teach her.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from anyio import to_thread

from api.demo.calling import called, weeks
from api.demo.cast import AMARA, DIMITRA, JONAS, KATARZYNA, LEYLA, MISAKI, OLENA, Player, known
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.matching.answer import answered
from exchange.matching.applying import NewApplication, save_application, submit_application
from exchange.matching.asked import Situation
from exchange.matching.ordering import order_run
from exchange.matching.provisions import KEY
from exchange.matching.running import claim_run, keep_answer, opened_question
from exchange.matching.telling import tell_verdicts
from exchange.programmes.calling import NewCall, close_call, draft_call, open_call
from exchange.programmes.calls import Preset
from exchange.programmes.eligibility import Criterion, Fact

WINTER, RUN = known("call winter"), known("run winter")
OPENED_BEFORE, APPLIED_BEFORE = timedelta(days=50), timedelta(days=30)
CLOSED_BEFORE, RAN_BEFORE = timedelta(days=6), timedelta(days=5)
MOUNTING, PAPER, REGISTRY = "Mounting and moving", "Paper conservation", "Registry without paper"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to learn, in which weeks of the round, and what the formula counts for them."""

    who: Player
    skill: str
    weeks: tuple[int, ...]
    aims: str
    project: str
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    situations: frozenset[Situation] = frozenset()


WISHES = (
    Wish(
        AMARA,
        PAPER,
        (2, 3),
        "What you look at before you open a box that nobody has opened for years.",
        "Twenty boxes of ours, listed by what you would look at first.",
    ),
    Wish(
        JONAS,
        REGISTRY,
        (0,),
        "How a loan is registered while it stands before you, in one go.",
        "One form for both registries, short enough for a phone.",
    ),
    Wish(
        LEYLA,
        REGISTRY,
        (0,),
        "What a registry looks like when there is no paper that could be lost.",
        "A list of what paper still does for us, and what would do it instead.",
    ),
    Wish(
        OLENA,
        MOUNTING,
        (1,),
        "How a move is led by somebody who was a volunteer the year before.",
        "A plan for a day of moving with twelve volunteers, tried at both museums.",
        situations=frozenset({Situation.SMALL_MUSEUM, Situation.FRONT_OF_HOUSE}),
    ),
    Wish(
        MISAKI,
        MOUNTING,
        (1,),
        "How you judge a mount, and write it down so that the next one can.",
        "Ten mounts, five of ours and five of yours, judged by the same questions.",
        interests=("Collections care",),
    ),
    Wish(
        KATARZYNA,
        PAPER,
        (2, 3),
        "When paper is left alone, and who says so at your museum.",
        "A page in Polish on when to leave paper alone, for all small museums.",
        languages=("pl",),
    ),
)


async def choose_and_tell(sessions: Sessions, seal: Seal, *, now: datetime) -> None:
    """Tell it, once there is something to choose from."""
    await everybody_applies(sessions, seal.apart(KEY), now=now)
    await run_it(sessions, seal, at=now - RAN_BEFORE)


def winter(now: datetime) -> NewCall:
    """Three days beside a colleague; it took applications until last week."""
    return called(
        WINTER,
        Preset.EXCHANGE,
        "Three days beside a colleague",
        "Three days beside somebody who does every day what you do once a year. Come with one question.",
        now=now,
        opens_at=now - OPENED_BEFORE,
        closes_at=now - CLOSED_BEFORE,
        criteria=(Criterion(Fact.AIMS_WORDS, at_least=8),),
        most_from_one_museum=2,
    )


async def everybody_applies(sessions: Sessions, seal: Seal, *, now: datetime) -> None:
    """Six people apply while the call is open; then it closes."""
    call, at = winter(now), now - APPLIED_BEFORE
    async with sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, call, by=DIMITRA.id, at=now - OPENED_BEFORE)
        await open_call(session, WINTER, by=DIMITRA.id, at=now - OPENED_BEFORE)
    for wish in WISHES:
        new = application(wish, now=now)
        async with sessions.as_person(wish.who.id) as session:
            await save_application(session, new, by=wish.who.id, seal=seal, at=at)
            await submit_application(session, new.id, placements=0, by=wish.who.id, at=at)
    async with sessions.as_person(DIMITRA.id) as session:
        await close_call(session, WINTER, by=DIMITRA.id, at=now - CLOSED_BEFORE)


def application(wish: Wish, *, now: datetime) -> NewApplication:
    """What somebody hands in."""
    return NewApplication(
        id=application_to_winter(wish.who),
        call_id=WINTER,
        home_id=wish.who.house.id,
        sponsor_id=None,
        aims=wish.aims,
        project=wish.project,
        skills=(wish.skill,),
        interests=wish.interests,
        languages=wish.languages,
        weeks=weeks(now, *wish.weeks),
        parts=1,
        remote_days=0,
        situations=wish.situations,
        adjustments=frozenset(),
    )


def application_to_winter(who: Player) -> UUID:
    """The id that somebody's application to this call always has."""
    return known(f"winter application of {who.name}")


async def run_it(sessions: Sessions, seal: Seal, *, at: datetime) -> None:
    """Dimitra orders a run, it is answered, and everybody reads their own verdict."""
    async with sessions.as_person(DIMITRA.id) as session:
        await order_run(session, RUN, WINTER, by=DIMITRA.id, seal=seal, at=at)
    async with sessions.as_steward() as session:
        run = await claim_run(session, at=at)
        if run is None:
            return
        answer = await to_thread.run_sync(answered, opened_question(run, seal))
        await keep_answer(session, run.id, answer, seal=seal, at=at)
    async with sessions.as_person(DIMITRA.id) as session:
        await tell_verdicts(session, RUN, by=DIMITRA.id, seal=seal, at=at)
