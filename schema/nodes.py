"""Rows by their ids, whatever their type, and the feed of what changed."""

import enum
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from schema.engine.mapping import choice
from schema.engine.node import Node
from schema.engine.roots import ById, Changes, argument, root


class ResetReason(enum.Enum):
    """Why the feed began anew: forget the rows you keep, and take this page as the first."""

    BAD_CURSOR = "BAD_CURSOR"


choice(
    ResetReason,
    BAD_CURSOR="The cursor was damaged, or is of another person, device or life of the database.",
)


@strawberry.type(description="A row is new or has changed.")
class Upsert:
    """A row is new or has changed."""

    scope: UUID = strawberry.field(description="The scope it stands in.")
    row: Node = strawberry.field(description="The row as it is now.")


@strawberry.type(description="A row was removed, or you may no longer see it: forget it.")
class Gone:
    """A row was removed, or may no longer be seen."""

    id: strawberry.ID = strawberry.field(description="The id of the row.")


@strawberry.type(description="You came into a scope; its rows follow, on this page and the next ones.")
class ScopeAdded:
    """A scope has become yours."""

    scope: UUID = strawberry.field(description="The scope.")


@strawberry.type(description="A scope is no longer yours: forget the rows that stood in it alone.")
class ScopeRemoved:
    """A scope is no longer yours."""

    scope: UUID = strawberry.field(description="The scope.")


Change = Annotated[
    Upsert | Gone | ScopeAdded | ScopeRemoved,
    strawberry.union("Change", description="One thing to do to the rows that a device keeps."),
]


@strawberry.type(description="What a scope holds, in two numbers, to be compared with what a device keeps.")
class ScopeDigest:
    """What a scope holds, in two numbers."""

    scope: UUID = strawberry.field(description="The scope.")
    count: int = strawberry.field(description="How many rows with a `rev` stand in it, as you may see it.")
    hash: str = strawberry.field(
        description="The first eight bytes of the SHA-256 of `id|rev` of each of them, all of these combined "
        "by XOR, as 16 hexadecimal digits."
    )


@strawberry.type(description="One page of what changed.")
class ChangePage:
    """One page of what changed."""

    changes: list[Change] = strawberry.field(
        description="What to do, in order; a row that changed several times stands here once, as it is now."
    )
    cursor: str = strawberry.field(description="Where the next page begins, sealed; keep it with the rows.")
    has_more: bool = strawberry.field(description="Whether to ask again at once.")
    reset: ResetReason | None = strawberry.field(description="Why the feed began anew, if it did; else null.")
    digest: list[ScopeDigest] = strawberry.field(
        description="What each of your scopes holds at this moment; worth asking for now and then."
    )
    durable_through: int = strawberry.field(
        description="The last `seq` of this device in a verified backup; 0 while there is none."
    )
    backed_up_until: datetime | None = strawberry.field(
        description="Photos received before this moment are in a verified backup; null while there is none."
    )


@strawberry.type
class NodeReads:
    """Rows by their ids, and the feed of what changed."""

    node: Node | None = root(
        "The row with this id; null when it does not exist or you may not see it.",
        ById(several=False),
        argument("id", strawberry.ID, "The `id` of a row; what is no id is `BAD_ID`."),
    )
    nodes: list[Node | None] = root(
        "The rows with these ids, in the order of the ids; null for what does not exist or may not be seen.",
        ById(several=True),
        argument(
            "ids",
            list[strawberry.ID],
            "The `id`s of at most 100 rows, else `BAD_PAGE_SIZE`; what is no id is `BAD_ID`.",
        ),
    )
    changes: ChangePage = root(
        "What changed in your scopes since a page of this feed was read; rows are read as they are now. "
        "`UNAUTHENTICATED` without signing in, `DEVICE_REVOKED` on a device that was reported lost, "
        "`WRONG_USER` on one from which somebody else pushes.",
        Changes(),
        argument("device_id", UUID, "The device that keeps the rows; a cursor is of use to it alone."),
        argument(
            "after",
            str | None,
            "The `cursor` of the page before; left out, the feed begins.",
            default=strawberry.UNSET,
        ),
        argument(
            "again",
            list[UUID] | None,
            "Scopes to read from their beginning once more, because what is kept of them is not right.",
            default=strawberry.UNSET,
        ),
        argument(
            "limit",
            int,
            "How many lines of the feed at most, from 1 to 500; else `BAD_PAGE_SIZE`.",
            default=200,
        ),
    )
