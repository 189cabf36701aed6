"""What a device hears of: the feed of its scopes, page by page, as it may see the rows now."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from exchange.floor.parts import parts_of
from exchange.floor.tables import Observation
from exchange.ground.recording import Changed, record
from exchange.people.joining import belong, leave
from exchange.people.tables import Museum
from exchange.placements.tables import Audience
from tests.schema.conftest import Asker
from tests.schema.story import MORNING, observe

DEVICE = str(uuid4())
CHANGES = """
query Changes($device: UUID!, $after: String, $limit: Int! = 500) {
  changes(deviceId: $device, after: $after, limit: $limit) {
    cursor hasMore reset
    changes {
      __typename
      ... on Upsert { scope row { __typename id ... on Observation { note audience author { id } } } }
      ... on Gone { id }
      ... on ScopeAdded { scope }
      ... on ScopeRemoved { scope }
    }
  }
}
"""


class Device:
    """Keeps what it hears of, as the app does."""

    def __init__(self, ask: Asker, who: str, device: str = DEVICE) -> None:
        self.ask, self.who, self.device = ask, who, device
        self.cursor: str | None = None
        self.rows: dict[str, Any] = {}
        self.scopes: set[str] = set()

    async def page(self, limit: int = 500) -> dict[str, Any]:
        """Read one page and do what it says."""
        data = await self.ask(self.who, CHANGES, device=self.device, after=self.cursor, limit=limit)
        page: dict[str, Any] = data["changes"]
        if page["reset"]:
            self.rows, self.scopes = {}, set()
        for change in page["changes"]:
            match change["__typename"]:
                case "Upsert":
                    self.rows[change["row"]["id"]] = change["row"]
                case "Gone":
                    del self.rows[change["id"]]
                case "ScopeAdded":
                    self.scopes.add(change["scope"])
                case "ScopeRemoved":
                    self.scopes.remove(change["scope"])
        self.cursor = page["cursor"]
        return page

    async def catch_up(self, limit: int = 500) -> list[dict[str, Any]]:
        """Read until there is no more."""
        heard = []
        while True:
            page = await self.page(limit)
            heard += page["changes"]
            if not page["hasMore"]:
                return heard


def observations(device: Device) -> set[str]:
    return {one for one, row in device.rows.items() if row["__typename"] == "Observation"}


async def narrow(ask: Asker, observation: UUID) -> None:
    """Ana keeps to herself what the mentor could read."""
    async with ask.sessions.as_steward() as session:
        await session.execute(
            update(Observation)
            .where(Observation.id == observation)
            .values(audience=Audience.ONLY_ME, scope_id=ask.story["Ana"])
        )
        changed = [Changed(ask.story[name], "Observation", observation) for name in ("Ana", "placement")]
        await record(session, "reclassify", changed, by=ask.story["Ana"], at=MORNING)


@pytest.mark.parametrize("limit", [1, 7, 500])
async def test_the_first_reading_brings_all_that_may_be_seen(ask: Asker, limit: int) -> None:
    device = Device(ask, "Bento")
    heard = await device.catch_up(limit)
    assert device.scopes == {str(ask.story[name]) for name in ("Bento", "network", "Lisbon", "placement")}
    mine = [one for number, one in enumerate(ask.story.observations) if number % 3 != 2]
    assert observations(device) == {f"Observation:{one}" for one in mine}
    assert {row["__typename"] for row in device.rows.values()} >= {"Person", "Museum", "Placement", "Photo"}
    assert not [change for change in heard if change["__typename"] == "Gone"]
    assert await device.catch_up(limit) == []


async def test_a_page_is_one_statement(ask: Asker) -> None:
    await Device(ask, "Ana").page()
    assert ask.reading.statements == 1


async def test_a_new_row_comes_once_however_often_it_changed(ask: Asker) -> None:
    device = Device(ask, "Bento")
    await device.catch_up()
    async with ask.sessions.as_steward() as session:
        new = await observe(session, ask.story, 12)
        await record(
            session, "edit", [Changed(ask.story["placement"], "Observation", new)], by=None, at=MORNING
        )
    heard = await device.catch_up()
    assert [change["row"]["id"] for change in heard].count(f"Observation:{new}") == 1


async def test_what_was_narrowed_is_gone_for_who_had_it_and_unheard_of_for_who_had_not(ask: Asker) -> None:
    early, ana = Device(ask, "Bento"), Device(ask, "Ana")
    await early.catch_up()
    await ana.catch_up()
    first = ask.story.observations[0]
    await narrow(ask, first)
    assert await early.catch_up() == [{"__typename": "Gone", "id": f"Observation:{first}"}]
    assert [change["row"]["audience"] for change in await ana.catch_up()] == ["ONLY_ME"]
    late = Device(ask, "Bento", str(uuid4()))
    heard = await late.catch_up()
    assert f"Observation:{first}" not in late.rows
    assert not [change for change in heard if change["__typename"] == "Gone"]


async def test_what_is_narrowed_between_two_pages_of_the_first_reading_does_not_stay(ask: Asker) -> None:
    device = Device(ask, "Bento")
    first = f"Observation:{ask.story.observations[0]}"
    while first not in device.rows:
        await device.page(3)
    await narrow(ask, ask.story.observations[0])
    await device.catch_up(3)
    assert first not in device.rows


async def test_what_is_removed_is_gone(ask: Asker) -> None:
    device = Device(ask, "Ana")
    await device.catch_up()
    one = ask.story.observations[0]
    async with ask.sessions.as_steward() as session:
        await session.execute(update(Observation).where(Observation.id == one).values(removed_at=MORNING))
        changed = [Changed(ask.story["placement"], "Observation", one)]
        await record(session, "remove", changed, by=ask.story["Ana"], at=MORNING)
    assert await device.catch_up() == [{"__typename": "Gone", "id": f"Observation:{one}"}]


async def test_the_parts_of_what_is_removed_are_gone_with_it(ask: Asker) -> None:
    device = Device(ask, "Bento")
    await device.catch_up()
    one = ask.story.observations[7]
    async with ask.sessions.as_steward() as session:
        await session.execute(update(Observation).where(Observation.id == one).values(removed_at=MORNING))
        scope, found = ask.story["placement"], await session.execute(parts_of(one))
        parts = {f"{kind}:{key}" for kind, key in found if f"{kind}:{key}" in device.rows}
        told = [("Observation", one), *((kind, UUID(key)) for kind, key in (p.split(":") for p in parts))]
        changed = [Changed(scope, kind, key) for kind, key in told]
        await record(session, "remove", changed, by=ask.story["Ana"], at=MORNING)
    assert {part.partition(":")[0] for part in parts} == {"Tag", "Photo", "Recording", "Comment", "Decision"}
    heard = await device.catch_up()
    assert {change["__typename"] for change in heard} == {"Gone"}
    assert {change["id"] for change in heard} == {*parts, f"Observation:{one}"}


async def test_coming_into_a_scope_brings_its_rows_and_leaving_it_says_so(ask: Asker) -> None:
    device = Device(ask, "Dario")
    await device.catch_up()
    scope = ask.story["placement"]
    async with ask.sessions.as_steward() as session:
        await belong(session, scope, ask.story["Dario"], at=MORNING)
    heard = await device.catch_up(4)
    assert heard[0] == {"__typename": "ScopeAdded", "scope": str(scope)}
    assert len(observations(device)) == 8
    async with ask.sessions.as_steward() as session:
        await leave(session, scope, ask.story["Dario"], at=MORNING)
    assert await device.catch_up() == [{"__typename": "ScopeRemoved", "scope": str(scope)}]


async def test_a_cursor_that_is_not_this_device_s_begins_anew(ask: Asker) -> None:
    device, other = Device(ask, "Ana"), Device(ask, "Bento")
    await device.catch_up()
    await other.catch_up()
    good, rows = device.cursor, device.rows
    assert good
    assert other.cursor
    elsewhere = Device(ask, "Ana", str(uuid4()))
    await elsewhere.catch_up()
    for bad in (good[:-1], good[:20], "", "nonsense", "ü", "AAAA", other.cursor, elsewhere.cursor):
        device.cursor = bad
        page = await device.page()
        assert page["reset"] == "BAD_CURSOR"
        assert device.rows == rows


async def test_a_cursor_of_another_life_of_the_database_begins_anew(ask: Asker) -> None:
    device = Device(ask, "Ana")
    await device.catch_up()
    async with ask.sessions.as_steward() as session:
        connection = await session.connection()
        await connection.exec_driver_sql(f"update feed_epoch set epoch = '{uuid4()}'")
    assert (await device.page())["reset"] == "BAD_CURSOR"
    assert (await device.page())["reset"] is None


async def test_a_row_whose_promised_neighbour_may_not_be_seen_does_not_stop_the_feed(ask: Asker) -> None:
    document = """query ($device: UUID!) { changes(deviceId: $device) {
        changes { ... on Upsert { row { ... on Photo { id observation { id } } } } } } }"""
    async with ask.sessions.as_steward() as session:
        await session.execute(
            update(Observation).where(Observation.id == ask.story.observations[3]).values(removed_at=MORNING)
        )
    data = await ask("Ana", document, device=DEVICE)
    photos = [one["row"] for one in data["changes"]["changes"] if one.get("row")]
    assert photos
    assert all(photo["observation"] for photo in photos)


async def test_who_has_not_signed_in_is_told_so(ask: Asker) -> None:
    assert await ask.refused(None, CHANGES, device=DEVICE) == "UNAUTHENTICATED"


@pytest.mark.parametrize("limit", [0, -1, 501])
async def test_a_page_of_impossible_size_is_refused(ask: Asker, limit: int) -> None:
    assert await ask.refused("Ana", CHANGES, device=DEVICE, limit=limit) == "BAD_PAGE_SIZE"


async def test_a_museum_that_changed_is_told_to_the_whole_network(ask: Asker) -> None:
    device = Device(ask, "Dario")
    await device.catch_up()
    async with ask.sessions.as_steward() as session:
        await session.execute(update(Museum).where(Museum.id == ask.story["Lisbon"]).values(town="Lisbon"))
        changed = [Changed(ask.story["network"], "Museum", ask.story["Lisbon"])]
        await record(session, "rename", changed, by=None, at=MORNING)
    (heard,) = await device.catch_up()
    assert heard["row"]["id"] == ask.story.node("Museum", "Lisbon")
