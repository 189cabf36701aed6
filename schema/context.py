"""What a question brings with it: who asks, when, and the ways into the database."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import strawberry

from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from exchange.people.proof import SHOW_THAT_IT_IS_YOU, STEP_UP, must_have_stepped_up
from exchange.people.proving import stepped_up_at
from schema.engine.reading import Reading
from schema.gate import OPEN, Gate


async def silence() -> AsyncIterator[datetime]:
    """Where nobody can listen, nothing is heard."""
    return
    yield


@dataclass(frozen=True, slots=True)
class Context:
    """What a question brings with it; made anew by the edge for each request."""

    person_id: UUID | None
    """Who asks; nobody sees nothing."""
    sessions: Sessions
    """Where a write begins its transactions."""
    reading: Reading
    """Where a read is one statement."""
    seal: Seal
    """What makes cursors opaque."""
    stamp: Stamp
    """What receipts are signed with."""
    now: Callable[[], datetime]
    """The clock, always with an offset."""
    session: bytes | None = None
    """The hash by which the session that asks is known."""
    lent: bool = False
    """Whether somebody asks with a key: to them, the app's own documents are like any other."""
    reach: frozenset[str] | None = None
    """What a token was given to read, by the names of `schema.partners`; None where nothing narrows it."""
    only_trusted: bool = False
    """Whether this door takes documents from the trusted list alone."""
    gate: Gate = OPEN
    """What a question passes before it is answered: the asker's budget, and the room there is."""
    pokes: Callable[[], AsyncIterator[datetime]] = silence
    """The moments at which something changed for this person."""

    room: Callable[[], bool] = lambda: True
    """Whether there is room to write anything down."""

    async def stepped_up(self) -> None:
        """Refuses whoever has not shown within the last minutes that it is them, and every key."""
        if self.session is None or self.lent:
            raise Refused(STEP_UP, SHOW_THAT_IT_IS_YOU)
        async with self.sessions.as_steward() as session:
            must_have_stepped_up(await stepped_up_at(session, self.session), at=self.now())

    def weighs(self, trusted: str | None) -> bool:
        """Whether a document is weighed before it is answered: the app's own are not, when the app asks."""
        return self.lent or trusted is None


Info: TypeAlias = strawberry.Info[Context, None]
