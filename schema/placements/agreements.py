"""Placement agreements in the graph: what they say, what changed, and who signed what when."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from json import dumps
from typing import Annotated
from uuid import UUID

import strawberry
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.people.tables import Museum, Person
from exchange.placements import consulting, diff
from exchange.placements.agreements import (
    AgreementVersion,
    Delegation,
    PlacementAgreement,
    Signature,
    SignatureAnswer,
)
from exchange.placements.chain import AgreementState, signs_for, state_of, turn
from exchange.placements.consulting import GONE
from exchange.placements.diff import Subject
from exchange.placements.terms import Part, Step, Terms, read
from schema.context import Info
from schema.described import told_type
from schema.engine.mapping import choice
from schema.governance.naming import names_of
from schema.in_person import somebody, within

choice(
    AgreementState,
    WAITING="Somebody has yet to sign its newest version.",
    REFUSED="Its newest version was refused; it can be worded anew.",
    IN_FORCE="Everybody has signed its newest version.",
)
choice(SignatureAnswer, SIGNED="They signed.", REFUSED="They refused, and said why.")
choice(
    Step,
    PARTICIPANT="Who is lent.",
    MENTOR="Whom they shadow, for the museum that receives.",
    HOME_MANAGER="Who is responsible for them at the museum that lends.",
    SPONSOR="Who leads a museum, for its days and its money.",
)
choice(
    Subject,
    TITLE="What it is called.",
    HOST="A museum that receives, its mentor, its share and its dates.",
    DAY="A day of the plan.",
    HOME_OWES="What the museum that lends owes.",
    HOST_OWES="What the museum that receives owes.",
    PARTICIPANT_OWES="What the participant owes.",
    OBJECTIVE="What is to be learned, and what would show it.",
    DELIVERABLE="What is brought home.",
    INSURANCE="Insurance.",
    PHOTOS="Rules for photos.",
    STIPEND="The stipend.",
    COST="What something costs, and who bears it.",
    SIGNATORY="Who signs, or in which order.",
)


@told_type
class AgreementName:
    """Somebody, or a museum, that an agreement names by its id."""

    id: UUID = strawberry.field(description="The id that stands in the content.")
    name: str = strawberry.field(description="The name they go by.")


@told_type
class AgreementStandIn:
    """Somebody who signs for somebody else, from one day to another."""

    id: UUID = strawberry.field(description="The delegation's id.")
    name: str = strawberry.field(description="The name they go by.")
    since: date = strawberry.field(description="From which day.")
    until: date = strawberry.field(description="Until which day, that day too.")


@told_type
class PlacementSignature:
    """What was said to the newest version at one step; it never changes."""

    answer: SignatureAnswer = strawberry.field(description="Whether it was signed or refused.")
    by: str | None = strawberry.field(description="Who did it for them; null when they did themselves.")
    reason: str | None = strawberry.field(description="Why they refused.")
    outside_on: date | None = strawberry.field(description="The day on which it was signed on paper.")
    scan_name: str | None = strawberry.field(description="What the scan of that paper is called.")
    scan_sha256: str | None = strawberry.field(description="The hash of the scan, by which it is known.")
    at: datetime = strawberry.field(description="When it was said, or written down.")


@told_type
class AgreementStep:
    """One step of the chain: who signs, as what, and what they said to the newest version."""

    step: Step = strawberry.field(description="As what they sign.")
    person: AgreementName = strawberry.field(description="Who signs.")
    museum: AgreementName = strawberry.field(description="For which museum.")
    said: PlacementSignature | None = strawberry.field(description="What was said; null before.")
    stand_ins: list[AgreementStandIn] = strawberry.field(description="Who may sign for them, and when.")


@told_type
class AgreementChange:
    """One part that is otherwise than in the version before."""

    subject: Subject = strawberry.field(description="Which part.")
    about: str | None = strawberry.field(description="The day or the museum's id that it is about, if any.")
    before: str | None = strawberry.field(description="What it said, as JSON; null where it is new.")
    after: str | None = strawberry.field(description="What it says, as JSON; null where it is gone.")


@told_type
class AgreementWording:
    """One version of an agreement; it is never reworded."""

    number: int = strawberry.field(description="Which version it is, from 1.")
    content: str | None = strawberry.field(
        description="What it says, in canonical JSON; null when its participant was erased."
    )
    sha256: str = strawberry.field(description="The hash of the content; whoever signs names it.")
    reason: str | None = strawberry.field(description="Why it was changed.")
    made_at: datetime = strawberry.field(description="When it was written.")
    state: AgreementState = strawberry.field(description="How far it came.")
    refusal: str | None = strawberry.field(description="Why it was refused.")


@strawberry.type(
    name="PlacementAgreement",
    description="What museums and a participant agree before a placement; there for whom it concerns.",
)
class Agreed:
    """What museums and a participant agree before a placement; there for whom it concerns."""

    id: UUID = strawberry.field(description="Its id.")
    programme_id: UUID = strawberry.field(description="Its programme, by its UUID.")
    title: str | None = strawberry.field(
        description="What it is called; null when its participant was erased."
    )
    participant: AgreementName = strawberry.field(description="Who is lent.")
    home: AgreementName = strawberry.field(description="The museum that lends.")
    state: AgreementState = strawberry.field(description="How far its newest version has come.")
    in_force: int | None = strawberry.field(description="The version that is in force; null before.")
    my_turn: bool = strawberry.field(description="Whether you sign next.")
    wordings: list[AgreementWording] = strawberry.field(description="Its versions, the newest last.")
    changes: list[AgreementChange] = strawberry.field(
        description="What is otherwise in the newest version than in the one before; none for the first."
    )
    chain: list[AgreementStep] = strawberry.field(description="Who signs, in this order.")
    names: list[AgreementName] = strawberry.field(description="The names of every id in the content.")
    coordinated: bool = strawberry.field(description="Whether you coordinate its programme.")


Which = Annotated[UUID, strawberry.argument(description="The agreement, by its UUID.")]
Names = Mapping[UUID, str]


async def all_of_them(info: Info) -> list[Agreed]:
    """Every agreement."""
    async with within(info.context) as session:
        names = await everybody(session)
        kept = await consulting.agreements(session)
        return [await told(info, session, one, names) for one in kept]


async def one_of_them(info: Info, id: Which) -> Agreed | None:
    """One agreement."""
    async with within(info.context) as session:
        kept = await session.get(PlacementAgreement, id)
        return None if kept is None else await told(info, session, kept, await everybody(session))


async def everybody(session: AsyncSession) -> Names:
    """The names of people and museums."""
    return {**await names_of(session, Person), **await names_of(session, Museum)}


async def told(info: Info, session: AsyncSession, kept: PlacementAgreement, names: Names) -> Agreed:
    """An agreement as the graph shows it."""
    by, at = somebody(info.context), info.context.now()
    versions = await consulting.versions(session, kept.id)
    said = {one.number: await consulting.said_to(session, one) for one in versions}
    standing_in = await consulting.standing_in(session, kept.id)
    terms = [read(one.content) if one.content != GONE else None for one in versions]
    newest, before = terms[-1], terms[-2] if len(terms) > 1 else None
    here = said[versions[-1].number]
    chain = newest.signatories if newest else ()
    step = turn(chain, here)
    return Agreed(
        id=kept.id,
        programme_id=kept.programme_id,
        title=newest.title if newest else None,
        participant=named(kept.participant_id, names),
        home=named(kept.home_id, names),
        state=state_of(chain, here),
        in_force=kept.in_force,
        my_turn=step is not None and signs_for(by, chain[step], standing_in, on=at.date()),
        wordings=[wording(one, words, said[one.number]) for one, words in zip(versions, terms, strict=True)],
        changes=[changed(one) for one in diff.changes(before, newest)] if before and newest else [],
        chain=steps(newest, here, standing_in, names) if newest else [],
        names=[named(one, names) for one in mentioned(kept, [one for one in terms if one])],
        coordinated=await consulting.belongs(session, [kept.programme_id], by, at=at),
    )


def wording(version: AgreementVersion, terms: Terms | None, said: Sequence[Signature]) -> AgreementWording:
    """One version as the graph shows it."""
    refusals = [one.reason for one in said if one.answer is SignatureAnswer.REFUSED]
    return AgreementWording(
        number=version.number,
        content=version.content or None,
        sha256=version.hash,
        reason=version.reason,
        made_at=version.made_at,
        state=state_of(terms.signatories if terms else (), said),
        refusal=refusals[0] if refusals else None,
    )


def steps(
    terms: Terms, said: Sequence[Signature], standing_in: Sequence[Delegation], names: Names
) -> list[AgreementStep]:
    """The chain as the graph shows it."""
    answers = {one.step: one for one in said}
    return [
        AgreementStep(
            step=signatory.step,
            person=named(signatory.person_id, names),
            museum=named(signatory.museum_id, names),
            stand_ins=[
                AgreementStandIn(id=one.id, name=names.get(one.to_id, ""), since=one.since, until=one.until)
                for one in standing_in
                if one.of_id == signatory.person_id
            ],
            said=answer(answers[number], names) if number in answers else None,
        )
        for number, signatory in enumerate(terms.signatories)
    ]


def answer(one: Signature, names: Names) -> PlacementSignature:
    """What was said at a step as the graph shows it."""
    return PlacementSignature(
        answer=one.answer,
        by=names.get(one.by_id, "") if one.by_id != one.signatory_id else None,
        reason=one.reason,
        outside_on=one.outside_on,
        scan_name=one.scan_name,
        scan_sha256=one.scan_sha256,
        at=one.at,
    )


def changed(change: diff.Change) -> AgreementChange:
    """One change as the graph shows it."""
    return AgreementChange(
        subject=change.subject,
        about=change.about,
        before=written(change.before),
        after=written(change.after),
    )


def written(part: Part | str | None) -> str | None:
    """A part of an agreement as JSON."""
    if part is None:
        return None
    return part.model_dump_json() if isinstance(part, Part) else dumps(part, ensure_ascii=False)


def mentioned(kept: PlacementAgreement, terms: Sequence[Terms]) -> list[UUID]:
    """Everybody and every museum that stands in an agreement by id."""
    found = {kept.participant_id, kept.home_id}
    for one in terms:
        found |= {host.museum_id for host in one.hosts} | {host.mentor_id for host in one.hosts}
        found |= {signatory.person_id for signatory in one.signatories}
    return sorted(found)


def named(id: UUID, names: Names) -> AgreementName:
    """Somebody or a museum with their name, as far as it is known here."""
    return AgreementName(id=id, name=names.get(id, ""))


@strawberry.type
class PlacementAgreementReads:
    """Questions about placement agreements."""

    placement_agreements: list[Agreed] = strawberry.field(
        resolver=all_of_them,
        description="The placement agreements that concern you, or whose programme you coordinate, the latest"
        " first; at most 200. No key reads them.",
    )
    placement_agreement: Agreed | None = strawberry.field(
        resolver=one_of_them,
        description="One placement agreement; null where it does not concern you. No key reads it.",
    )
