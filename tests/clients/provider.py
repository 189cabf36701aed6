"""Two museums' own providers, and somebody who signs in there with a browser."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from api.embedded.node import own_node, system_node
from tests.clients.telling import CLIENTS

NAVIGATED = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
STEPS = 10


@dataclass
class Peer:
    """One provider, to be bent by a test."""

    issuer: str

    def be(self, **bent: Any) -> None:
        """Be like this from now on, and otherwise as it should."""
        httpx2.post(f"{self.issuer}/tests", json=bent, timeout=20).raise_for_status()

    def sign_in(self, url: str, account: str | None) -> str:
        """Go where the museum sent a browser, sign in there (or not), and say where one is sent back to."""
        going = httpx2.URL(url)
        if account is not None:
            going = going.copy_merge_params({"login_hint": account})
        with httpx2.Client(timeout=20) as there:
            for _ in range(STEPS):
                answer = there.get(going)
                assert answer.is_redirect, answer.text
                going = answer.url.join(answer.headers["location"])
                if not str(going).startswith(self.issuer):
                    return str(going)
        raise AssertionError("The provider sends people in a circle.")


@contextmanager
def peers() -> Iterator[tuple[Peer, Peer]]:
    """Two providers, for as long as the block runs."""
    node = (system_node() or own_node()) / "node"
    with subprocess.Popen(
        [node, CLIENTS / "provider.mjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdin
        assert running.stdout
        try:
            first, second = json.loads(running.stdout.readline())
            yield Peer(first), Peer(second)
        finally:
            running.stdin.close()
