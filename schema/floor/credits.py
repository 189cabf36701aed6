"""What days at other museums come to, for whoever keeps working hours and credits."""

from datetime import date
from typing import Annotated

import strawberry
from graphql import GraphQLError

from exchange.floor import crediting
from exchange.ground.refusals import Refused
from schema.context import Info
from schema.described import told_type

Since = Annotated[date, strawberry.argument(description="The first day, in UTC.")]
Until = Annotated[
    date,
    strawberry.argument(description="The last day, in UTC; at most 366 days in all, else `BAD_PERIOD`."),
]


@told_type
class Credit:
    """What one placement comes to in a period: numbers alone, nothing of what was done."""

    placement: strawberry.ID = strawberry.field(description="The placement.")
    participant: strawberry.ID = strawberry.field(description="Who is lent.")
    home: strawberry.ID = strawberry.field(description="The museum that lends them.")
    host: strawberry.ID = strawberry.field(description="The museum that receives them.")
    programme: strawberry.ID = strawberry.field(description="The programme.")
    agreement_in_force: bool = strawberry.field(
        description="Whether it rests on a placement agreement that everybody signed here."
    )
    days: int = strawberry.field(description="How many shadowing days it has in the period.")
    days_delivered: int = strawberry.field(description="How many of these days are over, in UTC.")
    call: strawberry.ID | None = strawberry.field(
        description="The call for which the participant was chosen; null where there was none."
    )
    credit_hours: int | None = strawberry.field(
        description="How many whole hours of professional development the delivered days count for: their "
        "share of the call's hours; periods that follow each other add up to the stay. Null without a call."
    )


async def credits_in(info: Info, since: Since, until: Until) -> list[Credit]:
    """What the placements of a period come to."""
    context = info.context
    if context.person_id is None:
        raise GraphQLError("Sign in first.", extensions={"code": "UNAUTHENTICATED"})
    try:
        async with context.sessions.as_person(context.person_id, own=not context.lent) as session:
            seen = await crediting.stays(session, since, until)
    except Refused as no:
        raise GraphQLError(no.sentence, extensions={"code": no.code, "field": no.field}) from None
    async with context.sessions.as_steward() as session:
        today = context.now().date()
        found = await crediting.credits_of(session, seen, since, until, today=today)
    return [shown(one) for one in found]


def shown(one: crediting.Credit) -> Credit:
    """What a placement comes to, as the graph shows it."""
    placement = one.placement
    return Credit(
        placement=strawberry.ID(f"Placement:{placement.id}"),
        participant=strawberry.ID(f"Person:{placement.participant_id}"),
        home=strawberry.ID(f"Museum:{placement.home_id}"),
        host=strawberry.ID(f"Museum:{placement.host_id}"),
        programme=strawberry.ID(f"Programme:{placement.programme_id}"),
        agreement_in_force=placement.agreement_id is not None,
        days=one.days,
        days_delivered=one.delivered,
        call=strawberry.ID(f"Call:{one.call_id}") if one.call_id else None,
        credit_hours=one.hours,
    )


@strawberry.type
class CreditReads:
    """Questions about what days come to."""

    credits: list[Credit] = strawberry.field(
        resolver=credits_in,
        description="What each placement that you may see comes to in a period, the first to begin first; at "
        "most 1,000.",
    )
