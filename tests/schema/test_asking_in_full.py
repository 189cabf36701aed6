"""What a question may hold, each told once in plain words; `test_any_question` mixes all of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from graphql import GraphQLInterfaceType
from strawberry import Schema

from exchange.ground.ids import uuid7
from exchange.review.tables import Comment
from tests.schema.conftest import Asker
from tests.schema.reference import Reference
from tests.schema.story import MORNING
from tests.schema.tangle import tangle


@pytest.mark.parametrize(
    "document,variables,top",
    [
        ("query ($if: Boolean = true) { me { name @include(if: $if) id } }", {"if": None}, "me"),
        (
            "query ($few: Int) { observations { nodes { photos(first: $few) { id } } } }",
            {"few": None},
            "observations",
        ),
        (
            "query ($few: Int!) { observations { nodes { photos(first: $few) { id } } } }",
            {"few": 0},
            "observations",
        ),
        ("{ observations { nodes { comments(first: 101) { id } } } }", {}, "observations"),
        (
            "query ($by: ObservationOrder) { observations(order: $by) { totalCount } }",
            {"by": None},
            "observations",
        ),
    ],
)
async def test_what_a_field_below_cannot_take_is_refused_once_at_the_top(
    ask: Asker, document: str, variables: dict[str, Any], top: str
) -> None:
    answer = await ask.whole("Ana", document, **variables)
    (error,) = answer["errors"]
    assert error["path"] == [top]
    assert ask.reading.statements == 0


@pytest.mark.parametrize(
    "document",
    [
        "{ observations(where: {kind: [WALK]}) { totalCount } }",
        "{ observations(where: {colour: 1}) { totalCount } }",
        "{ observations(first: 1.5) { totalCount } }",
        "{ me { name { first } } }",
        "{ me }",
        "{ nodes { id } }",
        "query ($x: Int) { me { id } }",
        "{ me { ...A } } fragment A on Person { ...A }",
        "{ me { a: name a: locale } }",
        "{ me { ... on Museum { id } } }",
    ],
)
async def test_what_is_no_question_is_refused_whole(ask: Asker, document: str) -> None:
    answer = await ask.whole("Ana", document)
    assert answer["data"] is None
    assert all("path" not in error for error in answer["errors"])
    assert ask.reading.statements == 0


async def test_a_push_is_one_of_its_kinds_and_never_two(ask: Asker) -> None:
    operation = {
        "opId": "01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e8f",
        "seq": 1,
        "capturedAt": "2026-10-08T09:31:04Z",
    }
    photo = {"id": "01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e90"}
    document = """mutation ($op: OpInput!) { push(input: {protocol: 1, schemaVersion: 1, ackThrough: 0,
        deviceId: "01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e91", clientTime: "2026-10-08T09:31:04Z", ops: [$op]}) {
        __typename } }"""
    for kinds in ({}, {"detachPhoto": photo, "takeTag": photo}, {"detachPhoto": None}):
        answer = await ask.whole("Ana", document, op={**operation, **kinds})
        assert answer["data"] is None, kinds
        assert answer["errors"]


async def test_every_object_says_what_it_is(ask: Asker) -> None:
    document = """{ __typename me { __typename memberships { __typename } }
      museums(first: 1) { __typename edges { __typename node { __typename } } pageInfo { __typename } }
      node(id: "%s") { __typename } report(year: 2026) { __typename museum { __typename } }
      changes(deviceId: "01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e8f", limit: 1) {
        __typename digest { __typename } changes { __typename ... on Upsert { row { __typename } } } } }"""
    data = await ask("Ana", document % ask.story.node("Placement", "placement"))
    assert data["__typename"] == "Query"
    assert data["me"] == {"__typename": "Person", "memberships": [{"__typename": "Membership"}]}
    edge = {"__typename": "MuseumEdge", "node": {"__typename": "Museum"}}
    assert data["museums"] == {
        "__typename": "MuseumConnection",
        "edges": [edge],
        "pageInfo": {"__typename": "PageInfo"},
    }
    assert data["node"] == {"__typename": "Placement"}
    assert data["report"][0] == {"__typename": "ReportLine", "museum": {"__typename": "Museum"}}
    assert data["changes"]["__typename"] == "ChangePage"
    assert {one["__typename"] for one in data["changes"]["digest"]} == {"ScopeDigest"}
    assert {one["__typename"] for one in data["changes"]["changes"]} == {"ScopeAdded", "Upsert"}


async def test_a_row_of_every_type_comes_by_its_id_in_one_statement(
    ask: Asker, graph: Schema, said: list[str]
) -> None:
    await tangle(ask)
    sees = await Reference.of(ask.sessions, ask.story["Ana"])
    ids = [f"{kind}:{next(key for key in rows if sees.alone(kind, key))}" for kind, rows in sees.rows.items()]
    said.clear()
    document = """query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Node { same: id }
        ... on Observation { note author { name } } ... on Device { madeAt } ... on Photo { thumb } } }"""
    answer = await ask("Ana", document, ids=ids)
    node = graph._schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    every = {kind.name for kind in graph._schema.get_implementations(node).objects}
    assert {row["__typename"] for row in answer["nodes"] if row} == every
    assert [row["same"] for row in answer["nodes"]] == ids
    assert len(said) == 1


async def test_the_whole_list_is_counted_only_when_that_is_asked(ask: Asker, said: list[str]) -> None:
    document = "query ($count: Boolean!) { observations { nodes { id } totalCount @include(if: $count) } }"
    assert "totalCount" not in (await ask("Ana", document, count=False))["observations"]
    assert (await ask("Ana", document, count=True))["observations"]["totalCount"] == 12
    without, counted = (statement.count("observation AS list") for statement in said)
    assert (without, counted) == (1, 2)


async def test_what_is_left_out_by_a_condition_is_not_read(ask: Asker, said: list[str]) -> None:
    document = "query ($all: Boolean!) { observations { nodes { id photos @include(if: $all) { id } } } }"
    await ask("Ana", document, all=False)
    assert "photo" not in said[-1]
    await ask("Ana", document, all=True)
    assert "photo" in said[-1]
    await ask("Ana", "{ me @skip(if: true) { id } }")
    assert len(said) == 2


async def test_a_list_is_ordered_and_narrowed_by_literals_variables_and_defaults_alike(ask: Asker) -> None:
    one = "{ observations(first: 3, order: CAPTURED_OLDEST, where: {kind: IDEA}) { nodes { id kind } } }"
    two = """query ($first: Int = 3, $by: ObservationOrder! = CAPTURED_OLDEST, $kind: [ObservationKind!],
        $state: [ReviewState!]) { observations(first: $first, order: $by, where: {kind: $kind, state: $state})
        { nodes { id kind } } }"""
    three = """query ($first: Int!, $by: ObservationOrder!, $where: ObservationWhere) {
        observations(first: $first, order: $by, where: $where) { nodes { id kind } } }"""
    expected = await ask("Ana", one)
    assert [row["kind"] for row in expected["observations"]["nodes"]] == ["IDEA", "IDEA"]
    assert await ask("Ana", two, kind=["IDEA"]) == expected
    assert await ask("Ana", two, kind="IDEA", state=None) == expected
    where = {"kind": ["IDEA"], "author": None}
    assert await ask("Ana", three, first=3, by="CAPTURED_OLDEST", where=where) == expected


async def test_a_list_whose_size_is_left_out_has_its_usual_one(ask: Asker) -> None:
    async with ask.sessions.as_steward() as session:
        for number in range(11):
            session.add(comment(ask, MORNING + timedelta(minutes=number)))
    document = """query ($id: ID!, $few: Int, $some: Int! = 2) { node(id: $id) { ... on Observation {
        usual: comments { id } left: comments(first: $few) { id } some: comments(first: $some) { id } } } }"""
    one = f"Observation:{ask.story.observations[0]}"
    found = (await ask("Ana", document, id=one))["node"]
    assert {key: len(rows) for key, rows in found.items()} == {"usual": 10, "left": 10, "some": 2}
    found = (await ask("Ana", document, id=one, few=11, some=1))["node"]
    assert {key: len(rows) for key, rows in found.items()} == {"usual": 10, "left": 11, "some": 1}


def comment(ask: Asker, at: datetime) -> Comment:
    return Comment(
        id=uuid7(at),
        scope_id=ask.story["placement"],
        observation_id=ask.story.observations[0],
        author_id=ask.story["Bento"],
        body="Why?",
        written_at=at,
        received_at=at,
    )
