"""An input as plain JSON, under its names on the wire: what is hashed, and kept when it cannot be done."""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, cast
from uuid import UUID

from strawberry import Some
from strawberry.types import get_object_definition
from strawberry.utils.str_converters import to_camel_case


def said(input: object) -> Mapping[str, Any]:
    """What an input says, without what it leaves out.

    What is left out must stay out: a field that a later version adds would otherwise change what an older
    device said.
    """
    fields = names(cast("Hashable", type(input)))
    values = ((name, getattr(input, python_name)) for name, python_name in fields)
    return {name: plain(value) for name, value in values if value is not None}


@cache
def names(kind: Any) -> tuple[tuple[str, str], ...]:
    """The names of an input's fields: on the wire, and here."""
    fields = get_object_definition(kind, strict=True).fields
    return tuple(
        (field.graphql_name or to_camel_case(field.python_name), field.python_name) for field in fields
    )


def plain(value: object) -> object:
    """One value as JSON has it."""
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Some():
            return plain(value.value)
        case list():
            return [plain(one) for one in value]
        case Enum():
            return value.name
        case UUID() | date() | datetime():
            return str(value) if isinstance(value, UUID) else value.isoformat()
        case _:
            return said(value)
