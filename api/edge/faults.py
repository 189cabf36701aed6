"""A name for every request, and a masked answer when one of them breaks."""

import logging
import re
from uuid import uuid4

import asyncpg
import sqlalchemy.exc
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Faults:
    """Names each request and turns a bug into a 500 that says nothing but the name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens behind."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        name = given if GIVEN.match(given) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = name
        started = False

        async def named(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message)["x-request-id"] = name
            await send(message)

        try:
            await self.app(scope, receive, named)
        except ClientDisconnect:
            log.debug("request %s: nobody waits for the answer", name)
        except UNAVAILABLE as fault:
            log.warning("request %s: %s: %s", name, type(fault).__name__, str(fault)[:200])
            if started:
                raise
            sentence = "The museum's server cannot do this right now; try again soon."
            wait = {"retry-after": "2"}
            await refusal(503, "UNAVAILABLE", sentence, headers=wait)(scope, receive, named)
        except Exception:
            log.exception("request %s failed: %s %s", name, scope["method"], scope["path"])
            if started:
                raise  # The answer is half out; closing the connection is the only honest end.
            sentence = f"Something broke on our side. Mention {name} if you report it."
            await refusal(500, "BROKEN", sentence)(scope, receive, named)
