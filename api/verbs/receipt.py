"""`receipt`, `receipt-key`: what a receipt proves, and a new key to sign the next ones with."""

import hashlib
import sys
from pathlib import Path

from joserfc.jwk import KeySet

from api.keyring import keep, keyring, known, place_of, read, renewed, written
from api.settings import Settings
from exchange.ground.refusals import Refused
from exchange.ground.stamp import stated


def receipt(settings: Settings, source: str, keys: Path | None, photo: Path | None) -> int:
    """Say of every line what it proves, or why it proves nothing; nobody is asked, no network is needed."""
    trusted = read(keys.read_text(encoding="utf-8"), str(keys)) if keys else known(settings)
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    lines = text.split()
    if not lines:
        print("There is no receipt in it.", file=sys.stderr)
        return 1
    return max(judged(line, trusted, photo) for line in lines)


def judged(line: str, keys: KeySet, photo: Path | None) -> int:
    """What one receipt proves."""
    try:
        said = stated(line, keys)
        if photo is not None:
            matches(said.get("sha256"), photo)
    except Refused as no:
        print(f"…{line[-8:]!a}: {no.sentence}", file=sys.stderr)
        return 1
    told = {
        name: ascii(str(said.get(name, "")))[1:-1] for name in ("museum", "entity", "person", "receivedAt")
    }
    print(f"…{line[-8:]}: {told['museum']} has had {told['entity']} of person {told['person']}")
    print(f"  since {told['receivedAt']}; {said.get('size')} bytes, sha256 {said.get('sha256')}")
    return 0


def matches(sha256: object, photo: Path) -> None:
    """The receipt is one of this file."""
    with photo.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise Refused(
                "OTHER_BYTES", f"The receipt is good, but not one of {photo.name}: the bytes differ."
            )


def receipt_key(settings: Settings) -> int:
    """Make a new key; receipts of the old ones stay good."""
    keys = renewed(keyring(settings))
    if settings.receipt_keys:
        print(
            "RECEIPT_KEYS is set from outside: set it to this, then start the server anew.", file=sys.stderr
        )
        print(written(keys, private=True).decode())
        return 0
    keep(place_of(settings), keys, replacing=True)
    print("A new key signs from the next start of the server on; receipts of the old ones stay good.")
    return 0
