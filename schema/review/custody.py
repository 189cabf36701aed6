"""Restricted entries in the graph: what somebody is a custodian of, opening it, and lifting it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from graphql import GraphQLError

from exchange.floor import restricting
from exchange.floor.restricted import Restriction
from exchange.floor.tables import ObservationKind
from exchange.ground.refusals import Refused
from schema.context import Context, Info
from schema.in_person import somebody, within

AT = "/media/restricted"


@strawberry.type(description="A restricted entry that you are a custodian of; nothing of what it says.")
class RestrictedForMe:
    """A restricted entry that you are a custodian of; nothing of what it says."""

    id: UUID = strawberry.field(description="The entry's id, to open it with.")
    author: str = strawberry.field(description="Who wrote it.")
    why: Restriction = strawberry.field(description="Why not everybody may read it.")
    named_by: str = strawberry.field(description="Who named you as its custodian.")
    named_at: datetime = strawberry.field(description="When they did.")


@strawberry.type(description="A restricted entry that nobody is left to open; nothing of what it says.")
class ForsakenEntry:
    """A restricted entry that nobody is left to open; nothing of what it says."""

    id: UUID = strawberry.field(description="The entry's id, to name somebody for.")
    author: str = strawberry.field(description="Who wrote it.")
    why: Restriction = strawberry.field(description="Why not everybody may read it.")


@strawberry.type(description="A photo of a restricted entry; its bytes are kept nowhere on the way.")
class RestrictedPhoto:
    """A photo of a restricted entry; its bytes are kept nowhere on the way."""

    alt: str | None = strawberry.field(description="What it shows, in words.")
    screen: str = strawberry.field(description="Where it is served for looking at.")
    original: str = strawberry.field(description="Where its original is served.")


@strawberry.type(description="A restricted entry, opened by one of its custodians.")
class RestrictedEntry:
    """A restricted entry, opened by one of its custodians."""

    id: UUID = strawberry.field(description="The entry's id.")
    author: str = strawberry.field(description="Who wrote it.")
    why: Restriction = strawberry.field(description="Why not everybody may read it.")
    kind: ObservationKind = strawberry.field(description="What sort of thing was seen.")
    note: str = strawberry.field(description="What was seen, in the author's words.")
    zone: str | None = strawberry.field(description="The room or zone where it was seen.")
    object_number: str | None = strawberry.field(description="The number of the object it is about.")
    procedure: str | None = strawberry.field(description="The procedure it is about.")
    captured_at: datetime = strawberry.field(description="When it was captured, by the phone's clock.")
    captured_zone: str = strawberry.field(description="The IANA time zone in which it was captured.")
    photos: list[RestrictedPhoto] = strawberry.field(description="Its photos, in the author's order.")
    recordings: list[str] = strawberry.field(description="Where its recordings are served, in order.")


Named = Annotated[UUID, strawberry.argument(description="The entry, by its UUID.")]
Person = Annotated[UUID, strawberry.argument(description="Who is to open it, by their UUID; not its author.")]


async def just_shown(context: Context) -> None:
    """Refuses everybody who has not just shown that it is them."""
    somebody(context)
    try:
        await context.stepped_up()
    except Refused as no:
        raise GraphQLError(no.sentence, extensions={"code": no.code, "field": no.field}) from None


async def for_me(info: Info) -> list[RestrictedForMe]:
    """What one is a custodian of."""
    async with within(info.context) as session:
        return [
            RestrictedForMe(
                id=one.id,
                author=one.author,
                why=Restriction(one.why),
                named_by=one.named_by,
                named_at=one.named_at,
            )
            for one in await restricting.restricted_for_me(session)
        ]


async def custodians(info: Info, id: Named) -> list[str]:
    """Who opens it."""
    async with within(info.context) as session:
        return list(await restricting.names_of_custodians(session, id))


async def forsaken(info: Info) -> list[ForsakenEntry]:
    """What nobody is left to open."""
    async with within(info.context) as session:
        found = await restricting.forsaken(session)
        return [ForsakenEntry(id=one.id, author=one.author, why=Restriction(one.why)) for one in found]


async def opened(info: Info, id: Named) -> RestrictedEntry:
    """Open it."""
    await just_shown(info.context)
    async with within(info.context) as session:
        one = await restricting.open_restricted(session, id, at=info.context.now())
    return RestrictedEntry(
        id=one.id,
        author=one.author,
        why=Restriction(one.why),
        kind=ObservationKind(one.kind),
        note=one.note,
        zone=one.zone,
        object_number=one.object_number,
        procedure=one.procedure,
        captured_at=one.captured_at,
        captured_zone=one.captured_zone,
        photos=[
            RestrictedPhoto(
                alt=photo["alt"],
                screen=f"{AT}/photos/{photo['id']}/screen",
                original=f"{AT}/photos/{photo['id']}/original",
            )
            for photo in one.photos
        ],
        recordings=[f"{AT}/recordings/{recording}" for recording in one.recordings],
    )


async def lifted(info: Info, id: Named) -> bool:
    """Lift it."""
    await just_shown(info.context)
    async with within(info.context) as session:
        await restricting.lift(session, id, by=somebody(info.context), at=info.context.now())
    return True


async def named(info: Info, id: Named, person: Person) -> bool:
    """Name somebody."""
    await just_shown(info.context)
    async with within(info.context) as session:
        by = somebody(info.context)
        await restricting.name_custodian(session, id, person, by=by, at=info.context.now())
    return True


@strawberry.type
class CustodyReads:
    """Questions about restricted entries."""

    restricted_for_me: list[RestrictedForMe] = strawberry.field(
        resolver=for_me, description="What you are a custodian of, the latest first; no key reads it."
    )
    custodians: list[str] = strawberry.field(
        resolver=custodians,
        description="Who may open a restricted entry of yours, by name; nobody else learns it.",
    )
    forsaken_entries: list[ForsakenEntry] = strawberry.field(
        resolver=forsaken,
        description="Restricted entries of your museum whose custodians are all gone; for its coordinators.",
    )


@strawberry.type
class CustodyWrites:
    """What custodians do with restricted entries."""

    open_restricted: RestrictedEntry = strawberry.mutation(
        resolver=opened,
        description="Read a restricted entry as one of its custodians, who has just shown that it is them; "
        "its author is told that you did.",
    )
    lift_restriction: bool = strawberry.mutation(
        resolver=lifted,
        description="Give a restricted entry back to its author, who says who reads it: for a custodian who "
        "has just shown that it is them.",
    )
    name_custodian: bool = strawberry.mutation(
        resolver=named,
        description="Name a custodian for a restricted entry whose custodians are all gone: for a "
        "coordinator of the museum it is about, who has just shown that it is them.",
    )
