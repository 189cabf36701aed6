"""The public register in the graph: for anybody, signed in or not."""

from datetime import date, datetime

import strawberry

from exchange.governance.published import Agreed, Decided, Published, Sat
from exchange.governance.publishing import registers
from exchange.governance.tables import About, MotionState
from schema.context import Info
from schema.described import told_type


@told_type
class PublicRatification:
    """A museum that holds to the newest version of a charter."""

    museum: str = strawberry.field(description="Its name.")
    town: str = strawberry.field(description="The town where it stands.")
    country: str = strawberry.field(description="The country, as two letters (ISO 3166-1).")
    since: datetime = strawberry.field(description="When it ratified.")


@told_type
class PublicCharter:
    """The newest version of a charter."""

    version: int = strawberry.field(description="Which version it is, from 1.")
    published_at: datetime = strawberry.field(description="Since when it is in force.")
    sha256: str = strawberry.field(description="The hash of its content.")
    ratified: list[PublicRatification] = strawberry.field(description="Who ratified it, by name.")


@told_type
class PublicSeat:
    """A term on the committee."""

    number: int = strawberry.field(description="The seat, by its place among all, from 1.")
    substitute: bool = strawberry.field(description="Whether they stand in for whoever holds the seat.")
    name: str = strawberry.field(description="Who it is.")
    museum: str = strawberry.field(description="The name of the museum where they worked when it began.")
    since: date = strawberry.field(description="The first day of the term.")
    until: date = strawberry.field(description="Its last day.")
    declared_until: date | None = strawberry.field(
        description="Until when what they declared of their interests is good; null: not declared this year."
    )


@told_type
class PublicDecision:
    """A decision: of what kind, when, and by how many; never what or whom it was about."""

    about: About = strawberry.field(description="What sort of thing it was about.")
    state: MotionState = strawberry.field(description="What was decided.")
    put_at: datetime = strawberry.field(description="When it was put.")
    decided_at: datetime = strawberry.field(description="When it was decided.")
    seats: int = strawberry.field(description="How many seats there were.")
    quorum: int = strawberry.field(description="How many of them had to vote.")
    recused: int = strawberry.field(description="How many holders of seats took no part in it.")
    votes_for: int = strawberry.field(description="How many were for it.")
    votes_against: int = strawberry.field(description="How many were against it.")
    abstained: int = strawberry.field(description="How many were neither.")


@told_type
class PublicRegister:
    """What a network publishes of how it is governed."""

    network: str = strawberry.field(description="The network's name.")
    charter: PublicCharter | None = strawberry.field(description="Its charter, if it has one.")
    seats: list[PublicSeat] = strawberry.field(
        description="Who sits on its committee, will, or did in the last three years; by seat."
    )
    decisions: list[PublicDecision] = strawberry.field(description="What was decided, the latest first.")


async def published(info: Info) -> list[PublicRegister]:
    """Every register."""
    async with info.context.sessions.as_steward() as session:
        return [told(one) for one in await registers(session, at=info.context.now())]


def told(one: Published) -> PublicRegister:
    """A register as the graph shows it."""
    return PublicRegister(
        network=one.network,
        charter=None if one.charter is None else charter_of(one.charter),
        seats=list(map(seat_of, one.seats)),
        decisions=list(map(decision_of, one.decisions)),
    )


def charter_of(one: Agreed) -> PublicCharter:
    """A charter as the graph shows it."""
    return PublicCharter(
        version=one.version,
        published_at=one.published_at,
        sha256=one.sha256,
        ratified=[
            PublicRatification(museum=each.museum, town=each.town, country=each.country, since=each.since)
            for each in one.ratified
        ],
    )


def seat_of(one: Sat) -> PublicSeat:
    """A term as the graph shows it."""
    return PublicSeat(
        number=one.number,
        substitute=one.substitute,
        name=one.name,
        museum=one.museum,
        since=one.since,
        until=one.until,
        declared_until=one.declared_until,
    )


def decision_of(one: Decided) -> PublicDecision:
    """A decision as the graph shows it."""
    return PublicDecision(
        about=one.about,
        state=one.state,
        put_at=one.put_at,
        decided_at=one.decided_at,
        seats=one.seats,
        quorum=one.quorum,
        recused=one.recused,
        votes_for=one.votes_for,
        votes_against=one.votes_against,
        abstained=one.abstained,
    )


@strawberry.type
class RegisterReads:
    """Questions about what is public."""

    public_registers: list[PublicRegister] = strawberry.field(
        resolver=published,
        description="What each network here publishes of its charter, its committee and its decisions; for "
        "anybody.",
    )
