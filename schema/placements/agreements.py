"""Placement agreements in the graph: what they say, what changed, and who signed what when."""

from collections.abc import Mapping, Sequence
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
    SignatureScan,
)
from exchange.placements.chain import signs_for, state_of, turn
from exchange.placements.consulting import GONE
from exchange.placements.terms import Part, Terms, read
from schema.context import Info
from schema.governance.naming import names_of
from schema.in_person import somebody, within
from schema.placements.agreed import (
    Agreed,
    AgreementChange,
    AgreementName,
    AgreementStandIn,
    AgreementStep,
    AgreementWording,
    PlacementSignature,
)
from schema.placements.called_off import called_off

Which = Annotated[UUID, strawberry.argument(description="The agreement, by its UUID.")]
Names = Mapping[UUID, str]
Scans = Mapping[UUID, SignatureScan]


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
    scans = await consulting.scans(session, kept.id)
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
        chain=steps(newest, here, scans, standing_in, names) if newest else [],
        names=[named(one, names) for one in mentioned(kept, [one for one in terms if one])],
        called_off=await called_off(session, kept.id, names),
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
    terms: Terms,
    said: Sequence[Signature],
    scans: Scans,
    standing_in: Sequence[Delegation],
    names: Names,
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
            said=answer(answers[number], scans, names) if number in answers else None,
        )
        for number, signatory in enumerate(terms.signatories)
    ]


def answer(one: Signature, scans: Scans, names: Names) -> PlacementSignature:
    """What was said at a step as the graph shows it."""
    scan = scans.get(one.id)
    return PlacementSignature(
        id=one.id,
        answer=one.answer,
        by=names.get(one.by_id, "") if one.by_id != one.signatory_id else None,
        reason=one.reason,
        outside_on=one.outside_on,
        scan_name=one.scan_name,
        scan_sha256=one.scan_sha256,
        scan_state=scan.state if scan else None,
        scan_size=scan.size if scan else None,
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
