"""The routes of museums' own providers: which there are, going there, and coming back."""

import logging
from uuid import UUID

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.answers import answer, nothing, refusal
from api.auth.arrivals import NO_WAY, Arrived, Stranded, arrived
from api.auth.caller import Caller
from api.auth.cookies import cookie_of, give_cookie
from api.auth.device_names import device_of
from api.auth.knowing import caller_of
from api.auth.providers import Begun, Provider, ProviderAway, ProviderWrong
from api.auth.reasons import give_reason, reason_of
from api.auth.routes import body_of, knocked_too_often, now
from api.auth.tokens import make_token, token_hash
from api.auth.ways import LIFE, Way, give_way, take_way, way_of
from api.house import house_of
from exchange.ground.refusals import Refused, not_here
from exchange.ground.sealing import NotSealedHereError
from exchange.people.arriving import disconnect
from exchange.people.identities import Identity, IdentityProvider
from exchange.people.proof import must_have_stepped_up
from exchange.people.proving import stepped_up_at

log = logging.getLogger("understudy.providers")

NOBODY = ("AUTH_EXPIRED", "Sign in first.")
AWAY = ("PROVIDER_AWAY", "Your museum's own sign-in does not answer right now. Try again, or use a code.")


async def providers(request: Request) -> Response:
    """The museums that one can sign in with; to whoever is signed in, also which they are connected to."""
    caller = await caller_of(request)
    async with house_of(request).sessions.as_steward() as session:
        rows = list(await session.scalars(select(IdentityProvider).order_by(IdentityProvider.name)))
        mine = select(Identity.issuer).where(Identity.person_id == caller.person_id)
        connected = (
            set(await session.scalars(mine)) if caller.person_id and not caller.partner else set[str]()
        )
    return answer(
        {
            "providers": [
                {"id": str(row.id), "name": row.name, "connected": row.issuer in connected} for row in rows
            ]
        }
    )


async def leave(request: Request) -> Response:
    """Begin a sign-in at a provider, or the connecting of an account: where the browser goes."""
    if no := knocked_too_often(request):
        return no
    house, at = house_of(request), now()
    connects = (await body_of(request)).get("connect") is True
    state = make_token()
    try:
        before = await connecting(request, await caller_of(request)) if connects else here(request)
        row, provider = await known(request)
        begun = await begin(row, provider, address_back(request, row.id), state)
    except Refused as refused:
        return refusal(REFUSED.get(refused.code, 409), refused.code, refused.sentence)
    way = Way(row.id, state, begun.nonce, begun.verifier, at + LIFE, before, connects)
    gone = answer({"url": begun.url})
    give_way(gone, house.settings, house.seal, way)
    return gone


REFUSED = {"STEP_UP": 403, "NOT_FOUND_OR_FORBIDDEN": 404, "AUTH_EXPIRED": 401, "PROVIDER_AWAY": 503}


async def begin(row: IdentityProvider, provider: Provider, back: str, state: str) -> Begun:
    """Begin a sign-in; refuses a provider that is away, or that cannot be believed."""
    try:
        return await provider.begin(back, state)
    except (ProviderAway, ProviderWrong) as fault:
        log.warning("sign-in with “%s” cannot begin: %s", row.name, fault)
        raise Refused(*AWAY) from fault


async def come_back(request: Request) -> Response:
    """Somebody comes back from a provider: they are in, or read on the app's own page why not."""
    house, at = house_of(request), now()
    state = request.query_params.get("state", "")
    way = way_of(request, house.settings, house.seal, request.path_params["id"], state, at=at)
    try:
        came = await arrive_by(request, way)
        page = RedirectResponse(f"{house.settings.origin}{came.to}", 303)
        if came.token:
            give_cookie(page, house.settings, came.token)
    except Stranded as no:
        to = "/settings" if way and way.connects else "/signin"
        page = RedirectResponse(f"{house.settings.origin}{to}?no={no.code}", 303)
        if no.because:
            give_reason(page, house.settings, house.seal, no.because, at=at)
    page.headers["cache-control"] = "no-store"
    if way:
        take_way(page, house.settings, state)
    return page


async def arrive_by(request: Request, way: Way | None) -> Arrived:
    """Whoever comes back this way, told from what their provider says."""
    house = house_of(request)
    if way is None or knocked_too_often(request):
        raise Stranded(NO_WAY)
    if error := request.query_params.get("error"):
        raise Stranded("CANCELLED" if error == "access_denied" else "PROVIDER_WRONG")
    try:
        row, provider = await known(request)
    except Refused as no:
        raise Stranded(no.code) from no
    try:
        account = await provider.account(
            request.query_params.get("code", ""),
            back=address_back(request, row.id),
            nonce=way.nonce,
            verifier=way.verifier,
            iss=request.query_params.get("iss"),
        )
    except ProviderAway as fault:
        log.warning("sign-in with “%s” broke off: %s", row.name, fault)
        raise Stranded("PROVIDER_AWAY") from fault
    except ProviderWrong as fault:
        log.warning("sign-in with “%s” was not believed: %s", row.name, fault)
        raise Stranded("PROVIDER_WRONG") from fault
    device = device_of(request.headers.get("user-agent", ""))
    came = await arrived(house.sessions, account, row.museum_id, way, device=device, at=now())
    if came.ended:
        house.remembered.forget(b"s" + came.ended)
    return came


async def why_turned_away(request: Request) -> Response:
    """The reason a coordinator gave, to the browser that just came back with that account."""
    house = house_of(request)
    return answer({"because": reason_of(request, house.settings, house.seal, at=now())})


async def disconnected(request: Request) -> Response:
    """Take one's account at a museum away; done twice, it stays done."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    named: UUID = request.path_params["id"]
    try:
        async with house_of(request).sessions.as_steward() as session:
            must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
            row = await session.get(IdentityProvider, named)
            if row is not None:
                await disconnect(session, row.issuer, caller.person_id)
    except Refused as no:
        return refusal(403, no.code, no.sentence)
    return nothing()


async def known(request: Request) -> tuple[IdentityProvider, Provider]:
    """The provider an address names; refuses one that is not here, or whose secret another key sealed."""
    house = house_of(request)
    async with house.sessions.as_steward() as session:
        row = await session.get(IdentityProvider, request.path_params["id"])
    if row is None:
        raise not_here()
    try:
        secret = house.seal.open(f"provider {row.id}", row.sealed).decode()
    except NotSealedHereError:
        log.warning("the secret of “%s” was sealed with another SECRET_KEY: add the provider again", row.name)
        raise Refused(*AWAY) from None
    return row, Provider.of(row, secret)


async def connecting(request: Request, caller: Caller) -> str:
    """The session whose person connects an account; refuses who has not just shown that it is them."""
    if caller.partner or caller.person_id is None:
        raise Refused(*NOBODY)
    async with house_of(request).sessions.as_steward() as session:
        must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
    return caller.token[1:].hex()


def here(request: Request) -> str:
    """The session this browser has before it leaves; on the way back its cookie stays behind."""
    token = cookie_of(request, house_of(request).settings)
    return token_hash(token).hex() if token else ""


def address_back(request: Request, id: UUID) -> str:
    """Where a provider sends people back to: an address for each, so that none can answer for another."""
    return f"{house_of(request).settings.origin}/auth/providers/{id}/back"
