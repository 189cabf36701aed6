"""A device that was reported lost, or is somebody else's, sends and reads nothing, and hears why."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from exchange.floor.losing import report_lost
from exchange.floor.pushes import Blocked, BlockReason
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.people.tables import SignedIn
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import whole
from tests.cast import STAMP
from tests.sync.copying import read
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen

CHANGES = "query ($device: UUID!) { changes(deviceId: $device) { cursor changes { __typename } } }"
LOST = "mutation ($device: UUID!) { reportLost(deviceId: $device) }"
EMPTY = """
mutation ($device: UUID!) {
  push(input: {protocol: 1, deviceId: $device, schemaVersion: 1, clientTime: "2026-10-08T09:00:00Z",
               ackThrough: 0, ops: []}) { ... on PushBlocked { reason } __typename }
}
"""
MINE = "{ devices { nodes { id lostAt waiting durableThrough } } }"
Ask = Callable[[UUID | None, str], Awaitable[dict[str, Any]]]


@pytest.fixture
async def ask(house: House, amara: Phone, database_url: str) -> AsyncIterator[Ask]:
    """Ask the graph about Amara's phone, as one person or nobody; an error is its code."""
    reading, seal, graph = await Reading.at(database_url), Seal(b"a secret of the tests"), whole()

    async def one(person: UUID | None, document: str) -> dict[str, Any]:
        context = Context(
            person, house.sessions, reading, seal, STAMP, lambda: MORNING, session=b"this browser"
        )
        device = {"device": str(amara.device_id)} if "$device" in document else {}
        result = await graph.execute(document, device, context_value=context)
        if result.errors:
            return {"refused": (result.errors[0].extensions or {}).get("code")}
        assert result.data is not None
        return read(result.data)

    yield one
    await reading.close()


async def test_nobody_reports_the_device_of_somebody_else_nor_learns_that_there_is_one(
    house: House, amara: Phone, ask: Ask
) -> None:
    await amara.done(seen(house.placement))
    assert await ask(house.leyla, LOST) == {"refused": "NOT_FOUND_OR_FORBIDDEN"}
    with pytest.raises(Refused, match="not here"):
        async with house.sessions.as_person(house.leyla) as session:
            await report_lost(session, uuid4(), by=house.leyla, sparing=None, at=MORNING)
    assert await ask(None, LOST) == {"refused": "UNAUTHENTICATED"}
    assert await house.rows("select revoked_at from device") == [(None,)]


async def test_a_lost_device_hears_that_it_is_signed_in_or_not(house: House, amara: Phone, ask: Ask) -> None:
    await amara.done(seen(house.placement))
    assert (await ask(None, EMPTY))["push"]["reason"] == "AUTH_EXPIRED"
    assert await ask(None, CHANGES) == {"refused": "UNAUTHENTICATED"}

    assert await ask(house.amara, LOST) == {"reportLost": MORNING.isoformat()}

    for person in (house.amara, None):
        assert (await ask(person, EMPTY))["push"]["reason"] == "DEVICE_REVOKED"
        assert await ask(person, CHANGES) == {"refused": "DEVICE_REVOKED"}
    assert await amara.push(amara.op(seen(house.placement))) == Blocked(BlockReason.DEVICE_REVOKED)
    assert await house.count("observation") == 1


async def test_on_a_device_of_somebody_else_s_nothing_is_read(house: House, amara: Phone, ask: Ask) -> None:
    await amara.done(seen(house.placement))
    for person in (house.leyla, house.ingrid):
        assert (await ask(person, EMPTY))["push"]["reason"] == "WRONG_USER"
        assert await ask(person, CHANGES) == {"refused": "WRONG_USER"}
    assert (await ask(house.amara, CHANGES))["changes"]["changes"]
    assert await house.rows("select person_id from device") == [(house.amara,)]


async def test_a_device_that_never_pushed_is_anybody_s_to_read_on(
    house: House, leyla: Phone, ask: Ask
) -> None:
    await leyla.send()
    for person in (house.amara, house.leyla):
        assert (await ask(person, CHANGES))["changes"]["changes"]
    assert await house.rows("select person_id from device") == [(house.leyla,)]


async def test_a_lost_device_hears_that_it_is_whoever_reads_on_it(
    house: House, amara: Phone, ask: Ask
) -> None:
    await amara.send()
    await ask(house.amara, LOST)
    assert await ask(house.leyla, CHANGES) == {"refused": "DEVICE_REVOKED"}


async def test_reporting_it_again_changes_nothing(house: House, amara: Phone, ask: Ask) -> None:
    await amara.send()
    await ask(house.amara, LOST)
    async with house.sessions.as_person(house.amara) as session:
        later = MORNING + timedelta(days=1)
        since = await report_lost(session, amara.device_id, by=house.amara, sparing=None, at=later)
    assert since == MORNING


async def test_every_session_ends_but_the_one_that_reports(house: House, amara: Phone, ask: Ask) -> None:
    await amara.send()
    sessions = {b"this browser": house.amara, b"the lost one": house.amara, b"Leyla's": house.leyla}
    async with house.sessions.as_steward() as steward:
        for kept, person in sessions.items():
            steward.add(
                SignedIn(token_hash=kept, person_id=person, made_at=MORNING, seen_at=MORNING, ended_at=None)
            )
    await ask(house.amara, LOST)
    ended = await house.rows("select token_hash from session where ended_at is not null")
    assert ended == [(b"the lost one",)]


async def test_other_processes_hear_that_a_session_ended(house: House, amara: Phone, ask: Ask) -> None:
    await amara.send()
    async with house.sessions.as_steward() as steward:
        steward.add(
            SignedIn(
                token_hash=b"\xab", person_id=house.amara, made_at=MORNING, seen_at=MORNING, ended_at=None
            )
        )
    async with house.sessions.engines[1].connect() as listening:
        raw = await listening.get_raw_connection()
        heard: list[str] = []
        assert raw.driver_connection is not None
        await raw.driver_connection.add_listener("understudy", lambda *news: heard.append(str(news[3])))
        await ask(house.amara, LOST)
        await listening.execute(text("select 1"))
        assert heard == ["session ab"]


async def test_everybody_finds_their_own_devices(house: House, amara: Phone, leyla: Phone, ask: Ask) -> None:
    await amara.send(waiting=3, oldest_waiting_at=MORNING)
    await leyla.send()
    [mine] = (await ask(house.amara, MINE))["devices"]["nodes"]
    assert mine == {
        "id": f"Device:{amara.device_id}", "lostAt": None, "waiting": 3, "durableThrough": 0,
    }  # fmt: skip
