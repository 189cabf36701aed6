"""What can be done about museums: their coordinators describe them."""

from typing import Annotated
from uuid import UUID

import strawberry

from exchange.people import describing
from exchange.people.describing import Description
from exchange.people.tables import Size
from schema.context import Info
from schema.described import told_input
from schema.in_person import somebody, within


@told_input
class DescriptionInput:
    """What a museum is like; what is left out is said of it no more."""

    size: Size | None = strawberry.field(description="How many people work there.", default=None)
    departments: list[str] = strawberry.field(
        description="Its departments, at most 60, each of at most 80 characters.", default_factory=list
    )
    facilities: list[str] = strawberry.field(
        description="What it has, at most 60, each of at most 80 characters.", default_factory=list
    )
    languages: list[str] = strawberry.field(
        description="The languages spoken at work, as BCP 47 tags.", default_factory=list
    )
    isil: str | None = strawberry.field(description="Its ISIL (ISO 15511).", default=None)
    ror: str | None = strawberry.field(
        description="Its identifier or address in the Research Organization Registry; its check digits are "
        "looked at.",
        default=None,
    )
    wikidata: str | None = strawberry.field(description="Its item in Wikidata.", default=None)


Place = Annotated[UUID, strawberry.argument(description="The museum, by its UUID; you coordinate it.")]
Said = Annotated[DescriptionInput, strawberry.argument(description="What it is like.")]


async def describe(info: Info, museum_id: Place, description: Said) -> bool:
    """Describe it."""
    said = Description(
        size=description.size,
        departments=tuple(description.departments),
        facilities=tuple(description.facilities),
        languages=tuple(description.languages),
        isil=description.isil,
        ror=description.ror,
        wikidata=description.wikidata,
    )
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        await describing.must_coordinate(session, museum_id, by=by, at=at)
        await describing.describe_museum(session, museum_id, said, by=by, at=at)
    return True


@strawberry.type
class PeopleWrites:
    """What can be done about museums."""

    describe_museum: bool = strawberry.mutation(
        resolver=describe,
        description="Say what your museum is like and what other registers call it: for its coordinators.",
    )
