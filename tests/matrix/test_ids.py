"""What is not there, what is somebody else's and what is no id: wherever an id goes in, all say the same."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type
from sqlalchemy import event

from tests.matrix.askers import ACCESS, ASKERS, MENTOR, NEVER, OWN, PARTICIPANT, Asker, may
from tests.matrix.doings import AUDIENCES, done, new
from tests.matrix.furnishing import COMING, sha
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_doing import OPERATIONS, outcome
from tests.matrix.test_seeing import KINDS, LISTS, QUERY, SCHEMA, leaks

STRANGERS = [
    Asker(PARTICIPANT, "museum"),
    Asker(MENTOR, "network"),
    Asker("PARTNER", "network"),
    Asker("SPONSOR", "revoked"),
    Asker("COORDINATOR", NEVER),
]
NAMED = {
    "placement": "Placement", "participant": "Person", "mentor": "Person", "author": "Person",
    "manager": "Person", "person": "Person", "sponsor": "Person", "call": "Call",
    "home": "Museum", "host": "Museum", "museum": "Museum", "network": "Network", "programme": "Programme",
    "observation": "Observation ONLY_ME",
}  # fmt: skip
"""What a condition of a list points to."""
MALFORMED = [
    "",
    "1",
    "Placement",
    "Placement:",
    "Placement:1",
    "Nothing:" + "0" * 32,
    "%00",
    "Placement:' or 1=1",
]


def conditions() -> list[tuple[str, str]]:
    """Every condition of every list that takes an id."""
    assert QUERY is not None
    found = []
    for field in LISTS:
        where = QUERY.fields[field].args.get("where")
        given = get_named_type(where.type) if where else None
        if isinstance(given, GraphQLInputObjectType):
            found += [(field, name) for name, told in given.fields.items() if str(told.type) == "ID"]
    return found


def batched(ids: Iterable[str], most: int) -> Iterator[list[str]]:
    """The ids, as many at a time as one question takes."""
    there = list(ids)
    return (there[begin : begin + most] for begin in range(0, len(there), most))


@contextmanager
def counted(stage: Stage) -> Iterator[list[str]]:
    """The statements that are run as somebody while the block lasts."""
    run: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        run.append(statement)

    engine = stage.sessions.engines[0].sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("field, name", conditions())
def test_a_condition_on_somebody_else_s_row_is_one_on_a_row_that_is_not_there(
    stage: Stage, field: str, name: str
) -> None:
    kind = NAMED[name]
    row = kind.partition(" ")[0]
    document = f"""query ($id: ID!) {{ {field}(where: {{{name}: $id}}) {{
        totalCount nodes {{ id }} pageInfo {{ endCursor }} }} }}"""
    for asker in STRANGERS:
        known = stage.run(stage.answer(asker, document, id=f"{row}:{stage.things[PARTICIPANT].ids[kind]}"))
        unknown = stage.run(stage.answer(asker, document, id=f"{row}:{new()}"))
        found = {one["id"] for one in known.data[field]["nodes"]}
        # Everybody sees themselves for ever, and their own row is one of their network.
        if not may(KINDS[kind], asker) and found != {f"Person:{asker.person_id}"}:
            assert known == unknown, str(asker)
        assert leaks(asker, known.text) == []


@pytest.mark.parametrize("field, name", conditions())
def test_what_is_no_id_is_refused_alike_to_everybody(stage: Stage, field: str, name: str) -> None:
    document = f"query ($id: ID!) {{ {field}(where: {{{name}: $id}}) {{ totalCount }} }}"
    for malformed in MALFORMED:
        answers = [stage.run(stage.answer(asker, document, id=malformed)) for asker in STRANGERS]
        assert answers[0].errors[0]["extensions"]["code"] == "BAD_ID"
        assert all(one == answers[0] for one in answers)


@pytest.mark.parametrize("malformed", MALFORMED)
def test_a_node_that_is_no_id_is_refused_alike_to_everybody(stage: Stage, malformed: str) -> None:
    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, "query ($id: ID!) { node(id: $id) { id } }", id=malformed)

    codes = {
        (one["extensions"] or {}).get("code")
        for answer in stage.everybody(ask).values()
        for one in answer.errors
    }
    assert codes <= {"BAD_ID"}


def test_several_rows_at_once_tell_no_more_than_one_at_a_time(stage: Stage) -> None:
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    ids = [f"{kind.partition(' ')[0]}:{stage.things[PARTICIPANT].ids[kind]}" for kind in KINDS]
    for asker in (one for one in ASKERS if one.relation != OWN):
        allowed = dict(zip(ids, (may(who, asker) for who in KINDS.values()), strict=True))
        for some in batched(allowed, 99):
            answer = stage.run(stage.answer(asker, document, ids=[*some, f"Person:{new()}"]))
            expected = [{"id": one} if allowed[one] else None for one in some]
            assert answer == Answer({"nodes": [*expected, None]}, []), str(asker)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_on_somebody_else_s_row_takes_the_way_of_one_that_is_not_there(
    stage: Stage, operation: str
) -> None:
    """In kind and in time: the same answer, by the same statements."""
    hers = stage.things[PARTICIPANT]
    nobody_s = type(hers)(hers.participant, hers.mentor, hers.placement, hers.quiet)
    nobody_s.ids = {name: UUID(new()) for name in hers.ids}
    nobody_s.placement = UUID(new())
    for asker in STRANGERS:
        if asker.lent:
            continue
        stage.run(stage.push(asker, []))
        ways = []
        for things in (hers, nobody_s):
            with counted(stage) as run:
                answer = stage.run(stage.push(asker, [done(operation, things, COMING, sha(COMING))]))
            ways.append((outcome(answer), said(answer), run))
        assert ways[0] == ways[1], str(asker)


def said(answer: Answer) -> Any:
    """What is said to the person, without the number of the operation."""
    (result,) = answer.data["push"]["results"]
    return {name: value for name, value in result.items() if name != "opId"}


def test_who_would_read_is_told_to_the_participant_alone(stage: Stage) -> None:
    document = """query ($id: UUID!, $audience: Audience!) {
        readers(placementId: $id, audience: $audience) { count people { name roles } } }"""
    assert isinstance(SCHEMA.type_map["Audience"], GraphQLEnumType)

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(
            asker, document, id=str(stage.target(asker).placement), audience=AUDIENCES[-1]
        )

    async def ask_of_nothing(asker: Asker) -> Answer:
        return await stage.answer(asker, document, id=new(), audience=AUDIENCES[-1])

    known, unknown = stage.everybody(ask), stage.everybody(ask_of_nothing)
    for asker, answer in known.items():
        told = bool(answer.data and answer.data["readers"]["count"])
        assert told is may(ACCESS.said["asked"]["readers"], asker), f"{asker}: {answer.text}"
        if not told:
            assert answer == unknown[asker], str(asker)


def test_a_cursor_of_somebody_else_opens_nothing(stage: Stage) -> None:
    amara = Asker(PARTICIPANT, OWN)
    page = """query ($after: String) { observations(first: 2, after: $after) {
        nodes { id } pageInfo { endCursor } } }"""
    theirs = stage.run(stage.answer(amara, page)).data["observations"]["pageInfo"]["endCursor"]
    feed = """query ($device: UUID!, $after: String) { changes(deviceId: $device, after: $after) {
        reset cursor digest { scope } changes { ... on Upsert { row { id } } } } }"""
    device = str(stage.things[PARTICIPANT].ids["Device"])
    followed = stage.run(stage.answer(amara, feed, device=device)).data["changes"]
    for asker in STRANGERS:
        listed = stage.run(stage.answer(asker, page, after=theirs))
        assert leaks(asker, listed.text) == []
        mine = stage.run(stage.answer(asker, feed, device=new(), after=followed["cursor"])).data["changes"]
        assert mine["reset"] == "BAD_CURSOR"
        scopes = {one["scope"] for one in mine["digest"]}
        assert str(stage.things[PARTICIPANT].placement) not in scopes
        assert str(stage.things[PARTICIPANT].participant) not in scopes
        on_hers = stage.run(stage.answer(asker, feed, device=device))
        assert on_hers.errors[0]["extensions"]["code"] == "WRONG_USER"
