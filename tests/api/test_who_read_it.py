"""Who opens an original is written down before the bytes leave, and its author sees who did."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from api.media.storage import Storage
from api.verifying import verify
from exchange.floor.tables import Photo
from exchange.ground.sessions import Sessions
from tests.api.pictures import jpeg
from tests.api.running import Running
from tests.api.sending import sent
from tests.api.world import World

CONTENT = jpeg()
ASK = "{ accesses { totalCount nodes { act thing lent by { name } } } }"


@pytest.fixture
def photo(workshop: Running, world: World) -> Photo:
    """Ana's photo, which has arrived and which Marit may see."""
    shown = world.photo(CONTENT)
    with workshop.browser(world.ana) as browser:
        sent(browser, shown, CONTENT)
    return shown


def original(photo: Photo) -> str:
    return f"/media/photos/{photo.id}/original"


def told(browser: httpx2.Client, **headers: Any) -> list[dict[str, Any]]:
    answer = browser.post("/graphql", json={"query": ASK}, headers=headers).json()
    found: list[dict[str, Any]] = answer["data"]["accesses"]["nodes"]
    return found


def lines(world: World) -> int:
    return int(world.rows("select count(*) from journal where act = 'open original'")[0][0])


def test_what_cannot_be_written_down_is_not_read(workshop: Running, world: World, photo: Photo) -> None:
    world.do("drop function witness")
    with workshop.browser(world.marit) as browser:
        answer = browser.get(original(photo))
    assert answer.status_code == 500
    assert CONTENT[:100] not in answer.content
    assert world.rows("select * from access") == []


def test_only_the_author_is_told(workshop: Running, world: World, photo: Photo, key: dict[str, str]) -> None:
    with workshop.browser(world.marit) as marit, workshop.browser(world.olu) as olu:
        assert marit.get(original(photo)).status_code == 200
        assert told(marit) == told(olu) == told(marit, **key) == []
        assert olu.get(original(photo)).status_code == 404
    assert lines(world) == 1


def test_what_was_not_sent_is_not_written_down(workshop: Running, world: World, photo: Photo) -> None:
    with workshop.browser(world.marit) as browser:
        tag = f'"{photo.sha256[:32]}-original"'
        assert browser.head(original(photo)).status_code == 200
        assert browser.get(original(photo), headers={"if-none-match": tag}).status_code == 304
        assert browser.get(original(photo), headers={"range": "bytes=9999999-"}).status_code == 416
        assert browser.get(f"/media/photos/{photo.id}/thumb").status_code in (200, 404)
    assert lines(world) == 0


def test_nobody_takes_back_what_was_written_down(workshop: Running, world: World, photo: Photo) -> None:
    with workshop.browser(world.marit) as browser:
        browser.get(original(photo))
    for taking in (
        "delete from access",
        "update access set by_id = scope_id",
        "insert into access default values",
    ):

        async def act(session: Any, taking: str = taking) -> None:
            await session.execute(text("set local role understudy_app"))
            await session.execute(text(taking))

        with pytest.raises(ProgrammingError, match="permission denied"):
            world.within(act)
    assert len(world.rows("select * from access")) == 1


def test_the_author_sees_who_opened_an_original_and_by_what(
    workshop: Running, world: World, photo: Photo, key: dict[str, str]
) -> None:
    with workshop.browser(world.marit) as marit:
        for part in ({}, {}, {"range": "bytes=1-"}):
            assert marit.get(original(photo), headers=part).status_code in (200, 206)
        assert marit.get(original(photo), headers=key).status_code == 200
    with workshop.browser(world.ana) as ana:
        seen = told(ana)
    mine = {"act": "open original", "thing": f"Photo:{photo.id}", "by": {"name": "Marit"}}
    assert seen == [{**mine, "lent": True}, {**mine, "lent": False}]


async def test_a_reading_stands_in_the_journal_s_chain(
    sessions: Sessions, workshop: Running, world: World, photo: Photo
) -> None:
    with workshop.browser(world.marit) as browser:
        browser.get(original(photo))
    storage = Storage(workshop.settings.media_address)
    assert [trouble async for trouble in verify(sessions, storage)] == []
    async with sessions.as_steward() as session:
        await session.execute(
            text("update journal set line = replace(line, 'Photo:', 'photo:') where act = 'open original'")
        )
    assert len([trouble async for trouble in verify(sessions, storage)]) == 1
