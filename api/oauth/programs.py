"""What Authlib asks about a program, a code and a token, answered from their rows."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, TokenMixin

from api.auth.tokens import token_hash
from exchange.ground.ids import moment_of
from exchange.partners.tables import Client, Code, Token

ACCESS, REFRESH = "uat_", "urt_"
CODE_LIFE = timedelta(minutes=1)
ACCESS_LIFE = timedelta(minutes=10)
REFRESH_LIFE = timedelta(days=30)
FAMILY_LIFE = timedelta(days=180)
"""However often tokens follow one another: after so long, the person is asked again."""
GRACE = timedelta(seconds=30)
"""How long a program whose answer was lost on the way may ask for the same answer again."""
GRANTS = ("client_credentials", "authorization_code", "refresh_token")


@dataclass(slots=True)
class Program(ClientMixin):
    """A registered program."""

    row: Client

    def get_client_id(self) -> str:
        """The id under which it asks."""
        return str(self.row.id)

    def get_default_redirect_uri(self) -> str | None:
        """There is none: each request says where to go back to."""
        return None

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """What of this it may have: all or nothing; without a wish, all that was approved."""
        wanted = (scope or "").split()
        if set(wanted) - set(self.row.reach):
            return None
        return " ".join(dict.fromkeys(wanted or self.row.reach))

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether people may be sent back to this address: letter by letter one that was registered."""
        return redirect_uri in self.row.redirects

    def check_client_secret(self, client_secret: str) -> bool:
        """Whether this is its secret."""
        kept = self.row.secret_hash
        return kept is not None and secrets.compare_digest(kept, token_hash(client_secret))

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Whether it shows in this way that it is itself: it has one way, everywhere."""
        return self.row.proof.value == method

    def check_response_type(self, response_type: str) -> bool:
        """Whether people may be asked for it."""
        return response_type == "code" and self.check_grant_type("authorization_code")

    def check_grant_type(self, grant_type: str) -> bool:
        """Whether it may ask for tokens in this way; before it was approved, in none."""
        return self.row.approved_at is not None and grant_type in self.row.grants


@dataclass(slots=True)
class Agreed(AuthorizationCodeMixin):
    """A code, and what the person agreed to."""

    row: Code
    code_challenge_method: str = "S256"

    @property
    def code_challenge(self) -> str:
        """The hash of the word that only the program knows."""
        return self.row.challenge

    def get_redirect_uri(self) -> str:
        """Where the person was sent back to."""
        return self.row.redirect

    def get_scope(self) -> str:
        """What they agreed to."""
        return " ".join(self.row.reach)


@dataclass(slots=True)
class Held(TokenMixin):
    """A token that a program holds."""

    row: Token
    at: datetime

    def check_client(self, client: Program) -> bool:
        """Whether it was given to this program."""
        return self.row.client_id == client.row.id

    def get_scope(self) -> str:
        """What it reaches."""
        return " ".join(self.row.reach)

    def get_expires_in(self) -> int:
        """How many seconds it was made for."""
        return int((self.row.expires_at - self.row.made_at).total_seconds())

    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.at >= self.row.expires_at

    def is_revoked(self) -> bool:
        """Whether it was ended, or another has taken its place."""
        return self.row.ended_at is not None or self.row.replaced_at is not None


def over_at(family: UUID) -> datetime:
    """When all tokens of one agreement are over: the agreement's id says when it was made."""
    return moment_of(family) + FAMILY_LIFE
