"""Somebody reports a lost phone from a tablet: the phone is signed out at once, the tablet is not."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from api.settings import Settings
from tests.api.running import Running
from tests.api.world import World

DEVICE = "0b7c5b1e-1111-4222-8333-444455556666"
PUSH = f"""
mutation {{ push(input: {{protocol: 1, deviceId: "{DEVICE}", schemaVersion: 1,
                          clientTime: "2026-10-08T09:00:00Z", ackThrough: 0, ops: []}}) {{
  __typename ... on PushBlocked {{ reason }}
}} }}
"""
LOST = f'mutation {{ reportLost(deviceId: "{DEVICE}") }}'
CHANGES = f'{{ changes(deviceId: "{DEVICE}") {{ cursor }} }}'


@pytest.fixture
def server(settings: Settings, world: World) -> Iterator[Running]:
    """A server that takes documents typed by hand."""
    running = Running(settings.model_copy(update={"development": True}), world.url)
    yield running
    running.stop()


def test_the_phone_is_signed_out_at_once_and_hears_why_the_tablet_stays(
    server: Running, world: World
) -> None:
    with server.browser(world.ana) as phone, server.browser(world.ana) as tablet:
        assert ask(phone, PUSH)["data"]["push"] == {"__typename": "PushOutcome"}
        assert ask(tablet, LOST)["data"]["reportLost"]
        assert tablet.get("/auth/session").status_code == 200
        for _ in range(1000):  # other processes hear it by the database's word
            if phone.get("/auth/session").status_code == 401:
                break
        assert phone.get("/auth/session").status_code == 401
        blocked = {"__typename": "PushBlocked", "reason": "DEVICE_REVOKED"}
        assert ask(phone, PUSH)["data"]["push"] == blocked
        [no] = ask(phone, CHANGES)["errors"]
        assert no["extensions"]["code"] == "DEVICE_REVOKED"


def ask(browser: httpx2.Client, question: str) -> Any:
    return browser.post("/graphql", json={"query": question}).json()
