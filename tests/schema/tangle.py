"""What makes the story awkward: removed rows, rows of strangers, other time zones, pages of one moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from exchange.floor.amended import Amendment, AmendmentState
from exchange.floor.debriefed import Debrief
from exchange.floor.synced import Device
from exchange.floor.tables import Commitment, CommitmentState, Observation
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.tables import Access
from exchange.people.joining import found_network, join, leave
from exchange.people.tables import Museum, Network, Person
from exchange.placements.placing import place
from exchange.placements.tables import Audience, Placement, PlacementState
from exchange.review.tables import Comment, Decision, Endorsement, Level, Verdict
from tests.schema.conftest import Asker
from tests.schema.later_parts import tangle_parts
from tests.schema.story import MORNING, Story, observe

DEVICES = tuple(f"01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e{number}" for number in (10, 11, 12))
"""Two are Ana's and one is Bento's; whose it is, nobody asks of a device that reads."""

MOMENTS = (
    "2026-07-31T23:30:00+00:00",  # August in Lisbon and Auckland
    "2026-12-31T11:30:00+00:00",  # 2027 in Auckland
    "2026-06-30T22:59:59+00:00",  # June in Lisbon
    "2025-12-31T23:59:59+00:00",  # 2026 in Auckland
    "2026-10-31T23:00:00+00:00",
    "2026-08-31T12:15:00+00:00",  # September in Auckland
    "2026-08-31T11:15:00+00:00",
)


async def tangle(ask: Asker) -> None:
    """Make the story awkward."""
    story = ask.story
    async with ask.sessions.as_steward() as session:
        await session.execute(
            update(Museum).where(Museum.id == story["Maputo"]).values(time_zone="Pacific/Auckland")
        )
        lent = Placement(
            id=uuid7(MORNING),
            programme_id=story["programme"],
            participant_id=story["Bento"],
            mentor_id=story["Ana"],
            home_id=story["Lisbon"],
            host_id=story["Maputo"],
            title="Bento in Maputo",
            starts_on=MORNING.date() - timedelta(days=40),
            ends_on=MORNING.date() + timedelta(days=90),
            state=PlacementState.AGREED,
        )
        await place(session, lent, at=MORNING)
        there = Story({**story.ids, "placement": lent.id, "Ana": story["Bento"]}, story.observations)
        for number, audience in enumerate((Audience.MENTOR, Audience.ONLY_ME, Audience.MENTOR)):
            story.observations.append(await observe(session, there, 13 + number, audience=audience))
        for number, one in enumerate(story.observations):
            moved = datetime.fromisoformat(MOMENTS[number % len(MOMENTS)])
            if number % 3:
                values = {"captured_at": moved, "received_at": moved + timedelta(hours=number % 7)}
                await session.execute(update(Observation).where(Observation.id == one).values(**values))
        for number, one in enumerate(story.observations[3:9]):
            seen = await session.get_one(Observation, one)
            session.add(
                Decision(
                    id=uuid7(MORNING),
                    scope_id=seen.scope_id,
                    observation_id=one,
                    by_id=story["Bento"],
                    verdict=Verdict.APPROVED,
                    decided_at=MORNING,
                    received_at=seen.received_at + timedelta(minutes=25 + 140 * number**2),
                )
            )
        for one in story.observations[7:10]:
            seen = await session.get_one(Observation, one)
            for part in since_approved(story, seen):
                session.add(part)
        session.add(looking_back(story))
        await tangle_parts(session, story)
        for number, (device, who) in enumerate(zip(DEVICES, ("Ana", "Ana", "Bento"), strict=True)):
            last = MORNING + timedelta(hours=number // 2)
            own = {"person_id": story[who], "made_at": MORNING, "seen_at": last}
            session.add(Device(id=UUID(device), **own, waiting=number or None, durable_through=7 * number))
        for number, (reader, thing) in enumerate(zip(("Bento", "Ana"), story.observations, strict=False)):
            read = {"what": "Observation", "thing_id": thing, "lent": bool(number)}
            own = {"scope_id": story["Ana"], "by_id": story[reader], "act": "open original"}
            session.add(Access(id=uuid7(MORNING), **own, **read, at=MORNING))
        promises = (await session.scalars(select(Commitment.id).order_by(Commitment.due_on))).all()
        for number, promise in enumerate(promises[:3]):
            done = {"state": CommitmentState.DONE, "changed_at": MORNING + timedelta(hours=31 * (number + 1))}
            await session.execute(update(Commitment).where(Commitment.id == promise).values(**done))
        # A removed observation leaves a commitment that points to it, and parts that are not there either.
        gone = update(Observation).where(Observation.id == story.observations[3])
        await session.execute(gone.values(removed_at=MORNING))
        gone = update(Observation).where(Observation.id == story.observations[1])
        await session.execute(gone.values(removed_at=MORNING))
        # Who saw the sixth is of another network now: a promised person who may not be seen.
        elsewhere = await found_network(session, Network(id=uuid7(MORNING), name="Elsewhere"), at=MORNING)
        stranger = Person(id=uuid7(MORNING), network_id=elsewhere.id, name="Elsa", locale="pt-PT")
        await join(session, stranger, "elsa@example.org", at=MORNING)
        sixth = update(Observation).where(Observation.id == story.observations[6])
        await session.execute(sixth.values(author_id=stranger.id))
        promised = update(Commitment).where(Commitment.id == promises[1])
        await session.execute(promised.values(author_id=stranger.id))
        asked = update(Comment).where(Comment.observation_id.in_(story.observations[5:8]))
        await session.execute(asked.values(author_id=stranger.id))


def since_approved(story: Story, seen: Observation) -> Iterator[Amendment | Endorsement]:
    """What was proposed to be changed, and what it shows of its author."""
    own = {"scope_id": seen.scope_id, "observation_id": seen.id, "received_at": MORNING}
    for minutes, state in enumerate((AmendmentState.DECLINED, AmendmentState.WAITING)):
        declined = state is AmendmentState.DECLINED
        yield Amendment(
            id=uuid7(MORNING),
            author_id=seen.author_id,
            kind=seen.kind,
            note="Two hands, always.",
            zone=None,
            object_number=None,
            procedure=None,
            reason=None if declined else "It was one hand.",
            state=state,
            answer="No." if declined else None,
            answered_by_id=story["Bento"] if declined else None,
            answered_at=MORNING if declined else None,
            proposed_at=MORNING + timedelta(minutes=minutes),
            **own,
        )
    for level in Level:
        yield Endorsement(
            id=uuid7(MORNING),
            by_id=story["Bento"],
            objective_id=story["objective"],
            level=level,
            sentence=None,
            given_at=MORNING,
            removed_at=MORNING if level is Level.TEACHES else None,
            **own,
        )


def looking_back(story: Story) -> Debrief:
    """Ana's debrief of her day."""
    return Debrief(
        id=story["day"],
        scope_id=story["placement"],
        placement_id=story["placement"],
        author_id=story["Ana"],
        happened="Much.",
        so_what="Little.",
        changes="Something.",
        stays="The rest.",
        drawn_from=[str(story.observations[0])],
        audience=Audience.MENTOR,
        written_at=MORNING,
        received_at=MORNING,
        changed_at=MORNING,
    )


async def go_on(ask: Asker) -> None:
    """After devices have read, one entry is narrowed, another removed, and Ana leaves a museum."""
    story, me = ask.story, ask.story["Ana"]
    narrowed, removed = story.observations[0], story.observations[4]
    async with ask.sessions.as_steward() as session:
        values = {"audience": Audience.ONLY_ME, "scope_id": me}
        await session.execute(update(Observation).where(Observation.id == narrowed).values(**values))
        changed = [Changed(scope, "Observation", narrowed) for scope in (me, story["placement"])]
        await record(session, "reclassify", changed, by=me, at=MORNING)
        await session.execute(update(Observation).where(Observation.id == removed).values(removed_at=MORNING))
        changed = [Changed(story["placement"], "Observation", removed)]
        await record(session, "remove", changed, by=me, at=MORNING)
        await leave(session, story["Maputo"], me, at=MORNING)
