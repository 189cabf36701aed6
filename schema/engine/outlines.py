"""What a page says beside its rows: the selection of a connection, in the order of the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from graphql import FieldNode

from schema.engine.planning import Planner, Selected


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows alone."""

    key: str
    row: Selected
    columns: ClassVar = 1


@dataclass(frozen=True, slots=True)
class Edges:
    """The rows in edges; the keys of an edge, with a plan where the row stands."""

    key: str
    kind: str
    picks: tuple[tuple[str, str, Selected | None], ...]

    @property
    def cursors(self) -> bool:
        """Whether each edge says its place."""
        return any(name == "cursor" for _, name, _ in self.picks)

    @property
    def columns(self) -> int:
        """How many columns of the statement they take: cursors are put between the rows afterwards."""
        return sum(row is not None for _, _, row in self.picks) if self.cursors else 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the page stands; keys and names."""

    key: str
    picks: tuple[tuple[str, str], ...]
    columns: ClassVar = 0

    def ask(self, *names: str) -> bool:
        """Whether one of these is asked for."""
        return any(name in names for _, name in self.picks)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows the whole list has."""

    key: str
    columns: ClassVar = 0


@dataclass(frozen=True, slots=True)
class Name:
    """The name of the connection's own type."""

    key: str
    name: str
    columns: ClassVar = 0


@dataclass(frozen=True)
class Outline:
    """All that is asked of a page."""

    parts: tuple[Rows | Edges | Facts | Count | Name, ...]

    @cached_property
    def counts(self) -> bool:
        """Whether the whole list is counted."""
        return any(isinstance(part, Count) for part in self.parts)

    @cached_property
    def places(self) -> bool:
        """Whether cursors are wanted."""
        return any(
            part.cursors
            if isinstance(part, Edges)
            else isinstance(part, Facts) and part.ask("startCursor", "endCursor")
            for part in self.parts
        )

    @cached_property
    def looks_ahead(self) -> bool:
        """Whether it matters that rows follow."""
        return any(
            isinstance(part, Facts) and part.ask("hasNextPage", "hasPreviousPage") for part in self.parts
        )


def outline(planner: Planner, row: str, nodes: Sequence[FieldNode]) -> Outline:
    """Plan what is asked of a connection of these rows."""
    connection, edge = f"{row}Connection", f"{row}Edge"
    parts: list[Rows | Edges | Facts | Count | Name] = []
    for key, group in planner.collect(connection, nodes).items():
        match group[0].name.value:
            case "nodes":
                parts.append(Rows(key, planner.row(row, group)))
            case "edges":
                picks = [
                    (edge_key, fields[0].name.value, fields)
                    for edge_key, fields in planner.collect(edge, group).items()
                ]
                planned = tuple(
                    (edge_key, name, planner.row(row, fields) if name == "node" else None)
                    for edge_key, name, fields in picks
                )
                parts.append(Edges(key, edge, planned))
            case "pageInfo":
                facts = planner.collect("PageInfo", group).items()
                parts.append(Facts(key, tuple((fact, fields[0].name.value) for fact, fields in facts)))
            case "totalCount":
                parts.append(Count(key))
            case "__typename":
                parts.append(Name(key, connection))
    return Outline(tuple(parts))
