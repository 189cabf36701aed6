"""Who is poked, over a real WebSocket: with a cookie, with a key, with nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from websockets.exceptions import ConnectionClosedError

from api.auth.cookies import cookie_name
from schema.access import PARTNER, PUBLIC
from schema.graph import committed
from tests.api.ear import Ear, ear
from tests.api.running import Running
from tests.matrix.askers import ACCESS, ASKERS, PARTICIPANT, Asker, may
from tests.matrix.stage import Stage

(POKE,) = [name for name, document in committed().items() if document.startswith("subscription Poke(")]
LISTENING = [asker for asker in ASKERS if asker.role in (PARTICIPANT, PARTNER, PUBLIC)]
"""A session, a key and nothing, in every relation; the door asks for no role."""
NOBODY = 4403


@contextmanager
def ear_of(stage: Stage, server: Running, asker: Asker) -> Iterator[Ear]:
    """A WebSocket that brings what somebody has."""
    headers: dict[str, Any] = {}
    if asker.lent and asker.person_id:
        headers = {"authorization": f"Bearer {stage.keys[asker.person_id]}"}
    elif asker.person_id:
        cookie = f"{cookie_name(stage.settings)}={stage.tokens[asker.person_id]}"
        headers = {"cookie": cookie, "origin": server.url}
    with ear(server, **headers) as one:
        yield one


def is_poked(stage: Stage, server: Running, asker: Asker) -> bool:
    """Whether somebody who asks for pokes hears one, and nothing in it but when."""
    with ear_of(stage, server, asker) as one:
        one.say(type="connection_init")
        try:
            assert one.hear() == {"type": "connection_ack"}
        except ConnectionClosedError:
            assert one.closed() == NOBODY
            return False
        asked = {"documentId": POKE, "variables": {"deviceId": str(uuid4())}}
        one.say(type="subscribe", id="1", payload=asked)
        one.poked()
        return True


def test_those_are_poked_whom_the_file_names(stage: Stage, server: Running) -> None:
    poked = {asker for asker in LISTENING if is_poked(stage, server, asker)}
    assert poked == {asker for asker in LISTENING if may(ACCESS.said["listened"]["poke"], asker)}
    assert 1 < len(poked) < len(LISTENING)
