"""Which device pushes, what it says of itself, and what it is told of the museum."""

from datetime import timedelta

from sqlalchemy import text

from exchange.floor.pushes import Blocked, BlockReason, Outcome
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen


async def test_somebody_elses_device_sends_nothing(house: House, amara: Phone, leyla: Phone) -> None:
    await amara.done(seen(house.placement))
    leyla.device_id = amara.device_id
    blocked = await leyla.push(leyla.op(seen(house.other_placement)))
    assert blocked == Blocked(BlockReason.WRONG_USER)
    assert await house.count("observation") == 1
    assert await house.rows("select person_id from device") == [(house.amara,)]


async def test_a_lost_device_sends_nothing(house: House, amara: Phone) -> None:
    await amara.done(seen(house.placement))
    async with house.sessions.as_steward() as session:
        await session.execute(text("update device set revoked_at = now()"))
    blocked = await amara.push(amara.op(seen(house.placement)))
    assert blocked == Blocked(BlockReason.DEVICE_REVOKED)
    assert await house.count("observation") == 1


async def test_a_device_says_how_it_stands(house: House, amara: Phone) -> None:
    await amara.send(ack_through=7, waiting=3, oldest_waiting_at=MORNING)
    later = MORNING + timedelta(hours=1)
    await amara.send(ack_through=5, waiting=0, at=later)
    query = "select acked_through, waiting, oldest_waiting_at, made_at, seen_at from device"
    assert await house.rows(query) == [(7, 0, None, MORNING, later)]


async def test_the_answer_names_the_life_of_the_database_and_promises_no_backup(
    house: House, amara: Phone
) -> None:
    outcome = await amara.push()
    [(epoch,)] = await house.rows("select epoch from feed_epoch")
    assert isinstance(outcome, Outcome)
    assert (outcome.feed_epoch, outcome.durable_through) == (epoch, 0)
