"""The servers that are measured: PostgreSQL as it runs in earnest, the app over it, and the floor."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from api.embedded.postgres import Postgres
from migrations.moving import upgrade
from tests.bench.running import free_port, started
from tests.bench.seeding import Seeded, seed
from tests.bench.turns import Site


@dataclass(frozen=True, slots=True)
class Stage:
    """The app and the floor over one large exchange, and the app over one a tenth as large."""

    large: Seeded
    small: Seeded
    graph: Site
    floor: Site
    graph_of_small: Site


@contextmanager
def set_up(observations: int, tenth: int) -> Iterator[Stage]:
    """Two databases of one PostgreSQL, filled, and three servers over them, until the block ends."""
    # On a disk and under a short path: a file system in memory acknowledges what it does not keep.
    root = Path(tempfile.mkdtemp(prefix="understudy-bench-", dir=os.environ.get("BENCH_DIR")))
    postgres = Postgres(root / "db")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, root, ignore_errors=True)
        postgres.start()
        stack.callback(postgres.stop)
        large, small = postgres.url, beside(postgres.url, "tenth")
        exchanges = asyncio.run(filled(large, observations)), asyncio.run(filled(small, tenth))
        assert postgres.pid
        yield Stage(
            *exchanges,
            graph=site(stack, root, "graph", large, postgres.pid),
            floor=site(stack, root, "floor", large, postgres.pid),
            graph_of_small=site(stack, root, "tenth", small, postgres.pid),
        )


def site(stack: ExitStack, root: Path, name: str, url: str, postgres: int, **more: str) -> Site:
    """One server, with a port of its own."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(root / name),
        "BUDGET": "0",
        "DEMO": "0",
        "DEVELOPMENT": "0",
        "LOG_LEVEL": "ERROR",
        "PORT": str(port),
        "PUSH_BUDGET": "0",
        **more,
    }
    command = ("tests.bench.floor", str(port)) if name == "floor" else ("api", "serve")
    process = stack.enter_context(started(*command, environment=environment, port=port))
    return Site(port, process, postgres)


async def filled(url: str, observations: int) -> Seeded:
    """A migrated exchange of this size."""
    print(f"  filling an exchange with {observations:,} observations …", flush=True)
    await upgrade(url)
    return await seed(url, observations)


def beside(url: str, name: str) -> str:
    """Another database of the same server."""

    async def make() -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(f"create database {name}")
        await connection.close()

    asyncio.run(make())
    return urlsplit(url)._replace(path=f"/{name}").geturl()
