"""Whether a secret is one: what is short, or made of few different characters, is guessed."""

from api.embedded import WillNotStart
from api.settings import Settings

SHORTEST = 32
FEWEST = 10
"""Different characters."""


def insist(settings: Settings) -> None:
    """Refuses to begin with a weak secret where there is more than a demo's story to lose."""
    if settings.demo or is_strong(settings.secret):
        return
    where = "SECRET_KEY" if settings.secret_key else str(settings.data_dir / "secret")
    raise WillNotStart(
        f"{where} is too weak: it needs {SHORTEST} characters, {FEWEST} of them different. "
        "Make one: openssl rand -base64 48"
    )


def is_strong(secret: bytes) -> bool:
    """Whether nobody guesses this."""
    return len(secret) >= SHORTEST and len(set(secret)) >= FEWEST
