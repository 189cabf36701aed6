"""A name for every request, and a masked answer when one of them breaks."""

import logging
import re
from secrets import token_hex

import asyncpg
import sqlalchemy.exc
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Scope

from api.answers import refusal

log = logging.getLogger("understudy.faults")

# The database is away, or the disk: nobody's mistake, and over soon.
UNAVAILABLE = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.TimeoutError,
)
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")


def name_of(head: Headers) -> str:
    """The name of a request: the one it came with, or a new one."""
    given = head.get("x-request-id")
    return given if given and GIVEN.match(given) else token_hex(16)


def broke(fault: Exception, name: str, scope: Scope) -> Response | None:
    """The answer to a request that broke, which says nothing but its name; None when nobody waits for one."""
    if isinstance(fault, ClientDisconnect):
        log.debug("request %s: nobody waits for the answer", name)
        return None
    if isinstance(fault, UNAVAILABLE):
        log.warning("request %s: %s: %s", name, type(fault).__name__, str(fault)[:200])
        sentence = "The museum's server cannot do this right now; try again soon."
        return refusal(503, "UNAVAILABLE", sentence, headers={"retry-after": "2"})
    log.error("request %s failed: %s %s", name, scope["method"], scope["path"], exc_info=fault)
    return refusal(500, "BROKEN", f"Something broke on our side. Mention {name} if you report it.")
