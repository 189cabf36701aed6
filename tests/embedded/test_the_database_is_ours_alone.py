"""The embedded PostgreSQL: nobody else gets in, and no two launchers share a folder."""

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from api.embedded import Postgres, WillNotStart, running_postgres
from api.embedded.folder import Folder


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with TemporaryDirectory(prefix="understudy-") as root:
        server = Postgres(Path(root) / "pg")
        server.start()
        yield server
        server.stop()


def test_a_second_launcher_is_refused_and_the_first_goes_on(server: Postgres) -> None:
    with pytest.raises(WillNotStart, match="Another Understudy is using"):
        Postgres(server.folder.root).start()
    assert server.pid is not None
    assert Path(f"/proc/{server.pid}").exists()


def test_a_path_too_long_for_a_socket_is_refused_before_anything_is_made(short_tmp: Path) -> None:
    root = short_tmp / ("deep" * 30)
    with pytest.raises(WillNotStart, match="Choose a shorter DATA_DIR"):
        Postgres(root).start()
    assert not (root / "data").exists()
    assert not (root / "password").exists()


def test_a_folder_of_another_version_is_refused_and_kept(server: Postgres) -> None:
    server.stop()
    version = server.folder.data / "PG_VERSION"
    version.write_text("15\n")
    with pytest.raises(WillNotStart, match="was written by PostgreSQL 15"):
        server.start()
    version.write_text("18\n")
    server.start()


async def test_a_wrong_password_is_refused(server: Postgres) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.url, password="wrong")


def test_nobody_but_us_can_read_the_folder_the_password_or_the_socket(server: Postgres) -> None:
    folder = server.folder
    assert stat.S_IMODE(folder.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.run.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.data.stat().st_mode) == 0o700


def test_parents_of_the_folder_keep_their_rights(short_tmp: Path) -> None:
    short_tmp.chmod(0o700)
    with running_postgres(short_tmp / "pg"):
        assert stat.S_IMODE(short_tmp.stat().st_mode) == 0o700


async def test_it_listens_on_its_socket_only_and_writes_through(server: Postgres) -> None:
    connection = await asyncpg.connect(server.url)
    try:
        told = {name: await connection.fetchval(f"show {name}") for name in WANTED}
    finally:
        await connection.close()
    assert told == WANTED


WANTED = {
    "listen_addresses": "",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "jit": "off",
    "server_encoding": "UTF8",
    "timezone": "UTC",
}


def test_the_password_stands_on_no_command_line(server: Postgres) -> None:
    table = subprocess.run(["ps", "-axo", "args="], capture_output=True, text=True, check=True)
    assert server.folder.password.read_text() not in table.stdout


def test_a_first_start_that_was_killed_leaves_nothing_half_made(short_tmp: Path) -> None:
    folder = Folder(short_tmp / "pg")
    half = folder.root / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (folder.root / "password.new").write_text("half a pass")
    with running_postgres(folder.root):
        assert not half.exists()
    assert folder.password.read_text() != "half a pass"
