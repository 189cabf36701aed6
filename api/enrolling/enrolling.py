"""Enrolling a whole file in one transaction: all of it, or nothing."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.enrolling import housekeeping, placing, seating
from api.enrolling.reading import Roll
from api.enrolling.register import Register

ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('enrol', 0))")


async def enrol(session: AsyncSession, said: Roll, *, at: datetime) -> Register:
    """Add what is new in a file; what is there already stays as it is."""
    await session.execute(ONE_AT_A_TIME)
    register = await seating.network(session, said.network.name, at=at)
    for number, museum in enumerate(said.museums, start=1):
        await seating.museum(register, museum, f"museums {number}")
    for number, rule in enumerate(said.rules, start=1):
        await housekeeping.rule(register, rule, f"rules {number}")
    for number, person in enumerate(said.people, start=1):
        await seating.person(register, person, f"people {number}")
    for number, programme in enumerate(said.programmes, start=1):
        await placing.programme(register, programme, f"programmes {number}")
    for number, placement in enumerate(said.placements, start=1):
        await placing.placement(register, placement, f"placements {number}")
    return register
