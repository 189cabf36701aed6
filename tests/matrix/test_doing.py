"""Who does what: every operation, right in every way but for who does it."""

import pytest
from graphql import GraphQLInputObjectType

from tests.matrix.askers import ACCESS, ASKERS, OWN, PARTICIPANT, Asker, may
from tests.matrix.doings import done, new
from tests.matrix.furnishing import COMING, sha
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_seeing import SCHEMA, leaks

OPS = SCHEMA.type_map["OpInput"]
assert isinstance(OPS, GraphQLInputObjectType)
OPERATIONS = list(OPS.fields)
OTHERS = [asker for asker in ASKERS if asker.relation != OWN]
THEMSELVES = [asker for asker in ASKERS if asker.relation == OWN]
NO = "NOT_FOUND_OR_FORBIDDEN"
ENTRIES = """select 'observation' as kind, id, rev, removed_at, audience, state, scope_id
               from observation where placement_id = :id
             union all select 'commitment', id, rev, removed_at, audience, state, scope_id
               from commitment where placement_id = :id
             union all select 'placement', id, rev, null, default_audience, null, null
               from placement where id = :id
             order by 1, 2"""


def outcome(answer: Answer) -> str:
    """Done, refused as what is not there, or what else was said."""
    if answer.data is None:
        return NO if answer.errors == ["This door only reads."] else str(answer.errors)
    told = answer.data["push"]
    if told["__typename"] == "PushBlocked":
        return NO if told["reason"] == "AUTH_EXPIRED" else str(told)
    (result,) = told["results"]
    if result["__typename"] == "OpRejected":
        return str(result["rejected"])
    return "done" if result["__typename"] in ("OpApplied", "OpMerged") else str(result)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_is_done_for_whom_the_file_names(stage: Stage, operation: str) -> None:
    async def ask(asker: Asker) -> Answer:
        op = done(operation, stage.target(asker), COMING, sha(COMING))
        return await stage.push(asker, [op])

    async def entries() -> list[tuple[object, ...]]:
        placement = stage.things[PARTICIPANT].placement
        return [tuple(row) for row in await stage.rows(ENTRIES, id=placement)]

    who = ACCESS.said["done"][operation]
    doers = [asker for asker in OTHERS if may(who, asker)]
    before = stage.run(entries())
    answers = stage.everybody(ask, [asker for asker in OTHERS if asker not in doers])
    assert stage.run(entries()) == before, "a refused operation left something behind"
    answers |= stage.everybody(ask, doers)
    answers |= stage.everybody(ask, THEMSELVES)

    wrong = []
    for asker, answer in answers.items():
        expected = "done" if may(who, asker) else NO
        if outcome(answer) != expected:
            wrong.append(f"{asker}: {outcome(answer)}, and the file says {expected}")
        wrong += leaks(asker, answer.text)
    assert wrong == []


def test_a_push_is_looked_at_for_whom_the_file_names(stage: Stage) -> None:
    async def ask(asker: Asker) -> Answer:
        return await stage.push(asker, [])

    answers = stage.everybody(ask)
    for asker, answer in answers.items():
        looked_at = bool(answer.data) and answer.data["push"]["__typename"] == "PushOutcome"
        assert looked_at is may(ACCESS.said["done"]["push"], asker), f"{asker}: {answer.text}"


def test_a_device_is_reported_lost_by_whom_the_file_names(stage: Stage) -> None:
    async def ask(asker: Asker) -> Answer:
        device = str(stage.target(asker).ids["Device"])
        return await stage.answer(asker, LOST, device=device)

    def reported(answer: Answer) -> bool:
        return bool(answer.data and answer.data["reportLost"])

    answers = stage.everybody(ask, OTHERS)
    for asker, answer in answers.items():
        assert not reported(answer), f"{asker}: {answer.text}"
    lent = [asker for asker in THEMSELVES if asker.lent]
    answers = stage.everybody(ask, lent)
    assert not any(map(reported, answers.values()))
    kept = stage.run(stage.rows("select id from device where revoked_at is not null"))
    assert kept == []

    unknown = stage.run(stage.answer(Asker("MENTOR", "museum"), LOST, device=new()))
    known = stage.run(ask(Asker("MENTOR", "museum")))
    assert known == unknown


LOST = "mutation ($device: UUID!) { reportLost(deviceId: $device) }"
