"""What a home manager does about a commitment that they were asked to agree to."""

from typing import Annotated
from uuid import UUID

import strawberry

from exchange.floor import agreeing
from exchange.floor.followed import AgreementAnswer
from schema.context import Info
from schema.in_person import somebody, within

Which = Annotated[UUID, strawberry.argument(description="The commitment, by its UUID.")]
Said = Annotated[AgreementAnswer, strawberry.argument(description="`AGREED` or `TO_CHANGE`.")]
Read = Annotated[
    str, strawberry.argument(description="The sentence as you read it; worded anew, it is `STATUS_MOVED`.")
]
Why = Annotated[str | None, strawberry.argument(description="What has to change, if something has to.")]


async def said(info: Info, commitment_id: Which, answer: Said, sentence: Read, reason: Why = None) -> bool:
    """Agree, or say what has to change."""
    context = info.context
    async with within(context) as session:
        await agreeing.answer(
            session,
            commitment_id,
            answer,
            reason,
            sentence=sentence,
            by=somebody(context),
            at=context.now(),
        )
    return True


@strawberry.type
class AgreementWrites:
    """What a home manager does about a commitment."""

    answer_commitment: bool = strawberry.mutation(
        resolver=said,
        description="Agree to a commitment, or say what has to change first: for whoever was asked.",
    )
