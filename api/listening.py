"""News between the processes of one installation: a photo came, a session or a key ended."""

import logging

import anyio
import asyncpg

from api.house import House

log = logging.getLogger("understudy.listening")

CHANNEL = "understudy"
PATIENCE = 30.0


async def listen(house: House) -> None:
    """Hear the news for as long as this process lives; without a connection, come back for one."""
    while True:
        gone = anyio.Event()
        try:
            connection = await asyncpg.connect(house.database_url, timeout=10)
        except (OSError, asyncpg.PostgresError, TimeoutError):
            await anyio.sleep(1)
            continue
        try:
            connection.add_termination_listener(lambda _connection, gone=gone: gone.set())
            await connection.add_listener(CHANNEL, lambda *news: hear(house, str(news[3])))
            house.remembered.forget_all()
            house.board.doubt()
            while not gone.is_set():
                with anyio.move_on_after(PATIENCE):
                    await gone.wait()
                # A connection that died without a word is found out by asking.
                if not gone.is_set():
                    await connection.execute("select 1", timeout=10)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            log.info("the connection for news was lost; looking for another")
        finally:
            connection.terminate()


def hear(house: House, news: str) -> None:
    """Act on one piece of news."""
    word, _, rest = news.partition(" ")
    if word == "photo":
        house.photo_came.set()
    elif word == "upload":
        house.writers.end(rest)
    elif word in ("session", "key"):
        token = (b"s" if word == "session" else b"p") + bytes.fromhex(rest)
        house.remembered.forget(token)
        house.board.doubt(token)
