"""The keys of receipts: the one that signs, and every one that ever did, so that old receipts stay good."""

import os
import tempfile
from pathlib import Path

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from api.embedded import WillNotStart
from api.settings import Settings
from exchange.ground.stamp import Stamp, new_key


def keyring(settings: Settings) -> KeySet:
    """All keys; where there are none yet, the first is made and kept."""
    path = place_of(settings)
    if settings.receipt_keys:
        return read(settings.receipt_keys, "RECEIPT_KEYS")
    if not path.exists():
        keep(path, KeySet([new_key()]), replacing=False)
    return read(path.read_text(encoding="utf-8"), str(path))


def known(settings: Settings) -> KeySet:
    """The keys that are here already, to check receipts with; none are made."""
    here = settings.receipt_keys or place_of(settings).exists()
    return keyring(settings) if here else KeySet([])


def stamp_of(settings: Settings) -> Stamp:
    """What this installation signs with."""
    signing = next((key for key in keyring(settings) if isinstance(key, OKPKey) and key.is_private), None)
    if signing is None:
        raise WillNotStart(
            "None of the keys of receipts can sign: the one with `d` is missing. `python -m api receipt-key`"
            " makes a new one and keeps those that are there."
        )
    return Stamp(settings.origin, signing)


def renewed(keys: KeySet) -> KeySet:
    """The same keys behind a new one; the old ones can only be checked against from now on."""
    return KeySet([new_key(), *public(keys)])


def public(keys: KeySet) -> KeySet:
    """What everybody may know of the keys."""
    return KeySet([OKPKey.import_key(key.as_dict(private=False)) for key in keys if isinstance(key, OKPKey)])


def read(text: str, where: str) -> KeySet:
    """A set of keys in the form of RFC 7517."""
    try:
        keys = KeySet.import_key_set(orjson.loads(text))
    except (JoseError, KeyError, TypeError, ValueError):
        raise WillNotStart(f"{where} holds no set of keys (RFC 7517): put back what stood there.") from None
    for key in keys:
        key.ensure_kid()
    return keys


def written(keys: KeySet, *, private: bool) -> bytes:
    """A set of keys as JSON."""
    return orjson.dumps({"keys": [key.as_dict(private=private and key.is_private) for key in keys]})


def keep(path: Path, keys: KeySet, *, replacing: bool) -> None:
    """Write the keys down whole or not at all, for us alone; of two who make the first key one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".receipt-keys-", delete=False) as file:
        file.write(written(keys, private=True))
        file.flush()
        os.fsync(file.fileno())
    try:
        if replacing:
            Path(file.name).replace(path)
        else:
            path.hardlink_to(file.name)
    except FileExistsError:
        pass
    finally:
        Path(file.name).unlink(missing_ok=True)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place_of(settings: Settings) -> Path:
    """Where the keys are kept when nobody brings them."""
    return settings.data_dir / "receipt-keys.json"
