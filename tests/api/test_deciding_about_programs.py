"""A coordinator approves a program, having just shown that it is them; everybody takes back their yes."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from api.__main__ import main
from api.settings import Settings
from exchange.ground.ids import uuid7
from exchange.partners.tables import Client
from tests.api.partnering import Partner, registered, tokens
from tests.api.running import Running
from tests.api.world import World

LONG_AGO = "update session set stepped_up_at = now() - interval '16 minutes'"
APPROVED = "select approved_by, ended_at is not null from oauth_client"
JOURNAL = "select line::json ->> 'act', line::json ->> 'program' from journal where act like '% program'"


def decide(browser: httpx2.Client, program: str, decision: str) -> httpx2.Response:
    """Choose something on the page of programs."""
    shown = browser.get("/oauth/programs").text
    found = re.search(r'name="request" value="([^"]+)"', shown)
    form = {"request": found[1] if found else "", "program": program, "decision": decision}
    return browser.post("/oauth/programs", data=form)


def reads(partner: Partner, token: str) -> bool:
    return partner.ask(token, "{ museums { totalCount } }").status_code == 200


def test_a_program_is_approved_by_nobody_who_has_not_just_shown_that_it_is_them(
    server: Running, world: World
) -> None:
    waiting = registered(server, world, approved=False)
    with server.browser(world.marit) as marit:
        world.do(LONG_AGO)
        no = decide(marit, waiting.id, "approve")
        assert (no.status_code, "/settings#partners" in no.text) == (403, True)
        assert world.rows(APPROVED) == [(None, False)]
        assert world.rows(JOURNAL) == []

        world.do("update session set stepped_up_at = now()")
        assert decide(marit, waiting.id, "approve").status_code == 303
        assert world.rows(APPROVED) == [(world.marit, False)]
        assert world.rows(JOURNAL) == [("approve program", waiting.id)]
        assert waiting.post("token", grant_type="client_credentials").status_code == 200

        world.do(LONG_AGO)
        assert decide(marit, waiting.id, "end").status_code == 303
    assert world.rows(APPROVED) == [(world.marit, True)]
    assert len(world.rows(JOURNAL)) == 2


def test_somebody_takes_back_what_they_agreed_to_and_nothing_else(server: Running, world: World) -> None:
    partner = registered(server, world)
    hers, his = tokens(partner, world.ana), tokens(partner, world.olu)
    with server.browser(world.olu) as olu, server.browser(world.ana) as ana:
        assert "HR" in olu.get("/oauth/programs").text
        assert decide(ana, partner.id, "approve").status_code == 404, "she coordinates nothing"
        assert decide(ana, partner.id, "take-back").status_code == 303
        assert "HR" not in ana.get("/oauth/programs").text
    again = partner.post("token", grant_type="refresh_token", refresh_token=hers["refresh_token"])
    assert again.json()["error"] == "invalid_grant"
    assert not reads(partner, hers["access_token"])
    assert reads(partner, his["access_token"])


def test_after_half_a_year_a_person_is_asked_again(server: Running, world: World) -> None:
    partner = registered(server, world)
    given = tokens(partner, world.ana)
    now = datetime.now(UTC)
    world.do("update oauth_token set family = :then", then=uuid7(now - timedelta(days=179)))
    form = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    following = partner.post("token", **form).json()
    [(ends,)] = world.rows("select max(expires_at) from oauth_token where successor is null")
    assert ends < now + timedelta(days=1, minutes=1)
    world.do("update oauth_token set family = :then", then=uuid7(now - timedelta(days=181)))
    over = partner.post("token", grant_type="refresh_token", refresh_token=following["refresh_token"])
    assert over.json()["error"] == "invalid_grant"


@pytest.fixture
def told(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """The environment names the small world's database."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return world


@pytest.mark.parametrize(
    "wrong", [["--museum", "Nowhere", "--scopes", "museums:read"], ["--museum", "Bode", "--scopes", "all"]]
)
def test_a_program_of_no_museum_or_for_no_scope_is_not_registered(
    told: World, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["client", "HR", *wrong]) == 1
    assert "There is no" in capsys.readouterr().err
    assert told.rows("select 1 from oauth_client") == []


def test_the_keeper_registers_a_program_whose_secret_is_shown_once(
    server: Running, told: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["client", "HR", "--museum", "Bode", "--scopes", "museums:read"]) == 0
    said = dict(line.split("=", 1) for line in capsys.readouterr().out.split())
    partner = Partner(server, said["client_id"], said["client_secret"])
    assert partner.post("token", grant_type="client_credentials").json()["error"] == "unauthorized_client"
    assert said["client_secret"] not in str(told.rows(f"select t::text from {Client.__tablename__} t"))
    told.do("update oauth_client set approved_at = now(), approved_by = :by", by=told.marit)
    assert partner.post("token", grant_type="client_credentials").status_code == 200
