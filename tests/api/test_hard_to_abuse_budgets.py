"""Everybody has a budget of questions, and one of pushes; neither eats up the other."""

from asyncio import run
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex
from uuid import uuid4

import httpx2
import pytest

from api.auth.signing import give_token
from api.edge.budgets import REMEMBERED, Budget, neighbourhood
from api.edge.gate import Measures
from api.settings import Settings
from schema.gate import LEAST, OverBudgetError
from tests.api.capturing import CHANGES, ME, PUSH, pushed
from tests.api.running import OURS, Running
from tests.api.world import NOW, World

NAME = {"query": "{ me { name } }"}


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    now: float = 1_000.0

    def __call__(self) -> float:
        """What time it is."""
        return self.now


@pytest.fixture
def thrifty(settings: Settings, world: World) -> Iterator[Running]:
    """A server where five questions and six operations a minute are all."""
    running = Running(settings.model_copy(update={"budget": 5 * LEAST, "push_budget": 6}), world.url)
    yield running
    running.stop()


@pytest.fixture
def partner(thrifty: Running, world: World) -> Callable[[str], httpx2.Client]:
    """Partner systems, each with a key of its own."""

    def with_key(name: str) -> httpx2.Client:
        key = world.within(
            lambda session: give_token(session, world.marit, name=name, life=timedelta(days=1), at=NOW)
        )
        return httpx2.Client(base_url=thrifty.url, headers={"authorization": f"Bearer {key}"}, timeout=20)

    return with_key


def test_who_asks_too_much_is_told_how_long_to_wait(partner: Callable[[str], httpx2.Client]) -> None:
    with partner("HR") as one, partner("CMS") as other:
        told = [one.post("/graphql", json=NAME) for _ in range(12)]
        beside = other.post("/graphql", json=NAME)
    assert told[0].status_code == 200
    refused = told[-1]
    assert refused.status_code == 429
    assert refused.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert "data" not in refused.json()
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    # Another key is another client, though it acts for the same person.
    assert beside.status_code == 200


def test_every_answer_says_what_is_left(partner: Callable[[str], httpx2.Client]) -> None:
    # Servers of one process share what they have read, so nobody may have asked this before.
    asked = {"query": f"{{ me {{ n{token_hex(2)}: name }} }}"}
    with partner("HR") as one:
        first, second = (one.post("/graphql", json=asked) for _ in range(2))
    assert first.headers["ratelimit-policy"] == '"questions";q=500;qu="points";w=60'
    name, left, full = first.headers["ratelimit"].split(";")
    # The first time, the document had to be read as well.
    assert (name, left) == ('"questions"', "r=180")
    assert 0 < int(full.removeprefix("t=")) <= 60
    cost = second.json()["extensions"]["cost"]
    assert (cost["requested"], cost["limit"]) == (1, 50_000)
    assert 80 <= cost["left"] < 180


def test_a_document_that_is_refused_is_paid_for_too(partner: Callable[[str], httpx2.Client]) -> None:
    with partner("HR") as one:
        told = [one.post("/graphql", json={"query": "{ nonsense }"}).status_code for _ in range(12)]
    assert told[0] == 200
    assert told[-1] == 429


def test_whoever_signs_in_twice_has_one_budget(thrifty: Running, world: World) -> None:
    with thrifty.browser(world.ana) as laptop, thrifty.browser(world.ana) as phone:
        while laptop.post("/developers/graphql", json=NAME).status_code == 200:
            pass
        there = phone.post("/developers/graphql", json=NAME)
        here = phone.post("/graphql", json={"documentId": ME})
    assert (there.status_code, here.status_code) == (429, 429)


def test_a_key_pays_for_the_app_s_own_documents_as_for_its_own(
    partner: Callable[[str], httpx2.Client],
) -> None:
    sizes = {"deviceId": str(uuid4()), "limit": 200, "digest": False}
    with partner("HR") as one, partner("CMS") as other:
        me = one.post("/graphql", json={"documentId": ME})
        changes = other.post("/graphql", json={"documentId": CHANGES, "variables": sizes})
    assert me.json()["data"]["me"]["name"] == "Marit"
    assert me.json()["extensions"]["cost"]["requested"] > LEAST
    assert changes.json()["errors"][0]["extensions"]["code"] == "QUERY_LIMIT"


def test_the_app_pays_the_least_for_its_own_documents(thrifty: Running, world: World) -> None:
    sizes = {"deviceId": str(uuid4()), "limit": 200, "digest": False}
    with thrifty.browser(world.ana) as phone:
        answer = phone.post("/graphql", json={"documentId": CHANGES, "variables": sizes})
    assert answer.json()["data"]
    assert "extensions" not in answer.json()
    assert thrifty.house.measures.questions.left(str(world.ana)) >= 4 * LEAST


def test_dashboards_do_not_starve_captures(thrifty: Running, world: World) -> None:
    with thrifty.browser(world.ana) as phone:
        while phone.post("/graphql", json={"documentId": ME}).status_code == 200:
            pass
        assert pushed(phone, world.placement)["__typename"] == "PushOutcome"
    assert world.rows("select count(*) from observation") == [(1,)]


def test_who_pushes_too_much_is_told_to_wait_and_nothing_is_taken(thrifty: Running, world: World) -> None:
    with thrifty.browser(world.ana) as phone:
        taken = pushed(phone, world.placement, many=8)
        held = pushed(phone, world.placement)
        assert taken["__typename"] == "PushOutcome"
        assert (held["__typename"], held["reason"]) == ("PushBlocked", "RATE_LIMITED")
        assert 0 < held["retryAfterMs"] <= 60_000
    assert world.rows("select count(*) from observation") == [(8,)]


def test_who_goes_on_pushing_is_not_even_read(thrifty: Running, world: World) -> None:
    with thrifty.browser(world.ana) as phone:
        pushed(phone, world.placement, many=8)
        assert pushed(phone, world.placement)["reason"] == "RATE_LIMITED"
        # What these variables hold would be an error, if anybody looked at them.
        deaf = phone.post("/graphql", json={"documentId": PUSH, "variables": {"input": 7}})
        assert phone.post("/graphql", json={"documentId": ME}).json()["data"]["me"]["name"] == "Ana"
    assert deaf.status_code == 429
    assert int(deaf.headers["retry-after"]) >= 1
    assert deaf.headers["ratelimit"].startswith('"pushes";r=0;')
    assert world.rows("select count(*) from observation") == [(8,)]


def test_a_push_that_nobody_can_read_is_paid_for_too(thrifty: Running, world: World) -> None:
    nonsense = {"documentId": PUSH, "variables": {"input": 7}}
    with thrifty.browser(world.ana) as phone:
        told = [phone.post("/graphql", json=nonsense).status_code for _ in range(20)]
        assert told[0] == 200
        assert told[-1] == 429
        assert phone.post("/graphql", json={"documentId": ME}).json()["data"]["me"]["name"] == "Ana"


def test_who_waited_as_long_as_they_were_told_may_push_again() -> None:
    clock = Clock()
    measures = replace(Measures.of(Settings()), pushes=Budget("pushes", "operations", 60, clock))

    async def push(ops: int) -> None:
        gate = measures.gate("Ana", known=True)
        gate.before_push()
        async with gate.pushing(ops):
            pass

    run(push(80))
    assert measures.pushes.left("Ana") == -21
    clock.now += measures.pushes.wait("Ana") / 1000
    run(push(0))
    assert measures.pushes.left("Ana") == 0


def test_a_stranger_has_a_tenth(thrifty: Running) -> None:
    with httpx2.Client(base_url=thrifty.url, headers=OURS, timeout=20) as nobody:
        told = [nobody.post("/graphql", json={"documentId": ME}) for _ in range(3)]
    assert told[0].headers["ratelimit-policy"].startswith('"strangers";q=50;')
    assert told[-1].status_code == 429


def test_keys_and_cookies_that_nobody_has_are_paid_for_before_they_are_looked_up(
    thrifty: Running, world: World, partner: Callable[[str], httpx2.Client]
) -> None:
    with httpx2.Client(base_url=thrifty.url, headers=OURS, timeout=20) as thief, partner("HR") as other:
        assert other.post("/graphql", json=NAME).status_code == 200

        def tries(number: int) -> httpx2.Response:
            return thief.post("/graphql", json=NAME, headers={"authorization": f"Bearer ust_{number}"})

        told = [tries(number) for number in range(3)]
        seen = thief.get(f"/media/photos/{world.ana}/thumb", headers={"cookie": "understudy=made-up"})
        # Whoever was recognised a moment ago does not pay for what another one at this address does.
        beside = other.post("/graphql", json=NAME)
    assert [answer.status_code for answer in told] == [401, 429, 429]
    assert int(told[-1].headers["retry-after"]) >= 1
    assert seen.status_code == 429
    assert seen.json()["error"]["code"] == "RATE_LIMITED"
    assert beside.status_code == 200


def test_whoever_is_recognised_has_paid_nothing_for_it(thrifty: Running, world: World) -> None:
    with thrifty.browser(world.ana) as phone:
        for _ in range(5):
            thrifty.house.remembered.forget_all()
            assert phone.get("/auth/session").status_code == 200
    assert thrifty.house.measures.strangers.left("127.0.0.1") == 50


def test_a_bucket_fills_evenly_and_is_overdrawn_once() -> None:
    clock = Clock()
    budget = Budget("questions", "points", 600, clock)
    budget.take("Ana", 1_200)
    with pytest.raises(OverBudgetError) as no:
        budget.take("Ana", 1)
    assert no.value.after_ms == 60_100
    assert budget.told("Ana") == '"questions";r=0;t=120'
    clock.now += 61
    budget.take("Ana", 1)
    clock.now += 1_000_000
    assert budget.left("Ana") == 600
    clock.now -= 2_000_000
    assert budget.left("Ana") <= 600
    assert budget.left("Bo") == 600


def test_the_buckets_of_many_clients_do_not_grow_without_end() -> None:
    budget = Budget("questions", "points", 600, Clock())
    for number in range(REMEMBERED + 100):
        budget.take(str(number), 1)
    assert len(budget._filled) == REMEMBERED
    assert budget.left("99") == 600
    assert budget.left(str(REMEMBERED + 99)) == 599


def test_one_household_is_one_stranger() -> None:
    assert neighbourhood("2001:db8:1:2::9") == neighbourhood("2001:db8:1:2:ffff::1")
    assert neighbourhood("2001:db8:1:2::9") != neighbourhood("2001:db8:1:3::9")
    assert neighbourhood("192.0.2.7") == "192.0.2.7"


def test_where_nobody_counts_everything_passes() -> None:
    budget = Budget("questions", "points", 0)
    for _ in range(3):
        budget.take("Ana", 10**9)
