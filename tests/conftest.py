"""What every test may ask for: a real PostgreSQL, a fresh migrated database, a short folder."""

import asyncio
import fcntl
import ipaddress
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import hypothesis
import pytest

from api.embedded import Postgres
from api.embedded.binaries import binaries
from exchange.ground.sessions import Sessions
from migrations.moving import upgrade
from tests.api.world import World, told
from tests.journeys.server import Museum
from tests.sync.house import House, build

MIGRATED = "migrated"
STORIES = ("seated", "spree", "lisbon")
BEFORE_OTHERS = (
    "test_pictures",
    "test_every_screen",
    "test_a_whole_cycle",
    "test_a_phone_in_trouble",
    "test_from_the_floor_to_an_approval",
    "test_between_few",
)
Told = TypeVar("Told")
# A busy machine is slow, and slowness is no finding here: `make bench` measures.
hypothesis.settings.register_profile("understudy", deadline=None)
hypothesis.settings.load_profile("understudy")
NUMBERS = count(1)


def no_outside_world(event: str, args: tuple[object, ...]) -> None:
    """Let tests talk to this machine only."""
    if event == "socket.connect" and isinstance(args[1], tuple):  # a socket in a folder has a path here
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if host in (None, "", "localhost", b"localhost"):
        return
    try:
        inside = ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise AssertionError(f"A test reached for {host}: tests talk to this machine only.")


sys.addaudithook(no_outside_world)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: the browser's driver keeps a loop running, beside which no other test has one.

    The pictures want a museum in which nobody else has been yet; then the longest, so that of two sides
    neither waits long for the other.
    """
    items.sort(key=lambda item: ("journeys" in item.path.parts, place(item.path.stem)))


def place(journey: str) -> int:
    """Where in the order of journeys one stands."""
    return BEFORE_OTHERS.index(journey) if journey in BEFORE_OTHERS else len(BEFORE_OTHERS)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def short_tmp() -> Iterator[Path]:
    """A folder with a path so short that a socket fits into it."""
    folder = Path(tempfile.mkdtemp(prefix="understudy-", dir=memory()))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for all tests; its data need not outlive them, so it stands in memory if it can."""
    root = Path(tempfile.mkdtemp(prefix="understudy-", dir=memory()))
    server = Postgres(root, {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"})
    server.start()
    yield server
    server.stop()
    shutil.rmtree(root)


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    """The name of a database that stands at the newest revision, to be copied."""
    sql(postgres, f"create database {MIGRATED}")
    # In a thread of its own: the browser's driver may have a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(upgrade(named(postgres, MIGRATED)))).result()
    return MIGRATED


@pytest.fixture(scope="session")
def told_museum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a museum keeps after its first start: the side that comes first makes it, the other waits."""
    beside = tmp_path_factory.getbasetemp()
    shared = beside.parent if "PYTEST_XDIST_WORKER" in os.environ else beside
    data = shared / "museum"
    with (shared / "museum.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.is_dir():
            with tempfile.TemporaryDirectory(prefix="understudy-", dir=memory()) as folder:
                first = Museum(Path(folder) / "data")
                first.start()
                first.stop()
                shutil.copytree(first.data, shared / "half")
            (shared / "half").rename(data)
    return data


@contextmanager
def opened(told: Path) -> Iterator[Museum]:
    """A museum that goes on from there."""
    with tempfile.TemporaryDirectory(prefix="understudy-", dir=memory()) as folder:
        here = Museum(Path(folder) / "data")
        shutil.copytree(told, here.data)
        here.start()
        try:
            yield here
        finally:
            here.stop()


@pytest.fixture(scope="session")
def museum(told_museum: Path) -> Iterator[Museum]:
    """One museum as its keeper starts it, for all who read it or walk through it."""
    with opened(told_museum) as here:
        yield here


@pytest.fixture(scope="session")
def seated(postgres: Postgres, migrated: str) -> House:
    """The house of the cast, built once: whoever asks for it has a copy."""
    return copied(postgres, migrated, "seated", lambda url: asyncio.run(built(url)))


@pytest.fixture(scope="session")
def spree(postgres: Postgres, migrated: str) -> World:
    """The small world of the edge, told once: whoever asks for it has a copy."""
    return copied(postgres, migrated, "spree", told)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, postgres: Postgres, migrated: str) -> Iterator[str]:
    """A fresh database of the test's own: migrated, and empty unless the test asks for one of the stories."""
    template = next((story for story in STORIES if story in request.fixturenames), migrated)
    if template != migrated:
        request.getfixturevalue(template)
    name = f"test_{next(NUMBERS)}"
    sql(postgres, f"create database {name} template {template} strategy file_copy")
    yield named(postgres, name)
    sql(postgres, f"drop database {name} with (force)")


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    """The two ways into the test's database: as a person and as the steward."""
    both = Sessions.at(database_url)
    yield both
    await both.close()


async def built(url: str) -> House:
    """The house of the cast in an empty database; its doors are shut again, so that it can be copied."""
    sessions = Sessions.at(url, size=1)
    try:
        return await build(sessions)
    finally:
        await sessions.close()


def copied(server: Postgres, migrated: str, name: str, tell: Callable[[str], Told]) -> Told:
    """What a story says of itself that was told in a database of this name."""
    sql(server, f"create database {name} template {migrated} strategy file_copy")
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(tell, named(server, name)).result()


def memory() -> str | None:
    """A file system in memory with room enough: there, a fresh database takes a tenth of the time."""
    roomy = os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > 2**31
    return "/dev/shm" if roomy else None


def named(server: Postgres, database: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(server.url)._replace(path=f"/{database}").geturl()


def sql(server: Postgres, statement: str) -> None:
    """Run one statement without a driver, so that it works beside any event loop."""
    psql: list[str | Path] = [
        binaries().folder / "psql",
        "-X",
        "-q",
        "-d",
        named(server, "postgres"),
        "-c",
        statement,
    ]
    subprocess.run(psql, check=True, env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Wait until something is so, for ten seconds at most: for what happens in another process."""

    def wait(so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 10
        while not so():
            assert time.monotonic() < deadline, "It did not happen within ten seconds."
            time.sleep(0.01)

    return wait
