"""Photos on their way out: to whoever may see the row at that moment, as bytes and never as a page."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import httpx2
import pytest

from api.auth.signing import give_token
from api.house import House
from api.media.expiring import expire_photos
from api.settings import Settings
from exchange.floor.tables import Photo
from tests.api.capturing import captures
from tests.api.pictures import jpeg
from tests.api.running import Running
from tests.api.sending import begin, sent
from tests.api.world import NOW, World

CONTENT = jpeg()
Eventually = Callable[[Callable[[], bool]], None]


def test_without_a_session_nothing_is_shown(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser() as browser:
        assert browser.get(f"/media/photos/{photo.id}/original").status_code == 401


def test_somebody_else_s_photo_is_as_absent_as_none(server: Running, world: World) -> None:
    shared, private = world.photo(CONTENT), world.photo(CONTENT + b"2", only_me=True)
    with server.browser(world.ana) as browser:
        sent(browser, shared, CONTENT)
        sent(browser, private, CONTENT + b"2")
        assert browser.get(f"/media/photos/{private.id}/original").status_code == 200
    with server.browser(world.marit) as browser:
        assert browser.get(f"/media/photos/{shared.id}/original").status_code == 200
        hidden = browser.get(f"/media/photos/{private.id}/original")
    with server.browser(world.olu) as browser:
        foreign = browser.get(f"/media/photos/{shared.id}/original")
        unknown = browser.get(f"/media/photos/{uuid4()}/original")
    assert hidden.status_code == foreign.status_code == unknown.status_code == 404
    assert hidden.content == foreign.content == unknown.content


def test_who_loses_the_right_to_see_it_loses_it_at_once(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
    with server.browser(world.marit) as browser:
        first = browser.get(f"/media/photos/{photo.id}/original")
        assert first.status_code == 200
        world.do("update scope_member set left_at = now() where person_id = :id", id=world.marit)
        tag = {"if-none-match": first.headers["etag"]}
        assert browser.get(f"/media/photos/{photo.id}/original", headers=tag).status_code == 404


def show(browser: httpx2.Client, world: World, photo: Photo, start: str, goal: str) -> None:
    """Let more people read the entry of a photo, or fewer, from a phone."""
    body = captures(world.placement, 2)
    consent, moved = body["variables"]["input"]["ops"]
    consent["do"] = {"sayConsent": {"id": str(photo.id), "consent": "NONE_VISIBLE"}}
    named = {"id": str(photo.observation_id), "from": start, "to": goal}
    moved["do"] = {"reclassifyObservation": named}
    body["variables"]["input"]["deviceId"] = str(uuid4())
    results = browser.post("/graphql", json=body).json()["data"]["push"]["results"]
    assert [one["__typename"] for one in results] == ["OpApplied"] * 2, results


def test_when_fewer_may_see_it_the_address_is_dead_with_the_same_answer(
    server: Running, world: World
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as ana, server.browser(world.olu) as olu:
        sent(ana, photo, CONTENT)
        address = f"/media/photos/{photo.id}/original"
        assert olu.get(address).status_code == 404
        show(ana, world, photo, "MENTOR", "PUBLISHED")
        first = olu.get(address)
        assert (first.status_code, first.content) == (200, CONTENT)
        assert first.headers["cache-control"] == "private, no-cache"
        show(ana, world, photo, "PUBLISHED", "MENTOR")
        kept = {"if-none-match": first.headers["etag"]}
        for headers in ({}, kept, {"range": "bytes=0-9"}):
            gone = olu.get(address, headers=headers)
            assert (gone.status_code, gone.content) == (
                404,
                olu.get(f"/media/photos/{uuid4()}/original").content,
            )


@pytest.mark.parametrize(
    "path", ["original/..", "../../secret", "raw", "%2e%2e/secret", "original%00", "original/x"]
)
def test_there_is_no_way_around_the_three_shapes(server: Running, world: World, path: str) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
        assert browser.get(f"/media/photos/{photo.id}/{path}").status_code == 404


def test_an_original_is_saved_and_never_opened_as_a_page(server: Running, world: World) -> None:
    photo = world.photo(CONTENT, mime="text/html")
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
        answer = browser.get(f"/media/photos/{photo.id}/original")
    assert answer.content == CONTENT
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"].startswith("private")


@pytest.mark.parametrize(
    "asked,first,last",
    [("bytes=0-9", 0, 9), ("bytes=100-", 100, None), ("bytes=-5", -5, None), ("bytes=10-99999999", 10, None)],
)
def test_a_part_of_it_can_be_asked_for(
    server: Running, world: World, asked: str, first: int, last: int | None
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
        answer = browser.get(f"/media/photos/{photo.id}/original", headers={"range": asked})
    assert answer.status_code == 206
    assert answer.content == CONTENT[first : None if last is None else last + 1]
    assert answer.headers["content-range"].endswith(f"/{len(CONTENT)}")


def test_what_the_browser_has_is_not_sent_again(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    where = f"/media/photos/{photo.id}/original"
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
        tag = browser.get(where).headers["etag"]
        again = browser.get(where, headers={"if-none-match": tag})
        beyond = browser.get(where, headers={"range": "bytes=99999999-"})
        head = browser.head(where)
    assert (again.status_code, again.content) == (304, b"")
    assert beyond.status_code == 416
    assert head.headers["content-length"] == str(len(CONTENT))


WITHHELD = {
    "with the host": "update photo set host_only = true",
    "restricted": "update observation set restricted = 'SACRED', audience = 'ONLY_ME', scope_id = author_id",
}


@pytest.mark.parametrize("how", WITHHELD)
def test_what_is_withheld_is_kept_by_no_device_and_opened_by_no_key(
    server: Running, world: World, eventually: Eventually, how: str
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
        eventually(lambda: world.state_of(photo) == "VERIFIED")
        world.do(WITHHELD[how])
        if how == "restricted":
            world.do("update photo set scope_id = author_id")
        for shape in ("original", "screen", "thumb"):
            shown = browser.get(f"/media/photos/{photo.id}/{shape}")
            assert (shown.status_code, shown.headers["cache-control"]) == (200, "private, no-store"), shape
            tag = {"if-none-match": shown.headers["etag"]}
            again = browser.get(f"/media/photos/{photo.id}/{shape}", headers=tag)
            assert again.headers["cache-control"] == "private, no-store"
        absent = browser.get(f"/media/photos/{uuid4()}/thumb")
    key = world.within(
        lambda session: give_token(session, world.ana, name="CMS", life=timedelta(days=1), at=NOW)
    )
    with server.browser() as partner:
        for shape in ("original", "screen", "thumb"):
            refused = partner.get(
                f"/media/photos/{photo.id}/{shape}", headers={"authorization": f"Bearer {key}"}
            )
            assert (refused.status_code, refused.content) == (404, absent.content), shape


def test_what_stayed_with_the_host_for_a_time_is_thrown_away_and_shown_to_nobody(
    server: Running, world: World, settings: Settings, eventually: Eventually
) -> None:
    photo, other = world.photo(CONTENT), world.photo(CONTENT + b"2")
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
        sent(browser, other, CONTENT + b"2")
        eventually(lambda: {world.state_of(each) for each in (photo, other)} == {"VERIFIED"})
        over = "update photo set host_only = true, expires_at = :at where id = :id"
        world.do(over, at=NOW + timedelta(days=14), id=photo.id)
        for after, stay in ((13, 3), (14, 0)):
            asyncio.run(let_go(settings, world, at=NOW + timedelta(days=after)))
            stored = [*settings.data_dir.rglob(f"{photo.sha256}*")]
            assert len(stored) == stay, stored
            status = 200 if stay else 404
            for shape in ("original", "screen", "thumb"):
                assert browser.get(f"/media/photos/{photo.id}/{shape}").status_code == status
        assert len([*settings.data_dir.rglob(f"{other.sha256}*")]) == 3
        # Whoever has it still is not asked for it, and cannot put it back.
        assert begin(browser, photo).status_code == 409
    assert world.rows("select expired_at is not null from photo where id = :id", id=photo.id) == [(True,)]


async def let_go(settings: Settings, world: World, *, at: datetime) -> None:
    """What happens once an hour."""
    async with House.opened(settings, world.url) as house:
        await expire_photos(house.sessions, house.storage, at=at)
