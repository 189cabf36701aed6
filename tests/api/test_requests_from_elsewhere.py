"""Somebody else's page, name or weight: refused before anything is read, and nothing is kept."""

import httpx2
import pytest

from api.edge.headers import SafeHeaders
from api.edge.origins import Origins
from api.edge.threshold import Threshold
from api.settings import Settings
from tests.api.running import Running
from tests.api.world import World

ASK = {"email": "ana@museum.example"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-understudy": "1", "origin": "https://evil.example"},
        {"x-understudy": "1", "origin": "null"},
        {"x-understudy": "1", "sec-fetch-site": "cross-site"},
        {"x-understudy": "1", "sec-fetch-site": "same-site"},
        {"x-understudy": "0"},
    ],
)
def test_a_post_from_another_site_is_refused_and_nothing_is_kept(
    server: Running, world: World, headers: dict[str, str]
) -> None:
    answer = httpx2.post(f"{server.url}/auth/code", json=ASK, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "CROSS_SITE"
    assert world.rows("select * from sign_in_code") == []


def test_another_site_cannot_even_read_with_our_cookie(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        mine = browser.get("/auth/session")
        theirs = browser.get("/auth/session", headers={"sec-fetch-site": "cross-site"})
    assert (mine.status_code, theirs.status_code) == (200, 403)


def test_our_own_page_gets_through(server: Running, world: World) -> None:
    headers = {"x-understudy": "1", "origin": server.url, "sec-fetch-site": "same-origin"}
    assert httpx2.post(f"{server.url}/auth/code", json=ASK, headers=headers).status_code == 204
    assert len(world.rows("select * from sign_in_code")) == 1


def test_a_name_that_is_not_ours_gets_no_answer(server: Running) -> None:
    answer = httpx2.get(f"{server.url}/auth/session", headers={"host": "evil.example"})
    assert answer.status_code == 421


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(server: Running, world: World) -> None:
    with server.browser() as browser:
        announced = browser.post("/auth/code", content=b" " * 5000)
        unannounced = browser.post("/auth/code", content=iter([b" " * 3000, b" " * 3000]))
    assert (announced.status_code, unannounced.status_code) == (413, 413)
    assert world.rows("select * from sign_in_code") == []


def test_every_answer_has_a_name_and_tells_the_browser_what_not_to_do(server: Running) -> None:
    answer = httpx2.get(f"{server.url}/healthz")
    assert len(answer.headers["x-request-id"]) == 32
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.anyio
async def test_a_bug_is_told_by_its_name_alone(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_scope: object, _receive: object, _send: object) -> None:
        raise RuntimeError("password=hunter2")

    ours = Origins(frozenset({"here"}), frozenset())
    threshold = Threshold(broken, ours, SafeHeaders(https=False), {})
    transport = httpx2.ASGITransport(threshold, raise_app_exceptions=True)
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.get("/", headers={"x-request-id": "a-name-of-mine"})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "BROKEN"
    assert "a-name-of-mine" in answer.json()["error"]["sentence"]
    assert "hunter2" not in answer.text
    assert "a-name-of-mine" in caplog.text


def test_the_address_decides_which_names_and_cookies_count() -> None:
    public = Settings(public_url="https://understudy.example/")
    assert public.hosts == {"understudy.example"}
    assert public.origins == {"https://understudy.example"}
    assert public.https
    assert not Settings().https
    assert {"localhost:8000", "127.0.0.1:8000"} <= Settings().hosts
    assert "http://localhost" in Settings(port=80).origins
