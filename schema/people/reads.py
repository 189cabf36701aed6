"""What can be asked about people and museums."""

import strawberry

from exchange.people import tables
from schema.engine.connections import Connection
from schema.engine.filters import equal, matching, points_to, through
from schema.engine.roots import Me, Order, page, root
from schema.people.types import Access, Museum, Person


@strawberry.input(description="Which museums.")
class MuseumWhere:
    """Which museums."""

    network: strawberry.ID | None = matching("Only of this network.", points_to("network_id", "Network"))
    country: str | None = matching("Only in this country, as two letters.", equal("country"))


@strawberry.input(description="Which people.")
class PersonWhere:
    """Which people."""

    network: strawberry.ID | None = matching("Only of this network.", points_to("network_id", "Network"))
    museum: strawberry.ID | None = matching(
        "Only with a role at this museum, now or once.",
        through("id", tables.Membership, "museum_id", "Museum", key="person_id"),
    )


@strawberry.type
class PeopleReads:
    """Questions about people and museums."""

    me: Person | None = root("The person who asks; null when nobody has signed in.", Me(Person))
    museums: Connection[Museum] = page(
        "The museums of your networks, by name.", Museum, where=MuseumWhere, order=Order("name")
    )
    people: Connection[Person] = page(
        "The people of your networks, by name.", Person, where=PersonWhere, order=Order("name")
    )
    accesses: Connection[Access] = page(
        "Who read originals and guarded rows of yours, the last first; nobody else is shown this.",
        Access,
        order=Order("at", newest=True),
    )
