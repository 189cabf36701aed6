"""Drafting an agreement, and wording it anew: each wording is a version that is signed from the beginning.

Steward's work for a coordinator of the programme: what was written and signed no person changes.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.chartering import must_take_part
from exchange.ground.recording import record
from exchange.ground.refusals import Refused, not_here
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.joining import belong, leave
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Person, Role
from exchange.placements.agreements import AgreementVersion, PlacementAgreement
from exchange.placements.consulting import Held, belongs, hold
from exchange.placements.terms import Signatory, Step, Terms, hash_of, must_hold, read
from exchange.programmes.tables import Programme

AS_WHAT = {Step.PARTICIPANT: Role.PARTICIPANT, Step.MENTOR: Role.MENTOR, Step.SPONSOR: Role.SPONSOR}
"""The role that somebody needs at the museum for which they sign; a home manager needs any."""


async def draft(
    session: AsyncSession, agreement: PlacementAgreement, terms: Terms, *, by: UUID, at: datetime
) -> AgreementVersion:
    """Begin an agreement between museums that take part; it concerns from now on whoever is named in it."""
    if not await belongs(session, [agreement.programme_id], by, at=at):
        raise not_here()
    home = await session.get_one(Museum, agreement.home_id)
    museums = {home.id, *(host.museum_id for host in terms.hosts)}
    await must_take_part(session, home.network_id, museums, at=at, field="content")
    if await session.get(Scope, agreement.id) is not None:
        raise Refused("ID_TAKEN", "Something else has this id.", "id")
    session.add(Scope(id=agreement.id, kind=ScopeKind.AGREEMENT))
    await session.flush()
    session.add(agreement)
    await session.flush()
    return await word(session, agreement, terms, number=1, reason=None, by=by, at=at)


async def revise(
    session: AsyncSession,
    agreement_id: UUID,
    terms: Terms,
    *,
    hash: str,
    reason: str | None,
    by: UUID,
    at: datetime,
) -> AgreementVersion:
    """Word an agreement anew; what was signed before stays on record and does not count for the new version.

    Where an agreement was in force already, this is an amendment: it says why, and takes the same chain.
    """
    held = await hold(session, agreement_id, by=by, at=at, hash=hash)
    agreement = held.agreement
    if not await belongs(session, [agreement.programme_id], by, at=at):
        raise not_here()
    why = (reason or "").strip() or None
    if agreement.in_force is not None:
        await must_amend(session, held, terms, why)
    if terms.canonical() == held.version.content:
        raise Refused("INVALID", "Nothing in it is otherwise than before.", "content")
    number = held.version.number + 1
    version = await word(session, agreement, terms, number=number, reason=why, by=by, at=at)
    for person_id in concerned(agreement, held.terms) - concerned(agreement, terms):
        await leave(session, agreement.id, person_id, at=at)
    return version


async def must_amend(session: AsyncSession, held: Held, terms: Terms, why: str | None) -> None:
    """Refuses an amendment without a reason, and one that sends away a host that has begun."""
    if why is None:
        raise Refused("INVALID", "Say why the agreement changes: it is in force.", "reason")
    in_force = await session.get_one(AgreementVersion, (held.agreement.id, held.agreement.in_force))
    begun = {host.museum_id for host in read(in_force.content).hosts}
    if not begun <= {host.museum_id for host in terms.hosts}:
        raise Refused("INVALID", "A host stays: let its stay end earlier instead.", "hosts")


async def word(
    session: AsyncSession,
    agreement: PlacementAgreement,
    terms: Terms,
    *,
    number: int,
    reason: str | None,
    by: UUID,
    at: datetime,
) -> AgreementVersion:
    """Keep one wording; it concerns whoever is named in it."""
    must_hold(terms, participant_id=agreement.participant_id, home_id=agreement.home_id)
    await must_be_of_the_network(session, agreement, terms)
    for signatory in terms.signatories:
        await must_sign_as(session, signatory, at=at)
    content = terms.canonical()
    version = AgreementVersion(
        agreement_id=agreement.id,
        number=number,
        content=content,
        hash=hash_of(content),
        reason=reason,
        made_at=at,
    )
    session.add(version)
    await session.flush()
    for person_id in sorted(concerned(agreement, terms)):
        await belong(session, agreement.id, person_id, at=at)
    act = "draft agreement" if number == 1 else "revise agreement"
    changed = Held(agreement, version, terms, (), ()).told()
    await record(session, act, changed, by=by, at=at, detail={"version": number, "hash": version.hash})
    return version


def concerned(agreement: PlacementAgreement, terms: Terms) -> set[UUID]:
    """Everybody whom an agreement concerns."""
    return {agreement.participant_id, *(one.person_id for one in terms.signatories)}


async def must_be_of_the_network(session: AsyncSession, agreement: PlacementAgreement, terms: Terms) -> None:
    """Refuses museums and people of another network than the programme's."""
    network = select(Programme.network_id).where(Programme.id == agreement.programme_id).scalar_subquery()
    museums = {agreement.home_id, *(host.museum_id for host in terms.hosts)}
    here = set(await session.scalars(select(Museum.id).where(Museum.network_id == network)))
    if not museums <= here:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "One of these museums is not here.", "hosts")
    people = concerned(agreement, terms)
    known = select(Person.id).where(Person.id.in_(people), Person.network_id == network)
    if set(await session.scalars(known)) != people:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "One of these people is not here.", "signatories")


async def must_sign_as(session: AsyncSession, signatory: Signatory, *, at: datetime) -> None:
    """Refuses somebody who does not work, as what they sign, at the museum that they sign for."""
    role = AS_WHAT.get(signatory.step)
    if not await works_at(session, signatory.person_id, signatory.museum_id, role, at=at):
        raise Refused("INVALID", "Whoever signs works at the museum that they sign for.", "signatories")


async def works_at(
    session: AsyncSession, person_id: UUID, museum_id: UUID, role: Role | None, *, at: datetime
) -> bool:
    """Whether somebody works at a museum today, in this role or in any."""
    here = Membership.person_id == person_id, Membership.museum_id == museum_id, in_office(at.date())
    works = select(Membership.id).where(*here)
    if role is not None:
        works = works.where(Membership.role == role)
    return await session.scalar(works.limit(1)) is not None
