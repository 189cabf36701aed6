"""Starting for real, as `make run` does: killed, it starts again; stopped, it leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import httpx2

from api.auth.signing import begin_session
from api.settings import TOP
from tests.api.running import OURS
from tests.api.sending import begin, send
from tests.api.world import NOW, World


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def serving(
    folder: Path, port: int, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[str]]:
    """`python -m api serve`, once it says that it is ready."""
    told = {"DATA_DIR": str(folder / "data"), "PORT": str(port), "PATH": os.environ["PATH"], **more}
    command = [sys.executable, "-m", "api", "serve"]
    with subprocess.Popen(command, cwd=TOP, env=told, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            while (line := server.stdout.readline()) and "is ready" not in line:
                pass
            assert line, "It ended before it was ready."
            yield server
        finally:
            server.kill()


def ready(port: int) -> bool:
    answer = httpx2.get(f"http://127.0.0.1:{port}/readyz")
    return bool(answer.json()["ready"])


def test_killed_at_any_moment_it_starts_again_with_the_same_secret(short_tmp: Path) -> None:
    port = free_port()
    with serving(short_tmp, port) as server:
        assert ready(port)
        secret = (short_tmp / "data" / "secret").read_bytes()
        os.kill(server.pid, signal.SIGKILL)
        server.wait(10)
    began = time.monotonic()
    with serving(short_tmp, port) as server:
        assert time.monotonic() - began < 15
        assert ready(port)
        assert (short_tmp / "data" / "secret").read_bytes() == secret
        assert (short_tmp / "data" / "secret").stat().st_mode & 0o077 == 0


def test_stopped_politely_it_ends_well_and_takes_its_database_along(short_tmp: Path) -> None:
    for polite in (signal.SIGINT, signal.SIGTERM):
        with serving(short_tmp, free_port()) as server:
            pid = short_tmp / "data" / "postgres" / "data" / "postmaster.pid"
            assert pid.exists()
            server.send_signal(polite)
            assert server.wait(20) == 0
            assert not pid.exists()


def test_two_servers_do_not_share_one_folder(short_tmp: Path) -> None:
    with serving(short_tmp, free_port()):
        told = {"DATA_DIR": str(short_tmp / "data"), "PORT": str(free_port()), "PATH": os.environ["PATH"]}
        command = [sys.executable, "-m", "api", "serve"]
        second = subprocess.run(command, cwd=TOP, env=told, capture_output=True, text=True, check=False)
        beside = subprocess.run(
            [sys.executable, "-m", "api", "verify"],
            cwd=TOP,
            env=told,
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1
    assert "Another Understudy" in second.stderr
    assert "Traceback" not in second.stderr
    assert beside.returncode == 0, beside.stderr


def test_a_server_killed_between_two_pieces_of_a_photo_goes_on_where_it_was(
    world: World, short_tmp: Path
) -> None:
    content, port = os.urandom(300_000), free_port()
    photo = world.photo(content)
    address, told = f"http://127.0.0.1:{port}", {"DATABASE_URL": world.url, "DEVELOPMENT": "1"}
    token = world.within(lambda session: begin_session(session, world.ana, at=NOW))
    with httpx2.Client(base_url=address, headers=OURS, cookies={"understudy": token}) as browser:
        with serving(short_tmp, port, told) as server:
            where = begin(browser, photo).headers["location"]
            assert send(browser, where, content[:100_000]).status_code == 204
            os.kill(server.pid, signal.SIGKILL)
            server.wait(10)
        with serving(short_tmp, port, told):
            assert browser.head(where).headers["upload-offset"] == "100000"
            assert send(browser, where, content[100_000:], at=100_000).status_code == 204
            assert browser.get(f"/media/photos/{photo.id}/original").content == content
