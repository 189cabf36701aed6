"""Whatever a program can write down over a printed graph, some of it about what is really there."""

import re
from pathlib import Path
from uuid import UUID

from graphql import DocumentNode, NameNode, ObjectFieldNode, ObjectValueNode, ValueNode, build_schema
from graphql import GraphQLInputObjectType as Input
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis_graphql import queries
from schemathesis import graphql

CHOICE = re.compile(r"input OpInput @oneOf \{.*?\n\}", re.DOTALL)
NAMED = [
    (": ID", ": Row"),
    ("[ID!]", "[Row!]"),
    ("first: Int! =", "first: Many! ="),
    ("limit: Int! =", "limit: Many! ="),
    ("first: Int\n", "first: Forward\n"),
    ("last: Int\n", "last: Backward\n"),
    ("after: String\n", "after: Place\n"),
    ("before: String\n", "before: Place\n"),
    ("protocol: Int!", "protocol: One!"),
    ("schemaVersion: Int!", "schemaVersion: One!"),
    ("v: Int!", "v: One!"),
    ("ackThrough: Int!", "ackThrough: Turn!"),
    ("seq: Int!", "seq: Turn!"),
    ("base: Int!", "base: Turn!"),
    ("deviceId: UUID!", "deviceId: Phone!"),
    ("placementId: UUID!", "placementId: Placed!"),
]
KINDS = ("Observation", "Placement", "Person", "Museum", "Programme", "Nothing")
V7 = 0x7 << 76, 0b10 << 62
PHONE = "0199c3a1-0000-7000-8000-00000000000"


def v7(number: int) -> UUID:
    """An id as a client makes it, of any number."""
    version, variant = V7
    return UUID(int=number & ~(0xF << 76) & ~(0b11 << 62) | version | variant)


class Documents:
    """Random documents over one printed graph; the same chance writes the same ones."""

    def __init__(self, printed: Path, ids: dict[str, UUID]) -> None:
        """Give every plain value a name of its own, or it would be any text, and be refused almost always."""
        sdl = printed.read_text()
        for plain, named in NAMED:
            sdl = sdl.replace(plain, named)
        values = strategies(ids)
        whole = sdl + "".join(f"\nscalar {name}\n" for name in values if f"scalar {name}\n" not in sdl)
        if CHOICE.search(whole):
            values["OpInput"] = one_of_its_kinds(whole, values)
            whole = CHOICE.sub("scalar OpInput\n", whole)
        for name, drawn in values.items():
            graphql.scalar(name, drawn)
        self._graph = graphql.from_file(whole)
        self._graph.config.update(base_url="http://here")

    def questions(self, chance: int, number: int) -> list[str]:
        """Anything that can be asked."""
        return gathered(self._graph["Query"].as_strategy(), chance, number)

    def doings(self, chance: int, number: int) -> list[str]:
        """Anything that can be done."""
        return gathered(self._graph["Mutation"].as_strategy(), chance, number)

    def pushes(self, chance: int, number: int) -> list[str]:
        """Pushes alone, of operations of every kind."""
        return gathered(self._graph["Mutation"]["push"].as_strategy(), chance, number)


def strategies(ids: dict[str, UUID]) -> dict[str, st.SearchStrategy[ValueNode]]:
    """What each scalar is drawn from."""
    there = st.sampled_from([*ids.values()]) | st.integers(0, 2**128 - 1).map(v7)
    text, number, nothing = graphql.nodes.String, graphql.nodes.Int, st.just(graphql.nodes.Null)
    return {
        "Row": st.builds("{}:{}".format, st.sampled_from(KINDS), there).map(text)
        | st.text(max_size=8).map(text),
        "Many": st.integers(1, 30).map(number) | st.integers(-(2**31), 2**31 - 1).map(number),
        "Forward": st.integers(1, 30).map(number) | nothing,
        "Backward": nothing | nothing | st.integers(1, 30).map(number),
        "Place": nothing | nothing | st.text(max_size=8).map(text),
        "UUID": there.map(str).map(text),
        "DateTime": st.datetimes().map(lambda at: text(f"{at.isoformat()}Z")),
        "Date": st.dates().map(str).map(text),
        "One": st.just(number(1)),
        "Turn": st.one_of(*[st.integers(1, 9)] * 3, st.integers(-(2**31), 2**31 - 1)).map(number),
        "Phone": st.sampled_from("123").map(lambda last: text(PHONE + last)),
        "Placed": st.just(text(str(ids["placement"]))) | there.map(str).map(text),
    }


def one_of_its_kinds(
    sdl: str, values: dict[str, st.SearchStrategy[ValueNode]]
) -> st.SearchStrategy[ValueNode]:
    """An input of which exactly one field is given: each of its fields as likely as any other."""
    choice = build_schema(sdl).type_map["OpInput"]
    assert isinstance(choice, Input)
    drawn = {name: f"{name}(given: {field.type}!): Int" for name, field in choice.fields.items()}
    shown = f"{sdl} schema {{ query: Kinds }} type Kinds {{ {' '.join(drawn.values())} }}"

    def given_to(name: str) -> st.SearchStrategy[ValueNode]:
        asked = queries(shown, fields=[name], custom_scalars=values, print_ast=lambda document: document)
        return asked.map(lambda document: ObjectValueNode(fields=(of_field(name, document),)))

    return st.one_of(*map(given_to, drawn))


def of_field(name: str, document: DocumentNode) -> ObjectFieldNode:
    """What a document gives to its one field, under the name of that field."""
    (operation,) = document.definitions
    (asked,) = operation.selection_set.selections  # type: ignore[attr-defined] # it is an operation
    return ObjectFieldNode(name=NameNode(value=name), value=asked.arguments[0].value)


def gathered(cases: st.SearchStrategy[object], chance: int, number: int) -> list[str]:
    """So many documents, drawn by one chance."""
    found: list[str] = []

    @examples(max_examples=number, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases)
    def gather(case: object) -> None:
        found.append(str(case.body))  # type: ignore[attr-defined] # its module is not typed

    seed(chance)(gather)()
    return found
