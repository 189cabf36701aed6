"""The session cookie: unreadable for scripts, never sent by another site."""

import re
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from api.auth.codes import LIFE
from api.auth.tokens import IDLE, make_token
from api.settings import Settings

MARK = re.compile(r"[A-Za-z0-9_-]{43}\Z")


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds it to this host over TLS; a browser refuses that prefix without TLS."""
    return "__Host-understudy" if settings.https else "understudy"


def cookie_of(request: Request, settings: Settings) -> str | None:
    """The token a browser sent."""
    return request.cookies.get(cookie_name(settings)) or None


def give_cookie(answer: Response, settings: Settings, token: str) -> None:
    """Let the browser keep a token."""
    give(answer, settings, cookie_name(settings), token, IDLE)


def take_cookie(answer: Response, settings: Settings) -> None:
    """Let the browser forget it."""
    take(answer, settings, cookie_name(settings))


def asking_name(settings: Settings) -> str:
    """The cookie of a browser that asked for a code."""
    return f"{cookie_name(settings)}-asking"


def asking_of(request: Request, settings: Settings) -> str:
    """What marks this browser while it waits for a code; made up where there is nothing yet."""
    given = request.cookies.get(asking_name(settings), "")
    return given if MARK.match(given) else make_token()


def give_asking(answer: Response, settings: Settings, mark: str) -> None:
    """Let the browser keep its mark for as long as its code lives."""
    give(answer, settings, asking_name(settings), mark, LIFE)


def take_asking(answer: Response, settings: Settings) -> None:
    """Let the browser forget its mark: its code was used."""
    take(answer, settings, asking_name(settings))


def give(answer: Response, settings: Settings, name: str, value: str, life: timedelta) -> None:
    """Let the browser keep something under a name, for so long, and show it to nobody but us."""
    answer.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )


def take(answer: Response, settings: Settings, name: str) -> None:
    """Let the browser forget what it keeps under a name."""
    answer.delete_cookie(name, path="/", secure=settings.https, httponly=True, samesite="strict")
