"""Lists that are read page by page."""

from typing import Generic, TypeVar

import strawberry

Row = TypeVar("Row")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(
        description="Whether rows follow this page; false while reading backward."
    )
    has_previous_page: bool = strawberry.field(
        description="Whether rows stand before this page; false while reading forward."
    )
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first row; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last row; null on an empty page."
    )


@strawberry.type(description="A row in a list, with its place.")
class Edge(Generic[Row]):
    """A row in a list, with its place."""

    cursor: str = strawberry.field(
        description="The place of this row, sealed; only `after` and `before` of the same list can use it."
    )
    node: Row = strawberry.field(description="The row.")


@strawberry.type(description="One page of a list.")
class Connection(Generic[Row]):
    """One page of a list."""

    nodes: list[Row] = strawberry.field(description="The rows of this page.")
    edges: list[Edge[Row]] = strawberry.field(description="The rows of this page, each with its cursor.")
    page_info: PageInfo = strawberry.field(description="Where this page stands in the list.")
    total_count: int = strawberry.field(
        description="How many rows the whole list has that you may see; counted only when asked for."
    )
