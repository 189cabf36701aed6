"""Giving tokens back, and asking what one is good for."""

from typing import TYPE_CHECKING, Any

from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from sqlalchemy import select

from api.auth.tokens import token_hash
from api.oauth.granting import PROOFS, end_family
from api.oauth.programs import Held, Program
from exchange.partners.tables import Token, TokenKind

if TYPE_CHECKING:
    from api.oauth.authority import Authority


def held(server: "Authority", text: str) -> Held | None:
    """The token of this text; its kind is known, whatever the program thinks that it is."""
    row = server.session.scalar(select(Token).where(Token.token_hash == token_hash(text)).with_for_update())
    return None if row is None else Held(row, server.at)


class GivingBack(RevocationEndpoint):
    """A program gives a token back; with the one that gets new ones, all that came from it end."""

    CLIENT_AUTH_METHODS = PROOFS
    server: "Authority"

    def query_token(self, token_string: str, token_type_hint: str | None) -> Held | None:
        """The token."""
        return held(self.server, token_string)

    def revoke_token(self, token: Held, request: object) -> None:
        """End it."""
        if token.row.kind is TokenKind.REFRESH:
            end_family(self.server.session, token.row.family, self.server)
        else:
            token.row.ended_at = token.row.ended_at or self.server.at


class Looking(IntrospectionEndpoint):
    """A program asks what a token of its own is good for; of everybody else's it learns nothing."""

    CLIENT_AUTH_METHODS = PROOFS[:2]
    server: "Authority"

    def query_token(self, token_string: str, token_type_hint: str | None) -> Held | None:
        """The token."""
        return held(self.server, token_string)

    def check_permission(self, token: Held, client: Program, request: object) -> bool:
        """Whether it is the program's own."""
        return token.check_client(client)

    def introspect_token(self, token: Held) -> dict[str, Any]:
        """What it is good for."""
        row = token.row
        return {
            "active": True,
            "client_id": str(row.client_id),
            "token_type": "Bearer",
            "scope": token.get_scope(),
            "sub": str(row.person_id or row.client_id),
            "aud": self.server.audience,
            "iss": self.server.issuer,
            "iat": int(row.made_at.timestamp()),
            "exp": int(row.expires_at.timestamp()),
        }
