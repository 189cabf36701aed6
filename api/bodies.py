"""JSON read strictly: what cannot be stored or would hurt to walk through is refused at the door."""

import json
from typing import Any
from urllib.parse import parse_qsl

import orjson

DEPTH = 32
LARGEST = 10**18
"""Eighteen digits: no column and no float of ours holds more."""
MEMBERS = 1_000
"""A push has 50 operations and a page 100 rows: nobody honest sends a longer list."""
VALUES = 20_000
PARAMETERS = 20


class Unreadable(ValueError):
    """This body is not one we read."""


def read_json(data: str | bytes) -> Any:
    """The value of a JSON text. Bad UTF-8, lone surrogates and NaN are refused by the parser itself.

    Of two members with one name the last counts, as everywhere; there is no second reader to be misled.
    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as fault:
        raise json.JSONDecodeError(fault.msg, fault.doc, fault.pos) from None
    inspect(value)
    return value


def inspect(value: Any) -> None:  # noqa: C901 - one pass without calls: every body goes through it
    """Refuse what is too deep or too much, a number no column holds, and NUL, which no text may have."""
    level, seen = [value], 0
    for _ in range(DEPTH + 1):
        inner: list[Any] = []
        for item in level:
            kind = type(item)
            if kind is str:
                if "\0" in item:
                    raise Unreadable("The text holds a NUL character.")
            elif kind is dict:
                inner += item
                inner += item.values()
            elif kind is list:
                if len(item) > MEMBERS:
                    raise Unreadable(f"A list has more than {MEMBERS} members.")
                inner += item
            elif kind is not bool and item is not None and not -LARGEST < item < LARGEST:
                raise Unreadable("A number is too large.")
        if not inner:
            return
        seen += len(inner)
        if seen > VALUES:
            raise Unreadable(f"The body holds more than {VALUES} values.")
        level = inner
    raise Unreadable(f"The body is nested more than {DEPTH} deep.")


def parameters(query: bytes) -> dict[str, str]:
    """The parameters of an address, each at most once, in strict UTF-8."""
    try:
        pairs = parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=PARAMETERS
        )
    except ValueError:
        raise Unreadable("The parameters are not UTF-8, or too many.") from None
    given = dict(pairs)
    if len(given) != len(pairs):
        raise Unreadable("A parameter stands there twice.")
    inspect(given)
    return given
