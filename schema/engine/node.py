"""What every row of the graph is: a node with an id that names its type."""

import re
from uuid import UUID

import strawberry
from asyncpg.pgproto import pgproto
from graphql import GraphQLError

from schema.engine.mapping import column

FORM = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
"""A UUID as everybody writes it; the driver, which reads it much faster, would read more."""


@strawberry.interface(
    description="A row that has an id of its own; ask for it again with `node` or `nodes`. A row that is "
    "promised and that you may not see is the error `NOT_TO_BE_SEEN`, and null as far up as null may be.",
)
class Node:
    """A row that has an id of its own."""

    id: strawberry.ID = column("`TypeName:` and the row's UUID; treat it as opaque.")


def row_id(given: str, expected: str | None = None) -> tuple[str, UUID]:
    """The type and the UUID in a graph id; refuses what is not one, or not one of the expected type."""
    kind, _, rest = given.partition(":")
    if not FORM.fullmatch(rest) or (expected and kind != expected):
        wanted = f"{expected or 'TypeName'}:<uuid>"
        raise GraphQLError(f"This is not an id of the form {wanted}.", extensions={"code": "BAD_ID"})
    return kind, pgproto.UUID(rest)
