"""Fingerprints: what tells whether two databases hold the same rows."""

from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from exchange.tables import METADATA

Prints: TypeAlias = Mapping[str, tuple[int, int]]
PRINT = "select count(*), coalesce(sum(hashtextextended(row::text, 0)), 0) from {} as row"


async def prints(within: AsyncSession | AsyncConnection) -> Prints:
    """For every table how many rows it has, and one number made of all of them."""
    found = {}
    for name in METADATA.tables:
        many, mixed = (await within.execute(text(PRINT.format(name)))).one()
        found[name] = int(many), int(mixed)
    return found


def differing(one: Prints, other: Prints) -> list[str]:
    """The tables that are not the same."""
    return sorted(name for name in one if one[name] != other.get(name))
