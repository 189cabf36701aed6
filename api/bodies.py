"""JSON read strictly: what cannot be stored or would hurt to walk through is refused at the door."""

import json
from typing import Any

import orjson

DEPTH = 32
DIGITS = 2**63


class Unreadable(ValueError):
    """This body is not one we read."""


def read_json(data: str | bytes) -> Any:
    """The value of a JSON text. Bad UTF-8, lone surrogates and NaN are refused by the parser itself."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as fault:
        raise json.JSONDecodeError(fault.msg, fault.doc, fault.pos) from None
    inspect(value)
    return value


def inspect(value: Any) -> None:
    """Refuse what is too deep, a number no column holds, and the character PostgreSQL has no place for."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, str):
            if "\0" in item:
                raise Unreadable("The text holds a NUL character.")
        elif isinstance(item, dict | list):
            if depth >= DEPTH:
                raise Unreadable(f"The body is nested more than {DEPTH} deep.")
            inner = item.values() if isinstance(item, dict) else item
            waiting.extend((one, depth + 1) for one in inner)
        elif isinstance(item, int | float) and not -DIGITS <= item < DIGITS:
            raise Unreadable("A number is too large.")
