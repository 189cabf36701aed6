"""What one process holds open while it runs: the database, the photos, and who is known."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, cast

import anyio
from joserfc.jwk import ECKey
from starlette.requests import HTTPConnection

from api.auth.allowance import ALL_TOGETHER, Allowance
from api.auth.remembered import Remembered
from api.edge.gate import Measures
from api.keyring import stamp_of
from api.letters.post import Post
from api.media.storage import Storage
from api.media.writers import Writers
from api.pokes.board import Board
from api.reminding.vapid import vapid_of
from api.room import Room
from api.settings import Settings
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from schema.engine.reading import Reading


@dataclass(slots=True)
class House:
    """The rooms of one process."""

    settings: Settings
    database_url: str
    sessions: Sessions
    reading: Reading
    storage: Storage
    seal: Seal
    stamp: Stamp
    measures: Measures
    post: Post
    room: Room
    vapid: ECKey
    remembered: Remembered = field(default_factory=Remembered)
    allowance: Allowance = field(default_factory=Allowance)
    everybody: Allowance = field(default_factory=lambda: Allowance(ALL_TOGETHER))
    calendars: Allowance = field(default_factory=Allowance)
    writers: Writers = field(default_factory=Writers)
    board: Board = field(default_factory=Board)
    photo_came: anyio.Event = field(default_factory=anyio.Event)
    archive_asked: anyio.Event = field(default_factory=anyio.Event)

    @classmethod
    @asynccontextmanager
    async def opened(cls, settings: Settings, database_url: str) -> AsyncIterator[Self]:
        """Open everything, and close it again in the end."""
        sessions = Sessions.at(database_url, size=settings.connections, longest=settings.longest)
        reading = await Reading.at(database_url, size=settings.connections, longest=settings.longest)
        try:
            yield cls(
                settings,
                database_url,
                sessions,
                reading,
                Storage(settings.media_address),
                Seal(settings.secret),
                stamp_of(settings),
                Measures.of(settings),
                Post(settings),
                Room(None if settings.database_url else settings.data_dir, settings.keep_free),
                vapid_of(settings),
            )
        finally:
            await reading.close()
            await sessions.close()

    @property
    def parts(self) -> Path:
        """Uploads that are not complete yet."""
        return self.settings.parts_dir


def house_of(connection: HTTPConnection) -> House:
    """The house a request came to."""
    return cast("House", connection.app.state.house)
