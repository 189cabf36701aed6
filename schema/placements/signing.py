"""What is done with placement agreements: drafting, wording anew, signing, refusing, and standing in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry
from graphql import GraphQLError
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor import unpacking
from exchange.floor.packing import pack
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.placements import drafting, signing
from exchange.placements.agreements import Delegation, PlacementAgreement
from exchange.placements.signing import Scan
from exchange.placements.terms import read
from schema.context import Context, Info
from schema.described import told_input
from schema.in_person import somebody
from schema.review.custody import just_shown

Which = Annotated[UUID, strawberry.argument(description="The agreement, by its UUID; it concerns you.")]
Hash = Annotated[str, strawberry.argument(description="The `sha256` of what you read, else `CONFLICT`.")]
Content = Annotated[
    str, strawberry.argument(description="What it says, as JSON; `INVALID` names the part at fault.")
]
Why = Annotated[str | None, strawberry.argument(description="Why it changes; at most 2,000 characters.")]
Reason = Annotated[str, strawberry.argument(description="What has to change; 1 to 2,000 characters.")]
Colleague = Annotated[UUID, strawberry.argument(description="Who signs for you, by their UUID.")]
Away = Annotated[UUID, strawberry.argument(description="The delegation, by its UUID; yours.")]
Host = Annotated[UUID, strawberry.argument(description="The museum that receives, by its UUID.")]
FirstOff = Annotated[
    date, strawberry.argument(description="The first day that falls away: today there, or a day to come.")
]
WhyOff = Annotated[
    str, strawberry.argument(description="Why, for everybody concerned to read; 1 to 2,000 characters.")
]
Since = Annotated[date, strawberry.argument(description="From which day.")]
Until = Annotated[date, strawberry.argument(description="Until which day, that day too; today or later.")]


@told_input
class PlacementAgreementInput:
    """An agreement as it is drafted."""

    id: UUID = strawberry.field(description="Its id, made on the device.")
    programme_id: UUID = strawberry.field(description="The programme, by its UUID; you coordinate it.")
    participant_id: UUID = strawberry.field(description="Who is lent, by their UUID.")
    home_id: UUID = strawberry.field(description="The museum that lends, by its UUID.")
    content: str = strawberry.field(description="What it says, as JSON; `INVALID` names the part at fault.")


@told_input
class ScanInput:
    """A scan of what was signed on paper; its bytes follow by upload."""

    signed_on: date = strawberry.field(description="The day on which it was signed.")
    name: str = strawberry.field(description="What the file is called; at most 200 characters.")
    sha256: str = strawberry.field(description="The hash of the file, 64 hexadecimal digits.")


Drafted = Annotated[PlacementAgreementInput, strawberry.argument(description="The agreement.")]
Paper = Annotated[ScanInput, strawberry.argument(description="The scan.")]


@asynccontextmanager
async def for_somebody(context: Context) -> AsyncIterator[AsyncSession]:
    """A transaction of the steward, for whoever asks: the act itself says whether it is theirs to do."""
    somebody(context)
    try:
        async with context.sessions.as_steward() as session:
            yield session
    except Refused as no:
        raise GraphQLError(no.sentence, extensions={"code": no.code, "field": no.field}) from None


async def draft(info: Info, agreement: Drafted) -> bool:
    """Draft it."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        row = PlacementAgreement(
            id=agreement.id,
            programme_id=agreement.programme_id,
            participant_id=agreement.participant_id,
            home_id=agreement.home_id,
            made_at=at,
        )
        await drafting.draft(session, row, read(agreement.content), by=by, at=at)
    return True


async def revise(info: Info, id: Which, sha256: Hash, content: Content, reason: Why = None) -> bool:
    """Word it anew."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await drafting.revise(session, id, read(content), hash=sha256, reason=reason, by=by, at=at)
    return True


async def sign(info: Info, id: Which, sha256: Hash) -> bool:
    """Sign it; with the last signature the floor pack is on its way."""
    await just_shown(info.context)
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        held = await signing.sign(session, id, sha256, id=uuid7(at), by=by, at=at)
        if held:
            await pack(session, held, at=at)
    return True


async def sign_outside(info: Info, id: Which, sha256: Hash, scan: Paper) -> bool:
    """Write down that it was signed on paper."""
    await just_shown(info.context)
    by, at = somebody(info.context), info.context.now()
    paper = Scan(scan.signed_on, scan.name, scan.sha256)
    async with for_somebody(info.context) as session:
        held = await signing.sign_outside(session, id, sha256, paper, id=uuid7(at), by=by, at=at)
        if held:
            await pack(session, held, at=at)
    return True


async def refuse(info: Info, id: Which, sha256: Hash, reason: Reason) -> bool:
    """Refuse it."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await signing.refuse(session, id, sha256, reason, id=uuid7(at), by=by, at=at)
    return True


async def delegate(info: Info, id: Which, to_id: Colleague, since: Since, until: Until) -> bool:
    """Let somebody sign for you."""
    await just_shown(info.context)
    by, at = somebody(info.context), info.context.now()
    away = Delegation(
        id=uuid7(at), agreement_id=id, of_id=by, to_id=to_id, since=since, until=until, made_at=at
    )
    async with for_somebody(info.context) as session:
        await signing.delegate(session, away, by=by, at=at)
    return True


async def take_back(info: Info, id: Away) -> bool:
    """Let nobody sign for you any more."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await signing.take_back(session, id, by=by, at=at)
    return True


async def call_off(info: Info, id: Which, host_id: Host, since: FirstOff, reason: WhyOff) -> bool:
    """Call off what is left of a stay."""
    by, at = somebody(info.context), info.context.now()
    off = unpacking.CallingOff(id, host_id, since, reason)
    async with for_somebody(info.context) as session:
        await unpacking.call_off(session, off, by=by, at=at)
    return True


@strawberry.type
class PlacementAgreementWrites:
    """What can be done with placement agreements."""

    draft_placement_agreement: bool = strawberry.mutation(
        resolver=draft,
        description="Draft a placement agreement for a programme that you coordinate; whoever is named in it"
        " reads it from now on, and signs in the order that it says.",
    )
    revise_placement_agreement: bool = strawberry.mutation(
        resolver=revise,
        description="Word an agreement anew: the next version, which is signed from the beginning. Once one"
        " is in force this is an amendment, and says why.",
    )
    sign_placement_agreement: bool = strawberry.mutation(
        resolver=sign,
        description="Sign what you read, for yourself or for whom you stand in; after you have shown that it"
        " is you.",
    )
    sign_placement_agreement_outside: bool = strawberry.mutation(
        resolver=sign_outside,
        description="Write down that whoever is next signed on paper, for a programme that you coordinate.",
    )
    refuse_placement_agreement: bool = strawberry.mutation(
        resolver=refuse, description="Refuse what you read, and say what has to change."
    )
    delegate_placement_signature: bool = strawberry.mutation(
        resolver=delegate, description="Let a colleague of your museum sign for you, from one day to another."
    )
    call_stay_off: bool = strawberry.mutation(
        resolver=call_off,
        description="Call off the stay at one host from a day on, for a programme that you coordinate: what"
        " was lived stays, the days from then on are free for others, and everybody concerned hears of it.",
    )
    take_placement_delegation_back: bool = strawberry.mutation(
        resolver=take_back, description="Let a colleague sign for you no longer; what they signed stays."
    )
