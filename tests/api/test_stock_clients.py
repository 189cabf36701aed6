"""Clients as partners install them, unchanged, against the real server."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.cookies import cookie_name
from api.auth.signing import begin_session, give_token
from exchange.floor.tables import Observation, ObservationKind, ReviewState
from exchange.ground.recording import Changed, record
from exchange.placements.tables import Audience
from tests.api.running import OURS, Running
from tests.api.world import NOW, World
from tests.clients.telling import CLIENTS, told

SEEN = [f"Crate {number} waits for its pair." for number in range(1, 6)]
STOCK = ["relay", "urql", "apollo"]


@pytest.fixture
def key(world: World) -> dict[str, str]:
    """A partner's header: it reads as Marit, who reviews what Ana saw."""
    made = world.within(
        lambda session: give_token(session, world.marit, name="CMS", life=timedelta(days=1), at=NOW)
    )
    return {"authorization": f"Bearer {made}"}


@pytest.fixture
def app(server: Running, world: World) -> dict[str, str]:
    """The headers of our own app, with Marit signed in: a door that takes no document typed by hand."""
    session = world.within(lambda session: begin_session(session, world.marit, at=NOW))
    return {"cookie": f"{cookie_name(server.settings)}={session}", **OURS}


def test_graphql_over_http_is_kept_to_the_letter(server: Running, key: dict[str, str]) -> None:
    results = told("audit", url=f"{server.url}/graphql", headers=key)
    missed = [f"{one['name']}: {one.get('reason')}" for one in results if one["status"] != "ok"]
    # What it may also do is left to it: the two are 4xx in JSON that is not of GraphQL's own type.
    assert [line for line in missed if not line.startswith("MAY ")] == []
    assert len(results) >= 61, "an audit that was passed over shows nothing"


@pytest.mark.parametrize("client", STOCK)
def test_a_stock_client_is_told_what_was_wrong(server: Running, client: str) -> None:
    stranger = {"authorization": "Bearer ust_nobody"}
    read = told(client, "by-id", url=f"{server.url}/graphql", headers=stranger)
    assert "name" not in read
    assert "not known" in read["error"]


@pytest.mark.parametrize("client", STOCK)
def test_a_stock_client_pages_refetches_and_reads_errors(
    server: Running, world: World, key: dict[str, str], client: str
) -> None:
    world.within(lambda session: see(session, world))
    read = told(client, url=f"{server.url}/graphql", headers=key)
    assert read["first"] == SEEN[:2]
    assert read["all"] == SEEN
    assert read["again"] == SEEN[1]
    assert "100" in read["error"]


@pytest.mark.parametrize("client", STOCK)
def test_a_stock_client_asks_by_the_id_of_a_published_document(
    server: Running, app: dict[str, str], client: str
) -> None:
    read = told(client, "by-id", url=f"{server.url}/graphql", headers=app)
    assert read["name"] == "Marit"


def test_every_client_is_one_exact_version() -> None:
    asked = json.loads((CLIENTS / "package.json").read_text())["devDependencies"]
    lock = json.loads((CLIENTS / "package-lock.json").read_text())["packages"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in asked} == asked


async def see(session: AsyncSession, world: World) -> None:
    """Five observations of Ana's, a minute apart, and one of another kind between them."""
    kinds = [(note, ObservationKind.HANDLING) for note in SEEN]
    kinds.insert(2, ("How do they know which crate is whose?", ObservationKind.QUESTION))
    for minute, (note, kind) in enumerate(kinds):
        at = NOW - timedelta(minutes=60 - minute)
        session.add(
            Observation(
                id=uuid4(),
                scope_id=world.placement,
                placement_id=world.placement,
                author_id=world.ana,
                kind=kind,
                note=note,
                audience=Audience.MENTOR,
                state=ReviewState.SUBMITTED,
                captured_at=at,
                captured_zone="Europe/Berlin",
                received_at=at,
                changed_at=at,
            )
        )


def test_graphql_ws_hears_of_every_change_and_reads_over_http(
    server: Running, world: World, key: dict[str, str]
) -> None:
    changed = [Changed(world.placement, "Placement", world.placement)]
    with ThreadPoolExecutor(1) as beside:
        listening = beside.submit(told, "graphql-ws", url=f"{server.url}/graphql", headers=key)
        while not listening.done():
            world.within(lambda session: record(session, "something", changed, by=None, at=NOW))
    read = listening.result()
    assert read["pokes"] == 3
    assert "answered" not in read
    assert "HTTP" in read["refused"]


def test_graphql_ws_is_told_that_nobody_knows_it(server: Running) -> None:
    stranger = {"authorization": "Bearer ust_nobody"}
    assert told("graphql-ws", url=f"{server.url}/graphql", headers=stranger) == {"pokes": 0, "refused": 4403}
