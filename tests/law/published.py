"""Every operation that was ever published, with what of the graph it relies on.

`schema/published.jsonl` only grows: a line is an operation, the part of the graph that it reads and sends,
as it was on that day, and a seal over this line and all lines before it. `make publish` adds what is new.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    ObjectTypeDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    UnionTypeDefinitionNode,
    Visitor,
    build_schema,
    get_named_type,
    parse,
    print_ast,
    strip_ignored_characters,
    visit,
)
from graphql.language import TypeDefinitionNode
from graphql.utilities import find_breaking_changes

from api.developers.examples import examples

TOP = Path(__file__).parents[2]
LEDGER = TOP / "schema" / "published.jsonl"
TRUSTED = TOP / "schema" / "trusted-documents.json"
PRINTED = TOP / "schema" / "schema.graphql"
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Published:
    """One operation, and what of the graph it relies on."""

    document: str
    relies_on: str
    seal: str

    @property
    def id(self) -> str:
        """The id under which a program asks for it."""
        return f"sha256:{sha256(self.document.encode()).hexdigest()}"


def ledger(text: str) -> list[Published]:
    """The lines of a ledger."""
    return [Published(**json.loads(line)) for line in text.splitlines()]


def sealed(before: str, document: str, relies_on: str) -> str:
    """The seal of a line: it changes when this line or any line before it is another one."""
    return sha256(f"{before}\n{document}\n{relies_on}".encode()).hexdigest()


def published_since(lines: list[Published], documents: Iterable[str], sdl: str) -> Iterator[Published]:
    """The lines that are missing for these documents."""
    known, seal = {line.document for line in lines}, lines[-1].seal if lines else BEGINNING
    for document in documents:
        if document not in known:
            relied = relied_on(parse(document), sdl)
            seal = sealed(seal, document, relied)
            yield Published(document, relied, seal)


def broken(line: Published, schema: GraphQLSchema) -> list[str]:
    """What a program that asks this would no longer get or could no longer send."""
    then = build_schema(line.relies_on, assume_valid=True)
    return [change.description for change in find_breaking_changes(then, schema)]


# ---------------------------------------------------------------- the part of the graph


class Relied(Visitor):
    """Which types, fields and arguments an operation names."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.fields: dict[str, dict[str, set[str]]] = {}
        self.inputs: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """A field, its arguments, and the type it leads to."""
        parent, field = self.info.get_parent_type(), self.info.get_field_def()
        if parent is None or field is None or node.name.value.startswith("__"):
            return
        used = self.fields.setdefault(parent.name, {}).setdefault(node.name.value, set())
        for argument in node.arguments or ():
            used.add(argument.name.value)
            self.inputs.add(get_named_type(field.args[argument.name.value].type).name)
        self.fields.setdefault(get_named_type(field.type).name, {})

    def enter_named_type(self, node: NamedTypeNode, *_: object) -> None:
        """A type that a fragment or a variable names."""
        self.fields.setdefault(node.name.value, {})


def relied_on(document: DocumentNode, sdl: str) -> str:
    """The part of the graph that a document relies on, as a small graph of its own."""
    schema, whole = build_schema(sdl), visit(parse(sdl, no_location=True), Bare())
    info = TypeInfo(schema)
    relied = Relied(info)
    visit(document, TypeInfoVisitor(info, relied))
    types = {part.name.value: part for part in whole.definitions if isinstance(part, TypeDefinitionNode)}
    named = {name: relied.fields.get(name, {}) for name in relied.fields.keys() | sent(relied.inputs, types)}
    kept = (print_ast(pruned(part, named)) for name, part in types.items() if name in named)
    return strip_ignored_characters("\n".join(kept))


class Bare(Visitor):
    """Takes the descriptions out of a graph: they may be said better."""

    def leave(self, node: Any, *_: object) -> Any:
        """The node without its description."""
        return replace(node, description=None) if getattr(node, "description", None) else None


def sent(names: set[str], types: Mapping[str, TypeDefinitionNode]) -> set[str]:
    """Whatever can stand in these inputs may be sent, so all of it is relied on."""
    found: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        part = types.get(name)
        if isinstance(part, InputObjectTypeDefinitionNode) and name not in found:
            waiting += [name_of(field.type) for field in part.fields or ()]
        found.add(name)
    return found


def name_of(node: Any) -> str:
    """The name of a type, without its lists and exclamation marks."""
    while not isinstance(node, NamedTypeNode):
        node = node.type
    return node.name.value


def pruned(part: TypeDefinitionNode, named: Mapping[str, Mapping[str, set[str]]]) -> TypeDefinitionNode:
    """A type with those of its fields, arguments and kinds that are named."""
    if isinstance(part, UnionTypeDefinitionNode):
        return replace(part, types=tuple(kind for kind in part.types or () if kind.name.value in named))
    if not isinstance(part, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
        return part
    asked = named[part.name.value]
    fields = tuple(
        replace(field, arguments=tuple(one for one in field.arguments or () if one.name.value in asked[name]))
        for field in part.fields or ()
        if (name := field.name.value) in asked
    )
    interfaces = tuple(kind for kind in part.interfaces or () if kind.name.value in named)
    return replace(part, fields=fields, interfaces=interfaces)


# ---------------------------------------------------------------- `make publish`


def documents() -> list[str]:
    """What is published now: the app's own operations, and the examples for partners."""
    trusted: dict[str, str] = json.loads(TRUSTED.read_text())
    return [*trusted.values(), *(document for example in examples() for document in example.documents)]


def publish() -> None:
    """Write down what is new."""
    lines = ledger(LEDGER.read_text()) if LEDGER.exists() else []
    new = list(published_since(lines, documents(), PRINTED.read_text()))
    with LEDGER.open("a") as file:
        file.writelines(json.dumps(asdict(line)) + "\n" for line in new)
    print(f"{len(new)} new operations; {len(lines) + len(new)} in all.")  # noqa: T201


if __name__ == "__main__":
    publish()
