"""Exactly once: the same thing sent again, in turn or at the same moment, makes one row."""

import asyncio
from dataclasses import replace

from exchange.floor.answers import (
    Applied,
    Retry,
)
from exchange.ground.ids import uuid7
from tests.exchange.floor.test_committing import promised
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen


async def test_the_same_push_five_times_with_every_answer_lost_makes_one_row(
    house: House, amara: Phone
) -> None:
    op = amara.op(seen(house.placement, photos=[photo()]))
    answers = [(await amara.send(op))[0] for _ in range(5)]
    assert [answered.duplicate for answered in answers] == [False, True, True, True, True]
    assert len({str(answered.answer) for answered in answers}) == 1
    assert await house.count("observation") == 1
    told = await house.rows("select 1 from feed where kind = 'Observation'")
    assert len(told) == 1


async def test_the_same_push_five_times_at_the_same_moment_makes_one_row(house: House, amara: Phone) -> None:
    op = amara.op(seen(house.placement, photos=[photo()]))
    answers = [answered for [answered] in await asyncio.gather(*(amara.send(op) for _ in range(5)))]
    assert sorted(answered.duplicate for answered in answers) == [False, True, True, True, True]
    assert len({str(answered.answer) for answered in answers}) == 1
    assert await house.count("observation") == 1
    assert len(await house.rows("select 1 from feed where kind = 'Observation'")) == 1


async def test_the_same_entry_at_the_same_moment_under_other_ids_is_one_entry(
    house: House, amara: Phone
) -> None:
    for table, what in (
        ("observation", seen(house.placement, photos=[photo()])),
        ("commitment", promised(house.placement)),
    ):
        op = amara.op(what)
        ops = [replace(op, op_id=uuid7(MORNING)) for _ in range(5)]
        answers = [one.answer for [one] in await asyncio.gather(*(amara.send(each) for each in ops))]
        held = [each for each, answer in zip(ops, answers, strict=True) if isinstance(answer, Retry)]
        answers += [(await amara.send(each))[0].answer for each in held]
        assert {type(answer) for answer in answers} <= {Applied, Retry}, answers
        assert await house.count(table) == 1
    assert await house.count("quarantined_op") == 0
    assert await house.count("receipt") == 10
