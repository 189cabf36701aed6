"""Publishing a version of the charter, ratifying it for a museum, and who takes part by that."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.charter import TIME_TO_RATIFY, Content, check_content, hash_of, in_force
from exchange.governance.entitling import holds, network_by
from exchange.governance.locking import one_at_a_time
from exchange.governance.tables import Charter, Ratification
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Person, Role

WHO_SIGNS = (Role.SPONSOR, Role.COORDINATOR)
WHO_PUBLISHES = (Role.COORDINATOR, Role.COMMITTEE)


async def publish_charter(
    session: AsyncSession, network_id: UUID, content: Content, *, by: UUID | None, at: datetime
) -> Charter:
    """Begin the next version; the one before stays in force for a time, so that museums can ratify."""
    check_content(content)
    await one_at_a_time(session, network_id)
    former = await newest(session)
    if former is not None and former.sha256 == hash_of(content):
        raise Refused("INVALID", "This is what the charter says already.", "text")
    if former is not None:
        former.until = at + TIME_TO_RATIFY
    charter = Charter(
        id=uuid7(at),
        network_id=network_id,
        version=former.version + 1 if former else 1,
        text=content.text,
        conflicts=content.conflicts,
        photography=content.photography,
        equity=content.equity,
        compensation=content.compensation,
        sha256=hash_of(content),
        published_at=at,
        until=None,
    )
    session.add(charter)
    await session.flush()
    detail = {"charter": str(charter.id), "sha256": charter.sha256}
    changed = [Changed(network_id, "Network", network_id)]
    await record(session, "publish charter", changed, by=by, at=at, detail=detail)
    return charter


async def must_publish(session: AsyncSession, *, by: UUID, at: datetime) -> UUID:
    """The network whose charter somebody may publish; refuses everybody else."""
    return await network_by(session, holds(by, *WHO_PUBLISHES, at=at))


async def ratify(
    session: AsyncSession, charter_id: UUID, museum_id: UUID, sha256: str, *, by: UUID, at: datetime
) -> None:
    """Sign for a museum that it holds to a version, named by the hash of what was read; twice is once."""
    charter, museum = await session.get(Charter, charter_id), await session.get(Museum, museum_id)
    if charter is None or museum is None or museum.network_id != charter.network_id:
        raise not_here()
    if museum_id not in await signed_for(session, by=by, at=at):
        raise not_here()
    if not in_force(charter, at=at) or charter.until is not None:
        raise Refused("SUPERSEDED", "There is a newer version: read and ratify that one.", "charterId")
    if sha256 != charter.sha256:
        raise Refused("CHANGED", "This is not what was published: read it again.", "sha256")
    await sign(session, charter, museum_id, by=by, at=at)


async def sign(session: AsyncSession, charter: Charter, museum_id: UUID, *, by: UUID, at: datetime) -> None:
    """Write down that a museum holds to a version; who may say so was looked at before."""
    values = {"network_id": charter.network_id, "charter_id": charter.id, "museum_id": museum_id}
    signed = {"id": uuid7(at), "signatory_id": by, "sha256": charter.sha256, "at": at}
    fresh = insert(Ratification).values(values | signed).on_conflict_do_nothing().returning(Ratification.id)
    if await session.scalar(fresh) is None:
        return
    changed = [Changed(charter.network_id, "Museum", museum_id)]
    detail = {"charter": str(charter.id), "sha256": charter.sha256}
    await record(session, "ratify charter", changed, by=by, at=at, detail=detail)


async def signed_for(session: AsyncSession, *, by: UUID, at: datetime) -> set[UUID]:
    """The museums that somebody signs for: as a sponsor or a coordinator there."""
    mine = select(Membership.museum_id).where(Membership.person_id == by, in_office(at.date()))
    return set(await session.scalars(mine.where(Membership.role.in_(WHO_SIGNS))))


async def newest(session: AsyncSession) -> Charter | None:
    """The version that was published last."""
    found: Charter | None = await session.scalar(select(Charter).order_by(Charter.version.desc()).limit(1))
    return found


async def versions(session: AsyncSession) -> Sequence[Charter]:
    """Every version, the newest first."""
    return (await session.scalars(select(Charter).order_by(Charter.version.desc()))).all()


async def ratifications(session: AsyncSession) -> Sequence[Row[UUID, int, str, datetime]]:
    """Who ratified what: museum, version, who signed and when."""
    all_of_them = (
        select(Ratification.museum_id, Charter.version, Person.name, Ratification.at)
        .join(Charter, Charter.id == Ratification.charter_id)
        .join(Person, Person.id == Ratification.signatory_id)
        .order_by(Charter.version, Ratification.at)
    )
    return (await session.execute(all_of_them)).all()


async def must_take_part(
    session: AsyncSession,
    network_id: UUID,
    museum_ids: Collection[UUID],
    *,
    at: datetime,
    field: str | None = None,
) -> None:
    """Refuses a museum that holds to no version in force; a network without a charter binds nobody."""
    of_network = Charter.network_id == network_id
    if await session.scalar(select(Charter.id).where(of_network).limit(1)) is None:
        return
    now = of_network, Charter.published_at <= at, or_(Charter.until.is_(None), Charter.until > at)
    holds = select(Ratification.museum_id).join(Charter, Charter.id == Ratification.charter_id).where(*now)
    holding = set(await session.scalars(holds))
    left = await session.scalars(select(Museum.name).where(Museum.id.in_(set(museum_ids) - holding)))
    names = sorted(left)
    if names:
        raise Refused("NOT_RATIFIED", f"{', '.join(names)}: the charter in force is not ratified.", field)
