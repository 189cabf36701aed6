"""Random questions: valid operations over the printed schema, with all that a selection may hold.

Which question it is, is decided by one seed. What its variables bring is decided apart, so that one
question is asked several times, as an app does.
"""

from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_required_argument,
)

from tests.schema.values import Values

DEPTH = 3
ROOTS = {"observations": 5, "commitments": 3, "report": 3, "changes": 2, "nodes": 2}
"""How often a field is asked for; others once."""
RESOLVED = dict.fromkeys(
    (
        "readers",
        "myAdjustments",
        "adjustmentsFor",
        "myCritiques",
        "critiquesForMe",
        "critiqueThemes",
        "restrictedForMe",
        "custodians",
        "mentorLoads",
        "forsakenEntries",
        "charterMuseums",
        "charters",
        "committee",
        "motions",
        "publicRegisters",
        "fairDistribution",
        "callRules",
        "programmeRules",
        "callShapes",
        "applicationVerdicts",
        "applicationAdjustments",
        "matchRuns",
        "matchAnswer",
        "matchVerdict",
        "matchFormula",
        "placementAgreements",
        "placementAgreement",
        "desk",
        "deskSearch",
        "credits",
        "mentorRequests",
        "needCovers",
    ),
    0,
)
"""What is executed as ever and not compiled: there is nothing to compare."""


class Writer:
    """Writes one question, each choice by chance."""

    def __init__(self, schema: GraphQLSchema, chance_of: Random, values: Values) -> None:
        self.schema, self.chance_of, self.values = schema, chance_of, values
        self.fragments: list[str] = []
        self.keys = 0

    def one_of(self, *choices: Any) -> Any:
        return self.chance_of.choice(choices)

    def chance(self, of: int) -> bool:
        return self.chance_of.randrange(of) == 0

    def document(self) -> str:
        """A whole document; the operation to execute is called `Random`."""
        query = self.schema.query_type
        assert query
        weighed = [name for name in query.fields for _ in range((ROOTS | RESOLVED).get(name, 1))]
        parts = [self.root(query, self.one_of(*weighed)) for _ in range(self.one_of(1, 1, 2))]
        if self.chance(3):
            parts.append(self.spread(query, f"{{ {self.root(query, self.one_of(*weighed))} }}"))
        if self.chance(4):
            parts.append(f"{self.one_of('', 'k0: ')}__typename {self.condition()}")
        if self.chance(8):
            parts.append(parts[0])
        operation = f"query Random{self.values.declared()} {{ {' '.join(parts)} }}"
        other = ["query Other { me { id } }"] if self.chance(10) else []
        return "\n".join([*other, operation, *self.fragments])

    def root(self, query: GraphQLObjectType, name: str) -> str:
        """A field at the top, now and then selected twice, so that both are merged."""
        return self.field(query, name, DEPTH + (name in ("changes", "observations")))

    def field(self, kind: GraphQLObjectType | GraphQLInterfaceType, name: str, depth: int) -> str:
        """A field; under a key of its own, so that any two selections merge."""
        field = kind.fields[name]
        plain = not field.args and not is_composite_type(get_named_type(field.type)) and self.chance(2)
        if not plain:
            self.keys += 1
        asked = f"{'' if plain else f'k{self.keys}: '}{name}{self.arguments(kind, name, field)}"
        below = get_named_type(field.type)
        if not is_composite_type(below):
            return f"{asked} {self.condition()}"
        whole = f"{asked} {self.condition()} {self.selection(below, depth - 1)}"
        if self.chance(6):
            whole += f" {asked} {self.selection(below, depth - 1)}"
        return whole

    def arguments(self, kind: Any, name: str, field: GraphQLField) -> str:
        """Arguments of a field, each left out now and then unless it must be there."""
        top = kind is self.schema.query_type
        known = [one for one in field.args if one in ("first", "last", "after", "before")]
        given = {}
        for argument, definition in field.args.items():
            if argument in known and top:
                continue
            if is_required_argument(definition) or self.chance(2):
                kind_of: Any = definition.type
                if definition.default_value is not Undefined and self.chance(4):
                    kind_of = get_nullable_type(kind_of)  # what is left out is the default then
                    given[argument] = self.values.variable(kind_of, argument, nested=not top)
                else:
                    given[argument] = self.values.of(kind_of, argument, nested=not top)
        if top and "first" in field.args:
            given |= self.paging(name, field)
        elif top and name == "changes" and self.chance(2):
            given["after"] = self.values.cursor(name)
        return f"({', '.join(f'{key}: {value}' for key, value in given.items())})" if given else ""

    def paging(self, name: str, field: GraphQLField) -> dict[str, str]:
        """First or last, and a cursor that goes with it; now and then what contradicts itself."""
        size, place = self.one_of(("first", "after"), ("last", "before"))
        given = {}
        if self.chance(12):
            given = {one: self.one_of("0", "1", "101") for one in self.one_of(("first", "last"), (size,))}
        elif not self.chance(4):
            given = {size: self.values.of(field.args[size].type, size)}
        if self.chance(2) and (given or self.chance(3)):
            given[place] = self.values.cursor(name)
        return given

    def selection(self, kind: Any, depth: int) -> str:
        """A selection set on a type."""
        parts = [self.part(kind, depth) for _ in range(self.chance_of.choice((1, 1, 2, 2, 3)))]
        name = self.one_of("__typename", "k0: __typename")
        return "{ " + " ".join(parts) + f" {name} }}"

    def part(self, kind: Any, depth: int) -> str:
        """One selection: a field, or a fragment with one."""
        form = self.chance_of.randint(0, 6)
        if depth > 0 and form == 0:
            return f"... {self.condition()} {self.selection(kind, depth - 1)}"
        if depth > 0 and (form == 1 or self.abstract(kind)):
            on = self.narrowed(kind)
            inner = self.selection(on, depth - 1 if on is kind else depth)
            return (
                self.spread(on, inner) if self.chance(2) else f"... on {on.name} {self.condition()} {inner}"
            )
        fields = {
            name: field
            for name, field in getattr(kind, "fields", {}).items()
            if depth > 0 or not is_composite_type(get_named_type(field.type))
        }
        if not fields:
            return "k0: __typename"
        rows = [name for name, field in fields.items() if is_composite_type(get_named_type(field.type))]
        return self.field(
            kind, self.one_of(*rows) if rows and self.chance(2) else self.one_of(*fields), depth
        )

    def spread(self, on: Any, selection: str) -> str:
        """A named fragment, spread once or twice, and sometimes through another one."""
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {on.name} {selection}")
        if self.chance(4):
            self.fragments.append(f"fragment {name}x on {on.name} {{ ...{name} {self.condition()} }}")
            name += "x"
        return f"...{name} {self.condition()} {self.one_of('', f'...{name}')}"

    def condition(self) -> str:
        """Directives: as a rule none."""
        if not self.chance(4):
            return ""
        names = ("include", "skip") if self.chance(5) else (self.one_of("include", "skip"),)
        boolean = GraphQLIncludeDirective.args["if"].type
        return " ".join(f"@{name}(if: {self.values.of(boolean, 'if')})" for name in names)

    @staticmethod
    def abstract(kind: Any) -> bool:
        return isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)

    def narrowed(self, kind: Any) -> Any:
        """A type that an object of this type may also be asked as."""
        if self.abstract(kind):
            return self.one_of(kind, *self.schema.get_possible_types(kind) * 2)
        unions = [
            one
            for one in self.schema.type_map.values()
            if isinstance(one, GraphQLUnionType) and kind in one.types
        ]
        return self.one_of(kind, *kind.interfaces, *unions)
