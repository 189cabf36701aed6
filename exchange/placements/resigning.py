"""Ending a role: what its person could see through it ends with it, at once or on a day to come."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.joining import leave
from exchange.people.roles import end_of, last_day
from exchange.people.tables import Membership, Museum, Role, ScopeMember
from exchange.placements.circling import redraw
from exchange.placements.tables import Placement

Enough = Callable[[Membership], bool]
"""Whether a role is enough to go on belonging to a scope."""


async def end_role(
    session: AsyncSession, membership_id: UUID, last: date, *, by: UUID | None, at: datetime
) -> Membership:
    """Say which day is the last of a role; whoever has no other role that is enough leaves its scopes then.

    A person keeps their own scope for ever: what they wrote for themselves is theirs.
    """
    ended = await session.get(Membership, membership_id, with_for_update=True)
    if ended is None:
        raise not_here()
    if last < ended.since:
        raise Refused("INVALID", "A role does not end before its first day.", "until")
    ended.until = last
    await session.flush()
    museum = await session.get_one(Museum, ended.museum_id)
    roles = list(await session.scalars(select(Membership).where(Membership.person_id == ended.person_id)))
    for scope_id, suffices in await leaning_on(session, ended):
        day = last_day(role for role in roles if role is ended or suffices(role))
        if day is not None:
            await leave(session, scope_id, ended.person_id, at=max(end_of(day, museum.time_zone), at))
    # Circles are drawn from the scopes, so they come after them.
    await redraw(session, at=at)
    changed = [Changed(ended.network_id, "Membership", ended.id)]
    detail = {"role": ended.role.value, "until": last.isoformat()}
    await record(session, "end role", changed, by=by, at=at, detail=detail)
    return ended


async def leaning_on(session: AsyncSession, ended: Membership) -> list[tuple[UUID, Enough]]:
    """The scopes that may be left with a role, each with what other role is enough to stay."""
    places = await session.execute(
        select(Placement.id, Placement.participant_id == ended.person_id).where(
            or_(
                (Placement.participant_id == ended.person_id) & (Placement.home_id == ended.museum_id),
                (Placement.mentor_id == ended.person_id) & (Placement.host_id == ended.museum_id),
            )
        )
    )
    part = {scope: Role.PARTICIPANT if lent else Role.MENTOR for scope, lent in places}
    here = select(Scope.id, Scope.kind).join(ScopeMember).where(ScopeMember.person_id == ended.person_id)
    scopes = await session.execute(here.where(Scope.kind != ScopeKind.PERSON))
    return [(scope, enough(ended, kind, scope, part.get(scope))) for scope, kind in scopes]


def enough(ended: Membership, kind: ScopeKind, scope: UUID, part: Role | None) -> Enough:
    """What other role is enough for a scope.

    A museum is for who works there. A placement is for who plays their part in it, and a programme for its
    coordinators, if that is the role that ends. Whatever else, it is enough to have a role at all.
    """
    if kind is ScopeKind.MUSEUM and scope == ended.museum_id:
        return lambda role: role.museum_id == scope
    if kind is ScopeKind.PLACEMENT and part is ended.role:
        return lambda role: (role.museum_id, role.role) == (ended.museum_id, ended.role)
    if kind is ScopeKind.PLACEMENT and part is not None:
        return lambda role: role.museum_id == ended.museum_id
    if kind is ScopeKind.PROGRAMME and ended.role is Role.COORDINATOR:
        return lambda role: role.role is Role.COORDINATOR
    return lambda _: True
