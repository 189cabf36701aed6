"""Pushing: every operation takes effect exactly once, whatever happens to the answers."""

from dataclasses import replace
from uuid import uuid4

from strawberry import Some

from exchange.floor.answers import (
    Answer,
    Applied,
    Done,
    Merged,
    NeedsUser,
    RejectCode,
    Rejected,
    Retry,
    RetryCode,
)
from exchange.floor.pushes import MOST_OPS, Doing, Op
from exchange.floor.synced import QuarantinedOp
from exchange.ground.ids import uuid7
from exchange.people.joining import leave
from schema.floor.observation_ops import RemoveObservation
from schema.floor.photo_ops import DetachPhoto
from schema.review.ops import WriteComment
from tests.exchange.floor.test_committing import promised
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, edited, photo, seen


def code(answer: Answer) -> object:
    """The code of an answer that has one."""
    assert isinstance(answer, NeedsUser | Retry | Rejected), answer
    return answer.code


def failing(op: Op, trouble: BaseException) -> Op:
    """The same operation, with an act that fails after it did everything."""

    async def act(doing: Doing) -> Done:
        await op.act(doing)
        raise trouble

    return Op(op.op_id, op.seq, op.prev_op, op.v, op.captured_at, op.name, op.said, act)


async def test_an_operation_id_is_not_used_twice_for_different_things(house: House, amara: Phone) -> None:
    op_id = uuid7(MORNING)
    await amara.done(seen(house.placement), op_id=op_id)
    other = amara.op(seen(house.placement, note="Something else."), op_id=op_id)
    for _ in range(2):
        [answered] = await amara.send(other)
        assert code(answered.answer) is RejectCode.OP_ID_REUSED
    assert await house.count("observation") == 1
    assert await house.rows("select code from quarantined_op") == [("OP_ID_REUSED",)]


async def test_a_form_that_nobody_understands_under_a_used_id_is_not_tried_again_for_ever(
    house: House, amara: Phone
) -> None:
    op_id = uuid7(MORNING)
    await amara.done(seen(house.placement), op_id=op_id)
    other = amara.op(seen(house.placement, note="Something else."), op_id=op_id)
    [answered] = await amara.send(replace(other, seq=-1))
    assert code(answered.answer) is RejectCode.OP_ID_REUSED
    assert await house.count("observation") == 1
    assert await house.rows("select code from quarantined_op") == [("OP_ID_REUSED",)]
    assert await house.count("receipt") == 1


async def test_an_operation_does_not_come_before_itself(house: House, amara: Phone) -> None:
    op_id = uuid7(MORNING)
    answer = await amara.do(seen(house.placement), op_id=op_id, after=op_id)
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "prevOp")
    assert answer.sentence == "An operation does not come before itself."
    assert await house.count("observation") == 0
    assert await house.rows("select op_id from quarantined_op") == [(op_id,)]


async def test_a_queue_is_counted_from_zero(house: House, amara: Phone) -> None:
    amara.seq = -3
    answer = await amara.do(seen(house.placement))
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "seq")
    assert await house.count("observation") == 0
    await amara.send(ack_through=-1, waiting=-4)
    assert await house.rows("select acked_through, waiting from device") == [(0, None)]


async def test_an_object_number_too_long_is_set_aside_whole_and_the_others_go_on(
    house: House, amara: Phone
) -> None:
    good, bad, late = (
        amara.op(seen(house.placement, object_number=number)) for number in ("TMM 1", "9" * 41, "TMM 2")
    )
    one, no, two = (answered.answer for answered in await amara.send(good, bad, late))
    assert isinstance(one, Applied)
    assert isinstance(two, Applied)
    assert isinstance(no, Rejected)
    assert no.sentence == "The object number has 41 characters, it takes 40."
    [(op_id, device_id, payload)] = await house.rows("select op_id, device_id, payload from quarantined_op")
    assert (op_id, device_id) == (bad.op_id, amara.device_id)
    assert "9" * 41 in str(payload)
    assert await house.count("observation") == 2


async def test_what_was_rejected_is_answered_the_same_again_and_kept_once(house: House, amara: Phone) -> None:
    bad = amara.op(seen(house.placement, object_number="9" * 41))
    [first], [again] = await amara.send(bad), await amara.send(bad)
    assert first.answer == again.answer
    assert (first.duplicate, again.duplicate) == (False, True)
    assert await house.count("quarantined_op") == 1


async def test_the_fifty_first_operation_waits_for_the_next_push(house: House, amara: Phone) -> None:
    ops = [amara.op(seen(house.placement)) for _ in range(MOST_OPS + 1)]
    *fifty, last = await amara.send(*ops)
    assert all(isinstance(answered.answer, Applied) for answered in fifty)
    assert code(last.answer) is RetryCode.OVERLOADED
    assert await house.count("observation") == MOST_OPS
    assert await house.rows("select 1 from observation where id = :id", id=ops[-1].said["id"]) == []


async def test_what_is_beyond_256_kib_waits_for_the_next_push(house: House, amara: Phone) -> None:
    ops = [amara.op(seen(house.placement, note="n" * 9_900)) for _ in range(30)]
    answers = [answered.answer for answered in await amara.send(*ops)]
    taken = sum(isinstance(answer, Applied) for answer in answers)
    assert taken == 25
    assert {code(answer) for answer in answers[taken:]} == {RetryCode.OVERLOADED}
    assert await house.count("observation") == taken


async def test_one_operation_beyond_its_measure_is_set_aside(house: House, amara: Phone) -> None:
    answer = await amara.do(seen(house.placement, note="n" * 140_000))
    assert code(answer) is RejectCode.TOO_LARGE
    assert await house.count("observation") == 0
    assert await house.count("quarantined_op") == 1


async def test_a_version_from_the_future_is_set_aside(house: House, amara: Phone) -> None:
    assert code(await amara.do(seen(house.placement), v=2)) is RejectCode.UNKNOWN_OP
    assert await house.count("observation") == 0


async def test_an_operation_before_its_predecessor_waits_for_it(house: House, amara: Phone) -> None:
    what = seen(house.placement)
    first = amara.op(what)
    second = amara.op(edited(what.id, 0, note=Some("Later.")), after=first.op_id)
    [early] = await amara.send(second)
    assert code(early.answer) is RetryCode.OUT_OF_ORDER
    assert await house.count("receipt") == 0
    one, two = await amara.send(first, second)
    assert isinstance(one.answer, Applied)
    assert isinstance(two.answer, Applied)
    assert await house.rows("select note from observation") == [("Later.",)]


async def test_a_poisonous_operation_leaves_nothing_and_does_not_stop_the_others(
    house: House, amara: Phone
) -> None:
    poison = amara.op(seen(house.placement, photos=[photo()]))
    good = amara.op(seen(house.placement))
    one, two = await amara.send(failing(poison, RuntimeError("a bug")), good)
    assert isinstance(one.answer, Retry)
    assert one.answer.after_ms > 0
    assert isinstance(two.answer, Applied)
    assert await house.rows("select id::text from observation") == [(good.said["id"],)]
    assert await house.rows("select op_id from receipt") == [(good.op_id,)]
    assert await house.count("quarantined_op") == 0
    [later] = await amara.send(poison)
    assert isinstance(later.answer, Applied)


async def test_what_needs_an_operation_that_has_to_come_again_comes_again_with_it(
    house: House, amara: Phone
) -> None:
    shot = photo()
    what = seen(house.placement, photos=[shot])
    first = amara.op(what)
    leaning = [
        amara.op(WriteComment(id=uuid7(MORNING), observation_id=what.id, body="More soon.")),
        amara.op(promised(house.placement, observation_id=what.id)),
        amara.op(DetachPhoto(id=shot.id)),
    ]
    alone = amara.op(seen(house.placement))
    first_try = await amara.send(failing(first, RuntimeError("a bug")), *leaning, alone)
    codes = [code(answered.answer) for answered in first_try[:-1]]
    assert codes == [RetryCode.BUSY, *[RetryCode.DEPENDENCY_MISSING] * 3]
    assert isinstance(first_try[-1].answer, Applied)
    again = await amara.send(first, *leaning)
    assert all(isinstance(answered.answer, Applied) for answered in again)


async def test_a_stored_answer_shows_nothing_of_what_may_no_longer_be_seen(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    await amara.done(edited(what.id, 1, note=Some("One wording.")))
    clash = tablet.op(edited(what.id, 1, note=Some("Another wording.")))
    [merged] = await tablet.send(clash)
    assert isinstance(merged.answer, Merged)
    assert merged.answer.kept
    async with house.sessions.as_steward() as session:
        await leave(session, house.placement, house.amara, at=MORNING)
    [again] = await tablet.send(clash)
    assert isinstance(again.answer, Merged)
    assert again.duplicate
    assert again.answer.kept == ()
    assert code(await tablet.do(edited(what.id, 9, note=Some("x")))) is RejectCode.NOT_FOUND_OR_FORBIDDEN


async def test_more_than_can_be_set_aside_stays_on_the_phone(house: House, amara: Phone) -> None:
    async with house.sessions.as_steward() as session:
        session.add(
            QuarantinedOp(
                id=uuid4(),
                person_id=house.amara,
                device_id=amara.device_id,
                op_id=uuid4(),
                code="INVALID",
                sentence="Much of it.",
                payload="x" * (5 * 1024 * 1024 - 700),
                at=MORNING,
            )
        )
    first, second = (amara.op(seen(house.placement, object_number="9" * 41)) for _ in range(2))
    one, two = await amara.send(first, second)
    assert code(one.answer) is RejectCode.INVALID
    assert code(two.answer) is RetryCode.OVERLOADED
    assert await house.rows("select op_id from receipt") == [(first.op_id,)]
    assert await house.rows("select 1 from quarantined_op where op_id = :id", id=second.op_id) == []


async def test_an_entry_that_is_gone_and_one_that_never_was(house: House, amara: Phone) -> None:
    answer = await amara.do(RemoveObservation(id=uuid4(), base=1))
    assert code(answer) is RejectCode.NOT_FOUND_OR_FORBIDDEN
