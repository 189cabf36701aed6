"""The scans of what was signed on paper: awaited, received, and gone with whom they are about.

Steward's work. Bytes are only ever those that the signature names: nothing takes their place.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import record
from exchange.ground.refusals import not_here
from exchange.placements.agreements import PlacementAgreement, ScanState, Signature, SignatureScan
from exchange.placements.consulting import belongs, told


async def receive_scan(
    session: AsyncSession, id: UUID, *, size: int, mime: str, by: UUID, at: datetime
) -> None:
    """The bytes of this scan are safe at the museum; whoever coordinates the programme brought them."""
    found = await scanned(session, id)
    if found is None or not await belongs(session, [found[1].programme_id], by, at=at):
        raise not_here()
    scan, agreement = found
    if scan.state is ScanState.VERIFIED:
        return
    scan.state, scan.size, scan.mime = ScanState.VERIFIED, size, mime
    await session.flush()
    await record(session, "receive scan", told(agreement), by=by, at=at)


async def expect_scan_again(session: AsyncSession, id: UUID, *, at: datetime) -> None:
    """The bytes are gone from where they were kept: whoever still has the file sends it again."""
    found = await scanned(session, id)
    if found is None or found[0].state is ScanState.EXPECTED:
        return
    scan, agreement = found
    scan.state, scan.size, scan.mime = ScanState.EXPECTED, None, None
    await session.flush()
    await record(session, "expect scan again", told(agreement), by=None, at=at)


async def scanned(session: AsyncSession, id: UUID) -> tuple[SignatureScan, PlacementAgreement] | None:
    """A scan that nobody else changes meanwhile, and the agreement that it is of."""
    of_it = (
        select(SignatureScan, PlacementAgreement)
        .join(Signature, Signature.id == SignatureScan.id)
        .join(PlacementAgreement, PlacementAgreement.id == Signature.agreement_id)
        .where(SignatureScan.id == id)
        .with_for_update(of=SignatureScan)
    )
    found = (await session.execute(of_it)).one_or_none()
    return found and (found[0], found[1])


async def scans_about(session: AsyncSession, person_id: UUID) -> Sequence[UUID]:
    """The scans that show what somebody signed, or what was agreed about them; also those that are gone."""
    about = or_(Signature.signatory_id == person_id, PlacementAgreement.participant_id == person_id)
    found = (
        select(Signature.id)
        .join(PlacementAgreement, PlacementAgreement.id == Signature.agreement_id)
        .where(Signature.scan_sha256.is_not(None), about)
    )
    return (await session.scalars(found)).all()
