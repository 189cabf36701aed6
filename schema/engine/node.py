"""What every row of the graph is: a node with an id that names its type."""

from uuid import UUID

import strawberry
from graphql import GraphQLError

from schema.engine.mapping import column


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
    try:
        key = UUID(rest)
    except ValueError:
        key = None
    if key is None or str(key) != rest.lower() or (expected and kind != expected):
        wanted = f"{expected or 'TypeName'}:<uuid>"
        raise GraphQLError(f"This is not an id of the form {wanted}.", extensions={"code": "BAD_ID"})
    return kind, key
