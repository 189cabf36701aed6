"""Being erased: nothing is left in any table or file, devices hear of it, no backup brings it back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from api.house import House
from api.media.storage import Storage
from api.mine.sweeping import erase_again, erase_whole, erased, keep_out
from api.verbs.erase import erase
from api.verifying import verify
from exchange.ground.refusals import Refused
from tests.api.canary import in_house, later, places, sing
from tests.api.capturing import CHANGES, DEVICE
from tests.api.running import Running
from tests.api.world import NOW, World

MARITS = "0197f2aa-0000-7000-8000-00000000000a"


def pulled(server: Running, person: Any, device: str, after: str | None = None) -> Any:
    asked = {"deviceId": device, "after": after, "limit": 500, "digest": False}
    with server.browser(person) as browser:
        return browser.post("/graphql", json={"documentId": CHANGES, "variables": asked}).json()


def test_nobody_is_erased_by_asking_without_a_proof_or_by_a_key(
    server: Running, world: World, key: dict[str, str]
) -> None:
    with server.browser() as stranger:
        assert stranger.post("/mine/erasure").status_code == 401
        assert stranger.post("/mine/erasure", headers=key).status_code == 401
    with server.browser(world.ana) as ana:
        world.do("update session set stepped_up_at = now() - interval '16 minutes'")
        answer = ana.post("/mine/erasure")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "STEP_UP")
    assert world.rows("select * from erasure") == []


def verb(server: Running, world: World, who: str, *, sure: bool = True) -> int:
    return int(in_house(server, world, lambda house: erase(house.sessions, house.settings, who, sure=sure)))


def test_the_verb_erases_nobody_without_being_sure(server: Running, world: World) -> None:
    assert verb(server, world, "ana@museum.example", sure=False) == 1
    with pytest.raises(Refused, match="nobody"):
        verb(server, world, "who@museum.example")
    assert world.rows("select * from erasure") == []


def test_who_asked_has_a_week_to_think_again(server: Running, world: World) -> None:
    with server.browser(world.ana) as ana:
        assert ana.post("/mine/erasure").status_code == 202
        assert ana.get("/mine/erasure").json()["erasure"]["dueAt"]
        later(server, world, timedelta(days=6))
        assert ana.delete("/mine/erasure").status_code == 204
        assert ana.get("/mine/erasure").json() == {"erasure": None}
        later(server, world, timedelta(days=9))
        assert world.rows("select name from person where id = :id", id=world.ana)[0][0] == "Ana"
        ana.post("/mine/erasure")
    later(server, world, timedelta(days=9))
    assert world.rows("select name from person where id = :id", id=world.ana)[0][0] == "–"


def test_nothing_is_left_of_whoever_was_erased(server: Running, world: World) -> None:
    sing(server, world)
    before = places(world.url, server.settings.data_dir)
    assert {f"public.{table}" for table in ("person", "observation", "quarantined_op", "tag")} <= before
    assert [name for name in before if name.startswith("media/")]
    assert [name for name in before if name.startswith("uploads/")]
    first = pulled(server, world.marit, MARITS)["data"]["changes"]
    had = {change["row"]["id"] for change in first["changes"] if change["__typename"] == "Upsert"}

    assert verb(server, world, str(world.ana)) == 0

    assert places(world.url, server.settings.data_dir) == set()
    assert in_house(server, world, troubles) == []
    then = pulled(server, world.marit, MARITS, first["cursor"])["data"]["changes"]["changes"]
    gone = {change["id"] for change in then if change["__typename"] == "Gone"}
    hers = {name for name in had if name.startswith(("Observation", "Commitment", "Photo"))}
    assert len(hers) >= 3
    assert hers <= gone
    with server.browser() as phone:
        asked = {"deviceId": DEVICE, "after": None, "limit": 10, "digest": False}
        told = phone.post("/graphql", json={"documentId": CHANGES, "variables": asked}).json()
    assert told["errors"][0]["extensions"]["code"] == "DEVICE_REVOKED"


def test_a_backup_from_before_does_not_bring_them_back(server: Running, world: World) -> None:
    backup = server.settings.data_dir / "backup"
    photo = backup / "media" / str(world.ana) / "photo"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"hers")

    async def act(house: House) -> None:
        await erase_whole(house.sessions, house.storage, house.parts, world.ana, by=None, at=NOW)
        await keep_out(house.storage, backup)
        assert not photo.exists()
        # The database is as it was before, and the store of another machine knows nothing.
        async with house.sessions.as_steward() as session:
            await session.execute(text("delete from erasure"))
            await session.execute(text("update person set name = 'Ana' where id = :id"), {"id": world.ana})
        fresh = Storage((server.settings.data_dir / "elsewhere").as_uri())
        assert await erased(fresh) == set()
        assert await erase_again(house.sessions, fresh, backup, at=NOW) == 1
        assert await erased(fresh) == {world.ana}

    in_house(server, world, act)
    assert world.rows("select name from person where id = :id", id=world.ana)[0][0] == "–"


async def troubles(house: House) -> list[str]:
    return [trouble async for trouble in verify(house.sessions, house.storage)]
