"""Where a person says what a program may read for them, in their browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from authlib.oauth2.rfc6749 import OAuth2Error
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.auth.knowing import caller_of
from api.bodies import Unreadable, parameters
from api.house import house_of
from api.oauth.authority import Asked, Authority, Said
from api.oauth.consent import again, consent, no_request, sign_in_first
from api.oauth.routes import form_of, within
from exchange.ground.sealing import NotSealedHereError
from exchange.people.tables import Museum

SEALED_FOR = "consent of a person"
PATIENCE = timedelta(minutes=10)
CSP = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action "
)
NOBODY = "Sign in first."
OVER = "This page is no longer good: begin again in the other program."


@dataclass(frozen=True, slots=True)
class Put:
    """A request that may be put before a person."""

    program: str
    museum: str
    reach: list[str]
    redirect: str


async def authorize(request: Request) -> Response:
    """Put a program's request before the person who is signed in; what is wrong with it is said first."""
    house = house_of(request)
    try:
        given = parameters(request.scope["query_string"])
    except Unreadable as no:
        return page(no_request(str(no)), 400)
    asked: list[Put] = []
    said = await within(house, lambda authority: examined(authority, given, asked))
    if said is not None:
        return sent(said)
    caller = await caller_of(request)
    if caller.person_id is None or caller.partner:
        # From another site the browser keeps the session's cookie back; from a page of ours it does not.
        if request.headers.get("sec-fetch-site") == "cross-site":
            return page(again(), headers={"refresh": f"0; url=/oauth/authorize?{request.url.query}"})
        return page(sign_in_first(f"/oauth/authorize?{request.url.query}"), 401)
    sealed = house.seal.close(SEALED_FOR, orjson.dumps([str(caller.person_id), now().timestamp(), given]))
    [wish] = asked
    target = urlsplit(wish.redirect)
    body = consent(wish.program, wish.museum, wish.reach, target.netloc, sealed)
    return page(body, form_to=f"'self' {target.scheme}://{target.netloc}")


async def decide(request: Request) -> Response:
    """Send the person back with a code, or with their no."""
    house, caller = house_of(request), await caller_of(request)
    if caller.partner or caller.person_id is None:
        return page(no_request(NOBODY), 401)
    try:
        form = await form_of(request)
        person, since, given = orjson.loads(house.seal.open(SEALED_FOR, form.get("request", "")))
    except (Unreadable, NotSealedHereError, ValueError):
        return page(no_request(OVER), 400)
    late = now().timestamp() - since > PATIENCE.total_seconds()
    if str(caller.person_id) != person or late:
        return page(no_request(OVER), 400)
    agreed = caller.person_id if form.get("decision") == "allow" else None
    said = await within(house, lambda authority: answered(authority, given, agreed))
    return sent(said)


def examined(authority: Authority, given: Mapping[str, str], asked: list[Put]) -> Said | None:
    """Look at a request; what it says is added to `asked`, or the refusal is the answer."""
    request = Asked("GET", given)
    try:
        grant = grant_of(authority, request)
    except OAuth2Error as error:
        return authority.refused(request, error)
    row = request.client.row
    museum = authority.session.get_one(Museum, row.museum_id)
    asked.append(Put(row.name, museum.name, request.scope.split(), grant.redirect_uri))
    return None


def answered(authority: Authority, given: Mapping[str, str], agreed: UUID | None) -> Said:
    """A code for the program, or the person's no; the request is looked at once more."""
    request = Asked("GET", given)
    try:
        grant = grant_of(authority, request)
    except OAuth2Error as error:
        return authority.refused(request, error)
    said = authority.create_authorization_response(request, agreed, grant)
    assert isinstance(said, Said)  # noqa: S101 - as handle_response makes it
    return said


def grant_of(authority: Authority, request: Asked) -> Any:
    """What a request asks for, when nothing is wrong with it."""
    grant = authority.get_consent_grant(request)
    if no := authority.for_this_door(request):
        no.redirect_uri, no.state = grant.redirect_uri, request.payload.state
        raise no
    return grant


def sent(said: Said) -> Response:
    """Send the browser where it is to go; where it is to go nowhere, say what is wrong."""
    if said.location:
        return RedirectResponse(said.location, 303, {"cache-control": "no-store"})
    body = dict(said.body) if not isinstance(said.body, str) else {}
    return page(no_request(str(body.get("error_description") or body.get("error") or "")), said.status)


def page(
    body: str, status: int = 200, form_to: str = "'self'", headers: Mapping[str, str] | None = None
) -> Response:
    """A page that nobody keeps; its form leads nowhere but here and back to the program."""
    said = {"cache-control": "no-store", "content-security-policy": CSP + form_to, **(headers or {})}
    return Response(body, status, said, "text/html")


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
