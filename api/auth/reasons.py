"""Why somebody was turned away, on its way from their museum's page to ours: sealed into their browser."""

from datetime import datetime
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.auth.cookies import cookie_name, give
from api.auth.ways import LIFE
from api.settings import Settings
from exchange.ground.sealing import NotSealedHereError, Seal

PURPOSE: Final = "turned away"


def give_reason(answer: Response, settings: Settings, seal: Seal, because: str, *, at: datetime) -> None:
    """Let the browser carry it, unread, to the page that shows it."""
    sealed = seal.close(PURPOSE, orjson.dumps((because, (at + LIFE).isoformat())))
    give(answer, settings, reason_name(settings), sealed, LIFE)


def reason_of(request: Request, settings: Settings, seal: Seal, *, at: datetime) -> str | None:
    """The reason this browser carries; None where it carries none, or none of ours, or an old one."""
    try:
        because, until = orjson.loads(seal.open(PURPOSE, request.cookies.get(reason_name(settings), "")))
    except NotSealedHereError:
        return None
    return str(because) if at < datetime.fromisoformat(until) else None


def reason_name(settings: Settings) -> str:
    """The cookie of a reason."""
    return f"{cookie_name(settings)}-reason"
