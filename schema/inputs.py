"""Inputs as the objects they stand for: how one is put together is found out once for each type.

Strawberry finds it out for every value anew, which for a push of twenty operations is half of all its work.
What GraphQL's own execution has let through comes here, so nothing is checked a second time.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from functools import cache
from typing import Any, TypeVar

from strawberry import Some
from strawberry.schema.config import StrawberryConfig
from strawberry.types import get_object_definition
from strawberry.types.arguments import InputContext, convert_argument
from strawberry.types.base import StrawberryList, StrawberryMaybe, StrawberryOptional
from strawberry.types.lazy_type import LazyType

Input = TypeVar("Input", bound=type)
Build = Callable[[Any], Any]


def built_at_once(cls: Input) -> Input:
    """Let an input be put together, with all that stands in it, by what is known of its types."""
    get_object_definition(cls, strict=True).from_input = _from_input
    return cls


def _from_input(cls: type, value: Mapping[str, Any], _context: InputContext) -> Any:
    return of_object(cls)(value)


@cache
def of_object(cls: type) -> Build:
    """What makes an input object of its fields; one that may be left out and has no default is null."""
    names = StrawberryConfig().name_converter
    definition = get_object_definition(cls, strict=True)
    missing = {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and field.default_factory is MISSING
    }
    parts = {
        names.from_field(field): (
            field.python_name,
            of_type(field.resolve_type(type_definition=definition)),
        )
        for field in definition.fields
    }

    def build(value: Mapping[str, Any]) -> Any:
        given: dict[str, Any] = missing.copy()
        for name, one in value.items():
            python_name, make = parts[name]
            given[python_name] = one if make is None else make(one)
        return cls(**given)

    return build


def of_type(kind: Any) -> Build | None:
    """What makes a value of this type; None where a value is what it stands for already."""
    match kind:
        case StrawberryMaybe():
            return some(kind)
        case StrawberryOptional(of_type=inner):
            return or_null(of_type(inner))
        case StrawberryList(of_type=inner):
            return each(of_type(inner))
        case LazyType():
            return of_type(kind.resolve_type())
    return of_object(kind) if get_object_definition(kind) else None


def or_null(make: Build | None) -> Build | None:
    """The same where null is allowed."""
    return None if make is None else lambda value: None if value is None else make(value)


def each(make: Build | None) -> Build:
    """The same for every item; a list is never handed on itself, because a default would be everybody's."""
    return list if make is None else lambda values: [make(value) for value in values]


def some(kind: StrawberryMaybe) -> Build:
    """What makes a value of a field that may be left out: whoever gives it is known to have given it."""
    make = of_type(kind.of_type)
    if isinstance(kind.of_type, StrawberryOptional):
        return lambda value: Some(value if make is None else make(value))

    def build(value: Any) -> Any:
        if value is None:
            return convert_argument(None, kind, {}, StrawberryConfig())  # which says why not
        return Some(value if make is None else make(value))

    return build
