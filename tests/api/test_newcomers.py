"""A museum's own sign-in and who comes by it, as the keeper commands them and a coordinator decides."""

from pathlib import Path
from uuid import uuid4

import pytest

from api.__main__ import main
from api.settings import Settings
from exchange.ground.ids import uuid7
from exchange.people.arriving import Account, arrive
from tests.api.door import coordinated
from tests.api.running import Running
from tests.api.world import NOW, World

ISSUER = "https://sign-in.home.example"


@pytest.fixture
def told(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """The environment names the small world's database."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return world


def waits(world: World, name: str) -> str:
    """Somebody new comes by the sign-in of Home; their id."""
    [(home,)] = world.rows("select id from museum where name = 'Home'")
    account = Account(ISSUER, name, name, None, "en")
    world.within(lambda session: arrive(session, account, home, at=NOW))
    [(waiting,)] = world.rows("select id from newcomer")
    return str(waiting)


def added(secret: Path, museum: str = "Home", issuer: str = ISSUER) -> int:
    secret.write_text("a secret that both have")
    how = ["--issuer", issuer, "--client-id", "understudy", "--secret-file", str(secret)]
    return main(["provider", "add", "--museum", museum, *how])


def test_a_provider_that_cannot_be_believed_is_not_added(
    told: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert added(tmp_path / "secret", museum="Nowhere") == 1
    assert "No museum is called" in capsys.readouterr().err
    assert added(tmp_path / "secret", issuer="http://sign-in.home.example") == 1
    assert "https://" in capsys.readouterr().err
    assert main(["provider", "remove", str(uuid4())]) == 1
    assert told.rows("select * from identity_provider") == []


def test_a_provider_is_added_listed_and_removed(
    told: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert added(tmp_path / "secret") == 0
    back = capsys.readouterr().out.strip()
    assert main(["provider", "list"]) == 0
    listed = capsys.readouterr().out
    assert back in listed
    assert f"Home  {ISSUER}" in listed
    assert main(["provider", "remove", back.split("/")[-2]]) == 0
    assert "Nobody signs in with “Home” any more." in capsys.readouterr().out
    assert told.rows("select * from identity_provider") == []


def test_nobody_is_admitted_twice_nor_after_they_were_turned_away(
    told: World, capsys: pytest.CaptureFixture[str]
) -> None:
    noor = waits(told, "Noor Haddad")
    people = told.rows("select count(*) from person")
    assert main(["admit", str(uuid7(NOW))]) == 1
    assert main(["turn-away", noor, "--because", "Nobody knows her."]) == 0
    assert "Noor Haddad was turned away." in capsys.readouterr().out
    assert main(["admit", noor]) == 1
    assert main(["turn-away", noor]) == 1
    assert told.rows("select turned_away_because from newcomer") == [("Nobody knows her.",)]
    assert told.rows("select count(*) from person") == people
    assert told.rows("select by_id from journal where act = 'turn away'") == [(None,)]


def test_who_waits_is_listed_and_admitted_as_what_the_keeper_says(
    told: World, capsys: pytest.CaptureFixture[str]
) -> None:
    noor = waits(told, "Noor Haddad")
    assert main(["newcomers"]) == 0
    assert f"{noor}  {NOW:%Y-%m-%d}  Home  Noor Haddad  -" in capsys.readouterr().out
    assert main(["admit", noor, "--role", "MENTOR"]) == 0
    assert "Noor Haddad is in as MENTOR" in capsys.readouterr().out
    given = "select role from membership join person on person.id = person_id where name = 'Noor Haddad'"
    assert told.rows(given) == [("MENTOR",)]
    assert told.rows("select * from newcomer") == []
    assert main(["newcomers"]) == 0
    assert capsys.readouterr().out == ""


def test_a_coordinator_gives_no_role_that_does_not_exist_and_none_where_they_are_no_coordinator(
    server: Running, world: World
) -> None:
    waits(world, "Noor Haddad")
    coordinated(world, "Home")
    [(bode,)] = world.rows("select id from museum where name = 'Bode'")
    with server.browser(world.olu) as olu:
        seen = olu.get("/auth/newcomers").json()
        path = f"/auth/newcomers/{seen['newcomers'][0]['id']}"
        assert [one["name"] for one in seen["museums"]] == ["Home"]
        wrong = olu.post(path, json={"role": "QUEEN"})
        assert (wrong.status_code, wrong.json()["error"]["field"]) == (400, "role")
        assert olu.post(path, json={"museum": str(bode)}).status_code == 404
        assert olu.request("DELETE", path, json={"because": "x" * 501}).status_code == 400
        assert len(world.rows("select * from newcomer where turned_away_at is null")) == 1
        coordinated(world, "Bode")
        assert olu.post(path, json={"role": "MENTOR", "museum": str(bode)}).status_code == 204
    given = "select museum.name, role from membership join museum on museum.id = museum_id"
    named = f"{given} join person on person.id = person_id where person.name = 'Noor Haddad'"
    assert world.rows(named) == [("Bode", "MENTOR")]
