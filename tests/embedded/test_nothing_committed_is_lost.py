"""The embedded PostgreSQL after kill -9: it leaves nothing running and loses nothing committed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest

from api.embedded import Postgres, lifeline, running_postgres
from api.embedded.folder import Folder
from api.embedded.leftovers import _working_in
from api.embedded.server import Server

LAUNCHER = """
import sys, threading
from pathlib import Path
from api.embedded import Postgres

server = Postgres(Path(sys.argv[1]))
if sys.argv[2] == "thread":
    starting = threading.Thread(target=server.start)
    starting.start()
    starting.join()
else:
    server.start()
print(server.pid, flush=True)
sys.stdin.read()
"""


def launch(root: Path, thread: str = "main") -> tuple[subprocess.Popen[str], int]:
    """Another process that runs a server, and the server's process id."""
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(root), thread],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert launcher.stdout is not None
    return launcher, int(launcher.stdout.readline())


def kill(launcher: subprocess.Popen[str]) -> None:
    launcher.kill()
    launcher.communicate()


async def keep(url: str, word: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("create table if not exists kept (word text)")
    await connection.execute("insert into kept values ($1)", word)
    # The socket is dropped, not closed: the server learns of it as it would after a crash.
    connection.terminate()


async def kept(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        return [row["word"] for row in await connection.fetch("select word from kept")]
    finally:
        await connection.close()


@pytest.mark.parametrize("thread", ["main", "thread"])
async def test_a_killed_launcher_takes_its_server_along(
    short_tmp: Path, thread: str, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    root = short_tmp / "pg"
    launcher, _ = launch(root, thread)
    await keep(Postgres(root).url, "seen on the floor")
    kill(launcher)
    eventually(lambda: not _working_in(root / "data"))
    with running_postgres(root) as url:
        assert await kept(url) == ["seen on the floor"]


async def test_a_start_right_after_both_were_killed_recovers(short_tmp: Path) -> None:
    root = short_tmp / "pg"
    launcher, server = launch(root)
    await keep(Postgres(root).url, "promised at home")
    os.kill(server, signal.SIGKILL)
    kill(launcher)
    with running_postgres(root) as url:
        assert await kept(url) == ["promised at home"]


async def test_an_old_process_id_that_somebody_else_has_now_does_not_stop_a_start(
    short_tmp: Path,
) -> None:
    root = short_tmp / "pg"
    launcher, server = launch(root)
    await keep(Postgres(root).url, "adopted elsewhere")
    os.kill(server, signal.SIGKILL)
    kill(launcher)
    pid = root / "data" / "postmaster.pid"
    _, *rest = pid.read_text().splitlines(keepends=True)
    pid.write_text("".join([f"{os.getpid()}\n", *rest]))
    with running_postgres(root) as url:
        assert await kept(url) == ["adopted elsewhere"]


async def test_a_server_that_outlived_its_launcher_is_stopped_before_the_next(short_tmp: Path) -> None:
    folder = Folder(short_tmp / "pg")
    folder.prepare()
    forgotten = Server(folder, {})
    forgotten.wait_until_ready()
    await keep(folder.url, "measured")
    with running_postgres(folder.root) as url:
        assert await kept(url) == ["measured"]
    forgotten.wait_until_gone()


async def test_a_server_that_dies_under_us_comes_back(
    short_tmp: Path, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    server = Postgres(short_tmp / "pg")
    server.start()
    await keep(server.url, "asked at the case")
    killed = server.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: server.pid != killed)
    eventually(lambda: server._server is not None and server._server._ready())
    assert await kept(server.url) == ["asked at the case"]
    server.stop()
    assert not server.folder.pid.exists()


def test_stopping_is_clean_and_can_be_asked_twice(short_tmp: Path) -> None:
    server = Postgres(short_tmp / "pg")
    server.start()
    server.stop()
    server.stop()
    assert not server.folder.pid.exists()
    assert "database system is shut down" in server.folder.log.read_text()


def test_outside_linux_a_watcher_holds_the_lifeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert lifeline.from_the_kernel() == ()
