"""Who reads an entry, from its author alone to the whole network, and whose scope it stands in."""

from hashlib import md5
from uuid import UUID

from exchange.placements.tables import Audience

WIDER = tuple(Audience)
"""From the narrowest to the widest; everybody who reads at one place also reads at the places after it."""
FIRST = frozenset({Audience.ONLY_ME, Audience.MENTOR})
"""Who may read an entry from its first moment; everybody else is let in afterwards, and deliberately."""


def is_wider(one: Audience, other: Audience) -> bool:
    """Whether the first of two audiences lets more people read."""
    return WIDER.index(one) > WIDER.index(other)


def has_a_circle(audience: Audience) -> bool:
    """Whether an entry for this audience stands in a circle of readers of its placement."""
    return audience not in FIRST


def leaves_the_placement(audience: Audience) -> bool:
    """Whether people read who have nothing to do with the placement: then those in a picture are asked."""
    return is_wider(audience, Audience.PLACEMENT)


def scope_of(audience: Audience, author_id: UUID, placement_id: UUID) -> UUID:
    """Whose scope an entry stands in: its author's own, its placement's, or that of a circle of readers."""
    if audience is Audience.ONLY_ME:
        return author_id
    if audience is Audience.MENTOR:
        return placement_id
    return circle_of(placement_id, audience)


def circle_of(placement_id: UUID, audience: Audience) -> UUID:
    """The id of a circle of readers: made of placement and audience, so that the database can check it."""
    name = f"{placement_id} {audience.value}"
    return UUID(bytes=md5(name.encode(), usedforsecurity=False).digest())
