"""Consulting an agreement: its newest wording, what was said to it, and who stands in for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import ScopeMember
from exchange.placements.agreements import (
    AgreementVersion,
    CalledOff,
    Delegation,
    PlacementAgreement,
    Signature,
    SignatureScan,
)
from exchange.placements.terms import Terms, read

MOST = 200
GONE = ""
"""What is left of a wording whose participant was erased; its hash and its signatures stay."""


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement whose newest version nobody else changes meanwhile."""

    agreement: PlacementAgreement
    version: AgreementVersion
    terms: Terms
    said: Sequence[Signature]
    delegations: Sequence[Delegation]

    def told(self) -> list[Changed]:
        """The lines of the feed that tell of it."""
        return told(self.agreement)


def told(agreement: PlacementAgreement) -> list[Changed]:
    """The lines of the feed that tell of an agreement."""
    scopes = (agreement.id, agreement.programme_id)
    return [Changed(one, "PlacementAgreement", agreement.id) for one in scopes]


async def hold(
    session: AsyncSession, agreement_id: UUID, *, by: UUID, at: datetime, hash: str | None = None
) -> Held:
    """An agreement for somebody whom it concerns; refuses a wording that is not the newest any more."""
    agreement = await session.get(PlacementAgreement, agreement_id, with_for_update=True)
    if agreement is None or not await concerns(session, agreement, by, at=at):
        raise not_here()
    version = (await versions(session, agreement_id))[-1]
    if version.content == GONE:
        raise not_here()
    if hash is not None and hash != version.hash:
        raise Refused(
            "CONFLICT", "The agreement was changed after you opened it: read what changed, then sign.", "hash"
        )
    said = await said_to(session, version)
    delegations = await standing_in(session, agreement_id)
    return Held(agreement, version, read(version.content), said, delegations)


async def said_to(session: AsyncSession, version: AgreementVersion) -> Sequence[Signature]:
    """What was said to one version, step by step."""
    of_it = Signature.agreement_id == version.agreement_id, Signature.number == version.number
    return (await session.scalars(select(Signature).where(*of_it).order_by(Signature.step))).all()


async def concerns(
    session: AsyncSession, agreement: PlacementAgreement, person_id: UUID, *, at: datetime
) -> bool:
    """Whether somebody has to do with an agreement, or coordinates its programme."""
    scopes = (agreement.id, agreement.programme_id)
    return await belongs(session, scopes, person_id, at=at)


async def belongs(session: AsyncSession, scopes: Sequence[UUID], person_id: UUID, *, at: datetime) -> bool:
    """Whether somebody belongs to one of these scopes at this moment."""
    here = ScopeMember.scope_id.in_(scopes), ScopeMember.person_id == person_id
    lasting = or_(ScopeMember.left_at.is_(None), ScopeMember.left_at > at)
    return await session.scalar(select(ScopeMember.scope_id).where(*here, lasting).limit(1)) is not None


async def agreements(session: AsyncSession) -> Sequence[PlacementAgreement]:
    """Every agreement that one may see, the latest first."""
    order = PlacementAgreement.made_at.desc(), PlacementAgreement.id
    return (await session.scalars(select(PlacementAgreement).order_by(*order).limit(MOST))).all()


async def versions(session: AsyncSession, agreement_id: UUID) -> Sequence[AgreementVersion]:
    """Every wording of an agreement that one may see, the first one first."""
    of_it = select(AgreementVersion).where(AgreementVersion.agreement_id == agreement_id)
    return (await session.scalars(of_it.order_by(AgreementVersion.number))).all()


async def standing_in(session: AsyncSession, agreement_id: UUID) -> Sequence[Delegation]:
    """Who signs an agreement for whom."""
    of_it = select(Delegation).where(Delegation.agreement_id == agreement_id)
    return (await session.scalars(of_it.order_by(Delegation.id))).all()


async def scans(session: AsyncSession, agreement_id: UUID) -> Mapping[UUID, SignatureScan]:
    """The scans of what was signed on paper, as far as one may see, by their signatures."""
    of_it = select(SignatureScan).join(Signature, Signature.id == SignatureScan.id)
    found = await session.scalars(of_it.where(Signature.agreement_id == agreement_id))
    return {one.id: one for one in found}


async def called_off(session: AsyncSession, agreement_id: UUID) -> Sequence[CalledOff]:
    """Which stays of an agreement were called off, the first time before the last."""
    of_it = select(CalledOff).where(CalledOff.agreement_id == agreement_id)
    return (await session.scalars(of_it.order_by(CalledOff.at, CalledOff.host_id))).all()
