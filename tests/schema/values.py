"""Values for random questions: as literals, as variables, or as variables inside literals."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
)

from tests.schema.reference_lists import POINTS

SIZES = (1, 2, 3, 7, 100)
OFTEN = ("Observation", "Observation", "Observation", "Commitment", "Comment")
WORDS: dict[str, list[Any]] = {
    "Boolean": [True, False],
    "String": ["PT", "MZ", "pt", ""],
    "DateTime": [
        "2026-10-08T09:31:04.123456+00:00",
        "2026-10-08T09:33:04.123456Z",
        "2026-10-08T11:34:00+02:00",
        "2026-01-01T00:00:00-11:30",
        "2027-06-01T00:00:00Z",
    ],
    "Date": ["2026-12-01", "2026-12-03", "2026-10-05", "1999-12-31"],
}


class Word(str):
    """A word of an enumeration: bare in a document, a string in variables."""

    __slots__ = ()


def told(value: Any) -> str:
    """A value as a literal of GraphQL."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {told(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(told, value)) + "]"
    return str(value) if isinstance(value, Word) else json.dumps(value)


def some_of(fields: Iterable[str], chance_of: Random) -> list[str]:
    """Some fields of an input, in any order."""
    names = sorted(fields)
    return chance_of.sample(names, min(len(names), chance_of.choice((0, 1, 1, 2))))


@dataclass
class Values:
    """Draws values for one question, and remembers the variables it declares."""

    chance_of: Random
    ids: dict[str, list[str]]
    cursors: dict[str, list[str]]
    devices: tuple[str, ...]
    scopes: tuple[str, ...]
    variables: dict[str, tuple[Any, bool, str, Any]] = field(default_factory=dict)
    """Type, whether there is a default, the name of the argument, and whether it stands below the top."""

    def of(self, kind: Any, name: str, *, nested: bool = False) -> str:
        """A value of this type, as it stands in the document."""
        if self.chance_of.randrange(3) == 0:
            return self.variable(kind, name, nested=nested)
        nullable = not isinstance(kind, GraphQLNonNull)
        bare = kind if nullable else kind.of_type
        if nullable and self.chance_of.randrange(8) == 0:
            return "null"
        if isinstance(bare, GraphQLInputObjectType):
            fields = some_of(bare.fields, self.chance_of)
            given = (f"{one}: {self.of(bare.fields[one].type, one, nested=nested)}" for one in fields)
            return "{" + ", ".join(given) + "}"
        if isinstance(bare, GraphQLList) and self.chance_of.randrange(4) == 0:
            return f"[{self.of(bare.of_type, name, nested=nested)}]"
        return told(self.value(kind, name, self.chance_of, nested=nested))

    def variable(self, kind: Any, name: str, *, nested: bool = False, cursor: str = "") -> str:
        """A variable, new or one that this question has already."""
        for known, (declared, _, of, below) in self.variables.items():
            if (
                str(declared) == str(kind)
                and (of, below) == (cursor or name, nested)
                and self.chance_of.random() < 0.5
            ):
                return f"${known}"
        key = f"v{len(self.variables)}"
        self.variables[key] = (kind, self.chance_of.randrange(3) == 0, cursor or name, nested)
        return f"${key}"

    def declared(self) -> str:
        """The variables as an operation declares them."""
        parts = []
        for key, (kind, has_default, name, nested) in self.variables.items():
            default = self.value(kind, name, self.chance_of, nested=nested) if has_default else None
            parts.append(f"${key}: {kind}" + (f" = {told(default)}" if has_default else ""))
        return f"({', '.join(parts)})" if parts else ""

    def brought(self, chance_of: Random) -> dict[str, Any]:
        """What one asking brings for the variables; what may be left out is, now and then."""
        found = {}
        for key, (kind, has_default, name, nested) in self.variables.items():
            may_be_absent = has_default or not isinstance(kind, GraphQLNonNull)
            if not may_be_absent or chance_of.randrange(4):
                found[key] = self.value(kind, name, chance_of, nested=nested)
        return found

    def cursor(self, field: str) -> str:
        """A cursor of an earlier answer: of this list, seldom of another one, seldom none at all."""
        place = self.place(field, self.chance_of)
        return told(place) if place is None or self.chance_of.randrange(2) else self.named(field)

    def named(self, field: str) -> str:
        key = f"v{len(self.variables)}"
        self.variables[key] = ("String", False, f"cursor of {field}", False)
        return f"${key}"

    def place(self, field: str, chance_of: Random) -> str | None:
        """The cursor itself."""
        some = self.cursors.get(field, [])
        if chance_of.randrange(12) == 0:
            some = [*("", "AAAA"), *(one for many in self.cursors.values() for one in many[-3:])]
        return chance_of.choice(some) if some else None

    def value(self, kind: Any, name: str, chance_of: Random, *, nested: bool = False) -> Any:
        """A value as JSON has it."""
        if name.startswith("cursor of "):
            return self.place(name.removeprefix("cursor of "), chance_of)
        if isinstance(kind, GraphQLNonNull):
            return self.something(kind.of_type, name, chance_of, nested=nested)
        if chance_of.randrange(8) == 0 and not (nested and name == "first"):
            return None
        return self.something(kind, name, chance_of, nested=nested)

    def something(self, kind: Any, name: str, chance_of: Random, *, nested: bool) -> Any:
        """A value that is not null."""
        if isinstance(kind, GraphQLList):
            if isinstance(get_named_type(kind), GraphQLEnumType) and chance_of.randrange(6) == 0:
                return self.value(kind.of_type, name, chance_of)  # one is as good as a list of one
            number = chance_of.choice((0, 1, 2, 3, 3, 5)) if chance_of.randrange(60) else 101
            return [self.value(kind.of_type, name, chance_of) for _ in range(number)]
        if isinstance(kind, GraphQLInputObjectType):
            fields = some_of(kind.fields, chance_of)
            return {one: self.value(kind.fields[one].type, one, chance_of, nested=nested) for one in fields}
        if isinstance(kind, GraphQLEnumType):
            return Word(chance_of.choice(sorted(kind.values)))
        return self.scalar(kind.name, name, chance_of, nested=nested)

    def scalar(self, kind: str, name: str, chance_of: Random, *, nested: bool) -> Any:
        """A plain value; what is refused at the top alone is not drawn for a nested field."""
        if kind == "ID":
            wanted = POINTS.get(name)
            some = self.ids[wanted or chance_of.choice((*self.ids, *OFTEN))]
            if not nested and chance_of.randrange(20) == 0:
                some = ["", "Person:", "Nobody:1", *(many[0] for many in self.ids.values())]
            return chance_of.choice(some)
        if kind == "UUID":
            return chance_of.choice(self.scopes if name == "again" else self.devices)
        if name == "year":
            return chance_of.choice((2026, 2026, 2025, 2027) if chance_of.randrange(12) else (1899, 3000))
        if kind == "Int":
            return chance_of.choice(SIZES if nested or chance_of.randrange(15) else (0, 101, 501))
        return chance_of.choice(WORDS[kind])
