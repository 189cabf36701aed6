"""What programs ask of the authorization server: tokens, their end, what one is good for."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.bodies import Unreadable, parameters
from api.edge.budgets import neighbourhood
from api.edge.gate import ClientGate
from api.house import House, house_of
from api.oauth.authority import DOOR, Asked, Authority, Said
from api.oauth.granting import PROOFS
from api.oauth.programs import GRANTS
from schema.gate import OverBudgetError
from schema.partners import NAMES

PRICE = 5_000
"""Points that a request for a token takes of its address: some hundred a minute, in the ordinary settings."""
FORM = "application/x-www-form-urlencoded"
Result = TypeVar("Result")
Doing = Callable[[Authority, Asked], Said]


def endpoint(doing: Doing) -> Callable[[Request], Awaitable[Response]]:
    """An address to which programs send forms."""

    async def route(request: Request) -> Response:
        try:
            gate_of(request).pay(PRICE)
            asked = Asked("POST", await form_of(request), authorization_of(request))
        except OverBudgetError as no:
            wait = {"retry-after": str(-(-no.after_ms // 1000))}
            return refused(429, "temporarily_unavailable", "Too many requests: ask again later.", wait)
        except Unreadable as no:
            return refused(400, "invalid_request", str(no))
        said = await within(house_of(request), lambda authority: doing(authority, asked))
        return answer(said.body, said.status, {name.lower(): text for name, text in said.headers.items()})

    return route


token = endpoint(Authority.token)
revoke = endpoint(lambda authority, asked: authority.end("revocation", asked))
introspect = endpoint(lambda authority, asked: authority.end("introspection", asked))


async def metadata(request: Request) -> Response:
    """Where everything is, and what is done how (RFC 8414)."""
    issuer = house_of(request).settings.origin
    return answer(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/oauth/authorize",
            "token_endpoint": f"{issuer}/oauth/token",
            "revocation_endpoint": f"{issuer}/oauth/revoke",
            "introspection_endpoint": f"{issuer}/oauth/introspect",
            "scopes_supported": NAMES,
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": GRANTS,
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "token_endpoint_auth_methods_supported": PROOFS,
            "token_endpoint_auth_signing_alg_values_supported": ["ES256", "Ed25519", "EdDSA", "RS256"],
            "revocation_endpoint_auth_methods_supported": PROOFS,
            "introspection_endpoint_auth_methods_supported": PROOFS[:2],
            "service_documentation": f"{issuer}/developers",
            "protected_resources": [issuer + DOOR],
        }
    )


async def within(house: House, act: Callable[[Authority], Result]) -> Result:
    """Do something with the authorization server, in one transaction of the steward."""

    def run(session: Session) -> Result:
        return act(Authority(session, issuer=house.settings.origin, seal=house.seal, at=datetime.now(UTC)))

    async with house.sessions.as_steward() as session:
        return await session.run_sync(run)


async def form_of(request: Request) -> dict[str, str]:
    """The parameters of a form, each at most once."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Unreadable(f"The body must be {FORM}.")
    return parameters(await request.body())


def authorization_of(request: Request) -> str:
    """What a program says of itself in the head; what cannot be read counts as nothing."""
    said = request.headers.get("authorization", "")
    kind, _, encoded = said.partition(" ")
    if kind.lower() != "basic":
        return ""
    try:
        base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
    return said


def gate_of(request: Request) -> ClientGate:
    """The budget of the place that asks: what a program says of itself may change each time."""
    address = request.client.host if request.client else ""
    return house_of(request).measures.gate(f"oauth {neighbourhood(address)}", known=True)


def refused(status: int, error: str, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """A no, as RFC 6749 has it."""
    return answer({"error": error, "error_description": sentence}, status, headers)
