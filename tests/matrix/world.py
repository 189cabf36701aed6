"""The world of the matrix: Amara's placement, everybody around it, and a placement for each role's own."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import known
from exchange.floor.house_rules import Effect, RuleKind
from exchange.floor.planning import plan_day
from exchange.floor.ruling import NewRule, begin_rule
from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.recording import Changed, record
from exchange.matching.tables import Application, ApplicationState, Offer
from exchange.people.joining import add_museum, appoint, belong, found_network, join
from exchange.people.tables import Membership, Museum, Network, Person, Role
from exchange.placements.placing import place
from exchange.placements.resigning import end_role
from exchange.placements.tables import Placement, PlacementState
from exchange.programmes.calls import Call, CallState, Payer, Preset, RuleSet
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Programme
from tests.matrix.askers import MENTOR, NEVER, OWN, PARTICIPANT, PEOPLE, PLACEMENT, canary, person
from tests.matrix.foreseen import foreseen

NOW = datetime.now(UTC)
HERS, THEIRS = known("matrix: her programme"), known("matrix: their programme")
NEAR, FAR = known("matrix: her network"), known("matrix: another network")
HOME, HOST, OTHER, ABROAD = (known(f"matrix: museum {name}") for name in ("home", "host", "other", "abroad"))


@dataclass
class Things:
    """What belongs to one placement, by kind; rows of an entry once for each audience."""

    participant: UUID
    mentor: UUID
    placement: UUID
    quiet: UUID
    ids: dict[str, UUID] = field(default_factory=dict)


def things_of(role: str) -> Things:
    """The placement of the person of this role; Amara's is the one that everybody else asks for."""
    mentor = person(MENTOR, PLACEMENT if role == PARTICIPANT else "network")
    return Things(
        person(role, OWN), mentor, known(f"matrix: placement {role}"), known(f"matrix: quiet {role}")
    )


async def tell(session: AsyncSession) -> dict[str, Things]:
    """Found two networks, seat everybody, and place everybody who has something of their own."""
    for network_id, name in ((NEAR, canary("Network")), (FAR, "Far away")):
        await found_network(session, Network(id=network_id, name=name), at=NOW)
    for museum_id in (HOME, HOST, OTHER, ABROAD):
        await add_museum(session, museum(museum_id), at=NOW)
    for role in PEOPLE:
        for relation, at_museum in WORKS.items():
            await seat(session, role, relation, at_museum)
    for programme_id in (HERS, THEIRS):
        programme = Programme(
            id=programme_id,
            network_id=NEAR,
            name=canary("Programme"),
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
        )
        sentences = [canary("Objective")]
        await open_programme(session, programme, objectives=sentences, coordinators=[], at=NOW)
    for museum_id in (HOST, OTHER):
        await ruled(session, museum_id)
    for programme_id in (HERS, THEIRS):
        await called(session, programme_id)
    found = {role: things_of(role) for role in PEOPLE}
    for role, things in found.items():
        await placed(session, role, things)
        await applied(session, role, things)
    await let_in(session, found[PARTICIPANT])
    return found


WORKS = {
    OWN: OTHER,
    PLACEMENT: HOST,
    "museum": HOST,
    "programme": OTHER,
    "network": OTHER,
    "revoked": HOST,
    NEVER: ABROAD,
}
"""Where they work. Amara alone works at the museum that lends her."""


def museum(id: UUID) -> Museum:
    return Museum(
        id=id,
        network_id=FAR if id == ABROAD else NEAR,
        name="Far away" if id == ABROAD else canary("Museum"),
        town="Vestvåg",
        country="NO",
        time_zone="Europe/Oslo",
        isil=None,
        ror=None,
        wikidata=None,
        zones=[],
    )


async def seat(session: AsyncSession, role: str, relation: str, museum_id: UUID) -> None:
    """Let somebody join, with their one role."""
    if (role, relation) == (PARTICIPANT, OWN):
        museum_id = HOME
    house = await session.get_one(Museum, museum_id)
    name = canary("Person") if museum_id == HOME else "Somebody"
    one = Person(id=person(role, relation), network_id=house.network_id, name=name, locale="en")
    await join(session, one, f"{role}.{relation}@museum.example", at=NOW)
    await appoint(session, one, house, Role(role), since=date(2026, 1, 1), at=NOW)


async def placed(session: AsyncSession, role: str, things: Things) -> None:
    """Place somebody twice, each with a day: of the second placement nothing is ever shown."""
    hers = role == PARTICIPANT
    today, tomorrow = NOW.date(), NOW.date() + timedelta(days=1)
    for placement_id, words, on in ((things.placement, False, today), (things.quiet, hers, tomorrow)):
        await place(
            session,
            Placement(
                id=placement_id,
                programme_id=HERS if hers else THEIRS,
                participant_id=things.participant,
                mentor_id=things.mentor,
                home_id=HOME if hers else OTHER,
                host_id=HOST if hers else OTHER,
                home_manager_id=things.mentor,
                title=canary("Placement") if words else "Packing glass",
                starts_on=date(2026, 1, 1),
                ends_on=date(2026, 12, 31),
                state=PlacementState.UNDER_WAY,
                default_audience=None,
            ),
            at=NOW,
        )
        await planned(session, placement_id, on, told=words)
    things.ids |= {kind: planned_id(kind, things.quiet) for kind in ("ShadowingDay", "PlanItem", "Prompt")}
    things.ids |= {"Placement": things.quiet, "Person": things.participant, "Network": NEAR}
    things.ids |= {"Museum": HOST if hers else OTHER, "Programme": HERS if hers else THEIRS}
    things.ids |= {"PhotoRule": rule_id(HOST if hers else OTHER)}


async def called(session: AsyncSession, programme_id: UUID) -> None:
    """A call of a programme, which is open."""
    ids = {"network_id": NEAR, "programme_id": programme_id}
    rules = known(f"matrix: rules of {programme_id}")
    session.add(RuleSet(id=rules, version=1, criteria=[], made_at=NOW, **ids))
    await session.flush()
    call = Call(
        id=call_id(programme_id),
        rule_set_id=rules,
        preset=Preset.SHADOWING,
        state=CallState.OPEN,
        title=canary("Call") if programme_id == HERS else "A day",
        mission="A day beside somebody.",
        skills=[],
        deliverables=[],
        metrics=[],
        days=1,
        parts=1,
        remote_days=0,
        reciprocal=False,
        first_day=NOW.date(),
        last_day=NOW.date(),
        opens_at=NOW,
        closes_at=NOW + timedelta(days=1),
        zone="Europe/Oslo",
        payer=Payer.HOME,
        covers=[],
        credit_hours=7,
        **ids,
    )
    session.add(call)
    await session.flush()
    await record(session, "open call", [Changed(NEAR, "Call", call.id)], by=None, at=NOW)


def call_id(programme_id: UUID) -> UUID:
    """The id of the call of a programme."""
    return known(f"matrix: call of {programme_id}")


async def applied(session: AsyncSession, role: str, things: Things) -> None:
    """Somebody has applied, and their mentor offers something."""
    hers = role == PARTICIPANT
    programme_id, home = (HERS, HOME) if hers else (THEIRS, OTHER)
    application = Application(
        id=known(f"matrix: application of {role}"),
        call_id=call_id(programme_id),
        programme_id=programme_id,
        person_id=things.participant,
        home_id=home,
        state=ApplicationState.SUBMITTED,
        aims=canary("Application") if hers else "To learn.",
        project="",
        skills=[],
        interests=[],
        languages=[],
        weeks=[],
        parts=1,
        remote_days=0,
        situations=[],
        made_at=NOW,
        changed_at=NOW,
        submitted_at=NOW,
    )
    offer = Offer(
        id=known(f"matrix: offer for {role}"),
        network_id=NEAR,
        museum_id=HOST if hers else OTHER,
        mentor_id=things.mentor,
        about=canary("Offer") if hers else "A day.",
        skills=["Packing"],
        interests=[],
        languages=[],
        adjustments=[],
        weeks=[],
        blackouts=[],
        days=1,
        places=1,
        made_at=NOW,
    )
    session.add_all([application, offer])
    await session.flush()
    told = [Changed(scope, "Application", application.id) for scope in (things.participant, programme_id)]
    await record(session, "apply", [*told, Changed(NEAR, "Offer", offer.id)], by=None, at=NOW)
    things.ids |= await foreseen(session, NEAR, HOST if hers else OTHER, hers=hers, at=NOW)
    things.ids |= {"Call": call_id(programme_id), "Application": application.id, "Offer": offer.id}


async def ruled(session: AsyncSession, museum_id: UUID) -> None:
    """A rule for photos of a museum, which only warns."""
    sentence = canary("PhotoRule") if museum_id == HOST else "Ask first."
    rule = NewRule(rule_id(museum_id), museum_id, RuleKind.PEOPLE_IN_FRAME, Effect.WARN, sentence)
    await begin_rule(session, rule, network_id=NEAR, by=None, at=NOW)


def rule_id(museum_id: UUID) -> UUID:
    """The id of the rule of a museum."""
    return known(f"matrix: rule of {museum_id}")


def planned_id(kind: str, placement_id: UUID) -> UUID:
    """The id of what is planned in a placement."""
    return known(f"matrix: {kind} {placement_id}")


async def planned(session: AsyncSession, placement_id: UUID, on: date, *, told: bool) -> None:
    """Plan one day of a placement, with one thing to do and one to watch for."""
    text = {kind: canary(kind) if told else "Something" for kind in ("ShadowingDay", "PlanItem", "Prompt")}
    ids = {kind: planned_id(kind, placement_id) for kind in text}
    day = ShadowingDay(
        id=ids["ShadowingDay"],
        placement_id=placement_id,
        on_date=on,
        purpose=text["ShadowingDay"],
        place=None,
    )
    within = {"placement_id": placement_id, "day_id": day.id}
    item = PlanItem(
        id=ids["PlanItem"],
        starts_at=NOW,
        ends_at=NOW,
        title=text["PlanItem"],
        zone=None,
        object_number=None,
        **within,
    )
    prompt = Prompt(id=ids["Prompt"], objective_id=None, position=1, question=text["Prompt"], **within)
    await plan_day(session, day, plan=[item], prompts=[prompt], at=NOW)


async def let_in(session: AsyncSession, things: Things) -> None:
    """Let everybody into what their relation says, or said once."""
    for role in PEOPLE:
        for scope in (things.placement, things.quiet, HERS):
            await belong(session, scope, person(role, "revoked"), at=NOW)
        await belong(session, HERS, person(role, "programme"), at=NOW)


async def revoke(session: AsyncSession) -> None:
    """End the last role of everybody whose relation is over."""
    gone = [person(role, "revoked") for role in PEOPLE]
    before = NOW.date() - timedelta(days=2)
    for one in await session.scalars(select(Membership.id).where(Membership.person_id.in_(gone))):
        await end_role(session, one, before, by=None, at=NOW)
