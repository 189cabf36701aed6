"""Where a museum's provider says that it is asked: nowhere that only our own machine reaches."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.auth import providers
from api.auth.providers import ASKED, Provider, ProviderAway, ProviderWrong
from exchange.people.identities import Proof
from tests.api.door import SECRET

pytestmark = pytest.mark.anyio
ENDLESS, PACKED, SLOW = "endless", "packed", "slow"


@contextmanager
def talking(how: str) -> Iterator[tuple[str, list[int]]]:
    """A provider on this machine that does not stop talking, packs a great deal, or says nothing for long."""
    sent = [0]
    over = threading.Event()

    class Talker(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if how == SLOW:
                over.wait(60)
                return
            self.send_response(200)
            self.send_header("content-type", "application/json")
            if how == PACKED:
                self.send_header("content-encoding", "gzip")
            self.end_headers()
            piece = gzip.compress(b" " * 10_000_000) if how == PACKED else b" " * 65_536
            with suppress(OSError):
                while sent[0] < 64 << 20 and not (how == PACKED and sent[0]):
                    self.wfile.write(piece)
                    sent[0] += len(piece)

        def log_message(self, *_said: object) -> None:
            """Be silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Talker)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("how, no", [(ENDLESS, ProviderWrong), (PACKED, ProviderWrong), (SLOW, ProviderAway)])
async def test_a_provider_that_says_too_much_or_nothing_is_left_standing(
    monkeypatch: pytest.MonkeyPatch, how: str, no: type[Exception]
) -> None:
    if how == SLOW:
        monkeypatch.setattr(providers, "PATIENCE", 0.2)
    with talking(how) as (issuer, sent):
        with pytest.raises(no):
            await Provider(issuer, "understudy", Proof.SECRET, SECRET).begin("http://127.0.0.1/back", "state")
        assert sent[0] < 32 << 20, "it was hung up on"


@pytest.mark.parametrize(
    "name, url",
    [
        ("token_endpoint", "http://localhost:5432/"),
        ("token_endpoint", "https://127.0.0.1/"),
        ("jwks_uri", "http://[::1]:8080/keys"),
        ("userinfo_endpoint", "http://169.254.169.254/latest/meta-data"),
        ("userinfo_endpoint", "file:///etc/passwd"),
        ("userinfo_endpoint", "https:"),
    ],
)
def test_a_provider_elsewhere_does_not_send_us_to_our_own_machine_or_over_open_lines(
    name: str, url: str
) -> None:
    issuer = "https://login.museum.example"
    provider = Provider(issuer, "understudy", Proof.SECRET, SECRET)
    described = {"issuer": issuer} | {one: f"{issuer}/{one}" for one in ASKED}
    provider.check(described)
    provider.check({one: text for one, text in described.items() if one != "userinfo_endpoint"})
    with pytest.raises(ProviderWrong, match=name):
        provider.check(described | {name: url})
