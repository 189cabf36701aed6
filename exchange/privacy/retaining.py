"""Keeping nothing longer than its rule says: some of each kind at a time, until none is left."""

from datetime import datetime

from sqlalchemy import CursorResult, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.privacy.erasing import used
from exchange.privacy.rules import JOURNAL, Rule

SOME = 5000
"""So many rows at once take no statement longer than it may."""
TRIM = """
    with kept as (
        select scope_id, min(position) filter (where at >= :before) as since, max(position) as last
          from journal where scope_id in (select scope_id from journal where at < :before)
         group by scope_id
    ), gone as (
        delete from journal using kept
         where journal.scope_id = kept.scope_id and journal.position < coalesce(kept.since, kept.last + 1)
        returning journal.scope_id, journal.position, journal.hash
    ), base as (
        select distinct on (scope_id) scope_id, hash from gone order by scope_id, position desc
    )
    update scope set journal_from = base.hash from base where scope.id = base.scope_id
    """
"""Lines older than a moment go, from the beginning of each scope's chain up to the first that is younger."""


async def retain(session: AsyncSession, rule: Rule, *, at: datetime) -> int:
    """Let some of what is over by one rule go; how many rows did."""
    some = f"ctid in (select ctid from {rule.table} where {rule.over} limit {SOME})"  # noqa: S608 - from the rules
    act = f"update {rule.table} set {rule.becomes}" if rule.becomes else f"delete from {rule.table}"  # noqa: S608 - likewise
    statement = f"{act} where {some}"
    gone = await session.execute(text(statement), used(statement, {"before": at - rule.keeps, "at": at}))
    return gone.rowcount if isinstance(gone, CursorResult) else 0


async def trim_journal(session: AsyncSession, *, at: datetime) -> int:
    """Let the oldest lines of the journal go; what stays is a chain on the hash of the last that went."""
    gone = await session.execute(text(TRIM), {"before": at - JOURNAL})
    return gone.rowcount if isinstance(gone, CursorResult) else 0
