"""Inputs and answers of the graph: their docstrings are their descriptions."""

import inspect
from typing import TypeVar, dataclass_transform

import strawberry

T = TypeVar("T", bound=type)


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def told_input(cls: T) -> T:
    """Make an input of the graph; its docstring is its description."""
    return strawberry.input(cls, description=inspect.getdoc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def told_choice(cls: T) -> T:
    """Make an input of which exactly one field is given; its docstring is its description."""
    return strawberry.input(cls, description=inspect.getdoc(cls), one_of=True)


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def told_type(cls: T) -> T:
    """Make a type of the graph; its docstring is its description."""
    return strawberry.type(cls, description=inspect.getdoc(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def told_interface(cls: T) -> T:
    """Make an interface of the graph; its docstring is its description."""
    return strawberry.interface(cls, description=inspect.getdoc(cls))
