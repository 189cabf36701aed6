"""`backup`, `restore`: everything into a folder, tried out; and back from it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from api.backup.backing_up import back_up
from api.backup.restoring import restore as put_back
from api.media.storage import Storage
from api.settings import Settings
from exchange.ground.sessions import Sessions


async def backup(sessions: Sessions, settings: Settings, url: str, to: Path) -> int:
    """Make a backup, and say whether it can be relied on."""
    storage = Storage(settings.media_address)
    troubles = await back_up(sessions, storage, url, to, at=datetime.now(UTC))
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if troubles:
        print("This backup is not whole: phones keep what they have, as before.", file=sys.stderr)
        return 1
    print(f"The backup in {to} was read back and is whole; phones may let go of what it holds.")
    print("Keep DATA_DIR/receipt-keys.json beside it, where few may read: receipts are checked with it;")
    print("and DATA_DIR/secret, or your SECRET_KEY: what people left locked on devices opens only with it.")
    return 0


async def restore(sessions: Sessions, settings: Settings, url: str, source: Path) -> int:
    """Put a backup back, and let phones send what it lacks."""
    epoch = await put_back(sessions, Storage(settings.media_address), url, source, at=datetime.now(UTC))
    print(f"The backup is back. A new epoch of the change feed has begun ({epoch}):")
    print("phones send again what it lacks; what is here already is recognised and not doubled.")
    return 0
