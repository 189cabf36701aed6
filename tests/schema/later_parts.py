"""What hangs on entries, promises and museums beyond the first story: marks, notes, rules and their ends."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.followed import (
    Agreement,
    AgreementAnswer,
    Barrier,
    BarrierCode,
    Evidence,
    EvidenceKind,
    FollowUp,
    HowFar,
)
from exchange.floor.house_rules import Effect, PhotoRule, RuleKind
from exchange.floor.marks import Mark, MarkKind
from exchange.floor.notes import Handling, Notice, NoticeKind, Severity
from exchange.floor.tables import Commitment, Observation, Photo
from exchange.ground.ids import uuid7
from exchange.matching.tables import Application, ApplicationState, Offer
from exchange.programmes.calls import Call, CallState, Payer, Preset, RuleSet
from exchange.programmes.foreseen import Blackout, Need, NeedKind
from tests.schema.story import MORNING, Story


async def tangle_parts(session: AsyncSession, story: Story) -> None:
    """Everything below: on Ana's entries, on every promise, and in Lisbon."""
    for one in story.observations[:8]:
        seen = await session.get_one(Observation, one)
        photo = await session.scalar(select(Photo).where(Photo.observation_id == one).order_by(Photo.id))
        session.add_all(on_an_entry(seen, photo))
    for promise in (await session.scalars(select(Commitment))).all():
        session.add_all(on_a_promise(story, promise))
    session.add_all(of_a_house(story))
    await of_a_round(session, story)


def on_an_entry(seen: Observation, photo: Photo | None) -> Iterator[Handling | Notice | Mark]:
    """What says how its object is handled, whose knowledge it is, and where in its photo something is."""
    own = {"scope_id": seen.scope_id, "observation_id": seen.id}
    yield Handling(
        id=uuid7(MORNING),
        author_id=seen.author_id,
        severity=Severity.HIGH,
        vulnerable="The gilding.",
        condition="Lifting.",
        care="Two people.",
        avoid="Light.",
        needs="Gloves.",
        review_on=MORNING.date(),
        **own,
    )
    for kind in (NoticeKind.TRADITIONAL_KNOWLEDGE, NoticeKind.ATTRIBUTION_INCOMPLETE):
        gone = MORNING if kind is NoticeKind.TRADITIONAL_KNOWLEDGE else None
        yield Notice(
            id=uuid7(MORNING), by_id=seen.author_id, kind=kind, placed_at=MORNING, removed_at=gone, **own
        )
    if photo is None:
        return
    for number, width in ((1, None), (2, 400)):
        yield Mark(
            id=uuid7(MORNING),
            photo_id=photo.id,
            author_id=seen.author_id,
            number=number,
            kind=MarkKind.LOOK,
            x=10 * number,
            y=10,
            width=width,
            height=width,
            words="Here.",
            captured_at=MORNING,
            received_at=MORNING,
            removed_at=None,
            **own,
        )


def on_a_promise(story: Story, promise: Commitment) -> Iterator[Agreement | Evidence | Barrier | FollowUp]:
    """Who agreed, what shows it, what stood in the way, and what became of it."""
    own = {"commitment_id": promise.id}
    by = {"author_id": promise.author_id, **own}
    yield Agreement(
        id=uuid7(MORNING),
        manager_id=story["Bento"],
        answer=AgreementAnswer.AGREED,
        reason=None,
        asked_at=MORNING,
        answered_at=MORNING + timedelta(hours=2),
        **own,
    )
    for minutes in range(2):
        at = MORNING + timedelta(minutes=minutes)
        yield Evidence(
            id=uuid7(MORNING),
            kind=EvidenceKind.NOTE,
            words="A list.",
            place=None,
            url=None,
            added_at=at,
            **by,
        )
        yield Barrier(id=uuid7(MORNING), code=BarrierCode.TIME, words=None, helped="A day.", said_at=at, **by)
    yield FollowUp(
        id=uuid7(MORNING),
        days=30,
        how_far=HowFar.PARTLY,
        words=None,
        minutes_a_week=None,
        measured=None,
        said_at=MORNING,
        received_at=MORNING,
        **by,
    )


def of_a_house(story: Story) -> Iterator[PhotoRule]:
    """A rule that holds, and the one before it."""
    for number, until in enumerate((MORNING, None)):
        yield PhotoRule(
            id=uuid7(MORNING),
            network_id=story["network"],
            museum_id=story["Lisbon"],
            kind=RuleKind.NO_LOANS,
            effect=Effect.BLOCK,
            sentence="No loans.",
            objects=["L*"],
            zones=[],
            placements=[],
            expires_days=None,
            valid_from=MORNING - timedelta(days=2 - number),
            valid_until=until,
            replaces_id=None,
        )


async def of_a_round(session: AsyncSession, story: Story) -> None:
    """Two calls in Lisbon, one of them a draft; what Ana applied with, Bento offers, and Lisbon foresees."""
    within = {"network_id": story["network"], "programme_id": story["programme"]}
    rules = RuleSet(id=uuid7(MORNING), version=1, criteria=[], made_at=MORNING, **within)
    session.add(rules)
    await session.flush()
    for state in (CallState.OPEN, CallState.DRAFT):
        call = Call(
            id=uuid7(MORNING),
            rule_set_id=rules.id,
            preset=Preset.EXCHANGE,
            state=state,
            title="Two days",
            mission="Two days with one question.",
            skills=["Glass"],
            deliverables=[],
            metrics=["Changed at home"],
            days=2,
            parts=1,
            remote_days=0,
            reciprocal=False,
            first_day=MORNING.date(),
            last_day=MORNING.date(),
            opens_at=MORNING,
            closes_at=MORNING + timedelta(days=1),
            zone="Europe/Lisbon",
            payer=Payer.NETWORK,
            covers=["MEALS"],
            lump_minor=60_000,
            currency="EUR",
            credit_hours=14,
            **within,
        )
        session.add(call)
        await session.flush()
        session.add(of_an_applicant(story, call))
    offer = Offer(
        id=uuid7(MORNING),
        network_id=story["network"],
        museum_id=story["Lisbon"],
        mentor_id=story["Bento"],
        about="Glass.",
        skills=["Glass"],
        interests=[],
        languages=["pt"],
        adjustments=["SEATING"],
        weeks=[MORNING.date()],
        blackouts=[],
        days=2,
        places=1,
        made_at=MORNING,
    )
    session.add(offer)
    planned = {"network_id": story["network"], "museum_id": story["Lisbon"], "changed_at": MORNING}
    span = {"first_day": MORNING.date(), "last_day": MORNING.date()}
    need = Need(id=uuid7(MORNING), kind=NeedKind.EXHIBITION, skill="Tiles", why="", days=2, **planned, **span)
    session.add_all([need, Blackout(id=uuid7(MORNING), reason="Tiles are laid", **planned, **span)])


def of_an_applicant(story: Story, call: Call) -> Application:
    """What Ana writes, with Bento as her sponsor."""
    return Application(
        id=uuid7(MORNING),
        call_id=call.id,
        programme_id=call.programme_id,
        person_id=story["Ana"],
        home_id=story["Lisbon"],
        sponsor_id=story["Bento"],
        state=ApplicationState.SUBMITTED,
        aims="Glass.",
        project="",
        skills=["Glass"],
        interests=[],
        languages=["pt"],
        weeks=[MORNING.date()],
        parts=1,
        remote_days=0,
        situations=["SMALL_MUSEUM"],
        days_pledged=2,
        backfill=True,
        employed=True,
        made_at=MORNING,
        changed_at=MORNING,
        submitted_at=MORNING,
    )
