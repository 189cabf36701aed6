"""`verify`: what is not as it was acknowledged."""

from api.media.storage import Storage
from api.settings import Settings
from api.verifying import verify
from exchange.ground.sessions import Sessions


async def verified(sessions: Sessions, settings: Settings) -> int:
    """Tell what is not as it was acknowledged."""
    many = 0
    async for trouble in verify(sessions, Storage(settings.media_address)):
        many += 1
        print(trouble)
    print("Everything is as it was acknowledged." if not many else f"{many} troubles.")
    return 1 if many else 0
