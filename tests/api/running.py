"""The real server in a thread, and browsers that come to it over real HTTP."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

import httpx2
import uvicorn

from api.app import create_app
from api.house import House
from api.settings import Settings
from api.starting import server_config

OURS = {"x-understudy": "1"}


class Running:
    """A server over one database, until it is stopped or dies."""

    def __init__(self, settings: Settings, database_url: str) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        port = self.socket.getsockname()[1]
        self.settings = settings.model_copy(update={"port": port})
        self.url = f"http://127.0.0.1:{port}"
        config = server_config(create_app(self.settings, database_url), self.settings)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]})
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "The server did not start."
            time.sleep(0.01)

    @contextmanager
    def browser(self, person_id: UUID | None = None, **options: Any) -> Iterator[httpx2.Client]:
        """A browser with our app open; signed in, when a person is named (in a demo)."""
        said = {"headers": OURS, "timeout": 20, **options}
        with httpx2.Client(base_url=self.url, **said) as browser:
            if person_id is not None:
                answer = browser.post("/auth/demo", json={"person": str(person_id)})
                assert answer.status_code == 200, answer.text
            yield browser

    @property
    def house(self) -> House:
        """What the server holds open."""
        return cast("House", cast("Any", self.server.config.app).state.house)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.server.should_exit = True
        self.thread.join(20)
        assert not self.thread.is_alive(), "The server did not stop."
        self.socket.close()
