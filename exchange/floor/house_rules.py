"""A museum's rules for photos: what each says, for what it holds, and what comes of it.

The same is decided on the phone before the shutter (`web/src/core/photo-rules.ts`), from the same cases
(`tests/exchange/floor/photo-rules.json`), so that the two never differ.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.refusals import Refused
from exchange.ground.table import Table, one_of

MOST_RULES = 50
MOST_NAMED = 200
MOST_DAYS = 3650
ANYTHING = "*"
SPACES = " \t\u00a0\u202f"


class RuleKind(StrEnum):
    """What a rule for photos guards."""

    NO_LOANS = "NO_LOANS"
    NO_STORE_LOCATIONS = "NO_STORE_LOCATIONS"
    PEOPLE_IN_FRAME = "PEOPLE_IN_FRAME"
    CULTURALLY_SENSITIVE = "CULTURALLY_SENSITIVE"
    FRAGILE = "FRAGILE"


class Effect(StrEnum):
    """What a rule does to a photo, from the strongest to the mildest."""

    BLOCK = "BLOCK"
    HOST_ONLY = "HOST_ONLY"
    WARN = "WARN"


class PhotoRule(Table):
    """One rule of a museum for photos, for as long as it holds; changed, it ends and another begins."""

    __tablename__ = "photo_rule"
    __table_args__ = (
        CheckConstraint("length(sentence) between 1 and 400", name="rule_has_1_to_400_characters"),
        CheckConstraint("valid_until > valid_from", name="rule_holds_forward"),
        CheckConstraint(
            "expires_days is null or effect = 'HOST_ONLY' and expires_days between 1 and 3650",
            name="only_what_stays_with_the_host_expires",
        ),
        Index("ix_photo_rule_museum", "museum_id", "valid_from"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    kind: Mapped[RuleKind] = mapped_column(one_of(RuleKind, "rule_has_a_known_kind"))
    effect: Mapped[Effect] = mapped_column(one_of(Effect, "rule_has_a_known_effect"))
    sentence: Mapped[str]
    objects: Mapped[list[str]]
    zones: Mapped[list[str]]
    placements: Mapped[list[str]]
    expires_days: Mapped[int | None]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo_rule.id"))
    scope_id: Mapped[UUID | None] = mapped_column(Computed("network_id", persisted=True))
    rev: Mapped[int] = mapped_column(default=1, server_default="1")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a photo when it is taken."""

    placement: str
    at: datetime
    object_number: str | None = None
    zone: str | None = None
    people: bool = False
    """Whether somebody can be recognised in it, or nobody said that nobody can."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules come to: the rules that forbid a photo, that keep it with the host, that only warn."""

    block: Sequence[PhotoRule]
    host_only: Sequence[PhotoRule]
    warn: Sequence[PhotoRule]


def verdict(rules: Collection[PhotoRule], frame: Frame) -> Verdict:
    """What these rules come to for one photo."""
    found = [rule for rule in rules if holds(rule, frame)]
    by_effect = {effect: [rule for rule in found if rule.effect is effect] for effect in Effect}
    return Verdict(by_effect[Effect.BLOCK], by_effect[Effect.HOST_ONLY], by_effect[Effect.WARN])


def holds(rule: PhotoRule, frame: Frame) -> bool:
    """Whether a rule is meant for this photo."""
    if frame.at < rule.valid_from or (rule.valid_until is not None and frame.at >= rule.valid_until):
        return False
    if rule.placements and frame.placement not in rule.placements:
        return False
    if rule.kind is RuleKind.PEOPLE_IN_FRAME and not frame.people:
        return False
    if not rule.objects and not rule.zones:
        return True
    return names_object(rule.objects, frame.object_number) or names_zone(rule.zones, frame.zone)


def names_object(patterns: Sequence[str], number: str | None) -> bool:
    """Whether an object's number is one of these, or like one of them: `*` stands for anything."""
    plain = plainly(number or "")
    return plain != "" and any(is_like(plainly(pattern), plain) for pattern in patterns)


def names_zone(zones: Sequence[str], zone: str | None) -> bool:
    """Whether a zone is one of these."""
    plain = plainly(zone or "")
    return plain != "" and any(plainly(one) == plain for one in zones)


def plainly(words: str) -> str:
    """A number or a zone as it is compared: without spaces, and with no difference of case."""
    return "".join(one for one in normalize("NFC", words) if one not in SPACES).lower()


def is_like(pattern: str, number: str) -> bool:
    """Whether a number is what the pattern says; each `*` stands for any characters, or none."""
    first, *others = pattern.split(ANYTHING)
    if not others:
        return number == pattern
    *between, last = others
    if not number.startswith(first):
        return False
    rest = number[len(first) :]
    for part in between:
        _, found, rest = rest.partition(part) if part else ("", ANYTHING, rest)
        if not found:
            return False
    return rest.endswith(last)


@dataclass(frozen=True, slots=True)
class Kept:
    """That a photo stays with its author and the host: by which rule, and until when its bytes are kept."""

    rule_id: UUID
    expires_at: datetime | None


def decided(rules: Collection[PhotoRule], frame: Frame, *, known: Collection[UUID]) -> Kept | None:
    """Whether a photo that was taken stays with the host; refuses one that its device knew to be forbidden.

    A rule that forbids a photo reaches some phones only after the shutter. What was taken in good faith is
    not lost by it: it stays with its author and the host, who decide.
    """
    found = verdict(rules, frame)
    for rule in found.block:
        if rule.id in known:
            raise Refused("INVALID", f"The museum’s rule for photos: {rule.sentence}", "photos")
    if not (stays := [*found.host_only, *found.block]):
        return None
    soonest = min(stays, key=lambda rule: rule.expires_days or MOST_DAYS)
    days = soonest.expires_days
    return Kept(soonest.id, frame.at + timedelta(days=days) if days else None)
