"""Starting the server: a database, its newest revision, a demo if one is wanted, then requests."""

import asyncio
import gc
import logging
import signal
import socket
from datetime import UTC, datetime
from functools import partial

import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette

from api.app import create_app
from api.auth.standing import demo_people
from api.backup.under_way import be_whole
from api.database import database
from api.demo.cast import NETWORK_ID
from api.edge.patience import Patience
from api.edge.sockets import MESSAGE, Socket
from api.embedded import WillNotStart
from api.external import keeps
from api.keyring import stamp_of
from api.media.storage import Storage
from api.settings import Settings
from api.strength import insist
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.people.tables import Network
from migrations.moving import upgrade

BACKLOG = 2048


def serve(settings: Settings) -> None:
    """Run until somebody stops it; Ctrl-C ends requests first, then the database."""
    listening = listen_at(settings)
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for chatty in ("alembic", "uvicorn"):
        if settings.log_level.upper() == "INFO":
            logging.getLogger(chatty).setLevel(logging.WARNING)
    # `docker stop` and service managers send SIGTERM; it ends like Ctrl-C, the database included.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listening:
        insist(settings)
        with database(settings, join=False) as url:
            asyncio.run(keeps(url, lenient=settings.development))
            asyncio.run(be_whole(url))
            asyncio.run(upgrade(url))
            people = asyncio.run(demo(settings, url)) if settings.demo else []
            config = server_config(create_app(settings, url), settings)
            settle()
            Announcing(config, welcome(settings, people)).run(sockets=[listening])


def settle() -> None:
    """Let garbage collection leave alone what stays until the end: looking through it holds answers up."""
    gc.collect()
    gc.freeze()


def server_config(app: Starlette, settings: Settings) -> uvicorn.Config:
    """How requests are taken in, and how long the last of them may take when somebody stops us."""
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=Patience,
        ws=Socket,
        ws_max_size=MESSAGE,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=settings.log_level.upper() == "DEBUG",
        server_header=False,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        backlog=BACKLOG,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=5,
    )


def listen_at(settings: Settings) -> socket.socket:
    """The socket, taken before anything else is started: a port in use is the commonest surprise."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as fault:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        sentence = f"Cannot listen on {where} ({fault.strerror}). Try another port: PORT=8001"
        raise WillNotStart(sentence) from fault
    listening.set_inheritable(True)
    return listening


async def demo(settings: Settings, url: str) -> list[dict[str, str]]:
    """Tell the demo's story to an empty network; who can sign in afterwards.

    A demo lets anybody sign in as anybody, so it never opens where there are others than its own cast.
    """
    sessions = Sessions.at(url, size=2)
    try:
        async with sessions.as_steward() as session:
            networks = set(await session.scalars(select(Network.id)))
        if networks - {NETWORK_ID}:
            raise WillNotStart(
                "A demo lets anybody sign in as anybody, and this database has real people in it: "
                "start with DEMO=0, or name another DATABASE_URL."
            )
        if not networks:
            from api.demo.telling import Stage, tell  # noqa: PLC0415 - only a demo needs its pictures

            stage = Stage(
                sessions, Storage(settings.media_address), stamp_of(settings), Seal(settings.secret)
            )
            await tell(stage, now=datetime.now(UTC), progress=partial(print, flush=True))
        async with sessions.as_steward() as session:
            return await demo_people(session)
    finally:
        await sessions.close()


def welcome(settings: Settings, people: list[dict[str, str]]) -> str:
    """What stands in the terminal once the server answers."""
    lines = ["", f"  Understudy is ready: {settings.public_url or settings.origin}", ""]
    if people:
        lines.append("  Sign in by name, no password needed:")
        width = max(len(person["name"]) for person in people)
        for person in people:
            role = person["role"].lower()
            lines.append(f"    {person['name']:<{width}}  {role}, {person['museum']}")
        lines.append("")
    lines.append("  Ctrl-C stops it; everything is kept.\n")
    return "\n".join(lines)


class Announcing(uvicorn.Server):
    """Says that it is ready when it is, not when it hopes to be."""

    def __init__(self, config: uvicorn.Config, sentence: str) -> None:
        super().__init__(config)
        self.sentence = sentence

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        if self.started:
            print(self.sentence, flush=True)  # noqa: T201 - said to a terminal
