"""Saying a museum's rules for photos, and ending one: for who guides, coordinates or keeps records there."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.house_rules import MOST_DAYS, MOST_NAMED, MOST_RULES, Effect, PhotoRule, RuleKind
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Role
from exchange.placements.tables import Placement

WHO_SAYS = (Role.MENTOR, Role.COORDINATOR, Role.REGISTRAR)
MOST_OF_A_SENTENCE = 400
MOST_OF_A_NAME = 120
ABOUT_THINGS = frozenset({RuleKind.NO_LOANS, RuleKind.CULTURALLY_SENSITIVE, RuleKind.FRAGILE})


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule as somebody says it."""

    id: UUID
    museum_id: UUID
    kind: RuleKind
    effect: Effect
    sentence: str
    objects: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    placements: tuple[UUID, ...] = field(default=())
    expires_days: int | None = None
    valid_until: datetime | None = None
    replaces_id: UUID | None = None


async def say_rule(session: AsyncSession, new: NewRule, *, by: UUID, at: datetime) -> None:
    """Begin a rule from this moment on; the one it replaces ends with it. Said twice, it is one."""
    network_id = await network_that_may(session, new.museum_id, by=by, at=at)
    here = await session.get(PhotoRule, new.id)
    if here is not None:
        if (here.museum_id, here.sentence) != (new.museum_id, new.sentence.strip()):
            raise Refused("ID_TAKEN", "Something else has this id.", "id")
        return
    if new.replaces_id is None and await in_force(session, new.museum_id, at=at) >= MOST_RULES:
        raise Refused("INVALID", f"A museum has at most {MOST_RULES} rules at a time.", "id")
    await begin_rule(session, new, network_id=network_id, by=by, at=at)


async def begin_rule(
    session: AsyncSession, new: NewRule, *, network_id: UUID, by: UUID | None, at: datetime
) -> None:
    """Let a rule hold from this moment on; who may say so was looked at before."""
    check_rule(new, at=at)
    await must_be_placements_here(session, new)
    ended = []
    if new.replaces_id is not None:
        former = await hold_rule(session, new.replaces_id, new.museum_id)
        former.valid_until = min(former.valid_until or at, at)
        former.rev += 1
        ended.append(former.id)
    session.add(rule_row(new, network_id=network_id, at=at))
    await session.flush()
    changed = [Changed(network_id, "PhotoRule", one) for one in (*ended, new.id)]
    detail = {"kind": new.kind.value, "effect": new.effect.value}
    await record(session, "say photo rule", changed, by=by, at=at, detail=detail)


async def end_rule(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Let a rule hold no longer; ended already, it stays ended."""
    here = await session.get(PhotoRule, id)
    if here is None:
        raise not_here()
    network_id = await network_that_may(session, here.museum_id, by=by, at=at)
    rule = await hold_rule(session, id, here.museum_id)
    if rule.valid_until is not None and rule.valid_until <= at:
        return
    rule.valid_until = at
    rule.rev += 1
    await session.flush()
    await record(session, "end photo rule", [Changed(network_id, "PhotoRule", id)], by=by, at=at)


def rule_row(new: NewRule, *, network_id: UUID, at: datetime) -> PhotoRule:
    """The rule as it is kept."""
    return PhotoRule(
        id=new.id,
        network_id=network_id,
        museum_id=new.museum_id,
        kind=new.kind,
        effect=new.effect,
        sentence=new.sentence.strip(),
        objects=[one.strip() for one in new.objects],
        zones=[one.strip() for one in new.zones],
        placements=[str(one) for one in new.placements],
        expires_days=new.expires_days,
        valid_from=at,
        valid_until=new.valid_until,
        replaces_id=new.replaces_id,
    )


def check_rule(new: NewRule, *, at: datetime) -> None:
    """Refuses a rule that says nothing, holds for nothing, or cannot be kept."""
    if not 1 <= len(new.sentence.strip()) <= MOST_OF_A_SENTENCE:
        raise Refused("INVALID", f"Say the rule in 1 to {MOST_OF_A_SENTENCE} characters.", "sentence")
    for name, some in (("objects", new.objects), ("zones", new.zones), ("placements", new.placements)):
        if len(some) > MOST_NAMED:
            raise Refused("INVALID", f"Name at most {MOST_NAMED}.", name)
        if any(not 1 <= len(str(one).strip()) <= MOST_OF_A_NAME for one in some):
            raise Refused("INVALID", f"Each has 1 to {MOST_OF_A_NAME} characters.", name)
    if new.kind in ABOUT_THINGS and not new.objects and not new.zones:
        raise Refused("INVALID", "Name the objects or the zones that it is about.", "objects")
    if new.kind is RuleKind.NO_STORE_LOCATIONS and not new.zones:
        raise Refused("INVALID", "Name the zones that it is about.", "zones")
    if new.expires_days is not None and new.effect is not Effect.HOST_ONLY:
        raise Refused("INVALID", "Only photos that stay with the host expire.", "expiresDays")
    if new.expires_days is not None and not 1 <= new.expires_days <= MOST_DAYS:
        raise Refused("INVALID", f"Keep photos for 1 to {MOST_DAYS:,} days.", "expiresDays")
    if new.valid_until is not None and new.valid_until <= at:
        raise Refused("INVALID", "A rule ends in the future.", "validUntil")


async def network_that_may(session: AsyncSession, museum_id: UUID, *, by: UUID, at: datetime) -> UUID:
    """The network of a museum; refuses whoever does not say the rules there."""
    mine = select(Museum.network_id).join(Membership, Membership.museum_id == Museum.id)
    mine = mine.where(Museum.id == museum_id, Membership.person_id == by, Membership.role.in_(WHO_SAYS))
    network_id: UUID | None = await session.scalar(mine.where(in_office(at.date())).limit(1))
    if network_id is None:
        raise not_here()
    return network_id


async def hold_rule(session: AsyncSession, id: UUID, museum_id: UUID) -> PhotoRule:
    """Lock a rule of this museum."""
    held = select(PhotoRule).where(PhotoRule.id == id, PhotoRule.museum_id == museum_id)
    rule = (await session.scalars(held.with_for_update())).one_or_none()
    if rule is None:
        raise not_here()
    return rule


async def must_be_placements_here(session: AsyncSession, new: NewRule) -> None:
    """Refuses placements that are not at this museum, or not to be seen."""
    here = select(func.count()).select_from(Placement)
    here = here.where(Placement.id.in_(new.placements), Placement.host_id == new.museum_id)
    if await session.scalar(here) != len(set(new.placements)):
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "One of these placements is not here.", "placements")


async def in_force(session: AsyncSession, museum_id: UUID, *, at: datetime) -> int:
    """How many rules a museum has now."""
    now = or_(PhotoRule.valid_until.is_(None), PhotoRule.valid_until > at)
    found = select(func.count()).select_from(PhotoRule).where(PhotoRule.museum_id == museum_id, now)
    return await session.scalar(found) or 0
