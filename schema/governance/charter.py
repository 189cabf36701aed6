"""The charter in the graph: its versions, who ratified them, and ratifying one."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from sqlalchemy import select

from exchange.governance import chartering
from exchange.governance.charter import Content, in_force
from exchange.governance.tables import Charter as Kept
from exchange.people.tables import Museum
from schema.context import Info
from schema.described import told_input, told_type
from schema.governance.naming import names_of
from schema.in_person import somebody, within
from schema.review.custody import just_shown


@told_type
class CharterRatification:
    """A museum that holds to a version of the charter."""

    museum: strawberry.ID = strawberry.field(description="The museum.")
    name: str = strawberry.field(description="Its name.")
    signatory: str = strawberry.field(description="Who signed for it.")
    at: datetime = strawberry.field(description="When they did.")


@told_type
class Charter:
    """A version of what the museums of your network hold to; never reworded."""

    id: UUID = strawberry.field(description="Its id, to ratify it with.")
    version: int = strawberry.field(description="Which version it is, from 1.")
    text: str = strawberry.field(description="The charter, in Markdown.")
    conflicts: str = strawberry.field(description="The policy on conflicts of interest, in Markdown.")
    photography: str = strawberry.field(description="The policy on photography, in Markdown.")
    equity: str = strawberry.field(description="The policy on equity, in Markdown.")
    compensation: str = strawberry.field(description="The policy on compensation, in Markdown.")
    sha256: str = strawberry.field(description="The hash of its content; whoever ratifies names it.")
    published_at: datetime = strawberry.field(description="Since when it is in force.")
    until: datetime | None = strawberry.field(
        description="Until when it stays in force beside the version after it; null while it is the newest."
    )
    in_force: bool = strawberry.field(description="Whether it is in force now.")
    ratifications: list[CharterRatification] = strawberry.field(
        description="Who ratified it, in the order in which they did."
    )


@told_type
class CharterMuseum:
    """A museum of your network, as it stands to the charter."""

    museum: strawberry.ID = strawberry.field(description="The museum.")
    name: str = strawberry.field(description="Its name.")
    town: str = strawberry.field(description="The town where it stands.")
    ratified: int | None = strawberry.field(description="The newest version that it ratified, if any.")
    takes_part: bool = strawberry.field(description="Whether it holds to a version that is in force.")
    mine: bool = strawberry.field(description="Whether you sign for it.")


@told_input
class CharterInput:
    """A version of the charter as it is published."""

    text: str = strawberry.field(description="The charter, in Markdown; 1 to 60,000 characters.")
    conflicts: str = strawberry.field(description="Conflicts of interest; 1 to 20,000 characters.")
    photography: str = strawberry.field(description="Photography; 1 to 20,000 characters.")
    equity: str = strawberry.field(description="Equity; 1 to 20,000 characters.")
    compensation: str = strawberry.field(description="Compensation; 1 to 20,000 characters.")


Version = Annotated[UUID, strawberry.argument(description="The version, by its UUID; the newest.")]
Place = Annotated[UUID, strawberry.argument(description="The museum, by its UUID; you sign for it.")]
Hash = Annotated[str, strawberry.argument(description="The `sha256` of what you read, else `CHANGED`.")]
Said = Annotated[CharterInput, strawberry.argument(description="What the charter says from now on.")]


async def charters(info: Info) -> list[Charter]:
    """Every version."""
    at = info.context.now()
    async with within(info.context) as session:
        kept = await chartering.versions(session)
        signed = await chartering.ratifications(session)
        names = await names_of(session, Museum)
    return [
        told(
            one,
            [
                CharterRatification(
                    museum=strawberry.ID(f"Museum:{museum}"), name=names[museum], signatory=who, at=when
                )
                for museum, version, who, when in signed
                if version == one.version
            ],
            at=at,
        )
        for one in kept
    ]


def told(kept: Kept, signed: list[CharterRatification], *, at: datetime) -> Charter:
    """A version as the graph shows it."""
    return Charter(
        id=kept.id,
        version=kept.version,
        text=kept.text,
        conflicts=kept.conflicts,
        photography=kept.photography,
        equity=kept.equity,
        compensation=kept.compensation,
        sha256=kept.sha256,
        published_at=kept.published_at,
        until=kept.until,
        in_force=in_force(kept, at=at),
        ratifications=signed,
    )


async def museums(info: Info) -> list[CharterMuseum]:
    """Every museum as it stands to the charter."""
    at = info.context.now()
    async with within(info.context) as session:
        mine = await chartering.signed_for(session, by=somebody(info.context), at=at)
        valid = {one.version for one in await chartering.versions(session) if in_force(one, at=at)}
        newest: dict[UUID, int] = {}
        for museum_id, version, _, _ in await chartering.ratifications(session):
            newest[museum_id] = max(version, newest.get(museum_id, 0))
        found = list(await session.scalars(select(Museum).order_by(Museum.name)))
    return [
        CharterMuseum(
            museum=strawberry.ID(f"Museum:{one.id}"),
            name=one.name,
            town=one.town,
            ratified=newest.get(one.id),
            takes_part=newest.get(one.id) in valid,
            mine=one.id in mine,
        )
        for one in found
    ]


async def publish(info: Info, charter: Said) -> bool:
    """Publish it."""
    await just_shown(info.context)
    by, at = somebody(info.context), info.context.now()
    content = Content(
        charter.text, charter.conflicts, charter.photography, charter.equity, charter.compensation
    )
    async with within(info.context) as session:
        network_id = await chartering.must_publish(session, by=by, at=at)
        await chartering.publish_charter(session, network_id, content, by=by, at=at)
    return True


async def ratify(info: Info, charter_id: Version, museum_id: Place, sha256: Hash) -> bool:
    """Ratify it."""
    await just_shown(info.context)
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        await chartering.ratify(session, charter_id, museum_id, sha256, by=by, at=at)
    return True


@strawberry.type
class CharterReads:
    """Questions about the charter."""

    charters: list[Charter] = strawberry.field(
        resolver=charters, description="Every version of your network's charter, the newest first."
    )
    charter_museums: list[CharterMuseum] = strawberry.field(
        resolver=museums, description="The museums of your network, as they stand to the charter, by name."
    )


@strawberry.type
class CharterWrites:
    """What can be done about the charter."""

    publish_charter: bool = strawberry.mutation(
        resolver=publish,
        description="Publish the next version of the charter: for coordinators and the committee, who have "
        "just shown that it is them. The one before stays in force for 60 days.",
    )
    ratify_charter: bool = strawberry.mutation(
        resolver=ratify,
        description="Sign for your museum that it holds to the newest version, word for word as you read "
        "it: for its sponsors and coordinators, who have just shown that it is them.",
    )
