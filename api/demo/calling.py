"""The next round of the demo: a call that is open, one that is being drafted, who applies, and who offers.

Everybody does it themselves, entered as who they are.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from api.demo import programme
from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    HANNELORE,
    INGRID,
    JONAS,
    KATARZYNA,
    MAREK,
    OLENA,
    Player,
    known,
)
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.matching.applying import NewApplication, check_application, save_application, submit_application
from exchange.matching.asked import Situation
from exchange.matching.offering import NewOffer, say_offer
from exchange.matching.pledging import NewPledge, pledge
from exchange.matching.provisions import KEY, Provision
from exchange.matching.waiving import ask_waiver, waive
from exchange.programmes.calling import NewCall, draft_call, open_call
from exchange.programmes.calls import Preset
from exchange.programmes.eligibility import Fact
from exchange.programmes.presets import SHAPES

WEEK = timedelta(days=7)
OPENED_BEFORE, APPLIED_BEFORE = timedelta(days=10), timedelta(days=4)
STAYS_BEGIN_IN, STAYS_END_IN, CLOSES_IN = timedelta(days=63), timedelta(days=182), timedelta(days=26)
SPRING, DAYS = known("call spring"), known("call two days")


async def call_and_apply(sessions: Sessions, seal: Seal, *, now: datetime) -> None:
    """Tell it, once the year before it was told."""
    at = now - OPENED_BEFORE
    async with sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, spring(now), by=DIMITRA.id, at=at)
        await open_call(session, SPRING, by=DIMITRA.id, at=at)
        await draft_call(session, two_days(now), by=DIMITRA.id, at=now)
    for offer, mentor in offers(now):
        async with sessions.as_person(mentor.id) as session:
            await say_offer(session, offer, by=mentor.id, at=at)
    await applications(sessions, seal.apart(KEY), now=now)


def monday(now: datetime, after: timedelta) -> date:
    """The Monday of the week so long from now."""
    day = (now + after).date()
    return day - timedelta(days=day.weekday())


def weeks(now: datetime, *numbers: int) -> tuple[date, ...]:
    """Weeks of the round, counted from its first."""
    first = monday(now, STAYS_BEGIN_IN)
    return tuple(first + WEEK * number for number in numbers)


def called(id: UUID, preset: Preset, title: str, mission: str, *, now: datetime, **otherwise: Any) -> NewCall:
    """A call with everything that its preset says, but for what is said otherwise."""
    shape = SHAPES[preset]
    usual = NewCall(
        id=id,
        programme_id=programme.ID,
        preset=preset,
        title=title,
        mission=mission,
        skills=("Mounting and moving", "Paper conservation", "Registry without paper", "Boats under cover"),
        deliverables=("One page on what changes at home", "The working paper that both museums go on using"),
        metrics=("Something changed at home within 90 days", "A third museum took it up within a year"),
        days=shape.days,
        parts=2 if preset is Preset.INTENSIVE else shape.parts,
        remote_days=1 if preset is Preset.INTENSIVE else shape.remote_days,
        reciprocal=shape.reciprocal,
        first_day=monday(now, STAYS_BEGIN_IN),
        last_day=(now + STAYS_END_IN).date(),
        opens_at=now - OPENED_BEFORE,
        closes_at=(now + CLOSES_IN).replace(hour=21, minute=0, second=0, microsecond=0),
        zone="Europe/Oslo",
        payer=shape.payer,
        covers=shape.covers,
        lump_minor=shape.lump_minor,
        currency=shape.currency,
        credit_hours=shape.credit_hours,
        criteria=shape.criteria,
    )
    return replace(usual, **otherwise)


def spring(now: datetime) -> NewCall:
    """A week on a joint project, open."""
    mission = (
        "One week beside somebody who does what you would like to do at home, on work that is of use "
        "to both museums. You choose it together before you travel, and leave it where the next one finds it."
    )
    return called(SPRING, Preset.INTENSIVE, "One week, one piece of work", mission, now=now)


def two_days(now: datetime) -> NewCall:
    """Two or three days for a lump sum, still being drafted."""
    mission = "A short visit with one question. Say how your colleagues will hear the answer."
    return called(DAYS, Preset.EXCHANGE, "Three days with one question", mission, now=now)


def offers(now: datetime) -> tuple[tuple[NewOffer, Player], ...]:
    """What four mentors offer."""

    def offer(
        mentor: Player, about: str, skill: str, able: set[Provision], when: tuple[int, ...]
    ) -> NewOffer:
        return NewOffer(
            id=known(f"offer of {mentor.name}"),
            museum_id=mentor.house.id,
            about=about,
            skills=(skill,),
            interests=("Collections care",),
            languages=("en", mentor.locale) if mentor.locale != "en" else ("en",),
            adjustments=frozenset(able),
            weeks=weeks(now, *when),
            blackouts=weeks(now, when[0] - 1) if when[0] else (),
            days=10,
            places=1,
        )

    able = {Provision.STEP_FREE, Provision.SEATING}
    return (
        (
            offer(INGRID, "You mount with us, and lead one move.", "Mounting and moving", able, (1, 2, 3)),
            INGRID,
        ),
        (
            offer(
                HANNELORE,
                "Aging paper, and when to leave it alone.",
                "Paper conservation",
                able | {Provision.QUIET_ROOM},
                (2, 3),
            ),
            HANNELORE,
        ),
        (
            offer(MAREK, "Wet wood, dry feet.", "Boats under cover", {Provision.SCHOOL_HOURS}, (4, 5)),
            MAREK,
        ),
        (offer(ADWOA, "A registry that fits in a phone.", "Registry without paper", able, (0, 1)), ADWOA),
    )


def application(
    who: Player, sponsor: Player | None, aims: str, project: str, skill: str, when: tuple[date, ...]
) -> NewApplication:
    """What somebody writes."""
    return NewApplication(
        id=known(f"application of {who.name}"),
        call_id=SPRING,
        home_id=who.house.id,
        sponsor_id=sponsor.id if sponsor else None,
        aims=aims,
        project=project,
        skills=(skill,),
        interests=("Collections care",),
        languages=("en", who.locale) if who.locale != "en" else ("en",),
        weeks=when,
        parts=1,
        remote_days=0,
        situations=frozenset({Situation.SMALL_MUSEUM}) if who is OLENA else frozenset(),
        adjustments=frozenset({Provision.SCHOOL_HOURS}) if who is OLENA else frozenset(),
    )


async def applications(sessions: Sessions, seal: Seal, *, now: datetime) -> None:
    """Olena hands in, Jonas does with a rule waived, and Amara waits for her sponsor."""
    at = now - APPLIED_BEFORE
    olena = application(
        OLENA,
        KATARZYNA,
        "How you decide that a boat may be touched, and by whom. I teach the volunteers who would do it.",
        "A card for each boat that says in three drawings where hands may go. We have eleven boats and forty "
        "volunteers; you have the drawings. Both of us would hang the same card beside the hull.",
        "Mounting and moving",
        weeks(now, 1, 2),
    )
    jonas = application(
        JONAS,
        None,
        "To register a loan in one go, while it stands before me, instead of on four sheets of paper.",
        "We have the forms and no signal in the cellar, you have the signal and no forms. I would bring our "
        "list of what has to be known at the door, and we cut it to what fits on a phone, together.",
        "Registry without paper",
        weeks(now, 0, 1),
    )
    amara = application(
        AMARA,
        CHINEDU,
        "Paper: when to leave it alone. Ours is younger than yours and in worse air.",
        "A sheet of ten pictures, five of ours and five of yours, to show what to leave alone. Who opens "
        "a box in Ekara or Elbfurt would look at the same ten before touching anything.",
        "Paper conservation",
        weeks(now, 2, 3),
    )
    for new, who in ((olena, OLENA), (jonas, JONAS), (amara, AMARA)):
        async with sessions.as_person(who.id) as session:
            await save_application(session, new, by=who.id, seal=seal, at=at)
            await check_application(session, new.id, placements=1, by=who.id, at=at)
    async with sessions.as_person(KATARZYNA.id) as session:
        promise = NewPledge(
            olena.id,
            5,
            backfill=True,
            employed=True,
            budget_line="Training",
            budget_minor=40_000,
            currency="EUR",
        )
        await pledge(session, promise, by=KATARZYNA.id, at=at)
    async with sessions.as_person(JONAS.id) as session:
        why = "Our director signs in January, after the budget. She has said yes."
        await ask_waiver(session, jonas.id, why, by=JONAS.id, at=at)
    async with sessions.as_person(DIMITRA.id) as session:
        reason = "The director wrote to me. The days come in January, before the first stay."
        await waive(session, jonas.id, Fact.DAYS_PLEDGED, reason, by=DIMITRA.id, at=at)
    for new, who in ((olena, OLENA), (jonas, JONAS)):
        async with sessions.as_person(who.id) as session:
            await submit_application(session, new.id, placements=1, by=who.id, at=at)
