"""What one process holds open while it runs: the database, the photos, and who is known."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import anyio
from starlette.requests import HTTPConnection

from api.auth.allowance import Allowance
from api.auth.remembered import Remembered
from api.media.storage import Storage
from api.media.writers import Writers
from api.settings import Settings
from exchange.ground.sessions import Sessions


@dataclass(slots=True)
class House:
    """The rooms of one process."""

    settings: Settings
    database_url: str
    sessions: Sessions
    storage: Storage
    remembered: Remembered = field(default_factory=Remembered)
    allowance: Allowance = field(default_factory=Allowance)
    writers: Writers = field(default_factory=Writers)
    photo_came: anyio.Event = field(default_factory=anyio.Event)

    @property
    def parts(self) -> Path:
        """Uploads that are not complete yet."""
        return self.settings.parts_dir


def house_of(connection: HTTPConnection) -> House:
    """The house a request came to."""
    return cast("House", connection.app.state.house)
