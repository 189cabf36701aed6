"""Strict clients, as partners install them, go the whole way; what a program signs is taken once."""

import hmac
import time
import warnings
from base64 import urlsafe_b64encode
from typing import Any
from uuid import uuid4

import httpx2
import orjson
import pytest
from joserfc import jwk, jwt
from joserfc.errors import SecurityWarning

from api.auth.cookies import cookie_name
from exchange.partners.tables import Algorithm, Proof
from tests.api.partnering import BACK, Partner, registered
from tests.api.running import Running
from tests.api.world import World
from tests.clients.telling import told

KEY = jwk.ECKey.generate_key("P-256")
OTHER = jwk.ECKey.generate_key("P-256")
KEYS = orjson.dumps({"keys": [KEY.as_dict(private=False)]}).decode()
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@pytest.fixture
def signing(server: Running, world: World) -> Partner:
    """A program that signs with one key, by ES256."""
    return registered(server, world, proof=Proof.SIGNATURE, keys=KEYS, algorithm=Algorithm.ES256)


def claims(partner: Partner, **other: Any) -> dict[str, Any]:
    """What a program signs."""
    now = int(time.time())
    usual = {"iss": partner.id, "sub": partner.id, "aud": f"{partner.server.url}/oauth/token"}
    return usual | {"iat": now, "exp": now + 60, "jti": str(uuid4())} | other


def signed(partner: Partner, key: Any = KEY, alg: str = "ES256", **other: Any) -> str:
    return jwt.encode({"alg": alg}, claims(partner, **other), key, algorithms=[alg])


def by_hand(partner: Partner, alg: str) -> str:
    """Not signed at all, or with our own copy of the public key as the secret."""
    parts = (orjson.dumps({"alg": alg}), orjson.dumps(claims(partner)))
    text = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    mark = b"" if alg == "none" else hmac.digest(KEY.as_pem(private=False), text, "sha256")
    return (text + b"." + urlsafe_b64encode(mark).rstrip(b"=")).decode()


def sent(partner: Partner, assertion: str) -> httpx2.Response:
    form = {"client_assertion_type": TYPE, "client_assertion": assertion}
    return partner.post("token", grant_type="client_credentials", **form)


def test_what_is_not_signed_for_us_now_and_by_this_program_is_refused(signing: Partner, world: World) -> None:
    now = int(time.time())
    wrong = [
        signed(signing, OTHER),
        by_hand(signing, "none"),
        by_hand(signing, "HS256"),
        signed(signing, jwk.RSAKey.generate_key(2048), "RS256"),
        signed(signing, exp=now - 120),
        signed(signing, exp=now + 3600),
        signed(signing, nbf=now + 3600),
        signed(signing, aud="https://elsewhere.example/oauth/token"),
        signed(signing, aud=7),
        signed(signing, iss="somebody else"),
        signed(signing, sub=str(uuid4()), iss=str(uuid4())),
        signed(signing, jti=7),
        "no.jwt.atall",
        "nonsense",
    ]
    answers = [sent(signing, assertion) for assertion in wrong]
    assert {(one.status_code in (400, 401), one.json().get("error")) for one in answers} == {
        (True, "invalid_client")
    }, [(one.status_code, one.text) for one in answers]
    assert world.rows("select 1 from oauth_token") == []


def test_what_was_signed_once_is_taken_once(signing: Partner, world: World) -> None:
    assertion = signed(signing)
    assert sent(signing, assertion).status_code == 200
    again = sent(signing, assertion)
    assert again.json()["error"] == "invalid_client"
    assert len(world.rows("select 1 from oauth_token")) == 1


@pytest.mark.parametrize(
    "algorithm, name, key",
    [
        (Algorithm.EDDSA, "EdDSA", jwk.OKPKey.generate_key("Ed25519")),
        (Algorithm.EDDSA, "Ed25519", jwk.OKPKey.generate_key("Ed25519")),
        (Algorithm.RS256, "RS256", jwk.RSAKey.generate_key(2048)),
    ],
)
def test_a_program_signs_with_its_own_algorithm_and_no_other(
    server: Running, world: World, algorithm: Algorithm, name: str, key: Any
) -> None:
    keys = orjson.dumps({"keys": [key.as_dict(private=False)]}).decode()
    signing = registered(server, world, proof=Proof.SIGNATURE, keys=keys, algorithm=algorithm)
    assert sent(signing, signed(signing)).json()["error"] == "invalid_client"
    assert world.rows("select 1 from oauth_token") == []
    with warnings.catch_warnings():
        # Programs that were written before RFC 9864 say EdDSA.
        warnings.simplefilter("ignore", SecurityWarning)
        assertion = signed(signing, key, name)
    assert sent(signing, assertion).status_code == 200


@pytest.mark.parametrize("proof", [Proof.SECRET, Proof.SIGNATURE])
def test_a_strict_client_goes_the_whole_way(server: Running, world: World, proof: Proof) -> None:
    signs = proof is Proof.SIGNATURE
    partner = registered(
        server,
        world,
        proof=proof,
        keys=KEYS if signs else None,
        algorithm=Algorithm.ES256 if signs else None,
    )
    with server.browser(world.ana) as browser:
        name = cookie_name(server.settings)
        given: dict[str, Any] = {"id": partner.id, "back": BACK, "cookie": f"{name}={browser.cookies[name]}"}
        given |= {"jwk": KEY.as_dict(private=True)} if signs else {"secret": partner.secret}
        read = told("openid", url=f"{server.url}/partners/graphql", headers=given)
    assert read == {
        "museum": "museums:read",
        "person": "museums:read people:read",
        "active": True,
        "after": False,
    }
