"""Sealing: what a client carries for us, and what is kept apart, nobody reads or makes without the key."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class NotSealedHereError(ValueError):
    """What was brought back was not sealed here, for this purpose, or was damaged on the way."""


class Seal:
    """An AEAD key, derived from the server's secret."""

    def __init__(self, secret: bytes, *, key: str = "cursors 1") -> None:
        """Derive the key of this name; the same secret opens what it sealed before."""
        self._secret = secret
        derive = HKDF(SHA256(), 32, salt=None, info=b"understudy " + key.encode())
        self._box = AESGCM(derive.derive(secret))

    def apart(self, key: str) -> "Seal":
        """Another key of the same secret: neither opens what the other sealed."""
        return Seal(self._secret, key=key)

    def close(self, purpose: str, content: bytes) -> str:
        """Seal bytes for one purpose."""
        nonce = os.urandom(NONCE)
        sealed = nonce + self._box.encrypt(nonce, content, purpose.encode())
        return urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def open(self, purpose: str, sealed: str) -> bytes:
        """Open what was sealed for this purpose; refuses everything else."""
        try:
            box = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
            return self._box.decrypt(box[:NONCE], box[NONCE:], purpose.encode())
        except (InvalidTag, Error, ValueError):
            raise NotSealedHereError from None
