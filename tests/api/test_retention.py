"""Nothing is kept longer than its rule says, and nothing shorter: told with a clock that is moved."""

from datetime import timedelta
from typing import Any

from api.house import House
from api.verifying import verify
from tests.api.canary import in_house, later, sing
from tests.api.running import Running
from tests.api.world import World


def count(world: World, table: str, where: str = "true") -> int:
    return int(world.rows(f"select count(*) from {table} where {where}")[0][0])


async def troubles(house: House) -> list[str]:
    journal = [trouble async for trouble in verify(house.sessions, house.storage)]
    return [trouble for trouble in journal if "journal" in trouble]


def test_an_answer_that_a_phone_has_not_heard_is_kept_however_old(server: Running, world: World) -> None:
    sing(server, world)
    world.do("update device set acked_through = 1")
    before = count(world, "receipt")
    later(server, world, timedelta(days=399))
    assert count(world, "receipt") == before
    later(server, world, timedelta(days=401))
    assert count(world, "receipt") == before - 1
    assert count(world, "receipt", "seq = 1") == 0


def test_what_was_removed_keeps_its_words_for_four_hundred_days(server: Running, world: World) -> None:
    sing(server, world)
    world.do("update observation set removed_at = now() where note like '%kanarienvogel%'")
    world.do("update tag set removed_at = now()")
    notes = count(world, "observation")
    later(server, world, timedelta(days=399))
    assert count(world, "observation", "removed_at is not null and note <> ''") == 1
    later(server, world, timedelta(days=401))
    assert count(world, "observation") == notes
    assert count(world, "observation", "removed_at is not null and note <> ''") == 0
    assert count(world, "tag", "word = '–'") == count(world, "tag") > 0
    assert count(world, "observation", "removed_at is null and note <> ''") > 0


def test_codes_sessions_and_uploads_go_when_they_are_over(server: Running, world: World) -> None:
    sing(server, world)
    tables = ("sign_in_code", "session", "quarantined_op", "access", "access_token")
    assert all(count(world, table) for table in tables)
    later(server, world, timedelta(hours=1))
    assert all(count(world, table) for table in tables)
    left: dict[int, Any] = {}
    for days in (2, 91, 402, 6 * 365 + 2):
        later(server, world, timedelta(days=days))
        left[days] = {table for table in tables if count(world, table)}
    assert left == {
        2: {"session", "quarantined_op", "access", "access_token"},
        91: {"quarantined_op", "access", "access_token"},
        402: {"access"},
        6 * 365 + 2: set(),
    }


def test_the_journal_loses_its_oldest_lines_and_stays_a_chain(server: Running, world: World) -> None:
    sing(server, world)
    world.do("update journal set at = at - interval '7 years' where position <= 2")
    whole = count(world, "journal")
    later(server, world, timedelta(hours=1))
    assert 0 < count(world, "journal") < whole
    assert in_house(server, world, troubles) == []
    world.do("delete from journal where position = (select min(position) from journal)")
    assert in_house(server, world, troubles) != []


def test_a_row_that_nobody_removed_is_never_touched(server: Running, world: World) -> None:
    photo = world.photo(b"bytes")
    later(server, world, timedelta(days=20 * 365))
    [(sha256, removed)] = world.rows("select sha256, removed_at from photo where id = :id", id=photo.id)
    assert (sha256, removed) == (photo.sha256, None)
    assert count(world, "person", "name = 'Ana'") == 1
