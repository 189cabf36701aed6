"""Witnessing: that somebody reads what is guarded is written down first, for whom it belongs to.

An original, a confidential row and a restricted row are guarded. Who reads one calls `witness` in the
transaction of the reading, before anything of it leaves; where it cannot be written down, it is not read.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.recording import Act, Changed, lines_of

WITNESS = text(
    "select witness(:id, :owner, cast(:what as text), :thing, :lent, :at, cast(:act as text), :line)"
)


async def witness(
    session: AsyncSession,
    act: str,
    what: str,
    thing: UUID,
    *,
    owner: UUID,
    by: UUID,
    at: datetime,
    lent: bool = False,
) -> None:
    """Write down that `by`, as whom this transaction was entered, reads a guarded row of `owner`.

    The act says what is done in words (`open original`), `what` and `thing` name the row. It stands in the
    journal of the owner's own scope and in a row that the owner can read; what one person reads several
    times within ten minutes is one reading. `lent` says that a key of the person reads, not themselves.
    """
    named = uuid7(at)
    detail = {"of": f"{what}:{thing}", "lent": lent}
    (line,) = lines_of(Act(act, [Changed(owner, "Access", named)], detail), by=by, at=at)
    told = {"id": named, "owner": owner, "what": what, "thing": thing, "lent": lent, "at": at}
    await session.execute(WITNESS, told | {"act": act, "line": line["line"]})
