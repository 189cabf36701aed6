"""The museum's stamp: what bears it was said here, and anybody can check that without asking."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from exchange.ground.refusals import Refused

ALGORITHM = "Ed25519"
TYPE = "receipt+jws"
REGISTRY = jws.JWSRegistry(algorithms=[ALGORITHM])


@dataclass(frozen=True)
class Stamp:
    """A private key and the address of the museum whose word it stands for."""

    museum: str
    key: OKPKey

    @cached_property
    def head(self) -> bytes:
        """What every receipt of this key begins with."""
        return urlsafe_b64encode(orjson.dumps({"alg": ALGORITHM, "kid": self.key.kid, "typ": TYPE}))

    @cached_property
    def sign(self) -> Callable[[bytes], bytes]:
        """The signature of this key, which is found out once."""
        key = self.key.get_op_key("sign")
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError("Receipts are signed with Ed25519.")
        return key.sign

    def put_on(self, statement: Mapping[str, object]) -> str:
        """The statement in one line with its signature: a JWS in its compact form.

        The same statement under the same key is the same line, byte for byte.
        """
        said = orjson.dumps({"v": 1, "museum": self.museum, **statement}, option=orjson.OPT_SORT_KEYS)
        # A push has twenty of these: the library checks and parses the same key and head for each.
        signed = self.head.rstrip(b"=") + b"." + urlsafe_b64encode(said).rstrip(b"=")
        return (signed + b"." + urlsafe_b64encode(self.sign(signed)).rstrip(b"=")).decode()


def new_key() -> OKPKey:
    """A key that nobody has had before."""
    return OKPKey.generate_key("Ed25519", private=True, auto_kid=True)


def stated(receipt: str, keys: KeySet) -> Mapping[str, Any]:
    """What a receipt states, if one of these keys signed it; says no in a sentence otherwise."""
    try:
        head = jws.extract_compact(receipt.encode("ascii")).headers()
    except (JoseError, ValueError):
        raise Refused("NO_RECEIPT", "This is no receipt: it has not the form of one.") from None
    key = next((key for key in keys if key.kid == head.get("kid")), None)
    if key is None:
        sentence = "No key that is known here signed this receipt: it is from elsewhere, or a key is missing."
        raise Refused("UNKNOWN_KEY", sentence)
    try:
        read = jws.deserialize_compact(receipt, key, registry=REGISTRY)
        said = orjson.loads(read.payload or b"")
    except (JoseError, ValueError):
        sentence = "This receipt was changed after it was signed: it proves nothing."
        raise Refused("TAMPERED", sentence) from None
    if head.get("typ") != TYPE or not isinstance(said, dict):
        raise Refused("NO_RECEIPT", "This was signed here, but it is no receipt.")
    return said
