"""What is confided, restricted or sealed is found by whom it is for, and by nobody else anywhere.

Every question of both graphs is asked by everybody, with the ids of what must not be found; then every table,
every archive and the log are looked through. Whoever may act is asked last, so that a refused act shows.
"""

import logging
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import pytest
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from sqlalchemy import text

from exchange.ground.sealing import Seal
from exchange.privacy.exporting import rows_of
from exchange.privacy.register import REGISTER
from exchange.tables import METADATA
from schema.asking import Question
from schema.graph import PRINTED, PRINTED_FOR_PARTNERS, Graph, whole_for_partners
from tests.matrix.askers import ACCESS, ASKERS, OWN, PARTICIPANT, PLACEMENT, Asker, person
from tests.matrix.doings import captured, new, uuid_of
from tests.matrix.stage import Answer, Stage
from tests.matrix.world import HOST

AMARA, MENTOR = Asker(PARTICIPANT, OWN), Asker("MENTOR", PLACEMENT)
NAMED, COORDINATOR = Asker("REGISTRAR", "network"), Asker("COORDINATOR", "museum")
BY_NAME, TO_COORDINATORS, IN_THE_BOX = "secret-by-name.", "secret-for-coordinators.", "secret-in-the-box."
HELPS, RESTRICTED = "secret-that-helps.", "secret-restricted."
SEAL = Seal(b"a secret of the tests")
MAY = {
    BY_NAME: {AMARA, NAMED},
    TO_COORDINATORS: {AMARA, COORDINATOR},
    IN_THE_BOX: {AMARA},
    HELPS: {AMARA, NAMED},
    RESTRICTED: {AMARA},  # its custodian opens it with a mutation, and by no question
}
FINDS = {
    "myCritiques": {AMARA},
    "critiquesForMe": {NAMED, COORDINATOR},
    "myAdjustments": {AMARA},
    "adjustmentsFor": {NAMED},
    "observations": {AMARA},
}
"""Who finds something by a question: nothing is proven by a question that nobody finds anything by."""
KEPT_IN = {
    BY_NAME: {"critique"},
    TO_COORDINATORS: {"critique"},
    IN_THE_BOX: {"critique"},
    HELPS: set[str](),
    RESTRICTED: {"observation", "text_version"},
}
"""The tables that hold each of them; the journal, the feed, receipts and deliveries never do."""
SAY = """mutation ($id: UUID!, $place: UUID!, $words: String!, $readers: [UUID!]!) {
    sayAdjustment(id: $id, placementId: $place, words: $words, readers: $readers) }"""
WITHDRAW = "mutation ($id: UUID!) { withdrawAdjustment(id: $id) }"
RELEASE = "mutation ($id: UUID!) { releaseCritique(id: $id) }"
TAKE_BACK = "mutation ($id: UUID!) { withdrawCritique(id: $id) }"
ANSWER = """mutation ($museum: UUID!) {
    answerTheme(museumId: $museum, theme: SAFETY, words: "There is a box now.") }"""


@pytest.fixture(scope="module")
def secrets(stage: Stage) -> dict[str, UUID]:
    """What Amara confides, restricts and says that helps her: the id of each."""
    things = stage.target(AMARA)
    seen = captured(things, RESTRICTED)
    ids = {RESTRICTED: uuid_of(seen)} | {one: uuid4() for one in (BY_NAME, TO_COORDINATORS, IN_THE_BOX)}
    to = {BY_NAME: "PERSON", TO_COORDINATORS: "COORDINATOR", IN_THE_BOX: "THEME_BOX"}

    def confided(words: str) -> dict[str, Any]:
        about = {"id": str(ids[words]), "placementId": str(things.placement), "theme": "SAFETY"}
        whom = {"personId": str(NAMED.person_id)} if words == BY_NAME else {}
        return {"confide": about | {"addressee": to[words], "words": words} | whom}

    closed = {"id": str(ids[RESTRICTED]), "why": "SACRED", "custodians": [str(NAMED.person_id)]}

    async def told() -> None:
        await stage.done(AMARA, [seen, *map(confided, to)])
        await stage.done(MENTOR, [{"restrictObservation": closed}])
        ids[HELPS] = uuid4()
        said = {"id": str(ids[HELPS]), "place": str(things.placement), "words": HELPS}
        answer = await stage.answer(AMARA, SAY, **said, readers=[str(NAMED.person_id)])
        assert answer.data == {"sayAdjustment": True}, answer.errors

    stage.run(told())
    return ids


@cache
def for_partners() -> Graph:
    """The graph behind the partners' door."""
    return whole_for_partners()


def body(kind: Any, depth: int) -> str:
    """Everything that can be read of a type without saying more, so many rows deep."""
    if is_leaf_type(kind):
        return ""
    parts = ["__typename"]
    for name, field in kind.fields.items() if isinstance(kind, GraphQLObjectType) else ():
        below = get_named_type(field.type)
        if any(is_required_argument(one) for one in field.args.values()):
            continue
        if is_leaf_type(below):
            parts.append(name)
        elif depth and "first" not in field.args:
            parts.append(f"{name} {body(below, depth - 1)}")
    return "{ " + " ".join(parts) + " }"


def documents(name: str, field: GraphQLField) -> list[str]:
    """A question of the top as it can be asked: plainly, and by each of its orders."""
    given = get_named_type(field.type)
    said = [f"{arg}: ${arg}" for arg, told in field.args.items() if is_required_argument(told)]
    taken = [f"${arg}: {told.type}" for arg, told in field.args.items() if is_required_argument(told)]
    head = f"({', '.join(taken)})" if taken else ""
    orders = (
        list(getattr(get_named_type(field.args["order"].type), "values", ()))
        if "order" in field.args
        else [""]
    )
    found = []
    for order in orders:
        args = [
            *said,
            *([f"order: {order}"] if order else []),
            *(["first: 100"] if "first" in field.args else []),
        ]
        called = f"{name}({', '.join(args)})" if args else name
        found.append(f"query Q{head} {{ {called} {body(given, 2)} }}")
    return found


def values(stage: Stage, field: GraphQLField, named: UUID) -> dict[str, Any]:
    """What a question's arguments are given: wherever an id goes in, that of what must not be found."""
    things = stage.things[PARTICIPANT]
    known = {
        "placementId": str(things.placement), "museumId": str(HOST), "audience": "PUBLISHED", "year": 2026,
        "deviceId": new(), "ids": [f"Observation:{named}"],
    }  # fmt: skip
    taken = {arg: str(told.type) for arg, told in field.args.items() if is_required_argument(told)}
    shaped = {"ID!": f"Observation:{named}", "UUID!": str(named)}
    return {arg: known.get(arg, shaped.get(kind)) for arg, kind in taken.items()}


DELETE_CUSTODIANS = text("delete from custodian where observation_id = :id")
GRAPHS = {"the app's": PRINTED, "the partners'": PRINTED_FOR_PARTNERS}


@cache
def asked(whose: str) -> GraphQLObjectType:
    """What can be asked at the top of one of the graphs."""
    query = build_schema(GRAPHS[whose].read_text(encoding="utf-8")).query_type
    assert query is not None
    return query


QUESTIONS = [(whose, name) for whose in GRAPHS for name in asked(whose).fields]


@pytest.mark.parametrize("whose, name", QUESTIONS)
def test_no_question_of_either_graph_finds_it_for_anybody_else(
    stage: Stage, secrets: dict[str, UUID], caplog: pytest.LogCaptureFixture, whose: str, name: str
) -> None:
    field = asked(whose).fields[name]
    graph: Graph = for_partners() if whose == "the partners'" else stage.graph
    askers = ASKERS if whose == "the app's" else [one for one in ASKERS if one.lent]
    takes_an_id = any(
        str(told.type) in ("ID!", "UUID!") and arg != "deviceId" for arg, told in field.args.items()
    )
    wrong: list[str] = []
    found: set[Asker] = set()
    with caplog.at_level(logging.DEBUG, "understudy"):
        for document in documents(name, field):
            for named in secrets.values() if takes_an_id else [secrets[RESTRICTED]]:
                given = values(stage, field, named)

                async def ask(
                    asker: Asker, document: str = document, given: dict[str, Any] = given
                ) -> Answer:
                    return await stage.answer_by(graph, asker, Question(document, given))

                for asker, answer in stage.everybody(ask, askers).items():
                    wrong += [
                        f"{asker}: {one}" for one in MAY if one in answer.text and asker not in MAY[one]
                    ]
                    found |= {asker for one in MAY if one in answer.text}
                    assert "Cannot query" not in answer.text, answer.errors
    assert wrong == []
    assert whose != "the app's" or found >= FINDS.get(name, set())
    assert not [one for one in MAY if one in caplog.text]


def test_no_other_table_holds_it(stage: Stage, secrets: dict[str, UUID]) -> None:
    """The journal, the feed, receipts, deliveries and what a backup holds besides: ids at most."""
    for words, tables in KEPT_IN.items():
        holding = {
            table
            for table in METADATA.tables
            if stage.run(
                stage.rows(f"select 1 from {table} one where one::text like :it limit 1", it=f"%{words}%")
            )
        }
        assert holding == tables, words
    for log in ("feed", "delivery"):
        for one in (BY_NAME, TO_COORDINATORS, IN_THE_BOX):
            named = f"select 1 from {log} one where one::text like :it"
            assert stage.run(stage.rows(named, it=f"%{secrets[one]}%")) == []


def test_no_archive_but_its_author_s_holds_it(stage: Stage, secrets: dict[str, UUID]) -> None:
    async def archive(person_id: UUID) -> str:
        async with stage.sessions.as_steward() as session:
            mine = [table for table, kept in REGISTER.items() if kept.mine and kept.archived]
            return str([row for one in mine async for row in rows_of(session, one, person_id, seal=SEAL)])

    for asker in (AMARA, MENTOR, NAMED, COORDINATOR):
        assert asker.person_id is not None
        held = {one for one in MAY if one in stage.run(archive(asker.person_id))}
        assert held <= ({*MAY} if asker == AMARA else set()), str(asker)
        assert asker != AMARA or {BY_NAME, RESTRICTED} <= held


def done_by(stage: Stage, document: str, askers: list[Asker], **given: Any) -> set[Asker]:
    """For whom it is done."""

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, document, **given)

    return {
        asker
        for asker, answer in stage.everybody(ask, askers).items()
        if answer.data and all(answer.data.values())
    }


def others(*doers: Asker) -> list[Asker]:
    return [asker for asker in ASKERS if asker not in doers]


def test_only_who_was_told_releases_it_and_only_its_museum_answers(
    stage: Stage, secrets: dict[str, UUID]
) -> None:
    released = "select count(*) from critique where released is not null"
    for words, doer in ((BY_NAME, NAMED), (TO_COORDINATORS, COORDINATOR)):
        before = stage.run(stage.rows(released))
        assert done_by(stage, RELEASE, others(doer), id=str(secrets[words])) == set()
        assert stage.run(stage.rows(released)) == before
    assert done_by(stage, RELEASE, ASKERS, id=str(secrets[IN_THE_BOX])) == set()
    assert done_by(stage, TAKE_BACK, others(AMARA), id=str(secrets[IN_THE_BOX])) == set()
    assert done_by(stage, ANSWER, ASKERS, museum=str(HOST)) == set()
    assert done_by(stage, RELEASE, [COORDINATOR], id=str(secrets[TO_COORDINATORS])) == {COORDINATOR}
    assert done_by(stage, ANSWER, others(COORDINATOR), museum=str(HOST)) == set()
    assert stage.run(stage.rows("select 1 from critique_answer")) == []
    assert done_by(stage, ANSWER, [COORDINATOR], museum=str(HOST)) == {COORDINATOR}
    assert done_by(stage, TAKE_BACK, [AMARA], id=str(secrets[IN_THE_BOX])) == {AMARA}


def test_only_its_participant_says_and_withdraws_what_helps(stage: Stage, secrets: dict[str, UUID]) -> None:
    count = "select count(*) from adjustment"
    before = stage.run(stage.rows(count))
    place = str(stage.target(AMARA).placement)
    said = {"id": str(uuid4()), "place": place, "words": "Something else.", "readers": []}
    assert done_by(stage, SAY, others(AMARA), **said) == set()
    assert done_by(stage, SAY, others(AMARA), **said | {"id": str(secrets[HELPS])}) == set()
    assert done_by(stage, WITHDRAW, others(AMARA), id=str(secrets[HELPS])) == set()
    assert stage.run(stage.rows(count)) == before
    assert done_by(stage, WITHDRAW, [AMARA], id=str(secrets[HELPS])) == {AMARA}


def test_only_a_coordinator_of_the_museum_learns_that_nobody_is_left_and_names_somebody(
    stage: Stage, secrets: dict[str, UUID]
) -> None:
    lost = "query { forsakenEntries { id author why } }"
    name = "mutation ($id: UUID!, $who: UUID!) { nameCustodian(id: $id, person: $who) }"
    given = {"id": str(secrets[RESTRICTED]), "who": str(person("MENTOR", "network"))}
    assert done_by(stage, lost, ASKERS) == set()
    assert done_by(stage, name, ASKERS, **given) == set()

    async def gone() -> None:
        async with stage.sessions.as_steward() as session:
            await session.execute(DELETE_CUSTODIANS, {"id": secrets[RESTRICTED]})

    stage.run(gone())
    coordinates = {asker for asker in ASKERS if ACCESS.who["coordinator"].may(asker.role, asker.relation)}
    assert done_by(stage, lost, ASKERS) == coordinates == {COORDINATOR}
    assert done_by(stage, name, others(COORDINATOR), **given) == set()
    assert done_by(stage, name, [COORDINATOR], **given) == {COORDINATOR}
    assert done_by(stage, lost, ASKERS) == set()
