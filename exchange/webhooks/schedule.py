"""When a message is sent again, and what an answer means."""

from datetime import timedelta

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAUSES = (
    timedelta(seconds=5),
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
)
"""Between the tries, as Standard Webhooks recommends; after the last one a message is dead, and is kept."""
GONE = 410


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; none when it was the last."""
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None


def is_taken(status: int | None) -> bool:
    """Whether a receiver took a message: a redirect is no yes."""
    return status is not None and 200 <= status < 300  # noqa: PLR2004
