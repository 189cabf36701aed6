"""By which key push services know this museum (RFC 8292): made once, because browsers subscribe to it."""

import base64
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from api.embedded import WillNotStart
from api.keyring import keep, read
from api.settings import Settings

HOLDS = timedelta(hours=12)
"""A day is the most that push services take."""


def vapid_of(settings: Settings) -> ECKey:
    """The key of this installation; where there is none yet, it is made and kept."""
    path = place_of(settings)
    if settings.vapid_key:
        return the_one(read(settings.vapid_key, "VAPID_KEY"), "VAPID_KEY")
    if not path.exists():
        keep(path, KeySet([ECKey.generate_key("P-256")]), replacing=False)
    return the_one(read(path.read_text(encoding="utf-8"), str(path)), str(path))


def the_one(keys: KeySet, where: str) -> ECKey:
    """The key with which push services are spoken to."""
    for key in keys:
        if isinstance(key, ECKey) and key.is_private and key.curve_name == "P-256":
            return key
    raise WillNotStart(f"{where} holds no private key on P-256 (RFC 8292): put back what stood there.")


def public(key: ECKey) -> str:
    """What a browser subscribes to: the public point, as its `applicationServerKey`."""
    told = key.as_dict(private=False)
    point = b"\x04" + unpadded(str(told["x"])) + unpadded(str(told["y"]))
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(key: ECKey, endpoint: str, contact: str, *, at: datetime) -> str:
    """Who we are, said to one push service."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((at + HOLDS).timestamp()),
        "sub": contact,
    }
    token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, key)
    return f"vapid t={token}, k={public(key)}"


def unpadded(text: str) -> bytes:
    """Bytes that were written as base64url without its padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def place_of(settings: Settings) -> Path:
    """Where the key is kept when nobody brings it."""
    return settings.data_dir / "vapid-key.json"
