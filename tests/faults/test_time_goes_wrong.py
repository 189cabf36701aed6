"""Clocks that jump and transactions that never end: the feed goes on in its order, and skips nothing."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.auth.signing import begin_session, recognise_session
from api.auth.tokens import token_hash
from exchange.floor.answers import Applied
from exchange.ground.recording import Changed, record
from exchange.ground.sessions import Sessions
from tests.cast import AMARA, MORNING
from tests.faults.device import Device
from tests.faults.lines import Inside
from tests.sync.house import House
from tests.sync.phone import Phone, seen

HOURS = timedelta(hours=2)


async def test_a_server_whose_clock_jumps_keeps_its_order_its_answers_and_its_sessions(house: House) -> None:
    phone = Phone(house, AMARA.id)
    ops = [phone.op(seen(house.placement)) for _ in range(9)]
    for number, op in enumerate(ops):
        # Two hours ahead, two hours back, and right again.
        at = MORNING + (number % 3 - 1) * HOURS
        [first] = await phone.send(op, at=at)
        [again] = await phone.send(op, at=at - HOURS)
        assert isinstance(first.answer, Applied)
        assert (again.answer, again.duplicate) == (first.answer, True)
    lines = await house.rows(
        "select entity_id from feed where kind = 'Observation' and scope_id = :scope order by position",
        scope=house.placement,
    )
    assert [one for (one,) in lines] == [UUID(str(op.said["id"])) for op in ops]
    async with house.sessions.as_steward() as session:
        kept = token_hash(await begin_session(session, AMARA.id, at=MORNING))
        for at in (MORNING + HOURS, MORNING - HOURS, MORNING):
            assert await recognise_session(session, kept, at=at) == AMARA.id


@pytest.mark.parametrize("year", [1970, 2099])
async def test_a_phone_whose_clock_is_years_off_is_believed_and_nothing_is_lost(
    house: House, year: int
) -> None:
    phone = Phone(house, AMARA.id)
    op = phone.op(seen(house.placement))
    odd = MORNING.replace(year=year)
    [answered] = await phone.send(type(op)(**{**vars(op), "captured_at": odd}))
    assert isinstance(answered.answer, Applied)
    assert await house.rows("select captured_at from observation") == [(odd,)]


async def test_a_writer_who_never_ends_is_ended_and_the_feed_skips_nothing(
    house: House, inside: Inside, database_url: str
) -> None:
    impatient = Sessions.at(database_url, size=2, longest=1.0)
    device = Device(AMARA.id)
    await device.catch_up(inside)
    begun, ended = asyncio.Event(), list[BaseException]()

    async def hang() -> None:
        try:
            async with impatient.as_steward() as session:
                changed = [Changed(house.placement, "Observation", uuid4())]
                await record(session, "write", changed, by=AMARA.id, at=MORNING)
                begun.set()
                await asyncio.sleep(1.5)  # this is the hanging
                await session.execute(text("select 1"))
        except (DBAPIError, asyncpg.PostgresError) as fault:
            ended.append(fault)

    hanging = asyncio.create_task(hang())
    await begun.wait()
    phone = Phone(house, AMARA.id)
    op = phone.op(seen(house.placement))
    while not isinstance((await phone.send(op))[0].answer, Applied):
        assert not hanging.done() or ended, "It was waited for until the writer went by itself."
    await hanging
    assert len(ended) == 1, "Nobody ended the writer."
    await device.catch_up(inside)
    assert f"Observation:{op.said['id']}" in device.rows
    gaps = "select scope_id from feed group by scope_id having max(position) <> count(*)"
    assert await house.rows(gaps) == []
    await impatient.close()
