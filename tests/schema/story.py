"""A small exchange for the tests of the graph: two museums, four people, what one of them saw."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.planning import plan_day
from exchange.floor.recorded import Recording, RecordingState
from exchange.floor.synced import TextVersion
from exchange.floor.tables import (
    Commitment,
    CommitmentState,
    Observation,
    ObservationKind,
    Photo,
    PhotoState,
    PlanItem,
    Prompt,
    ReviewState,
    ShadowingDay,
    Tag,
)
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.sessions import Sessions
from exchange.people.joining import add_museum, appoint, found_network, join
from exchange.people.tables import Museum, Network, Person, Role
from exchange.placements.placing import place
from exchange.placements.tables import Audience, Placement, PlacementState
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Programme
from exchange.review.tables import Comment, Decision, Verdict

MORNING = datetime(2026, 10, 8, 9, 31, 4, 123456, UTC)


@dataclass
class Story:
    """Who and what there is; ids by name."""

    ids: dict[str, UUID] = field(default_factory=dict)
    observations: list[UUID] = field(default_factory=list)

    def __getitem__(self, name: str) -> UUID:
        return self.ids[name]

    def node(self, kind: str, name: str) -> str:
        """A graph id."""
        return f"{kind}:{self.ids[name]}"


def museum(network: Network, name: str, country: str) -> Museum:
    return Museum(
        id=uuid7(MORNING),
        network_id=network.id,
        name=name,
        town=name.rsplit(maxsplit=1)[-1],
        country=country,
        time_zone="Europe/Lisbon",
        isil=f"{country}-1" if country == "PT" else None,
        zones=["Atrium", "Store 2"] if country == "PT" else [],
    )


async def tell(sessions: Sessions, *, entries: int = 12) -> Story:
    """Tell the story into an empty database."""
    story = Story()
    async with sessions.as_steward() as session:
        network = await found_network(session, Network(id=uuid7(MORNING), name="Lusofonia"), at=MORNING)
        lisbon = await add_museum(session, museum(network, "Museu de Lisboa", "PT"), at=MORNING)
        maputo = await add_museum(session, museum(network, "Museu de Maputo", "MZ"), at=MORNING)
        people = {}
        for name in ("Ana", "Bento", "Clara", "Dario"):
            person = Person(id=uuid7(MORNING), network_id=network.id, name=name, locale="pt-PT")
            people[name] = await join(session, person, f"{name}@example.org", at=MORNING)
            story.ids[name] = person.id
        for name, role in (("Ana", Role.PARTICIPANT), ("Bento", Role.MENTOR), ("Clara", Role.COORDINATOR)):
            home = maputo if name == "Ana" else lisbon
            await appoint(session, people[name], home, role, since=date(2026, 1, 1), at=MORNING)
        programme = Programme(
            id=uuid7(MORNING),
            network_id=network.id,
            name="Handling 2026",
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 12, 1),
        )
        objectives = await open_programme(
            session,
            programme,
            objectives=["How loans are packed", "How damage is told"],
            coordinators=[story["Clara"]],
            at=MORNING,
        )
        placement = await place(
            session,
            Placement(
                id=uuid7(MORNING),
                programme_id=programme.id,
                participant_id=story["Ana"],
                mentor_id=story["Bento"],
                home_id=maputo.id,
                host_id=lisbon.id,
                title="Ana in Lisbon",
                starts_on=date(2026, 10, 5),
                ends_on=date(2026, 10, 16),
                state=PlacementState.UNDER_WAY,
            ),
            at=MORNING,
        )
        story.ids |= {
            "network": network.id,
            "Lisbon": lisbon.id,
            "Maputo": maputo.id,
            "programme": programme.id,
            "objective": objectives[0].id,
            "placement": placement.id,
        }
        await _day(session, story)
        for number in range(entries):
            story.observations.append(await observe(session, story, number))
        await _promise(session, story)
    return story


async def _day(session: AsyncSession, story: Story) -> None:
    day = ShadowingDay(
        id=uuid7(MORNING), placement_id=story["placement"], on_date=date(2026, 10, 8), purpose="Packing"
    )
    story.ids["day"] = day.id
    hours = [MORNING + timedelta(hours=hour) for hour in range(3)]
    plan = [
        PlanItem(
            id=uuid7(MORNING),
            placement_id=day.placement_id,
            day_id=day.id,
            starts_at=hour,
            ends_at=hour,
            title="Crates",
        )
        for hour in hours
    ]
    prompts = [
        Prompt(
            id=uuid7(MORNING),
            placement_id=day.placement_id,
            day_id=day.id,
            objective_id=story["objective"] if position == 1 else None,
            position=position,
            question="Who signs?",
        )
        for position in (1, 2)
    ]
    story.ids["prompt"] = prompts[0].id
    await plan_day(session, day, plan=plan, prompts=prompts, at=MORNING)


async def observe(
    session: AsyncSession, story: Story, number: int, *, audience: Audience | None = None, **given: Any
) -> UUID:
    """Ana keeps one observation; every third is for herself alone, every fourth has photos and a thread."""
    audience = audience or (Audience.ONLY_ME if number % 3 == 2 else Audience.MENTOR)
    scope = story["Ana"] if audience is Audience.ONLY_ME else story["placement"]
    at = MORNING + timedelta(minutes=number // 2)  # two at the same moment, so that ids decide
    observation = Observation(
        id=uuid7(at),
        scope_id=scope,
        placement_id=story["placement"],
        author_id=story["Ana"],
        day_id=story["day"] if number % 2 else None,
        prompt_id=story["prompt"] if number % 4 == 1 else None,
        kind=list(ObservationKind)[number % 5],
        note=f'Note {number}: "quotes", ümlauts, \\u0000@@@@@@@@@@@@@@@@ and a \\ backslash',
        zone="Atrium" if number % 2 else None,
        audience=audience,
        state=list(ReviewState)[number % 4],
        captured_at=at,
        captured_zone="Europe/Lisbon",
        received_at=at + timedelta(seconds=1),
        changed_at=at + timedelta(seconds=2),
        removed_at=given.get("removed_at"),
    )
    session.add(observation)
    await session.flush()
    children = list(_children(observation, story, number))
    session.add_all(children)
    await session.flush()
    changed = [Changed(scope, "Observation", observation.id)]
    changed += [Changed(scope, type(child).__name__, child.id) for child in children]
    await record(session, "observe", changed, by=story["Ana"], at=at)
    return observation.id


def _children(observation: Observation, story: Story, number: int) -> Iterable[Any]:
    own = {"scope_id": observation.scope_id, "observation_id": observation.id}
    at = observation.captured_at
    for position in range(number % 4):
        yield Tag(id=uuid7(at), word=f"word {position}", added_at=at, **own)
        yield Photo(
            id=uuid7(at),
            author_id=observation.author_id,
            position=position,
            sha256=f"{number:064x}",
            size=1000 + position,
            mime="image/jpeg",
            width=640,
            height=480,
            state=PhotoState.RECEIVED if position else PhotoState.EXPECTED,
            received_at=at if position else None,
            removed_at=at if position == 2 else None,
            **own,
        )
        yield Recording(
            id=uuid7(at),
            author_id=observation.author_id,
            position=position,
            sha256=f"{number:064x}",
            size=2000 + position,
            mime="audio/webm",
            duration_ms=1500,
            words="Two hands, always." if position else None,
            state=RecordingState.VERIFIED if position else RecordingState.EXPECTED,
            received_at=at if position else None,
            removed_at=at if position == 1 else None,
            **own,
        )
        yield Comment(
            id=uuid7(at), author_id=story["Bento"], body="Why?", written_at=at, received_at=at, **own
        )
    if number % 4 == 3:
        yield Decision(
            id=uuid7(at),
            by_id=story["Bento"],
            verdict=Verdict.SENT_BACK,
            reason="Say more",
            decided_at=at,
            received_at=at,
            **own,
        )
    yield TextVersion(
        id=uuid7(at),
        field="note",
        value=observation.note,
        author_id=observation.author_id,
        written_at=at,
        rev=1,
        **own,
    )


async def _promise(session: AsyncSession, story: Story) -> None:
    for number, about in enumerate([None, *story.observations[:3]]):
        audience = Audience.MENTOR if number % 2 else Audience.ONLY_ME
        scope = story["Ana"] if audience is Audience.ONLY_ME else story["placement"]
        commitment = Commitment(
            id=uuid7(MORNING),
            scope_id=scope,
            placement_id=story["placement"],
            author_id=story["Ana"],
            observation_id=about,
            sentence=f"Promise {number}",
            due_on=date(2026, 12, number + 1),
            state=CommitmentState.PROMISED,
            audience=audience,
            captured_at=MORNING,
            captured_zone="Africa/Maputo",
            received_at=MORNING,
            changed_at=MORNING,
        )
        session.add(commitment)
        await session.flush()
        changed = [Changed(scope, "Commitment", commitment.id)]
        await record(session, "promise", changed, by=story["Ana"], at=MORNING)
        story.ids.setdefault("commitment", commitment.id)
