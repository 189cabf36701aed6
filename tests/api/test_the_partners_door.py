"""What programs read at their door: what is listed, what their token reaches, nothing that is one's own."""

import re
from html import unescape
from uuid import UUID, uuid4

import httpx2
import pytest
from graphql import build_schema
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from schema.graph import PRINTED_FOR_PARTNERS, build_for_partners, sdl_for_partners
from schema.partners import NAMES, REACHES, kinds, listed, needed
from schema.pruning import NotListedError, pruned
from tests.api.partnering import Partner, registered, tokens
from tests.api.pictures import jpeg
from tests.api.running import Running
from tests.api.sending import sent
from tests.api.world import World

CONFIDENTIAL = ("TextVersion", "Device", "Recording", "Access", "Mutation", "PushInput")
BYTES = jpeg()
READ = "{ observations(first: 50) { nodes { id audience author { name } placement { title } } } }"


@pytest.fixture
def partner(server: Running, world: World) -> Partner:
    """A program that Marit has approved."""
    return registered(server, world)


def code(answer: httpx2.Response) -> str:
    """The code of the one error of an answer."""
    [error] = answer.json()["errors"]
    return str(error["extensions"]["code"])


# ---------------------------------------------------------------- what is not there


def test_the_printed_graph_is_the_one_that_is_answered_and_holds_what_is_listed() -> None:
    assert PRINTED_FOR_PARTNERS.read_text() == sdl_for_partners()
    types = build_schema(PRINTED_FOR_PARTNERS.read_text()).type_map
    assert not set(CONFIDENTIAL) & types.keys()
    for kind, fields in listed().items():
        assert set(types[kind].fields) == fields, kind  # type: ignore[attr-defined]


def test_what_is_added_to_the_exchange_stays_out_until_it_is_listed() -> None:
    graph = build_for_partners().asking.schema
    with pytest.raises(NotListedError, match=r"Observation\.author leads out of the list"):
        pruned(graph, {kind: names for kind, names in listed().items() if kind != "Person"})
    with pytest.raises(NotListedError, match=r"there is no Observation\.mood"):
        pruned(build_for_partners().asking.schema, listed() | {"Observation": frozenset({"mood"})})


def test_every_field_needs_one_reach_and_every_reach_is_said_in_both_languages() -> None:
    pairs = [(kind, one) for reach in REACHES for kind, text in reach.fields.items() for one in text.split()]
    assert len(pairs) == len(set(pairs)) == len(needed())
    assert all(reach.says and reach.says_in_german for reach in REACHES)
    assert set(kinds().values()) <= set(NAMES)


def test_a_field_that_is_not_listed_does_not_exist_here(partner: Partner, world: World) -> None:
    token = tokens(partner, world.ana)["access_token"]
    for query in ("{ devices { totalCount } }", "{ observations { nodes { versions { value } } } }"):
        assert "Cannot query field" in partner.ask(token, query).json()["errors"][0]["message"]
    mutation = 'mutation { push(input: {deviceId: "x", ops: []}) { __typename } }'
    assert partner.ask(token, mutation).json().get("data") is None


# ---------------------------------------------------------------- what a token does not reach


def test_a_field_beyond_the_token_is_refused_and_the_missing_word_is_said(
    server: Running, world: World
) -> None:
    partner = registered(server, world, reach=("museums:read",))
    token, row = tokens(partner, world.ana)["access_token"], f"Placement:{world.placement}"
    for query, missing in (
        ("{ people { totalCount } }", "people:read"),
        ("{ museums { nodes { name } } placements { nodes { title } } }", "placements:read"),
        ("{ report(year: 2026) { placements } }", "report:read"),
        ("query Again($id: ID!) { node(id: $id) { ... on Placement { title } } }", "placements:read"),
        ("query Again($id: ID!) { node(id: $id) { id } }", "placements:read"),
        ("query Again($id: ID!) { nodes(ids: [$id]) { __typename } }", "placements:read"),
        (f'{{ node(id: "{row}") {{ id }} }}', "placements:read"),
        ("query Q($id: ID!) { node(id: $id) { ...P } } fragment P on Placement { title }", "placements:read"),
    ):
        answer = partner.ask(token, query, id=row)
        assert code(answer) == "INSUFFICIENT_SCOPE", query
        assert answer.json()["errors"][0]["extensions"]["scope"] == missing
        assert "Packing glass" not in answer.text
    assert "errors" not in partner.ask(token, "{ museums { nodes { name network { name } } } }").json()


# ---------------------------------------------------------------- for whom


def test_for_a_person_a_program_reads_what_others_see_of_them_and_not_what_is_theirs_alone(
    partner: Partner, world: World
) -> None:
    world.photo(b"shared")
    world.photo(b"my own", only_me=True)
    answer = partner.ask(tokens(partner, world.ana)["access_token"], READ).json()
    assert [one["audience"] for one in answer["data"]["observations"]["nodes"]] == ["MENTOR"]


def test_for_a_museum_a_program_reads_no_entry_that_is_for_people_alone(
    partner: Partner, world: World
) -> None:
    world.photo(b"shared")
    world.photo(b"my own", only_me=True)
    token = partner.post("token", grant_type="client_credentials").json()
    assert "refresh_token" not in token
    read = partner.ask(
        token["access_token"],
        "{ me { name } observations { totalCount } people { totalCount } "
        "placements { nodes { title host { name } } } }",
    ).json()["data"]
    assert read["me"] is None
    assert read["observations"] == {"totalCount": 0}
    assert read["people"] == {"totalCount": 3}
    assert read["placements"]["nodes"] == [{"title": "Packing glass", "host": {"name": "Bode"}}]


def test_days_are_counted_for_whoever_sees_the_placement_and_for_nobody_else(
    server: Running, partner: Partner, world: World
) -> None:
    query = """query Credits($since: Date!, $until: Date!) { credits(since: $since, until: $until) {
        placement agreementInForce days daysDelivered call creditHours } }"""
    span = {"since": "2026-01-01", "until": "2026-12-31"}
    token = partner.post("token", grant_type="client_credentials").json()["access_token"]
    narrow = registered(server, world, reach=("placements:read",))
    beyond = narrow.post("token", grant_type="client_credentials").json()["access_token"]
    assert code(narrow.ask(beyond, query, **span)) == "INSUFFICIENT_SCOPE"
    assert code(partner.ask(token, query, since="2026-12-31", until="2026-01-01")) == "BAD_PERIOD"
    assert code(partner.ask(token, query, since="2026-01-01", until="2027-01-02")) == "BAD_PERIOD"
    [mine] = partner.ask(token, query, **span).json()["data"]["credits"]
    assert mine == {
        "placement": f"Placement:{world.placement}",
        "agreementInForce": False,
        "days": 0,
        "daysDelivered": 0,
        "call": None,
        "creditHours": None,
    }
    hers = tokens(partner, world.olu)["access_token"]
    assert partner.ask(hers, query, **span).json()["data"]["credits"] == []


def test_an_ended_program_reads_nothing_from_that_moment(partner: Partner, world: World) -> None:
    token = partner.post("token", grant_type="client_credentials").json()["access_token"]
    person = tokens(partner, world.ana)["access_token"]
    assert partner.ask(token, "{ museums { totalCount } }").status_code == 200
    with partner.server.browser(world.marit) as browser:
        sealed = browser.get("/oauth/programs").text.split('name="request" value="')[1].split('"')[0]
        form = {"request": sealed, "decision": "end", "program": partner.id}
        assert browser.post("/oauth/programs", data=form).status_code == 303
    for one in (token, person):
        assert partner.ask(one, "{ museums { totalCount } }").status_code == 401
    assert partner.post("token", grant_type="client_credentials").status_code == 401


def test_only_a_coordinator_of_the_museum_decides_and_reads_in_words_what_is_asked(
    server: Running, world: World
) -> None:
    waiting = registered(server, world, approved=False)
    with server.browser(world.olu) as olu, server.browser(world.marit) as marit:
        assert "HR" not in olu.get("/oauth/programs").text
        shown = unescape(marit.get("/oauth/programs").text)
        assert all(reach.says in shown and reach.says_in_german in shown for reach in REACHES)
        own = re.search(r'name="request" value="([^"]+)"', shown)
        assert own
        form = {"request": own[1], "decision": "approve", "program": waiting.id}
        assert olu.post("/oauth/programs", data=form).status_code == 400
        assert waiting.post("token", grant_type="client_credentials").status_code == 400
        assert marit.post("/oauth/programs", data=form).status_code == 303
    assert waiting.post("token", grant_type="client_credentials").status_code == 200


def test_what_changed_is_said_of_listed_kinds_alone(partner: Partner, world: World) -> None:
    world.photo(b"shared")
    token = tokens(partner, world.ana)["access_token"]
    query = """query Changed($device: UUID!) { changes(deviceId: $device) {
        changes { __typename ... on Upsert { row { __typename id } } ... on Gone { id } } } }"""
    device = "0190a0a0-0000-7000-8000-00000000000d"
    changes = partner.ask(token, query, device=device).json()["data"]["changes"]["changes"]
    rows = {one["row"]["__typename"] for one in changes if one["__typename"] == "Upsert"}
    assert {"Placement", "Person"} <= rows <= set(listed())


# ---------------------------------------------------------------- bytes, and the door for listening


def test_a_token_opens_the_photos_that_it_reaches_and_to_every_other_there_are_none(
    server: Running, world: World
) -> None:
    shown, alone = world.photo(BYTES), world.photo(BYTES + b"2", only_me=True)
    with server.browser(world.ana) as ana:
        sent(ana, shown, BYTES)
        sent(ana, alone, BYTES + b"2")
    partner = registered(server, world)
    narrow = registered(server, world, reach=("observations:read",))

    def fetched(token: str, photo: UUID, at: str = "/media/photos/{}/original") -> httpx2.Response:
        key = {"authorization": f"Bearer {token}"}
        return httpx2.get(server.url + at.format(photo), headers=key)

    marks = "/iiif/photos/{}/manifest.json"

    whole = tokens(partner, world.ana)["access_token"]
    unknown = fetched(whole, uuid4())
    museum_s = partner.post("token", grant_type="client_credentials").json()["access_token"]
    for token, photo in (
        (tokens(narrow, world.ana)["access_token"], shown.id),
        (museum_s, shown.id),
        (whole, alone.id),
        (tokens(partner, world.olu)["access_token"], shown.id),
    ):
        no = fetched(token, photo)
        assert (no.status_code, no.content) == (unknown.status_code, unknown.content) == (404, no.content)
        assert fetched(token, photo, marks).content == fetched(whole, uuid4(), marks).content
    assert fetched("uat_nobody_s", shown.id).status_code == 401
    assert world.rows("select * from access") == []
    assert fetched(whole, shown.id).content == BYTES
    assert fetched(whole, shown.id, marks).status_code == 200
    assert world.rows("select by_id, lent from access") == [(world.ana, True)]
    assert fetched(tokens(partner, world.marit)["access_token"], shown.id).content == BYTES
    opened = "select by_id from access where lent order by at desc limit 1"
    assert world.rows(opened) == [(world.marit,)]
    partner.post("revoke", token=whole)
    assert fetched(whole, shown.id).status_code == 401


def test_at_the_partners_door_nobody_listens(server: Running, partner: Partner, world: World) -> None:
    token = tokens(partner, world.ana)["access_token"]
    for headers in ({}, {"authorization": f"Bearer {token}"}):
        with pytest.raises(InvalidStatus) as no:
            connect(
                f"{server.url.replace('http', 'ws')}/partners/graphql",
                additional_headers=headers,
                subprotocols=[Subprotocol("graphql-transport-ws")],
            )
        assert no.value.response.status_code == 404
        assert b"NOT_FOUND" in (no.value.response.body or b"")
