"""No connection is left for a push: it comes again, and nothing of it is kept until then."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from exchange.floor.answering import answer
from exchange.floor.answers import Applied, Retry, RetryCode
from exchange.floor.pushes import Answered, Blocked, BlockReason, Push
from exchange.floor.troubles import SOON
from exchange.ground.sessions import Sessions
from tests.cast import STAMP
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen


@pytest.fixture
async def narrow(database_url: str) -> AsyncIterator[Sessions]:
    """A way into the database that one person fills, and for which nobody waits long."""
    sessions = Sessions.at(database_url, size=1, longest=1)
    yield sessions
    await sessions.close()


async def test_a_push_that_finds_no_connection_waits_and_is_taken_afterwards(
    house: House, amara: Phone, narrow: Sessions
) -> None:
    amara.house = replace(house, sessions=narrow)
    for ops in ([amara.op(seen(house.placement))], [amara.op(seen(house.placement)) for _ in range(2)]):
        before = await house.count("observation"), await house.count("receipt")
        async with narrow.as_person(house.leyla):
            assert await amara.push(*ops) == Blocked(BlockReason.RATE_LIMITED, SOON)
        assert (await house.count("observation"), await house.count("receipt")) == before

        assert all(isinstance(one.answer, Applied) for one in await amara.send(*ops))
        assert await house.count("observation") == before[0] + len(ops)


async def test_an_operation_that_finds_no_connection_any_more_comes_again_by_itself(
    house: House, amara: Phone, narrow: Sessions
) -> None:
    op = amara.op(seen(house.placement))
    push = Push(house.amara, amara.device_id, 0, None, None, (op,))
    await amara.push()
    async with narrow.as_person(house.leyla):
        answered = await answer(narrow, push, op, stamp=STAMP, at=MORNING)
    assert answered == Answered(op.op_id, Retry(RetryCode.OVERLOADED, SOON))
    assert (await house.count("observation"), await house.count("receipt")) == (0, 0)
    assert await house.count("quarantined_op") == 0

    [again] = await amara.send(op)
    assert isinstance(again.answer, Applied)
    assert not again.duplicate
