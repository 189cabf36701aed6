"""What becomes of somebody who comes back from their museum's provider: in, connected, waiting, stranded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from api.auth.signing import begin_session, end, recognise_session
from api.auth.ways import Way
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.arriving import Account, TurnedAwayError, arrive, connect

NO_WAY: Final = "WAY_LOST"


class Stranded(Exception):
    """Somebody came back and cannot go on; the code says why, and the app says it in words."""

    def __init__(self, code: str, because: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.because = because


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody who came back: their next page, their new session's token, and the session it replaces."""

    to: str
    token: str = ""
    ended: bytes = b""


async def arrived(
    sessions: Sessions, account: Account, museum_id: UUID, way: Way, *, device: str | None, at: datetime
) -> Arrived:
    """Sign in, connect or wait, in one transaction; refuses with nothing kept."""
    before = bytes.fromhex(way.before)
    try:
        async with sessions.as_steward() as session:
            if way.connects:
                person_id = await recognise_session(session, before, at=at)
                if person_id is None:
                    raise Stranded(NO_WAY)
                await connect(session, account, person_id, at=at)
                return Arrived("/settings?connected")
            person_id = await arrive(session, account, museum_id, at=at)
            if person_id is None:
                return Arrived("/signin?waiting")
            if before:
                await end(session, before, at=at)
            token = await begin_session(session, person_id, device=device, at=at)
            return Arrived("/signin?arrived", token, before)
    except TurnedAwayError as no:
        raise Stranded(no.code, no.because) from no
    except Refused as no:
        raise Stranded(no.code) from no
