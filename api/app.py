"""The application: its routes, what every request passes, and what lives beside the requests."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp

from api import health
from api.answers import refusal
from api.auth import newcomer_routes as by_newcomer
from api.auth import passkey_routes as by_passkey
from api.auth import provider_routes as by_provider
from api.auth import routes as sign_in
from api.auth import session_routes as by_session
from api.auth import step_up_routes as by_step_up
from api.calendars import routes as calendars
from api.developers.serving import developers
from api.edge.headers import SafeHeaders
from api.edge.origins import Origins
from api.edge.threshold import Threshold
from api.graphql import Door
from api.house import House
from api.iiif import serving as iiif
from api.letters.posting import post
from api.listening import listen
from api.matching.solving import match
from api.media import custody, receiving, serving
from api.media.tidying import tidy
from api.mentoring import mentor
from api.mine import routes as mine
from api.mine.archiving import archive
from api.oauth.addresses import partners
from api.pictures.working import work
from api.pokes.door import PokesDoor, nowhere
from api.pokes.looking import look
from api.receipts import receipt_keys
from api.register.serving import register
from api.reminding import routes as reminders
from api.reminding.sending import remind
from api.settings import Settings
from api.shell import Shell
from api.watching import watch
from api.webhooks.sending import send
from schema.gate import OverBudgetError
from schema.graph import whole, whole_for_partners


def routes(settings: Settings) -> list[BaseRoute]:
    """Every address this server answers to."""
    questions, for_partners = whole(), whole_for_partners()
    return [
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        WebSocketRoute("/graphql", PokesDoor(questions)),
        WebSocketRoute("/{path:path}", nowhere),
        Route("/graphql", Door(questions)),
        *partners(for_partners),
        *developers(settings, for_partners),
        *register(),
        Route("/auth/people", sign_in.people),
        Route("/auth/demo", sign_in.demo, methods=["POST"]),
        Route("/auth/code", sign_in.code, methods=["POST"]),
        Route("/auth/session", sign_in.session, methods=["GET"]),
        Route("/auth/session", sign_in.open_session, methods=["POST"]),
        Route("/auth/session", sign_in.close_session, methods=["DELETE"]),
        Route("/auth/passkeys/challenge", by_passkey.challenge, methods=["POST"]),
        Route("/auth/passkeys/session", by_passkey.open_session, methods=["POST"]),
        Route("/auth/passkeys/new", by_passkey.new, methods=["POST"]),
        Route("/auth/passkeys", by_passkey.passkeys, methods=["GET", "POST"]),
        Route("/auth/passkeys/{id:uuid}", by_passkey.passkey, methods=["DELETE"]),
        Route("/auth/places", by_session.places, methods=["GET"]),
        Route("/auth/places", by_session.end_all_others, methods=["DELETE"]),
        Route("/auth/places/{id:uuid}", by_session.end_there, methods=["DELETE"]),
        Route("/auth/step-up", by_step_up.prove, methods=["POST"]),
        Route("/auth/step-up/code", by_step_up.send_code, methods=["POST"]),
        Route("/auth/providers", by_provider.providers, methods=["GET"]),
        Route("/auth/providers/{id:uuid}", by_provider.leave, methods=["POST"]),
        Route("/auth/providers/{id:uuid}", by_provider.disconnected, methods=["DELETE"]),
        Route("/auth/providers/{id:uuid}/back", by_provider.come_back, methods=["GET"]),
        Route("/auth/turned-away", by_provider.why_turned_away, methods=["GET"]),
        Route("/auth/newcomers", by_newcomer.waiting, methods=["GET"]),
        Route("/auth/newcomers/{id:uuid}", by_newcomer.admitted, methods=["POST"]),
        Route("/auth/newcomers/{id:uuid}", by_newcomer.turned_away, methods=["DELETE"]),
        Route("/receipts/keys", receipt_keys),
        Route("/media/uploads", receiving.options, methods=["OPTIONS"]),
        Route("/media/uploads", receiving.create, methods=["POST"]),
        Route("/media/uploads/{name}", receiving.status, methods=["HEAD"]),
        Route("/media/uploads/{name}", receiving.send, methods=["PATCH"]),
        Route("/media/restricted/photos/{id:uuid}/{shape}", custody.photo),
        Route("/media/restricted/recordings/{id:uuid}", custody.recording),
        Route("/media/photos/{id:uuid}/{shape}", serving.photo),
        Route("/media/recordings/{id:uuid}", serving.recording),
        Route("/media/scans/{id:uuid}", serving.scan),
        Route("/iiif/photos/{id:uuid}/manifest.json", iiif.told, methods=["GET"]),
        Route("/iiif/photos/{id:uuid}/marks.html", iiif.listed, methods=["GET"]),
        Route("/calendar/{name}", calendars.calendar),
        Route("/mine/calendar", calendars.address, methods=["GET", "POST", "DELETE"]),
        Route("/mine/calendars", calendars.mine),
        Route("/mine/calendars/{scope:uuid}", calendars.address, methods=["POST", "DELETE"]),
        Route("/mine/reminders", reminders.mine, methods=["GET", "PUT"]),
        Route("/mine/reminders/here", reminders.here, methods=["POST", "DELETE"]),
        Route("/mine/reminders/test", reminders.test, methods=["POST"]),
        Route("/mine/archive", mine.archive, methods=["GET", "POST"]),
        Route("/mine/archive/{id:uuid}", mine.fetch),
        Route("/mine/erasure", mine.erasure, methods=["GET", "POST", "DELETE"]),
        Mount("/", Shell(settings.dist_dir)),
    ]


def create_app(settings: Settings, database_url: str) -> Starlette:
    """The application over one database."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with House.opened(settings, database_url) as house, anyio.create_task_group() as beside:
            app.state.house = house
            for duty in (listen, look, work, tidy, post, watch, archive, send, remind, match, mentor):
                beside.start_soon(duty, house)
            try:
                yield
            finally:
                beside.cancel_scope.cancel()

    places = routes(settings)
    return Starlette(
        routes=places,
        lifespan=life,
        exception_handlers=HANDLERS,
        middleware=[
            Middleware(
                Threshold,
                origins=Origins(settings.hosts, settings.origins, at_home=settings.development),
                headers=SafeHeaders(https=settings.https),
                doors=doors(places),
            )
        ],
    )


def doors(places: Sequence[BaseRoute]) -> dict[str, ASGIApp]:
    """The doors to the graph: whoever asks there is led straight to them."""
    return {
        one.path: one.endpoint for one in places if isinstance(one, Route) and isinstance(one.endpoint, Door)
    }


async def not_here(_request: Request, fault: Exception) -> Response:
    """What the router says no to, in our shape."""
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if status == 405:  # noqa: PLR2004
        headers = dict(getattr(fault, "headers", None) or {})
        return refusal(405, "INVALID", "This address does not take that.", headers=headers)
    return refusal(status, "NOT_FOUND", "There is nothing here.")


async def too_often(_request: Request, no: Exception) -> Response:
    """An address has brought too many keys and cookies that nobody has."""
    assert isinstance(no, OverBudgetError)  # noqa: S101 - as it is listed below
    wait = {"retry-after": str(-(-no.after_ms // 1000))}
    return refusal(429, "RATE_LIMITED", "Too much was asked from here: try again later.", headers=wait)


HANDLERS: Mapping[Any, Callable[[Request, Exception], Any]] = {
    HTTPException: not_here,
    OverBudgetError: too_often,
}
