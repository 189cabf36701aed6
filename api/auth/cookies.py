"""The session cookie: unreadable for scripts, never sent by another site."""

from starlette.requests import Request
from starlette.responses import Response

from api.auth.tokens import IDLE
from api.settings import Settings


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds it to this host over TLS; a browser refuses that prefix without TLS."""
    return "__Host-understudy" if settings.https else "understudy"


def cookie_of(request: Request, settings: Settings) -> str | None:
    """The token a browser sent."""
    return request.cookies.get(cookie_name(settings)) or None


def give_cookie(answer: Response, settings: Settings, token: str) -> None:
    """Let the browser keep a token."""
    answer.set_cookie(
        cookie_name(settings),
        token,
        max_age=int(IDLE.total_seconds()),
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )


def take_cookie(answer: Response, settings: Settings) -> None:
    """Let the browser forget it."""
    answer.delete_cookie(
        cookie_name(settings), path="/", secure=settings.https, httponly=True, samesite="strict"
    )
