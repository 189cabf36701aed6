"""`erase`: everything that is kept of somebody goes, but for their id."""

import sys
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.codes import tidy_email
from api.media.storage import Storage
from api.mine.sweeping import erase_whole
from api.settings import Settings
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.tables import Person, SignInAddress


async def erase(sessions: Sessions, settings: Settings, who: str, *, sure: bool) -> int:
    """Erase one person; without being sure, only say who it would be."""
    async with sessions.as_steward() as session:
        person = await found(session, who)
    if not sure:
        print(
            f"This would erase {person.name!a} ({person.id}): what they wrote, their photos, their sign-in."
        )
        print("It cannot be undone. Run it again with --yes.", file=sys.stderr)
        return 1
    storage, at = Storage(settings.media_address), datetime.now(UTC)
    await erase_whole(sessions, storage, settings.parts_dir, person.id, by=None, at=at)
    print(f"{person.id} was erased; their devices hear of it when they next ask.")
    print("Backups made before still hold them: delete those, or let them run out within 35 days.")
    return 0


async def found(session: AsyncSession, who: str) -> Person:
    """The person with this id or address."""
    address = await session.get(SignInAddress, tidy_email(who) or "")
    try:
        named = address.person_id if address else UUID(who)
    except ValueError:
        named = None
    person = await session.scalar(select(Person).where(Person.id == named))
    if person is None:
        raise Refused("NOT_FOUND", f"There is nobody {who!a}: name an e-mail address or an id.")
    return person
