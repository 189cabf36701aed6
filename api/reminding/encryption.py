"""What only one browser reads: a message encrypted for it, as RFC 8291 has it.

Forty lines over `cryptography`, which is here anyway: the library for it, pywebpush, brings two HTTP clients
of its own, and neither would connect through the guard by which nobody is led inside.
"""

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
POINT, SECRET = 65, 16
LAST = b"\x02"


def encrypted(
    content: bytes, *, theirs: bytes, secret: bytes, ours: EllipticCurvePrivateKey, salt: bytes
) -> bytes:
    """The body of a push; `ours` and `salt` are used for this one message only."""
    known = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), theirs)
    here = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    info = b"WebPush: info\0" + theirs + here
    shared = derived(ours.exchange(ECDH(), known), secret, info, 32)
    key = derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(here)]) + here
    return head + AESGCM(key).encrypt(nonce, content + LAST, None)


def is_a_browser_s(theirs: bytes, secret: bytes) -> bool:
    """Whether these are keys that a browser gives with its address."""
    if len(theirs) != POINT or len(secret) != SECRET:
        return False
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), theirs)
    except ValueError:
        return False
    return True


def derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """So many bytes of a key."""
    return HKDF(SHA256(), length, salt=salt, info=info).derive(material)
