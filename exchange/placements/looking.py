"""Looking how far agreements have come: each by its newest wording, and what was said to that."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.placements.agreements import AgreementVersion, PlacementAgreement, Signature
from exchange.placements.chain import turn
from exchange.placements.consulting import GONE
from exchange.placements.terms import Signatory, Terms, read


@dataclass(frozen=True, slots=True)
class Wording:
    """The newest wording of an agreement, and who signed or refused it."""

    agreement: PlacementAgreement
    version: AgreementVersion
    terms: Terms
    said: Sequence[Signature]

    @property
    def signatory(self) -> Signatory | None:
        """Whose signature is next; nobody's once all have signed, or somebody refused."""
        step = turn(self.terms.signatories, self.said)
        return None if step is None else self.terms.signatories[step]

    @property
    def moved_at(self) -> datetime:
        """When it was last worded, signed or refused."""
        return max([self.version.made_at, *(one.at for one in self.said)])


@dataclass(frozen=True, slots=True)
class Waiting:
    """A signature that is next, and since when it is."""

    agreement_id: UUID
    signatory: Signatory
    since: datetime


async def newest(
    session: AsyncSession, *which: ColumnElement[bool], most: int | None = None
) -> list[Wording]:
    """The newest wordings of agreements that one may see, the latest first; erased ones have none."""
    number = (
        select(func.max(AgreementVersion.number))
        .where(AgreementVersion.agreement_id == PlacementAgreement.id)
        .correlate(PlacementAgreement)
        .scalar_subquery()
    )
    of_it = and_(AgreementVersion.agreement_id == PlacementAgreement.id, AgreementVersion.number == number)
    found = (
        await session.execute(
            select(PlacementAgreement, AgreementVersion)
            .join(AgreementVersion, of_it)
            .where(AgreementVersion.content != GONE, *which)
            .order_by(PlacementAgreement.made_at.desc(), PlacementAgreement.id)
            .limit(most)
        )
    ).all()
    said: dict[tuple[UUID, int], list[Signature]] = defaultdict(list)
    ids = [agreement.id for agreement, _ in found]
    for one in await session.scalars(select(Signature).where(Signature.agreement_id.in_(ids))):
        said[one.agreement_id, one.number].append(one)
    return [
        Wording(agreement, version, read(version.content), said[agreement.id, version.number])
        for agreement, version in found
    ]


async def waiting(session: AsyncSession, *which: ColumnElement[bool]) -> list[Waiting]:
    """The signatures that are next, as far as one may see."""
    open_ones = AgreementVersion.number > func.coalesce(PlacementAgreement.in_force, 0)
    return [
        Waiting(one.agreement.id, one.signatory, one.moved_at)
        for one in await newest(session, open_ones, *which)
        if one.signatory is not None
    ]
