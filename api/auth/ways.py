"""The way to a museum's provider and back: sealed into the browser, a cookie for each of many tabs."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.auth.cookies import cookie_name
from api.settings import Settings
from exchange.ground.sealing import NotSealedHereError, Seal

LIFE: Final = timedelta(minutes=10)
STATE = re.compile(r"[A-Za-z0-9_-]{43}\Z")


@dataclass(frozen=True, slots=True)
class Way:
    """What a browser that went to a provider must come back with, and what it went for."""

    provider: UUID
    state: str
    nonce: str
    verifier: str
    until: datetime
    before: str
    """The hash of the session this browser had when it left, or nothing."""
    connects: bool
    """Whether an account is to be connected to that session's person."""


def give_way(answer: Response, settings: Settings, seal: Seal, way: Way) -> None:
    """Let the browser carry it; Lax, because it comes back from another site."""
    said = (way.nonce, way.verifier, way.until.isoformat(), way.before, way.connects)
    answer.set_cookie(
        way_name(settings, way.state),
        seal.close(purpose(way.provider, way.state), orjson.dumps(said)),
        max_age=int(LIFE.total_seconds()),
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="lax",
    )


def way_of(
    request: Request, settings: Settings, seal: Seal, provider: UUID, state: str, *, at: datetime
) -> Way | None:
    """The way that was begun in this browser, to this provider, with this state; None for any other."""
    if not STATE.match(state):
        return None
    try:
        sealed = request.cookies.get(way_name(settings, state), "")
        nonce, verifier, until, before, connects = orjson.loads(seal.open(purpose(provider, state), sealed))
    except NotSealedHereError:
        return None
    way = Way(provider, state, nonce, verifier, datetime.fromisoformat(until), before, connects)
    return way if at < way.until else None


def take_way(answer: Response, settings: Settings, state: str) -> None:
    """Let the browser forget it: a way leads back once."""
    name = way_name(settings, state)
    answer.delete_cookie(name, path="/", secure=settings.https, httponly=True, samesite="lax")


def way_name(settings: Settings, state: str) -> str:
    """The cookie of one way."""
    return f"{cookie_name(settings)}-way-{state[:12]}"


def purpose(provider: UUID, state: str) -> str:
    """What the seal is for: this way and no other."""
    return f"way {provider} {state}"
