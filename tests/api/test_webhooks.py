"""Partner systems are told what changed: signed, by id alone, until they take it; nobody else is reached."""

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook as Library
from standardwebhooks.webhooks import WebhookVerificationError

from api.house import House
from api.settings import Settings
from api.webhooks.reaching import Guarded, may_reach, must_be_an_address, networks
from api.webhooks.sending import send_once
from api.webhooks.signing import new_secret, sealed, shown
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.webhooks.delivering import replay
from exchange.webhooks.schedule import PAUSES
from exchange.webhooks.subscribing import rotate, subscribe
from tests.api.receiver import Receiver, receiving
from tests.api.world import World

HERE = "127.0.0.0/8"


class Stage:
    """One house with one receiver, and a clock that is moved by hand."""

    def __init__(self, settings: Settings, world: World, receiver: Receiver) -> None:
        self.settings = settings.model_copy(update={"webhook_networks": HERE})
        self.world, self.receiver = world, receiver
        self.now = datetime.now(UTC)
        self.secret = new_secret()
        self.id = uuid4()

    def run(self, act: Callable[[House], Awaitable[Any]]) -> Any:
        async def inside() -> Any:
            async with House.opened(self.settings, self.world.url) as house:
                return await act(house)

        return asyncio.run(inside())

    def subscribe(self, person: UUID, of: UUID) -> None:
        async def act(house: House) -> None:
            async with house.sessions.as_steward() as session:
                kept = sealed(house.seal, self.secret)
                made = await subscribe(session, person, of, self.receiver.url, kept, at=self.now)
                self.id = made.id

        self.run(act)

    def turn(self, after: timedelta = timedelta(0)) -> None:
        """Some time passes, then everything is told and sent that is due."""
        self.now += after

        async def act(house: House) -> None:
            guarded = Guarded(networks(HERE))
            async with httpcore2.AsyncConnectionPool(network_backend=guarded) as pool:
                while await send_once(house, pool, at=self.now):
                    pass

        self.run(act)

    def changed(self, scope: UUID, kind: str, named: UUID) -> None:
        async def act(house: House) -> None:
            async with house.sessions.as_steward() as session:
                await record(session, "edit", [Changed(scope, kind, named)], by=None, at=self.now)

        self.run(act)

    def states(self) -> list[tuple[str, int, int | None]]:
        asked = "select state, tries, status from delivery order by made_at, id"
        return [(row[0], row[1], row[2]) for row in self.world.rows(asked)]

    @property
    def heard(self) -> list[dict[str, Any]]:
        """What came, each checked by the library of receivers."""
        library = Library(shown(self.secret))
        return [library.verify(body, headers) for headers, body in self.receiver.came]


@pytest.fixture
def stage(settings: Settings, world: World) -> Iterator[Stage]:
    with receiving() as receiver:
        yield Stage(settings, world, receiver)


# ---------------------------------------------------------------- nobody else is reached


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://u:p@example.org",
        "ftp://example.org",
        "https://",
        "//x",
        "https://a:0",
        "javascript:1",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="https"):
        must_be_an_address(url, ())
    must_be_an_address("https://hooks.example.org/in?x=1", ())


INSIDE = [
    "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
    "0.0.0.0/8", "224.0.0.0/4", "::1/128", "fc00::/7", "fe80::/10",
    "::ffff:10.0.0.0/104", "::ffff:127.0.0.0/104",
    "2002:7f00::/24", "64:ff9b::/96",
]  # fmt: skip


@given(st.sampled_from(INSIDE).flatmap(lambda network: st.ip_addresses(network=network)))
def test_no_private_address_is_reached(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not may_reach(address, ())
    assert may_reach(ipaddress.ip_address("93.184.215.14"), ())


def test_a_network_that_the_keeper_did_not_name_is_not_even_connected_to(stage: Stage) -> None:
    async def act() -> None:
        async with httpcore2.AsyncConnectionPool(network_backend=Guarded(())) as pool:
            for host in ("127.0.0.1", "localhost"):
                with pytest.raises(httpcore2.ConnectError, match="may not reach"):
                    await pool.request("POST", f"http://{host}:{stage.receiver.port}/")

    asyncio.run(act())
    assert stage.receiver.came == []


# ---------------------------------------------------------------- only what the owner may see


def test_nothing_is_told_of_what_its_owner_may_not_see(stage: Stage) -> None:
    private, shared = stage.world.photo(b"1", only_me=True), stage.world.photo(b"2")
    stage.subscribe(stage.world.olu, stage.world.placement)
    stage.changed(stage.world.placement, "Observation", shared.observation_id)
    stage.turn()
    assert stage.states() == []
    stage.subscribe(stage.world.ana, stage.world.placement)
    stage.changed(stage.world.ana, "Observation", private.observation_id)
    stage.changed(stage.world.placement, "Observation", private.observation_id)
    stage.changed(stage.world.placement, "Access", uuid4())
    stage.turn()
    assert stage.states() == []


def test_what_happened_before_is_not_told_and_nothing_is_told_of_nobody_s_museum(stage: Stage) -> None:
    shared = stage.world.photo(b"1")
    stage.changed(stage.world.placement, "Observation", shared.observation_id)
    with pytest.raises(Refused, match="a museum, a programme or a placement"):
        stage.subscribe(stage.world.marit, stage.world.ana)
    stage.subscribe(stage.world.marit, stage.world.placement)
    stage.turn()
    assert stage.states() == []


# ---------------------------------------------------------------- what a receiver may do


def subscribed(stage: Stage) -> UUID:
    """Marit's webhook, and an entry that has changed."""
    entry = stage.world.photo(b"1").observation_id
    stage.subscribe(stage.world.marit, stage.world.placement)
    stage.changed(stage.world.placement, "Observation", entry)
    return entry


def test_a_receiver_that_redirects_leads_nowhere_and_is_tried_again(stage: Stage) -> None:
    subscribed(stage)
    with receiving() as elsewhere:
        stage.receiver.status, stage.receiver.headers = 307, {"location": elsewhere.url}
        stage.turn()
        assert elsewhere.came == []
    assert stage.states() == [("WAITING", 1, 307)]


def test_a_receiver_that_is_gone_ends_its_webhook(stage: Stage) -> None:
    subscribed(stage)
    stage.receiver.status = 410
    stage.turn()
    assert stage.states() == [("DEAD", 1, 410)]
    stage.receiver.status = 200
    stage.changed(stage.world.placement, "Placement", stage.world.placement)
    stage.turn(timedelta(days=2))
    assert len(stage.receiver.came) == 1


def test_a_receiver_that_is_slow_is_waited_for_only_so_long(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.webhooks.sending.PATIENCE", 0.2)
    subscribed(stage)
    stage.receiver.stuck.clear()
    stage.turn()
    assert stage.states() == [("WAITING", 1, None)]
    assert "no answer" in stage.world.rows("select trouble from delivery")[0][0]


def test_a_receiver_that_is_down_is_tried_for_days_then_its_messages_are_dead_and_can_be_replayed(
    stage: Stage,
) -> None:
    entry = subscribed(stage)
    stage.receiver.status = 503
    for tries, pause in enumerate((timedelta(0), *PAUSES), start=1):
        stage.turn(pause + timedelta(minutes=1))
        state = "DEAD" if tries == len(PAUSES) + 1 else "WAITING"
        assert stage.states() == [(state, tries, 503)]
    stage.receiver.status = 204

    async def again(house: House) -> int:
        async with house.sessions.as_steward() as session:
            return await replay(session, stage.id, since=None, at=stage.now)

    assert stage.run(again) == 1
    stage.turn()
    assert stage.states() == [("DELIVERED", 1, 204)]
    assert {headers["webhook-id"] for headers, _ in stage.receiver.came} == {
        stage.receiver.came[0][0]["webhook-id"]
    }
    assert entry.hex in stage.receiver.came[0][1].decode().replace("-", "")


# ---------------------------------------------------------------- what is told


def test_what_changed_is_told_once_signed_and_by_id_alone(stage: Stage) -> None:
    entry = subscribed(stage)
    stage.changed(stage.world.placement, "Observation", entry)
    stage.turn()
    stage.turn()
    [message] = stage.heard
    data = {"id": f"Observation:{entry}", "scope": str(stage.world.placement)}
    assert message == {"type": "observation.changed", "timestamp": message["timestamp"], "data": data}
    headers, body = stage.receiver.came[0]
    with pytest.raises(WebhookVerificationError):
        Library(shown(stage.secret)).verify(body.replace(b"changed", b"removed"), headers)
    with pytest.raises(WebhookVerificationError):
        Library(shown(new_secret())).verify(body, headers)


def test_what_is_narrowed_is_gone_for_who_was_told_of_it(stage: Stage) -> None:
    entry = subscribed(stage)
    stage.turn()
    world = stage.world
    world.do("update observation set audience = 'ONLY_ME', scope_id = author_id where id = :id", id=entry)
    stage.changed(world.placement, "Observation", entry)
    stage.turn()
    types = [message["type"] for message in stage.heard]
    assert types == ["observation.changed", "observation.gone"]


def test_while_secrets_change_both_are_good_and_a_day_later_only_the_new_one(stage: Stage) -> None:
    entry = subscribed(stage)
    new = new_secret()

    async def change(house: House) -> None:
        async with house.sessions.as_steward() as session:
            await rotate(session, stage.id, sealed(house.seal, new), at=stage.now)

    stage.run(change)
    stage.turn()
    assert len(stage.heard) == 1
    stage.secret, old = new, stage.secret
    assert len(stage.heard) == 1
    stage.world.do("update webhook set former_until = now() - interval '1 second'")
    stage.changed(stage.world.placement, "Observation", entry)
    stage.turn()
    assert len(stage.heard) == 2
    headers, body = stage.receiver.came[1]
    with pytest.raises(WebhookVerificationError):
        Library(shown(old)).verify(body, headers)


def test_of_two_processes_each_message_is_sent_by_one(stage: Stage) -> None:
    entries = [stage.world.photo(bytes([number])).observation_id for number in range(9)]
    stage.subscribe(stage.world.marit, stage.world.placement)
    for entry in entries:
        stage.changed(stage.world.placement, "Observation", entry)

    async def both(house: House) -> None:
        async with House.opened(stage.settings, stage.world.url) as other:
            pool = httpcore2.AsyncConnectionPool(network_backend=Guarded(networks(HERE)))
            async with pool:
                for _ in range(6):
                    await asyncio.gather(*(send_once(one, pool, at=stage.now) for one in (house, other)))

    stage.run(both)
    told = [message["data"]["id"] for message in stage.heard]
    assert sorted(told) == sorted(f"Observation:{entry}" for entry in entries)
