"""A PostgreSQL of our own: started with us, stopped with us, reachable by nobody else."""

import fcntl
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread
from typing import IO

from api.embedded.folder import Folder
from api.embedded.leftovers import clear
from api.embedded.server import Server
from api.embedded.trouble import WillNotStart

log = logging.getLogger("understudy.postgres")
PAUSE = 1.0  # seconds between two tries to bring a dead server back


class Postgres:
    """One database folder and the server over it, brought back when it dies."""

    def __init__(self, root: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = Folder(Path(os.path.realpath(root)))
        self.settings = settings or {}
        self._ours: IO[str] | None = None
        self._server: Server | None = None
        self._changing = Lock()
        self._stopping = Event()

    @property
    def url(self) -> str:
        """The address, password included; asyncpg and SQLAlchemy's asyncpg dialect take it."""
        return self.folder.url

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._server.pid if self._server else None

    def start(self) -> None:
        """Make the database if there is none, start the server, return when it answers."""
        self._ours = self._take_folder()
        self._stopping.clear()
        try:
            self.folder.prepare()
            server = self._run()
        except BaseException:
            self.stop()
            raise
        Thread(target=self._keep, args=(server,), name="postgres", daemon=True).start()

    def stop(self) -> None:
        """Stop the server cleanly and leave the folder to the next; may be asked twice."""
        self._stopping.set()
        with self._changing:
            if self._server:
                self._server.stop()
                self._server = None
        if self._ours:
            self._ours.close()
            self._ours = None

    def _take_folder(self) -> IO[str]:
        root = self.folder.root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (root / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise WillNotStart(
                f"Another Understudy is using {root}: stop it first, or choose another DATA_DIR."
            ) from None
        return lock

    def _run(self) -> Server:
        clear(self.folder)
        self._server = Server(self.folder, self.settings)
        self._server.wait_until_ready()
        return self._server

    def _keep(self, server: Server) -> None:
        """Bring the server back whenever it ends without having been asked to."""
        while True:
            server.wait_until_gone()
            with self._changing:
                if self._stopping.is_set():
                    return
                log.error("PostgreSQL ended by itself (%s says why); starting it again", self.folder.log)
                try:
                    server = self._run()
                except WillNotStart as fault:
                    log.error("%s", fault)  # noqa: TRY400 - the sentence says it all
            self._stopping.wait(PAUSE)


@contextmanager
def running_postgres(root: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    server = Postgres(root, settings)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()
