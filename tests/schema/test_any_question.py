"""Whatever is asked, the engine answers as GraphQL's own execution does over plain rows.

`QUESTIONS` is how many documents are asked, each several times with other variables; `NIGHTLY=1` asks
many more, and begins where nobody began before.
"""

import asyncio
import json
import os
import re
from collections import Counter
from random import Random
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    get_named_type,
    parse,
    validate,
)
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from tests.schema.conftest import Asker
from tests.schema.questions import RESOLVED, Writer
from tests.schema.reference import Reference
from tests.schema.tangle import DEVICES, go_on, tangle
from tests.schema.values import Values

NIGHTLY = "NIGHTLY" in os.environ
QUESTIONS = int(os.environ.get("QUESTIONS", "20000" if NIGHTLY else "600"))
TIMES = 3
LONGEST = 2500
TOKEN = re.compile(r'"\\u00a7[^"]*"')
UNREAD = re.compile("__|Op[A-Z]|Push|Mutation|Subscription|Poke|FieldConflict|Written|Kept")
STUMBLES = {"INTERNAL", "TOO_SLOW", "UNAVAILABLE"}
CODES = {"BAD_CURSOR", "BAD_PAGE", "BAD_PAGE_SIZE", "NOT_TO_BE_SEEN", "WRONG_USER"}
NAME = re.compile(r"'(?:__typename|k0)': '(\w+)'")
WHO = ("Ana", "Ana", "Bento", "Bento", "Clara", None)


class Comparing:
    """Asks the engine and the reference the same, and compares what they say."""

    def __init__(self, ask: Asker, references: dict[str | None, Reference], said: list[str]) -> None:
        self.ask, self.references, self.said = ask, references, said
        self.sealed: dict[str, str] = {}
        self.cursors: dict[str, list[str]] = {}
        self.seen: Counter[str] = Counter()
        self.kept: tuple[str, DocumentNode | None] = ("", None)

    async def compare(self, who: str | None, document: str, variables: dict[str, Any]) -> None:
        """Ask both."""
        reference = self.references[who]
        before = len(self.said)
        mine, errors = await self.engine(who, document, variables)
        statements = len(self.said) - before
        self.seen["asked"] += 1
        assert not any(code in STUMBLES for _, code in errors), errors
        if any(code == "QUERY_LIMIT" for _, code in errors):
            self.seen["too dear"] += 1
            return
        parsed = self.parsed(document)
        if parsed is None:
            # Two fields of one name that differ in their type: written by chance, and refused by both.
            self.seen["not valid"] += 1
            assert (mine, statements) == (None, 0)
            assert errors
            return
        expected, places = reference.ask(parsed, variables)
        if places and places[0][0] is None:
            # Refused before anything was executed; both say so, each in its own words.
            self.seen["refused whole"] += 1
            assert (mine, statements) == (None, 0)
            assert errors
            assert all(path is None for path, _ in errors), errors
            return
        self.same(mine, expected)
        self.seen.update(code for _, code in places if code)
        self.seen.update(NAME.findall(str(expected)))
        if expected is None and fields_at_the_top(parsed) > 1:
            # Of several fields without which there is no answer, either may be the first to be refused.
            assert all(path for path, _ in errors)
            return
        assert sorted(errors, key=str) == sorted(places, key=str)
        # One statement for each field at the top; what is refused before it is read needs none.
        assert statements == reference.reads

    def parsed(self, document: str) -> DocumentNode | None:
        """The document for the reference, kept for the next asking; none when it is not valid."""
        if self.kept[0] != document:
            parsed = parse(document)
            # The one rule that chance breaks; were it another, the engine would refuse and the reference not.
            errors = validate(self.references[None].schema, parsed, [OverlappingFieldsCanBeMergedRule])
            self.kept = (document, None if errors else parsed)
        return self.kept[1]

    async def engine(self, who: str | None, document: str, variables: dict[str, Any]) -> Any:
        """What the engine answers: its data, and the places and codes of its errors."""
        document = TOKEN.sub(lambda found: f'"{self.sealed[json.loads(found[0])]}"', document)
        variables = {
            key: self.sealed.get(value, value) if isinstance(value, str) else value
            for key, value in variables.items()
        }
        context = self.ask.context(self.ask.story[who] if who else None)
        result = await self.ask.schema.execute(
            document, variables, context_value=context, operation_name="Random"
        )
        data = orjson.loads(orjson.dumps(result.data))
        errors = [error.formatted for error in result.errors or ()]
        return data, [
            (tuple(error["path"]) if error.get("path") else None, error.get("extensions", {}).get("code"))
            for error in errors
        ]

    def same(self, mine: Any, expected: Any) -> None:
        """Compare values; a cursor is remembered beside the sealed one that stands in its place."""
        if isinstance(expected, dict):
            assert isinstance(mine, dict)
            assert list(mine) == list(expected)
            for key, value in expected.items():
                self.same(mine[key], value)
        elif isinstance(expected, list):
            assert isinstance(mine, list)
            assert len(mine) == len(expected)
            for one, other in zip(mine, expected, strict=True):
                self.same(one, other)
        elif isinstance(expected, str) and expected.startswith("§"):
            assert isinstance(mine, str)
            assert len(mine) > 60
            self.remember(expected, mine)
        else:
            assert (mine, type(mine)) == (expected, type(expected))

    def remember(self, cursor: str, sealed: str) -> None:
        if cursor not in self.sealed:
            self.sealed[cursor] = sealed
            self.cursors.setdefault(cursor[1:].split(maxsplit=1)[0], []).append(cursor)


def fields_at_the_top(document: DocumentNode) -> int:
    """How many fields a question has at the top, counted with those that are left out by a condition."""
    operations = (part for part in document.definitions if isinstance(part, OperationDefinitionNode))
    return sum(len(part.selection_set.selections) for part in operations)


def led_to(schema: GraphQLSchema) -> set[str]:
    """The object types that the fields at the top lead to, without those that are executed as ever."""
    assert schema.query_type
    found: set[str] = set()
    roots = [field for name, field in schema.query_type.fields.items() if name not in RESOLVED]
    waiting = [get_named_type(field.type) for field in roots]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType):
            waiting += schema.get_possible_types(kind)
        elif isinstance(kind, GraphQLObjectType) and kind.name not in found:
            found.add(kind.name)
            waiting += [get_named_type(field.type) for field in kind.fields.values()]
    return found


async def test_any_question_is_answered_as_by_the_reference(ask: Asker, said: list[str]) -> None:
    await tangle(ask)
    comparing = Comparing(ask, await everyone(ask), said)
    rows = comparing.references["Ana"].rows
    ids = {kind: [f"{kind}:{one}" for one in found] for kind, found in rows.items()}
    ids["Observation"] += [f"Observation:{one}" for one in ask.story.observations]
    scopes = tuple(str(ask.story[name]) for name in ("Ana", "Bento", "placement", "network", "Lisbon"))
    loop, schema = asyncio.get_running_loop(), comparing.references[None].schema
    assert schema.query_type
    assert set(schema.query_type.fields) - set(RESOLVED) == set(
        ask.schema.asking.straight.answering.graph.roots
    )

    @settings(
        max_examples=QUESTIONS // 2,
        deadline=None,
        derandomize=not NIGHTLY,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],
    )
    @given(seed=st.integers(0, 2**64))
    def property_holds(seed: int) -> None:
        chance_of = Random(seed)
        values = Values(chance_of, ids, comparing.cursors, DEVICES, scopes)
        document = Writer(schema, chance_of, values).document()
        if len(document) > LONGEST:
            return
        for _ in range(TIMES):
            who, variables = chance_of.choice(WHO), values.brought(chance_of)
            note(f"{who} asks {document} with {variables}")
            asking = comparing.compare(who, document, variables)
            asyncio.run_coroutine_threadsafe(asking, loop).result(300)

    await asyncio.to_thread(property_holds)
    # What devices have read already goes on: some of it is gone now, and a scope is nobody's any more.
    await go_on(ask)
    comparing.references = await everyone(ask)
    await asyncio.to_thread(property_holds)
    # The questions were worth asking: they reached nearly every type, and every common way to be refused.
    kinds = {kind for kind in led_to(schema) if not UNREAD.match(kind)}
    missed = kinds - set(comparing.seen)
    assert len(missed) < len(kinds) / 5, missed
    assert set(comparing.seen) >= CODES
    assert comparing.seen["asked"] > 2 * QUESTIONS
    assert comparing.seen["not valid"] < comparing.seen["asked"] / 100
    assert comparing.seen["too dear"] < comparing.seen["asked"] / 5


async def everyone(ask: Asker) -> dict[str | None, Reference]:
    """What each of them may see now."""
    return {name: await Reference.of(ask.sessions, ask.story[name] if name else None) for name in {*WHO}}
