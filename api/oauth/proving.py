"""How a program shows that it is itself by signing something, instead of sending a secret."""

import warnings
from datetime import UTC, datetime, timedelta

import orjson
from authlib.oauth2.rfc6749 import InvalidClientError, OAuth2Request
from authlib.oauth2.rfc7523.client import JWTBearerClientAssertion
from joserfc import jwk, jwt
from joserfc.errors import JoseError, SecurityWarning
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from api.auth.tokens import token_hash
from api.oauth.programs import Program
from exchange.partners.tables import Algorithm, Assertion

METHOD = "private_key_jwt"
LONGEST = timedelta(minutes=10)
LONGEST_ID = 256
TAKEN = {
    Algorithm.ES256: ["ES256"],
    Algorithm.RS256: ["RS256"],
    Algorithm.EDDSA: ["Ed25519", "EdDSA"],
}
"""What each program's assertions may be signed with; `none` and every HMAC are in no list."""


class Assertions(JWTBearerClientAssertion):
    """Takes what a program signed for us, once, and only with the algorithm it was registered with."""

    CLIENT_AUTH_METHOD = METHOD

    def __init__(self, session: Session, audiences: list[str], at: datetime) -> None:
        super().__init__()
        self.session, self.audiences, self.at = session, audiences, at
        self.program: Program | None = None

    def __call__(self, query_client: object, request: OAuth2Request) -> Program | None:
        """The program that signed; nonsense is refused like a wrong signature."""
        try:
            found: Program | None = super().__call__(query_client, request)
        except (ValueError, TypeError, AttributeError) as nonsense:
            raise InvalidClientError(description="Invalid JWT assertion.") from nonsense
        return found

    def get_audiences(self) -> list[str]:
        """For whom it must have been signed."""
        return self.audiences

    def resolve_client_public_key(self, client: Program) -> jwk.KeySet:
        """The keys that the program was registered with."""
        if client.row.keys is None or client.row.algorithm is None:
            raise InvalidClientError(description="The client has no keys.")
        self.program = client
        return jwk.KeySet.import_key_set(orjson.loads(client.row.keys))

    def process_assertion_claims(self, assertion: str, resolve_key: jwk.KeySet) -> jwt.Claims:
        """What was signed, when it was signed with the one algorithm that was settled."""
        assert self.program is not None and self.program.row.algorithm is not None  # noqa: S101, PT018 - as above
        allowed = TAKEN[self.program.row.algorithm]
        try:
            with warnings.catch_warnings():
                # Programs may go on calling Ed25519 by its older name.
                warnings.simplefilter("ignore", SecurityWarning)
                token = jwt.decode(assertion, resolve_key, algorithms=allowed)
        except JoseError as error:
            raise InvalidClientError(description="Invalid JWT assertion.") from error
        self.verify_claims(token.claims)
        return token.claims

    def validate_jti(self, claims: jwt.Claims, jti: object) -> bool:
        """Whether this is signed for the first time, and not for longer than anybody needs."""
        ends = datetime.fromtimestamp(float(claims["exp"]), UTC)
        if not isinstance(jti, str) or len(jti) > LONGEST_ID or ends > self.at + LONGEST:
            return False
        assert self.program is not None  # noqa: S101 - as above
        line = {"client_id": self.program.row.id, "jti_hash": token_hash(jti), "expires_at": ends}
        fresh = insert(Assertion).values(line).on_conflict_do_nothing().returning(Assertion.jti_hash)
        return self.session.scalar(fresh) is not None
