"""Photos on their way in: nobody else's, nothing damaged, nothing twice, and nothing lost half way."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from api.auth.signing import give_token
from api.settings import Settings
from tests.api.running import OURS, Running
from tests.api.sending import b64, begin, checksum_of, send, sent
from tests.api.world import NOW, World

CONTENT = os.urandom(300_000)


def kept(settings: Settings) -> list[Path]:
    """Every stored file."""
    return [path for path in (settings.data_dir / "media").rglob("*") if path.is_file()]


def test_without_a_session_nothing_is_taken(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser() as browser:
        assert begin(browser, photo).status_code == 401
    assert world.rows("select * from upload") == []


def test_a_partner_s_key_reads_photos_and_sends_none(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    life = timedelta(days=1)
    key = world.within(lambda session: give_token(session, world.ana, name="CMS", life=life, at=NOW))
    with server.browser(headers={**OURS, "authorization": f"Bearer {key}"}) as partner:
        assert begin(partner, photo).status_code == 401
        with server.browser(world.ana) as browser:
            where = begin(browser, photo).headers["location"]
            assert send(partner, where, CONTENT).status_code == 401
            sent(browser, photo, CONTENT)
        assert partner.get(f"/media/photos/{photo.id}/original").content == CONTENT


def test_a_photo_nobody_announced_has_to_wait_for_its_observation(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    world.do("delete from photo")
    with server.browser(world.ana) as browser:
        answer = begin(browser, photo)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "DEPENDENCY_MISSING"
    assert world.rows("select * from upload") == []


def test_nobody_sends_the_photo_of_somebody_else_nor_learns_that_it_is_there(
    server: Running, world: World
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        sent(browser, photo, CONTENT)
    for other in (world.marit, world.olu):
        with server.browser(other) as browser:
            answer = begin(browser, photo)
            assert answer.status_code == 409
            assert "upload-complete" not in answer.headers


def test_an_upload_belongs_to_who_began_it(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
    with server.browser(world.marit) as browser:
        assert browser.head(where).status_code == 404
        assert send(browser, where, CONTENT).status_code == 404
    with server.browser(world.ana) as browser:
        assert browser.head(where).headers["upload-offset"] == "0"
    assert world.state_of(photo) == "EXPECTED"


@pytest.mark.parametrize("name", ["..%2f..%2fsecret", "%00", "x" * 32, "..", "a" * 500])
def test_a_made_up_upload_reaches_no_file(
    server: Running, world: World, settings: Settings, name: str
) -> None:
    with server.browser(world.ana) as browser:
        assert browser.head(f"/media/uploads/{name}").status_code in (404, 405)
        assert send(browser, f"/media/uploads/{name}", b"x").status_code in (404, 405)
    assert not settings.parts_dir.exists()


@pytest.mark.parametrize(
    "said",
    [{"length": "-1"}, {"length": "0"}, {"length": "9" * 12}, {"sha256": "abc"}, {"photoId": "../x"}],
)
def test_nonsense_is_refused_with_its_field(server: Running, world: World, said: dict[str, str]) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        answer = begin(browser, photo, **said)
    assert answer.status_code in (400, 413)
    assert answer.json()["error"]["field"]
    assert world.rows("select * from upload") == []


def test_other_bytes_than_announced_cannot_even_begin(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        assert begin(browser, photo, sha256="0" * 64).status_code == 400
        assert begin(browser, photo, length="5").status_code == 400
    assert world.rows("select * from upload") == []


def test_a_wrong_offset_changes_nothing_and_says_the_right_one(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        send(browser, where, CONTENT[:1000])
        for wrong in (0, 999, 1001):
            answer = send(browser, where, b"x" * 10, at=wrong)
            assert answer.status_code == 409
            assert answer.headers["upload-offset"] == "1000"
        assert browser.head(where).headers["upload-offset"] == "1000"


def test_a_damaged_chunk_is_forgotten(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        damaged = send(browser, where, b"?" * 1000, checksum=checksum_of(CONTENT[:1000]))
        assert damaged.status_code == 460
        assert browser.head(where).headers["upload-offset"] == "0"
        strange = send(browser, where, b"?", checksum=f"md5 {b64('x')}")
        assert strange.status_code == 400


def test_a_photo_that_arrived_damaged_begins_again(server: Running, world: World, settings: Settings) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        assert send(browser, where, CONTENT[:-1] + b"?").status_code == 460
        assert world.state_of(photo) == "EXPECTED"
        assert kept(settings) == []
        assert browser.head(where).headers["upload-offset"] == "0"
        assert send(browser, where, CONTENT).status_code == 204
    assert world.state_of(photo) != "EXPECTED"


def test_more_than_announced_is_not_kept(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        assert send(browser, where, CONTENT + b"more").status_code == 413
        assert browser.head(where).headers["upload-offset"] == "0"
        assert send(browser, where, b"x" * (1024 * 1024 + 1)).status_code == 413
        form = browser.patch(where, content=b"x", headers={"upload-offset": "0"})
        assert form.status_code == 415


def test_an_expired_upload_says_so_and_another_one_can_begin(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        world.do("update upload set expires_at = now() - interval '1 second'")
        assert browser.head(where).status_code == 410
        assert send(browser, where, CONTENT).status_code == 410
        sent(browser, photo, CONTENT)


def test_a_photo_detached_on_the_way_is_not_received(server: Running, world: World) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        world.do("update photo set removed_at = now()")
        answer = send(browser, where, CONTENT)
    assert answer.status_code == 409
    assert world.state_of(photo) == "EXPECTED"


def test_the_last_byte_makes_it_received_in_the_feed_and_the_journal(
    server: Running, world: World, settings: Settings
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        first = begin(browser, photo)
        assert first.status_code == 201
        where = first.headers["location"]
        assert begin(browser, photo).headers["location"] == where
        half = send(browser, where, CONTENT[:200_000])
        assert half.headers["upload-offset"] == "200000"
        assert "upload-complete" not in half.headers
        assert "upload-expires" in half.headers
        whole = send(browser, where, CONTENT[200_000:], at=200_000)
        assert whole.headers["upload-complete"] == "?1"
        assert browser.head(where).headers["upload-complete"] == "?1"
        assert begin(browser, photo).status_code == 200
        assert begin(browser, photo).headers["upload-complete"] == "?1"
    told = world.rows(
        "select journal.act from feed join journal using (scope_id, position)"
        " where entity_id = :id and kind = 'Photo' order by position",
        id=photo.id,
    )
    assert told[0] == ("receive photo",)
    stored = settings.data_dir / "media" / str(world.ana) / photo.sha256[:2] / photo.sha256
    assert stored.read_bytes() == CONTENT


def test_the_same_bytes_are_not_sent_twice_by_the_same_person(server: Running, world: World) -> None:
    first, second = world.photo(CONTENT), world.photo(CONTENT, only_me=True)
    with server.browser(world.ana) as browser:
        sent(browser, first, CONTENT)
        answer = begin(browser, second)
    assert answer.status_code == 200
    assert answer.headers["upload-complete"] == "?1"
    assert world.state_of(second) != "EXPECTED"
