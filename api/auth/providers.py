"""A museum's own provider, as OpenID Connect has it: what it is asked, and what of its answers is believed.

Nothing is remembered between two sign-ins: a provider that changes its keys or addresses is read anew.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import anyio
import httpx2
import orjson
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import StarletteOAuth2App
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

from api.auth.codes import tidy_email
from api.auth.measured import ask_plainly, measure
from api.words import language_of
from exchange.people.arriving import Account
from exchange.people.identities import IdentityProvider, Proof

LEEWAY: Final = 300
"""Seconds by which a provider's clock may differ from ours."""
PATIENCE: Final = 10.0
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
LONGEST_NAME: Final = 100
LONGEST_SUBJECT: Final = 255  # OpenID Connect Core, 2
ASKED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
OPTIONAL: Final = frozenset({"userinfo_endpoint"})
AT_HOME: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class ProviderAway(Exception):
    """A museum's provider cannot be reached, or cannot answer now."""


class ProviderWrong(Exception):
    """What a museum's provider answers cannot be believed."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that was begun: where the browser goes, and what it must come back with."""

    url: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One museum's provider, and what shows it that we are we."""

    issuer: str
    client_id: str
    proof: Proof
    secret: str

    @classmethod
    def of(cls, row: IdentityProvider, secret: str) -> "Provider":
        """As it is kept, with its secret opened."""
        return cls(row.issuer, row.client_id, row.proof, secret)

    async def begin(self, back: str, state: str) -> Begun:
        """Where to send a browser; refuses a provider that is away or does not say who it is."""
        async with self.asked() as app:
            begun = await app.create_authorization_url(back, state=state)
        return Begun(begun["url"], begun["nonce"], begun["code_verifier"])

    async def account(self, code: str, *, back: str, nonce: str, verifier: str, iss: str | None) -> Account:
        """The account a browser came back from; refuses every answer that is not for us, here and now."""
        async with self.asked() as app:
            said_who = app.server_metadata.get("authorization_response_iss_parameter_supported") is True
            if iss != self.issuer and (said_who or iss is not None):
                raise ProviderWrong("another issuer answered")
            token = await app.fetch_access_token(code=code, redirect_uri=back, code_verifier=verifier)
            claims = await app.parse_id_token(token, nonce, self.expected(), leeway=LEEWAY)
            if claims is None:
                raise ProviderWrong("no ID token came")
            if "email" not in claims and app.server_metadata.get("userinfo_endpoint"):
                said = await app.userinfo(token=token)
                # A token of somebody else's must not lend its holder's name.
                claims = claims | (said if said.get("sub") == claims["sub"] else {})
        return self.vouched(claims)

    @asynccontextmanager
    async def asked(self) -> AsyncIterator[Any]:
        """The provider's own description read anew; whatever goes wrong is told as away or wrong."""
        try:
            with anyio.fail_after(PATIENCE):
                app = self.app()
                described = await app.load_server_metadata()
                self.check(described)
                described["id_token_signing_alg_values_supported"] = list(ALGORITHMS)
                yield app
        except (httpx2.HTTPError, TimeoutError, OSError) as fault:
            raise ProviderAway(type(fault).__name__) from fault
        except (AuthlibBaseError, JoseError) as fault:
            away = getattr(fault, "error", None) in ("server_error", "temporarily_unavailable")
            raise (ProviderAway if away else ProviderWrong)(f"{type(fault).__name__}: {fault}") from fault
        except (ValueError, KeyError, TypeError, RuntimeError) as fault:
            raise ProviderWrong(type(fault).__name__) from fault

    def app(self) -> Any:
        """Authlib's client of this provider."""
        asking: dict[str, Any] = {
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "timeout": PATIENCE / 2,
            "event_hooks": {"request": [ask_plainly], "response": [measure]},
        }
        secret: Any = self.secret
        methods = []
        if self.proof is Proof.KEY:
            secret = import_key(orjson.loads(self.secret))
            asking["token_endpoint_auth_method"] = "private_key_jwt"  # noqa: S105 - the name of a way
            methods = [PrivateKeyJWT(alg=algorithm_of(secret))]
        return StarletteOAuth2App(
            None,
            client_id=self.client_id,
            client_secret=secret,
            client_kwargs=asking,
            client_auth_methods=methods,
            server_metadata_url=self.issuer.rstrip("/") + "/.well-known/openid-configuration",
        )

    def check(self, described: dict[str, Any]) -> None:
        """Refuses a description that is another provider's, or that leads over open lines."""
        if described.get("issuer") != self.issuer:
            raise ProviderWrong("it says that it is another issuer")
        for name in ASKED:
            url = str(described.get(name, self.issuer if name in OPTIONAL else None))
            if not is_safe(url) or leads_here(url) > leads_here(self.issuer):
                raise ProviderWrong(f"its {name} is not to be trusted")

    def expected(self) -> dict[str, Any]:
        """What an ID token must say."""
        return {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True},
        }

    def vouched(self, claims: dict[str, Any]) -> Account:
        """What of an account's claims is kept; an address that the provider is not sure of is not."""
        subject = claims["sub"]
        if (
            not isinstance(subject, str)
            or not 0 < len(subject) <= LONGEST_SUBJECT
            or not subject.isprintable()
        ):
            raise ProviderWrong("its subject cannot be one")
        email = tidy_email(claims.get("email")) if claims.get("email_verified") is True else None
        name = "".join(each for each in str(claims.get("name") or "") if each.isprintable()).strip()
        return Account(
            self.issuer,
            subject,
            name[:LONGEST_NAME] or email or "?",
            email,
            language_of(str(claims.get("locale") or "")),
        )


def is_safe(url: str) -> bool:
    """Whether an address goes over TLS, or no further than this machine."""
    return leads_here(url) or (bool(urlsplit(url).hostname) and urlsplit(url).scheme == "https")


def leads_here(url: str) -> bool:
    """Whether an address leads to this machine itself: only a provider that is here may name one."""
    return urlsplit(url).hostname in AT_HOME


def algorithm_of(key: Any) -> str:
    """How a key of its kind signs."""
    match key:
        case ECKey():
            return "ES256"
        case OKPKey():
            return "EdDSA"
        case RSAKey():
            return "RS256"
    raise ValueError("this key cannot sign")
