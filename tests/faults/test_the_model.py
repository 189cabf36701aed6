"""Any order of anything: Hypothesis writes the story, a real database plays it, every promise is asked.

The swarm goes far with chance; this looks for the shortest story that breaks a promise, and shows it. Here
I9 is asked at every page of what really stands there at that moment, I10 after everybody who was sent away,
I11 of the positions inside the cursors.
"""

import asyncio
import os
import random
from collections.abc import Coroutine, Iterator
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from api.embedded import Postgres
from exchange.ground.sessions import Sessions
from exchange.people.joining import belong, leave
from schema.engine.following import opened
from schema.engine.reading import Reading
from tests.cast import AMARA, HERS, INGRID, LEYLA, MORNING
from tests.conftest import NUMBERS, named, sql
from tests.faults.device import Device, Json, Lost
from tests.faults.invariants import all_hold, i10_nothing_of_a_scope_is_left, visible_to
from tests.faults.lines import SEAL, Inside, Listener
from tests.faults.pens import Story, write
from tests.faults.swarm import settle
from tests.sync.house import House, build

NIGHTLY = bool(os.environ.get("NIGHTLY"))
STORIES, STEPS = (1500, 80) if NIGHTLY else (12, 30)
PEOPLE = (AMARA.id, AMARA.id, INGRID.id, LEYLA.id)
Result = TypeVar("Result")
devices = some.integers(0, len(PEOPLE) - 1)


class AnyOrder(RuleBasedStateMachine):
    """Four devices of three people; what is sent may arrive late, twice, out of order or never."""

    postgres: ClassVar[Postgres]
    template: ClassVar[str]
    loop: ClassVar[asyncio.Runner]

    def run(self, doing: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run(doing)

    @initialize(seed=some.integers(0, 2**16))
    def open_the_house(self, seed: int) -> None:
        self.database = f"story_{next(NUMBERS)}"
        sql(self.postgres, f"create database {self.database} template {self.template} strategy file_copy")
        url = named(self.postgres, self.database)
        self.sessions = Sessions.at(url, size=3)
        self.reading = self.run(Reading.at(url, size=2))
        self.house = House(self.sessions, UUID(int=0))
        self.story, self.chance = Story(), random.Random(seed)
        self.line = Inside(self.sessions, self.reading, Listener(self.story))
        self.devices = [Device(person_id) for person_id in PEOPLE]
        self.pages: list[tuple[Device, str | None, Json]] = []
        self.away = False

    @rule(device=devices, many=some.integers(1, 5))
    def somebody_writes(self, device: int, many: int) -> None:
        for _ in range(many):
            write(self.story, self.devices[device], self.chance)

    @rule(device=devices, first=some.integers(0, 3), many=some.integers(1, 9), times=some.integers(1, 2))
    def a_stretch_of_the_queue_arrives(self, device: int, first: int, many: int, times: int) -> None:
        one = self.devices[device]
        if ops := one.queue[first : first + many]:
            self.run(together(*(one.push(self.line, ops) for _ in range(times))))

    @rule(device=devices, many=some.integers(1, 9))
    def it_is_done_and_nobody_hears_of_it(self, device: int, many: int) -> None:
        one = self.devices[device]
        if ops := one.queue[:many]:
            with pytest.raises(Lost):
                self.run(one.push(deaf(self.line), ops))

    @rule(device=devices, limit=some.sampled_from((1, 3, 200)))
    def a_page_is_asked_for(self, device: int, limit: int) -> None:
        one = self.devices[device]
        after, page = self.run(one.ask_page(self.line, limit))
        self.run(self.nothing_too_much(one, page))
        self.pages.append((one, after, page))

    @precondition(lambda self: self.pages)
    @rule(which=some.integers(0, 30), again=some.booleans())
    def a_page_arrives(self, which: int, again: bool) -> None:
        one, after, page = self.pages[which % len(self.pages)]
        before = places(one)
        one.turn(after, page)
        now = places(one)
        assert all(now[scope] >= before[scope] for scope in before.keys() & now.keys()), "I11"
        if not again:
            self.pages.remove((one, after, page))

    @rule()
    def the_mentor_goes_or_comes_back(self) -> None:
        self.away = not self.away
        self.run(self.move_the_mentor())
        if self.away:
            tablet = self.devices[PEOPLE.index(INGRID.id)]
            self.run(tablet.catch_up(self.line))
            i10_nothing_of_a_scope_is_left(tablet, HERS)

    async def move_the_mentor(self) -> None:
        act = leave if self.away else belong
        async with self.sessions.as_steward() as session:
            await act(session, HERS, INGRID.id, at=MORNING)

    async def nothing_too_much(self, device: Device, page: Json) -> None:
        """I9, at this very moment: an oracle that knows no policy says what this person may see."""
        told = {change["row"]["id"] for change in page["changes"] if change["__typename"] == "Upsert"}
        kinds = ("Observation:", "Commitment:", "Comment:", "Tag:", "Photo:", "Decision:")
        mine = await visible_to(self.house.rows, device.person_id)
        assert {one for one in told if one.startswith(kinds)} <= mine.keys(), "I9"

    def teardown(self) -> None:
        if not hasattr(self, "line"):
            return
        try:
            self.run(settle(self.devices, self.line))
            self.run(all_hold(self.devices, self.house.rows, self.line.listener))
        finally:
            self.run(self.reading.close())
            self.run(self.sessions.close())
            sql(self.postgres, f"drop database {self.database} with (force)")


async def together(*sending: Coroutine[Any, Any, object]) -> None:
    await asyncio.gather(*sending)


def deaf(line: Inside) -> Any:
    """The same line, whose answers never come back."""

    async def ask(person_id: UUID, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        await line(person_id, document, variables)
        raise Lost

    return ask


def places(device: Device) -> dict[UUID, int]:
    """How far a device has read each scope: what its cursor holds, unsealed."""
    known = opened(SEAL, device.cursor, device.person_id, device.device_id)
    return {place.scope_id: place.position for place in known.places} if known else {}


@pytest.fixture
def house_of_the_cast(postgres: Postgres, migrated: str) -> Iterator[str]:
    """A database in which everybody is seated, to be copied for every story."""
    template = f"seated_{next(NUMBERS)}"
    sql(postgres, f"create database {template} template {migrated} strategy file_copy")

    async def seat() -> None:
        sessions = Sessions.at(named(postgres, template), size=1)
        await build(sessions)
        await sessions.close()

    asyncio.run(seat())
    yield template
    sql(postgres, f"drop database {template} with (force)")


def test_whatever_happens_in_whatever_order_every_promise_holds(
    postgres: Postgres, house_of_the_cast: str
) -> None:
    AnyOrder.postgres, AnyOrder.template = postgres, house_of_the_cast
    with asyncio.Runner() as AnyOrder.loop:
        run_state_machine_as_test(
            AnyOrder,
            settings=settings(
                max_examples=STORIES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=not NIGHTLY,
                suppress_health_check=list(HealthCheck),
                print_blob=False,
                database=None,
            ),
        )
