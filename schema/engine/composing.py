"""Putting a page together: rows as PostgreSQL wrote them, cursors sealed, and what was asked beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError

from schema.engine.missing import Path, is_marked, mend
from schema.engine.outlines import Count, Edges, Facts, Name, Outline, Rows
from schema.engine.paging import Window


@dataclass(frozen=True, slots=True)
class Composing:
    """One page in the making."""

    outline: Outline
    at: Window
    close: Callable[[bytes], str]
    path: Path
    errors: list[GraphQLError]

    def page(self, columns: Iterator[Any]) -> dict[str, Any]:
        """The page, from the columns of its statement."""
        rows = {part.key: [next(columns) for _ in range(part.columns)] for part in self.outline.parts}
        cursors = self._sealed(next(columns)) if self.outline.places else []
        more = next(columns) if self.outline.looks_ahead else False
        total = next(columns) if self.outline.counts else 0
        page: dict[str, Any] = {}
        for part in self.outline.parts:
            match part:
                case Rows():
                    page[part.key] = self._rows(part, rows[part.key][0])
                case Edges():
                    page[part.key] = self._edges(part, rows[part.key], cursors)
                case Facts():
                    facts = self._facts(cursors, more=more)
                    page[part.key] = {key: facts[name] for key, name in part.picks}
                case Count():
                    page[part.key] = total
                case Name():
                    page[part.key] = part.name
        return page

    def _sealed(self, column: str) -> list[str]:
        places: list[str] = orjson.loads(column)
        if not any(isinstance(part, Edges) and part.cursors for part in self.outline.parts):
            places = [*places[:1], *places[-1:]]
        return [self.close(place.encode()) for place in places]

    def _facts(self, cursors: Sequence[str], *, more: bool) -> dict[str, Any]:
        return {
            "__typename": "PageInfo",
            "hasNextPage": self.at.forward and more,
            "hasPreviousPage": not self.at.forward and more,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        }

    def _rows(self, part: Rows, text: str) -> Any:
        if not is_marked(text):
            return orjson.Fragment(text)
        path = (*self.path, part.key)
        return [
            mend(row, part.row, (*path, number), self.errors) for number, row in enumerate(orjson.loads(text))
        ]

    def _edges(self, part: Edges, texts: Sequence[str], cursors: Sequence[str]) -> Any:
        if not part.cursors and not is_marked(texts[0]):
            return orjson.Fragment(texts[0])
        nodes = [(key, row) for key, _, row in part.picks if row]
        if part.cursors:
            found = {key: orjson.loads(text) for (key, _), text in zip(nodes, texts, strict=True)}
            edges = [{key: found[key][number] for key in found} for number in range(len(cursors))]
        else:
            edges = orjson.loads(texts[0])
        path = (*self.path, part.key)
        for number, edge in enumerate(edges):
            for key, row in nodes:
                edge[key] = mend(edge[key], row, (*path, number, key), self.errors)
        if not part.cursors:
            return edges
        return [
            {
                key: edge[key] if row else (cursor if name == "cursor" else part.kind)
                for key, name, row in part.picks
            }
            for edge, cursor in zip(edges, cursors, strict=True)
        ]
