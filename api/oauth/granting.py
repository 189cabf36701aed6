"""The three ways to a token: for a museum, for a person who agreed, and for the time after that."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from authlib.oauth2.rfc6749 import InvalidRequestError, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7636.challenge import compare_s256_code_challenge
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.auth.tokens import make_token, token_hash
from api.oauth.programs import CODE_LIFE, GRACE, Agreed, Held, Program, over_at
from exchange.ground.ids import uuid7
from exchange.partners.tables import Code, Token, TokenKind

if TYPE_CHECKING:
    from api.oauth.authority import Asked, Authority

PROOFS = ["client_secret_basic", "private_key_jwt", "none"]
SEALED_FOR = "successor of a refresh token"


class Bound(CodeChallenge):
    """Binds a code to the program that asked for it, by the hash of a word that only it knows (PKCE)."""

    DEFAULT_CODE_CHALLENGE_METHOD = "S256"
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012 - as Authlib has it
    CODE_CHALLENGE_METHODS = {"S256": compare_s256_code_challenge}  # noqa: RUF012 - likewise

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Refuse every request without one, whoever asks."""
        data = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A 'code_challenge' with 'code_challenge_method' S256 is required.")
        super().validate_code_challenge(grant, redirect_uri)


class ForMuseum(grants.ClientCredentialsGrant):
    """A token with which a program acts for its museum."""

    TOKEN_ENDPOINT_AUTH_METHODS = PROOFS[:2]


class ForPerson(grants.AuthorizationCodeGrant):
    """A code for a person who agreed, and the tokens that are given for it, once."""

    TOKEN_ENDPOINT_AUTH_METHODS = PROOFS
    request: "Asked"
    server: "Authority"

    def generate_authorization_code(self) -> str:
        """A code nobody guesses."""
        return make_token()

    def save_authorization_code(self, code: str, request: "Asked") -> None:
        """Write down what the person agreed to."""
        data = request.payload.data
        at = self.server.at
        self.server.session.add(
            Code(
                code_hash=token_hash(code),
                client_id=request.client.row.id,
                person_id=request.user,
                family=uuid7(at),
                redirect=data["redirect_uri"],
                challenge=data["code_challenge"],
                reach=request.scope.split(),
                expires_at=at + CODE_LIFE,
                used_at=None,
            )
        )

    def query_authorization_code(self, code: str, client: Program) -> Agreed | None:
        """The code of this program; one that comes a second time takes back what was given for it."""
        mine = select(Code).where(Code.code_hash == token_hash(code), Code.client_id == client.row.id)
        row = self.server.session.scalar(mine.with_for_update())
        if row is not None and row.used_at is not None:
            end_family(self.server.session, row.family, self.server)
            return None
        return None if row is None or self.server.at >= row.expires_at else Agreed(row)

    def delete_authorization_code(self, authorization_code: Agreed) -> None:
        """It stays written down that it was used."""
        authorization_code.row.used_at = self.server.at

    def authenticate_user(self, authorization_code: Agreed) -> UUID:
        """Who agreed."""
        return authorization_code.row.person_id


class Again(grants.RefreshTokenGrant):
    """The next tokens for the last ones. Each opens once; who brings one twice ends the whole family.

    For half a minute the same answer is given again: it may have been lost on the way.
    """

    TOKEN_ENDPOINT_AUTH_METHODS = PROOFS
    INCLUDE_NEW_REFRESH_TOKEN = True
    request: "Asked"
    server: "Authority"

    def authenticate_refresh_token(self, refresh_token: str) -> Held | None:
        """The token of this program, when it may be used now."""
        at, session = self.server.at, self.server.session
        named = Token.token_hash == token_hash(refresh_token), Token.kind == TokenKind.REFRESH
        mine = select(Token).where(*named, Token.client_id == self.request.client.row.id)
        row = session.scalar(mine.with_for_update())
        if row is None or row.ended_at is not None or at >= min(row.expires_at, over_at(row.family)):
            return None
        if row.replaced_at is not None and at - row.replaced_at > GRACE:
            end_family(session, row.family, self.server)
            return None
        return Held(row, at)

    def create_token_response(self) -> tuple[int, Any, Any]:
        """The next tokens, or the same ones again."""
        row = self.request.refresh_token.row
        if row.successor is None:
            answer: tuple[int, Any, Any] = super().create_token_response()
            row.successor = self.server.seal.close(SEALED_FOR, orjson.dumps(answer[1]))
            return answer
        given = orjson.loads(self.server.seal.open(SEALED_FOR, row.successor))
        given["expires_in"] -= int((self.server.at - row.replaced_at).total_seconds())
        return 200, given, self.TOKEN_RESPONSE_HEADER

    def authenticate_user(self, refresh_token: Held) -> UUID | None:
        """Who agreed, long ago."""
        return refresh_token.row.person_id

    def revoke_old_credential(self, refresh_token: Held) -> None:
        """The next one has taken its place."""
        refresh_token.row.replaced_at = self.server.at


def end_family(session: Session, family: UUID, server: "Authority") -> None:
    """End all tokens that came from one agreement."""
    living = update(Token).where(Token.family == family, Token.ended_at.is_(None))
    session.execute(living.values(ended_at=server.at))
