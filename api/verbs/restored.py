"""`restored`: a restored database says so, and phones send again what it has not seen."""

import sys
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.backup.under_way import UNFINISHED, is_under_way
from exchange.ground.beginning import begin_epoch


async def restored(session: AsyncSession) -> int:
    """Begin a new epoch of the change feed."""
    if await is_under_way(session):
        print(UNFINISHED, file=sys.stderr)
        return 1
    epoch = await begin_epoch(session, at=datetime.now(UTC))
    if epoch is None:
        print("This database is empty: restore the dump first, then run this again.", file=sys.stderr)
        return 1
    print(f"A new epoch of the change feed has begun ({epoch}).")
    print("Phones send again what the backup lacked; what is here already is recognised and not doubled.")
    return 0
