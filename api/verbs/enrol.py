"""`enrol`: museums, their rules, people, programmes, placements and days from a file."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from api.enrolling.enrolling import enrol as enrol_all
from api.enrolling.reading import read

PLURALS = {"person": "people", "day": "days"}


async def enrol(session: AsyncSession, path: Path) -> int:
    """Add what is new in the file, and tell what came and what was there."""
    register = await enrol_all(session, read(path), at=datetime.now(UTC))
    print(f"New: {counted(register.new)}.")
    if register.there:
        print(f"There already, and left as it is: {counted(register.there)}.")
    if register.new["person"]:
        print("They sign in with their e-mail address and a code; while no mail is set up, it is in the log.")
    return 0


def counted(things: Counter[str]) -> str:
    """How many of what."""
    many = ((many, what if many == 1 else PLURALS.get(what, f"{what}s")) for what, many in things.items())
    return ", ".join(f"{number} {what}" for number, what in many if number) or "nothing"
