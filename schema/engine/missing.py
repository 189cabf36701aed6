"""A row that the graph promises but that may not be seen: null, up to the first place where null is allowed.

PostgreSQL leaves a mark in such a place. A page without the mark (nearly every page) is sent as it is; a
page with it is opened, and nulls and errors are put where GraphQL's own execution would put them.
"""

from typing import Any

import orjson
from graphql import GraphQLError

from schema.engine.planning import Linked, Listed, Selected
from schema.engine.statement import MARK, SIGN

LEFT = orjson.loads(MARK)
Path = tuple[str | int, ...]


class PromisedError(Exception):
    """A promised row is missing below; the object that holds it becomes null."""


def is_marked(text: str) -> bool:
    """Whether the JSON may have a mark in it."""
    return SIGN in text


def mend(row: Any, selected: Selected, path: Path, errors: list[GraphQLError]) -> Any:
    """Put null where a promised row is missing; raises `PromisedError` when this row must be null."""
    if row is None:
        return None
    for pick in selected.picks:
        here = (*path, pick.key)
        if isinstance(pick, Linked):
            row[pick.key] = _linked(row[pick.key], pick, selected, here, errors)
        elif isinstance(pick, Listed):
            for number, item in enumerate(row[pick.key]):
                mend(item, pick.row, (*here, number), errors)
    return row


def mend_or_null(row: Any, selected: Selected, path: Path, errors: list[GraphQLError]) -> Any:
    """The same where null is allowed."""
    try:
        return mend(row, selected, path, errors)
    except PromisedError:
        return None


def _linked(value: Any, pick: Linked, holder: Selected, path: Path, errors: list[GraphQLError]) -> Any:
    if value == LEFT:
        sentence = f"{holder.type.name}.{pick.name} is a row that may not be seen."
        errors.append(GraphQLError(sentence, path=list(path), extensions={"code": "NOT_TO_BE_SEEN"}))
        raise PromisedError
    if pick.field.required:
        return mend(value, pick.row, path, errors)
    return mend_or_null(value, pick.row, path, errors)
