"""Consent: whether the people in a photo agreed that others than those of the placement see it."""

from exchange.floor.tables import Consent, Photo

SHOWABLE = frozenset({Consent.NONE_VISIBLE, Consent.OBTAINED})


def agreed(photo: Photo) -> bool:
    """Whether a photo may leave its placement; one of which nothing was said may not."""
    return photo.consent in SHOWABLE


def stays_with_the_host(photo: Photo) -> bool:
    """Whether its author and the host alone may see a photo, by the museum's rules."""
    return photo.host_only and photo.expired_at is None
