"""Who sees a row, by its id, in its list, in its parent and in the feed: as the file says."""

from typing import Any

import pytest
from graphql import GraphQLObjectType, build_schema, get_named_type, is_leaf_type

from schema.graph import PRINTED
from tests.matrix.askers import ACCESS, OWN, PARTICIPANT, Asker, forbidden, may
from tests.matrix.doings import new
from tests.matrix.stage import Answer, Stage

SCHEMA = build_schema(PRINTED.read_text(encoding="utf-8"))
KINDS = ACCESS.kinds()


def everything(name: str, *, lists: bool = True) -> str:
    """Every field of a type; of another row its id."""
    kind = SCHEMA.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    parts = []
    for field, told in kind.fields.items():
        if "first" in told.args and not lists:
            continue
        parts.append(field if is_leaf_type(get_named_type(told.type)) else f"{field} {{ id }}")
    return " ".join(parts)


def differing(stage: Stage, who: str, seen: dict[Asker, bool], answers: dict[Asker, Answer]) -> list[str]:
    """The cells in which the server does not do what the file says."""
    wrong = []
    for asker, sees in seen.items():
        if sees is not may(who, asker):
            wrong.append(f"{asker}: {'sees' if sees else 'does not see'} it; {answers[asker].text[:300]}")
        wrong += leaks(asker, answers[asker].text)
    return wrong


def leaks(asker: Asker, text: str) -> list[str]:
    """What stands in an answer that this asker should not read."""
    return [f"{asker}: reads {word}" for word in forbidden(asker) if word in text]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_answered_by_its_id_to_whom_the_file_names(stage: Stage, kind: str) -> None:
    name = kind.partition(" ")[0]
    document = f"query ($id: ID!) {{ node(id: $id) {{ __typename ... on {name} {{ {everything(name)} }} }} }}"

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, document, id=f"{name}:{stage.target(asker).ids[kind]}")

    answers = stage.everybody(ask)
    seen = {asker: bool(one.data and one.data["node"]) for asker, one in answers.items()}
    assert differing(stage, KINDS[kind], seen, answers) == []
    for asker, sees in seen.items():
        if sees:
            assert answers[asker].errors == [], f"{asker}: {answers[asker].errors}"
        else:
            assert answers[asker] == Answer({"node": None}, []), str(asker)


QUERY = SCHEMA.query_type
assert QUERY is not None
LISTS = {
    field: str(get_named_type(told.type)).removesuffix("Connection")
    for field, told in QUERY.fields.items()
    if str(get_named_type(told.type)).endswith("Connection")
}
MOST = 100


@pytest.mark.parametrize("field", LISTS)
def test_a_list_and_its_count_hold_the_rows_that_the_file_names(stage: Stage, field: str) -> None:
    document = f"""query ($after: String) {{ {field}(first: {MOST}, after: $after) {{
        totalCount pageInfo {{ endCursor hasNextPage }}
        nodes {{ {everything(LISTS[field], lists=False)} }} }} }}"""

    async def ask(asker: Asker) -> Answer:
        rows: list[Any] = []
        after, more, count = None, True, 0
        while more:
            page = await stage.answer(asker, document, after=after)
            assert page.data is not None, page.errors
            rows, count = rows + page.data[field]["nodes"], page.data[field]["totalCount"]
            after, more = (page.data[field]["pageInfo"][name] for name in ("endCursor", "hasNextPage"))
            assert page.errors == []
        return Answer({"count": count, "rows": rows}, [])

    answers = stage.everybody(ask)
    listed = {asker: [row["id"] for row in one.data["rows"]] for asker, one in answers.items()}
    for asker, one in answers.items():
        assert one.data["count"] == len(listed[asker]), str(asker)
    for kind in (kind for kind in KINDS if kind.partition(" ")[0] == LISTS[field]):
        seen = {
            asker: f"{LISTS[field]}:{stage.target(asker).ids[kind]}" in ids for asker, ids in listed.items()
        }
        assert differing(stage, KINDS[kind], seen, answers) == [], kind


def edges() -> list[tuple[str, str, str]]:
    """Every list that stands in a row: its parent, its field, and what it holds."""
    found = []
    for kind in KINDS:
        name, _, audience = kind.partition(" ")
        row = SCHEMA.type_map[name]
        assert isinstance(row, GraphQLObjectType)
        for field, told in row.fields.items():
            below = str(get_named_type(told.type))
            child = f"{below} {audience}".strip()
            if "first" in told.args and child in KINDS:
                found.append((kind, field, child))
    return found


@pytest.mark.parametrize("parent, field, child", edges())
def test_a_list_within_a_row_holds_the_rows_that_the_file_names(
    stage: Stage, parent: str, field: str, child: str
) -> None:
    name, below = parent.partition(" ")[0], child.partition(" ")[0]
    document = f"""query ($id: ID!) {{ node(id: $id) {{ ... on {name} {{
        {field}(first: 100) {{ {everything(below)} }} }} }} }}"""

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, document, id=f"{name}:{stage.target(asker).ids[parent]}")

    answers = stage.everybody(ask)
    wrong = []
    for asker, one in answers.items():
        rows = ((one.data and one.data["node"]) or {}).get(field, [])
        sees = f"{below}:{stage.target(asker).ids[child]}" in [row["id"] for row in rows]
        if sees is not (may(KINDS[parent], asker) and may(KINDS[child], asker)):
            wrong.append(f"{asker}: {'sees' if sees else 'does not see'} it; {one.text[:300]}")
        wrong += leaks(asker, one.text)
    assert wrong == []


def test_the_feed_tells_everybody_of_the_rows_that_the_file_names(stage: Stage) -> None:
    document = """query ($device: UUID!, $after: String) {
        changes(deviceId: $device, after: $after, limit: 500) { hasMore cursor
            changes { ... on Upsert { row { id } } } } }"""

    async def ask(asker: Asker) -> Answer:
        told: list[str] = []
        device, after, more = new(), None, True
        while more:
            page = await stage.answer(asker, document, device=device, after=after)
            if page.data is None:
                return Answer([], page.errors)
            found = page.data["changes"]
            told += [change["row"]["id"] for change in found["changes"] if change]
            after, more = found["cursor"], found["hasMore"]
        return Answer(told, [])

    answers = stage.everybody(ask)
    amara = set(answers[Asker(PARTICIPANT, OWN)].data)
    wrong = []
    for kind, who in KINDS.items():
        name = kind.partition(" ")[0]
        ever_told = f"{name}:{stage.things[PARTICIPANT].ids[kind]}" in amara
        for asker, one in answers.items():
            hears = f"{name}:{stage.target(asker).ids[kind]}" in one.data
            if hears is not (ever_told and may(who, asker)):
                wrong.append(f"{kind}: {asker} {'hears' if hears else 'does not hear'} of it")
    assert wrong == []
    assert len(amara) > len(KINDS)


def test_a_placement_is_seen_besides_by_whoever_reads_an_entry_of_it(stage: Stage) -> None:
    async def ask(asker: Asker) -> Answer:
        document = "query ($id: ID!) { node(id: $id) { ... on Placement { id title } } }"
        return await stage.answer(asker, document, id=f"Placement:{stage.target(asker).placement}")

    widest = list(ACCESS.audiences.values())[-1]
    answers = stage.everybody(ask)
    seen = {asker: bool(one.data and one.data["node"]) for asker, one in answers.items()}
    assert differing(stage, widest, seen, answers) == []
