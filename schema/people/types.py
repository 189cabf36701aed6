"""People, museums and networks, as the graph shows them."""

from datetime import date, datetime

import strawberry
from sqlalchemy import ColumnElement, FromClause, Text, cast

from exchange.ground.tables import Access as Accessed
from exchange.people import tables
from exchange.people.tables import Role, Size
from schema.engine.mapping import choice, column, computed, many, one, rows
from schema.engine.node import Node

choice(
    Role,
    PARTICIPANT="Goes to another museum to watch and learn.",
    MENTOR="Receives a participant and reviews what they observe.",
    COORDINATOR="Runs programmes in the network.",
    COMMITTEE="Sits on the network's committee.",
    SPONSOR="Signs for the home museum that sends a participant.",
    REGISTRAR="Looks after the records of loans.",
    EVALUATOR="Studies what a programme achieves.",
)


choice(
    Size,
    SMALL="Fewer than 10 people work there.",
    MEDIUM="From 10 to 49 people work there.",
    LARGE="50 people or more work there.",
)


@rows(tables.Network)
class Network(Node):
    """Museums that trust each other enough to lend people."""

    name: str = column("The name it goes by.")


@rows(tables.Museum)
class Museum(Node):
    """One museum of a network."""

    name: str = column("Its name, in its own language.")
    town: str = column("The town where it stands.")
    country: str = column("The country, as two letters (ISO 3166-1).")
    isil: str | None = column("Its identifier in library and museum registers (ISO 15511), when it has one.")
    ror: str | None = column("Its address in the Research Organization Registry, when it has one.")
    wikidata: str | None = column("Its item in Wikidata, `Q` and digits, when it has one.")
    time_zone: str = column("Its IANA time zone, such as `Europe/Lisbon`.")
    zones: list[str] = column("The names of its rooms and zones, for choosing where something was seen.")
    size: Size | None = column("How many people work there, where it said so.")
    departments: list[str] = column("Its departments.")
    facilities: list[str] = column(
        "What it has for those it receives, such as a studio or a step-free way in."
    )
    languages: list[str] = column("The languages spoken at work, as BCP 47 tags.")
    network: Network = one("The network it belongs to.")


@rows(tables.Person)
class Person(Node):
    """Somebody who works in a museum of the network."""

    name: str = column("The name they go by.")
    locale: str = column("The language they read, as a BCP 47 tag such as `en` or `pt-PT`.")
    memberships: list["Membership"] = many("Their roles at museums.", by="person_id", order=("since",))


@rows(tables.Membership)
class Membership(Node):
    """A role that a person has at a museum, for a time."""

    person: Person = one("Whose role it is.")
    museum: Museum = one("The museum where they have it.")
    role: Role = column("What they do there.")
    since: date = column("The first day.")
    until: date | None = column("The last day; null while it lasts.")


def thing_of(access: FromClause) -> ColumnElement[str]:
    """The graph's id of what was read."""
    return access.c.what.concat(":").concat(cast(access.c.thing_id, Text))


@rows(Accessed)
class Access(Node):
    """One reading of an original, or of a guarded row, of yours: it was written down before anything left."""

    by: Person = one("Who read it; you too are written down.")
    act: str = column("What was done, such as `open original`.")
    thing: strawberry.ID = computed("The id of what was read.", thing_of)
    lent: bool = column("Whether a key of theirs read it, not themselves in the app.")
    at: datetime = column("When it was read; what one person reads again within ten minutes is one reading.")


NODES = (Network, Museum, Person, Membership, Access)
