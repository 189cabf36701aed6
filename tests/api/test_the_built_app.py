"""The built app: nothing outside its folder, no page in place of a chunk, kept as long as is right."""

import gzip
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from api.shell import Shell

PAGE = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("not yours")
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>Understudy</title>")
    (dist / "sw.js").write_text("self.x = 1")
    (dist / "assets" / "app-4f2a.js").write_text("export {}")
    (dist / "assets" / "app-4f2a.js.gz").write_bytes(gzip.compress(b"export {}"))
    (dist / "link.txt").symlink_to(tmp_path / "secret")
    return dist


@pytest.fixture
async def browser(dist: Path) -> httpx2.AsyncClient:
    app = Starlette(routes=[Mount("/", Shell(dist))])
    transport = httpx2.ASGITransport(app)
    return httpx2.AsyncClient(transport=transport, base_url="http://here")


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/%2e%2e/secret", "/..%2fsecret", "/link.txt", "/assets/..%2f..%2fsecret", "/a%00b"],
)
async def test_nothing_outside_the_folder_is_served(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "not yours" not in answer.text


async def test_a_missing_chunk_is_missing_and_not_a_page(browser: httpx2.AsyncClient) -> None:
    assert (await browser.get("/" + "a" * 300)).status_code == 404
    assert (await browser.get("/assets/gone-1.js", headers=PAGE)).status_code == 404
    assert (await browser.get("/notes/today")).status_code == 404
    assert (await browser.get("/media/photos", headers=PAGE)).status_code == 404
    assert (await browser.get("/assets/app-4f2a.js.gz")).status_code == 404
    assert (await browser.post("/")).status_code == 405


async def test_a_page_the_app_invented_is_the_app(browser: httpx2.AsyncClient) -> None:
    answer = await browser.get("/notes/today", headers=PAGE)
    assert answer.status_code == 200
    assert "<title>Understudy" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


async def test_what_has_a_hash_in_its_name_is_kept_for_ever(browser: httpx2.AsyncClient) -> None:
    answer = await browser.get("/assets/app-4f2a.js", headers={"accept-encoding": "gzip"})
    assert answer.text == "export {}"
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    plain = await browser.get("/assets/app-4f2a.js", headers={"accept-encoding": "identity"})
    assert plain.text == "export {}"


async def test_the_worker_is_asked_for_again_and_sent_once(browser: httpx2.AsyncClient) -> None:
    first = await browser.get("/sw.js")
    again = await browser.get("/sw.js", headers={"if-none-match": first.headers["etag"]})
    assert first.headers["cache-control"] == "no-cache"
    # The worker lives under the policy its own file came with.
    assert "connect-src 'self'" in first.headers["content-security-policy"]
    assert (again.status_code, again.content) == (304, b"")


async def test_before_the_first_build_it_says_what_to_do(tmp_path: Path) -> None:
    app = Starlette(routes=[Mount("/", Shell(tmp_path / "nowhere"))])
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://x") as browser:
        answer = await browser.get("/", headers=PAGE)
    assert answer.status_code == 503
    assert "make web" in answer.text
