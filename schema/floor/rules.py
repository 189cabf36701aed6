"""A museum's rules for photos: as every phone there reads them, and as its people say them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.floor import house_rules, ruling
from exchange.floor.house_rules import Effect, RuleKind
from exchange.floor.ruling import NewRule
from schema.context import Info
from schema.described import told_input
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.in_person import somebody, within
from schema.people.types import Museum

choice(
    RuleKind,
    NO_LOANS="Objects that belong to somebody else.",
    NO_STORE_LOCATIONS="Places that a picture should not give away.",
    PEOPLE_IN_FRAME="People who can be recognised.",
    CULTURALLY_SENSITIVE="What a community does not show to everybody.",
    FRAGILE="Objects that are easily harmed.",
)
choice(
    Effect,
    BLOCK="No photo is taken; one taken before the rule was known stays with its author and the host.",
    HOST_ONLY="A photo stays with its author and the host, for as many days as the rule says.",
    WARN="Its sentence is read before the photo is taken.",
)


@rows(house_rules.PhotoRule)
class PhotoRule(Node):
    """One rule of a museum for photos, for as long as it holds; changed, it ends and another begins."""

    museum: Museum = one("The museum whose rule it is.")
    kind: RuleKind = column("What it guards.")
    effect: Effect = column("What it does to a photo.")
    sentence: str = column("The rule in plain words; at most 400 characters.")
    objects: list[str] = column(
        "Numbers of the objects it is about; `*` stands for anything. Compared without spaces and case."
    )
    zones: list[str] = column(
        "The zones it is about. Where neither objects nor zones are named, it is about all."
    )
    placements: list[str] = column("The UUIDs of the placements it is for; none: it is for everybody.")
    expires_days: int | None = column(
        "After how many days a photo that stays with the host goes; null: it stays until somebody decides."
    )
    valid_from: datetime = column("Since when it holds.")
    valid_until: datetime | None = column("Until when it holds; null while nobody has ended it.")
    rev: int = column("How often it was changed, from 1.")


@told_input
class PhotoRuleInput:
    """A rule as somebody of the museum says it."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    museum_id: UUID = strawberry.field(
        description="The museum; you guide, coordinate or keep records there, else `NOT_FOUND_OR_FORBIDDEN`."
    )
    kind: RuleKind = strawberry.field(description="What it guards.")
    effect: Effect = strawberry.field(description="What it does to a photo.")
    sentence: str = strawberry.field(description="The rule in plain words; 1 to 400 characters.")
    objects: list[str] = strawberry.field(
        description="Numbers of objects, `*` for anything; at most 200.", default_factory=list
    )
    zones: list[str] = strawberry.field(description="Zones; at most 200.", default_factory=list)
    placements: list[UUID] = strawberry.field(
        description="Only for these placements; none: for everybody.", default_factory=list
    )
    expires_days: int | None = strawberry.field(
        description="After how many days a photo goes; with HOST_ONLY alone, 1 to 3,650.", default=None
    )
    valid_until: datetime | None = strawberry.field(
        description="Until when it holds; left out, until somebody ends it.", default=None
    )
    replaces_id: UUID | None = strawberry.field(
        description="The rule that ends where this one begins.", default=None
    )

    def new(self) -> NewRule:
        """The rule as the floor takes it."""
        return NewRule(
            id=self.id,
            museum_id=self.museum_id,
            kind=self.kind,
            effect=self.effect,
            sentence=self.sentence,
            objects=tuple(self.objects),
            zones=tuple(self.zones),
            placements=tuple(self.placements),
            expires_days=self.expires_days,
            valid_until=self.valid_until,
            replaces_id=self.replaces_id,
        )


Said = Annotated[PhotoRuleInput, strawberry.argument(description="The rule.")]
Which = Annotated[UUID, strawberry.argument(description="The rule, by its UUID.")]


async def say(info: Info, rule: Said) -> bool:
    """Say it."""
    context = info.context
    async with within(context) as session:
        await ruling.say_rule(session, rule.new(), by=somebody(context), at=context.now())
    return True


async def end(info: Info, id: Which) -> bool:
    """End it."""
    context = info.context
    async with within(context) as session:
        await ruling.end_rule(session, id, by=somebody(context), at=context.now())
    return True


@strawberry.type
class RuleWrites:
    """What can be done about a museum's rules for photos."""

    say_photo_rule: bool = strawberry.mutation(
        resolver=say,
        description="Begin a rule for photos of your museum, from now on; phones hear of it by the feed.",
    )
    end_photo_rule: bool = strawberry.mutation(
        resolver=end, description="Let a rule for photos of your museum hold no longer."
    )


NODES = (PhotoRule,)
