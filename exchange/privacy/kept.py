"""What the register says of one table."""

from dataclasses import dataclass, field

DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Kept:
    """What one table keeps."""

    why: str
    until: str
    mine: str | None = None
    """Which rows are `:person`'s, as a condition; none where no row is anybody's."""
    also: str | None = None
    """Rows of others that belong into the archive of `:person`, because they are about what is theirs."""
    along: str | None = None
    """Rows of others that go with `:person`'s when they are erased: they may quote what is gone."""
    secret: tuple[str, ...] = field(default=())
    """Columns that would open a door: no archive has them."""
    archived: bool = True
    """Whether a person's archive has their rows; what is kept apart on purpose never stands in one."""
    erased: str | None = None
    """What erasing does to `mine`: the word DELETED, or what the row is set to; none leaves it."""
    told: str | None = None
    """The graph's name of its rows, where devices have to hear of it."""
    scope: str = "scope_id"
