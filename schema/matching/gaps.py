"""Gaps in the graph: which needs are covered by what is offered, and why others are not."""

from datetime import date

import strawberry

from exchange.matching.foretelling import foretell
from exchange.matching.gaps import Cover, Found, GapReason
from schema.context import Info
from schema.described import told_type
from schema.engine.mapping import choice

choice(
    Cover,
    COVERED="As many days as are needed are offered.",
    PARTLY="Some days are offered, and too few.",
    GAP="No day is offered.",
)
choice(
    GapReason,
    NOBODY_OFFERS="No other museum offers this skill.",
    OUTSIDE_THE_WINDOW="It is offered, but not when it is needed.",
    ONLY_IN_BLACKOUTS="It is offered then by museums that receive nobody on those days.",
    TOO_FEW_DAYS="Fewer days are offered than are needed.",
)


@told_type
class NearestOffer:
    """The offer with the day nearest to a need, whether or not it lies within."""

    offer: strawberry.ID = strawberry.field(description="The offer.")
    day: date = strawberry.field(description="The day.")


@told_type
class NeedCover:
    """How far what other museums offer covers a need."""

    need: strawberry.ID = strawberry.field(description="The need.")
    cover: Cover = strawberry.field(description="How far.")
    reason: GapReason | None = strawberry.field(description="Why not further; null where it is covered.")
    days: int = strawberry.field(description="How many working days are offered when it is needed.")
    weeks: list[date] = strawberry.field(description="In which weeks they lie, by their Mondays.")
    nearest: NearestOffer | None = strawberry.field(
        description="Where it can be learnt nearest to these days; null where nobody offers it."
    )


async def need_covers(info: Info) -> list[NeedCover]:
    """How far each need is covered; to nobody, nothing."""
    context = info.context
    if context.person_id is None:
        return []
    async with context.sessions.as_person(context.person_id) as session:
        found = await foretell(session, today=context.now().date())
    return [shown(one) for one in found]


def shown(one: Found) -> NeedCover:
    """What covers a need, as the graph shows it."""
    near = one.nearest
    return NeedCover(
        need=strawberry.ID(f"Need:{one.need}"),
        cover=one.cover,
        reason=one.reason,
        days=one.days,
        weeks=list(one.weeks),
        nearest=NearestOffer(offer=strawberry.ID(f"Offer:{near.offer}"), day=near.day) if near else None,
    )


@strawberry.type
class GapReads:
    """Questions about gaps."""

    need_covers: list[NeedCover] = strawberry.field(
        resolver=need_covers,
        description="How far each need of your networks that is not over is covered by what other museums "
        "offer, and why not further.",
    )
