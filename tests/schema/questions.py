"""Random questions: valid operations over the printed schema, with all that a selection may hold."""

from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)

DEPTH = 3
FIRSTS = ("1", "2", "7", "100", "$few", "$many")
VARIABLES = {"yes": True, "no": False, "few": 2, "many": 50}
DECLARED = "$yes: Boolean!, $no: Boolean!, $few: Int!, $many: Int! = 3"
WHERES = {
    "observations": [
        "kind: [ROUTINE, IDEA]",
        "state: [SENT_BACK]",
        "state: []",
        'placement: "%placement"',
        'author: "%Ana"',
        "kind: null",
    ],
    "commitments": ["state: [PROMISED]", 'author: "%Bento"'],
    "museums": ['country: "PT"'],
    "placements": ['host: "%Lisbon"', 'mentor: "%Ana"', "state: [UNDER_WAY, AGREED]"],
}


class Writer:
    """Writes one question, each choice by chance."""

    def __init__(self, schema: GraphQLSchema, chance_of: Random, ids: dict[str, str]) -> None:
        self.schema, self.chance_of, self.ids = schema, chance_of, ids
        self.fragments: list[str] = []
        self.keys = 0

    def one_of(self, *choices: Any) -> Any:
        return self.chance_of.choice(choices)

    def chance(self, of: int) -> bool:
        return self.chance_of.randrange(of) == 0

    def operation(self) -> str:
        """A whole document."""
        fields = []
        for _ in range(self.chance_of.randint(1, 2)):
            name = self.one_of("me", "node", "nodes", *("museums", "people", "programmes", "placements"),
                               *("observations", "commitments") * 6)  # fmt: skip
            query = self.schema.query_type
            assert query
            kind = get_named_type(query.fields[name].type)
            fields.append(f"{self.key(name)}{self.arguments(name)} {self.selection(kind, DEPTH)}")
        body = f"query Random({DECLARED}) {{ {' '.join(fields)} used: museums(first: $few) {{ ...Used }} }}"
        used = "fragment Used on MuseumConnection { n: totalCount @include(if: $yes) @skip(if: $no)"
        used += " m: nodes { id } p: nodes { network { id } } }"
        spend = "fragment Spend on Museum { network { id } }"
        many = "fragment Many on Query { spent: people(first: $many) { totalCount } }"
        body = body.replace("used:", "...Many used:").replace("...Used", "...Used nodes { ...Spend }")
        return "\n".join([body, used, spend, many, *self.fragments])

    def key(self, name: str) -> str:
        """A field under a key of its own, so that any two selections merge."""
        self.keys += 1
        return f"k{self.keys}: {name}"

    def arguments(self, name: str) -> str:
        """Arguments of a field at the top."""
        if name == "node":
            return f'(id: "{self.one_of(*self.ids.values())}")'
        if name == "nodes":
            some = [self.one_of(*self.ids.values()) for _ in range(self.chance_of.randint(0, 4))]
            return "(ids: [" + ", ".join(f'"{one}"' for one in some) + "])"
        if name == "me":
            return ""
        given = [self.one_of("first", "last") + ": " + self.one_of(*FIRSTS)]
        if self.chance(20):
            given = [self.one_of("first: 0", "last: 101", "first: 1, last: 1")]
        if name in WHERES and self.chance(2):
            where = self.one_of(*WHERES[name])
            for known, one in self.ids.items():
                where = where.replace(f"%{known}", one)
            given.append(f"where: {{{where}}}")
        if name == "observations" and self.chance(3):
            given.append("order: CAPTURED_OLDEST")
        return f"({', '.join(given)})"

    def selection(self, kind: Any, depth: int) -> str:
        """A selection set on a type."""
        parts = [self.part(kind, depth) for _ in range(self.chance_of.randint(2, 4))]
        return "{ " + " ".join(parts) + (" __typename }" if self.chance(2) else " k0: __typename }")

    def part(self, kind: Any, depth: int) -> str:
        """One selection: a field, or a fragment with one."""
        condition = self.one_of(
            "", "", "", "@include(if: $yes)", "@skip(if: $yes)", "@include(if: $no)", "@skip(if: false)"
        )
        if depth <= 0 and is_abstract_type(kind):
            return self.key("__typename")
        form = self.chance_of.randint(0, 7) if depth > 0 else 7
        if form == 0:
            return f"... {condition} {self.selection(kind, depth - 1)}"
        if form == 1 or is_abstract_type(kind):
            on = self.narrowed(kind)
            inner = self.selection(on, depth - 1)
            if self.chance(2):
                name = f"F{len(self.fragments)}"
                self.fragments.append(f"fragment {name} on {on.name} {inner}")
                return f"...{name} {condition} ...{name}"
            return f"... on {on.name} {condition} {inner}"
        fields = {name: field for name, field in kind.fields.items() if depth > 0 or not composite(field)}
        if not fields:
            return self.key("__typename")
        rows = [name for name, field in fields.items() if composite(field)]
        name = self.one_of(*rows) if rows and self.chance(2) else self.one_of(*fields)
        field = fields[name]
        asked = self.key(name)
        if "first" in field.args and self.chance(2):
            asked += f"(first: {self.one_of(*FIRSTS)})"
        below = self.selection(get_named_type(field.type), depth - 1) if composite(field) else ""
        return f"{asked} {condition} {below}"

    def narrowed(self, kind: Any) -> Any:
        """A type that an object of this type may also be asked as."""
        if is_abstract_type(kind):
            return self.one_of(kind, *self.schema.get_possible_types(kind))
        assert isinstance(kind, GraphQLObjectType)
        return self.one_of(kind, *kind.interfaces)


def composite(field: GraphQLField) -> bool:
    """Whether a field has a selection of its own."""
    return is_composite_type(get_named_type(field.type))
