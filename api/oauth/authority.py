"""The authorization server of one request: Authlib's core over one transaction of the steward."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Error, OAuth2Request
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc9207 import IssuerParameter
from sqlalchemy.orm import Session

from api.auth.tokens import make_token, token_hash
from api.oauth.ending import GivingBack, Looking
from api.oauth.granting import Again, Bound, ForMuseum, ForPerson
from api.oauth.programs import ACCESS, ACCESS_LIFE, REFRESH, REFRESH_LIFE, Program, over_at
from api.oauth.proving import METHOD, Assertions
from exchange.ground.ids import uuid7
from exchange.ground.sealing import Seal
from exchange.partners.tables import Client, Token, TokenKind
from schema.partners import NAMES

SECONDS = int(ACCESS_LIFE.total_seconds())
DOOR = "/partners/graphql"


class InvalidTargetError(OAuth2Error):
    """A token for another door than ours is asked for (RFC 8707)."""

    error = "invalid_target"


@dataclass(slots=True)
class Said:
    """What the authorization server says."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def location(self) -> str | None:
        """Where somebody is sent."""
        return self.headers.get("Location")

    @location.setter
    def location(self, address: str) -> None:
        self.headers["Location"] = address


class Asked(OAuth2Request):
    """A request to the authorization server, its parameters read already."""

    def __init__(self, method: str, data: Mapping[str, str], authorization: str = "") -> None:
        # Whether people come over TLS is settled by the settings; Authlib would look at this address.
        super().__init__(method, "https://understudy.invalid/", headers={"Authorization": authorization})
        self.payload = BasicOAuth2Payload(dict(data))

    @property
    def form(self) -> dict[str, str]:
        """What was sent."""
        sent: dict[str, str] = self.payload.data
        return sent


class Issuer(IssuerParameter):
    """Says in every answer that a browser carries whose answer it is."""

    def __init__(self, server: "Authority") -> None:
        self.server = server
        self(server)

    def get_issuer(self) -> str:
        """Our name."""
        return self.server.issuer


class Authority(AuthorizationServer):
    """Gives codes and tokens to programs, and takes them back."""

    def __init__(self, session: Session, *, issuer: str, seal: Seal, at: datetime) -> None:
        super().__init__(scopes_supported=list(NAMES))
        self.session, self.issuer, self.seal, self.at = session, issuer, seal, at
        self.audience = issuer + DOOR
        generate = BearerTokenGenerator(
            lambda **_: make_token(ACCESS), lambda **_: make_token(REFRESH), lambda *_: SECONDS
        )
        self.register_token_generator("default", generate)
        assertions = Assertions(session, [issuer, f"{issuer}/oauth/token"], at)
        self.register_client_auth_method(METHOD, assertions)
        for grant, extensions in ((ForMuseum, None), (ForPerson, [Bound()]), (Again, None)):
            self.register_grant(grant, extensions)
        self.register_endpoint(GivingBack)
        self.register_endpoint(Looking)
        self.issuing = Issuer(self)

    def query_client(self, client_id: str) -> Program | None:
        """A program that was not ended, by its id."""
        try:
            row = self.session.get(Client, UUID(client_id))
        except ValueError:
            return None
        return None if row is None or row.ended_at is not None else Program(row)

    def save_token(self, token: Mapping[str, Any], request: Asked) -> None:
        """Keep the hashes of what is given."""
        before = request.refresh_token or request.authorization_code
        told = {
            "client_id": request.client.row.id,
            "person_id": request.user,
            "family": before.row.family if before else uuid7(self.at),
            "made_at": self.at,
        }
        access = {"kind": TokenKind.ACCESS, "reach": token["scope"].split()}
        self.session.add(
            Token(
                token_hash=token_hash(token["access_token"]),
                expires_at=self.at + ACCESS_LIFE,
                **access,
                **told,
            )
        )
        if text := token.get("refresh_token"):
            # However little this time was asked for, next time there may be as much as before.
            again = {"kind": TokenKind.REFRESH, "reach": before.row.reach if before else access["reach"]}
            until = min(self.at + REFRESH_LIFE, over_at(told["family"]))
            self.session.add(Token(token_hash=token_hash(text), expires_at=until, **again, **told))

    def for_this_door(self, request: Asked) -> OAuth2Error | None:
        """The refusal of a token for another door than ours."""
        wanted = request.payload.data.get("resource")
        return None if wanted in (None, self.audience) else InvalidTargetError("Only this server's own door.")

    def token(self, request: Asked) -> Said:
        """Answer at the token endpoint."""
        if no := self.for_this_door(request):
            return self.refused(request, no)
        said = self.create_token_response(request)
        assert isinstance(said, Said)  # noqa: S101 - as handle_response makes it
        return said

    def end(self, name: str, request: Asked) -> Said:
        """Answer at another endpoint for tokens: `revocation` or `introspection`."""
        said = self.create_endpoint_response(name, request)
        assert isinstance(said, Said)  # noqa: S101 - likewise
        return said

    def refused(self, request: Asked, error: OAuth2Error) -> Said:
        """Say no; where a browser carries it, with our name."""
        said = self.handle_response(*error(self.get_error_uri(request, error)))
        Issuer.add_issuer_parameter(self.issuing, self, said)
        return said

    def create_oauth2_request(self, request: Asked) -> Asked:
        """It is one already."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Said:
        """What is said, for the edge to send."""
        return Said(status, body, dict(headers))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""
