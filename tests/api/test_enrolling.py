"""Taking an exchange in from a file: mistakes first, then the example, which people then sign in with."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.__main__ import main
from api.settings import TOP, Settings
from tests.api.running import Running
from tests.api.world import World

EXAMPLE = TOP / "docker" / "exchange.example.toml"
TABLES = (
    "network",
    "museum",
    "photo_rule",
    "person",
    "membership",
    "programme",
    "placement",
    "shadowing_day",
    "journal",
)
Enrol = Callable[..., int]


@pytest.fixture
def empty(database_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """A database without anybody, named by the environment."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return World(database_url)


@pytest.fixture
def enrol(empty: World, tmp_path: Path) -> Enrol:
    """Enrol the example, with one thing in it written otherwise or something added."""

    def run(instead_of: str = "", this: str = "", more: str = "") -> int:
        text = EXAMPLE.read_text()
        assert instead_of in text
        file = tmp_path / "exchange.toml"
        file.write_text(text.replace(instead_of, this, 1) + more if instead_of else text + more)
        return main(["enrol", str(file)])

    return run


def counts(world: World) -> dict[str, int]:
    return {table: world.rows(f"select count(*) from {table}")[0][0] for table in TABLES}


@pytest.mark.parametrize(
    "slip",
    [
        ('name = "River Museums"', "name = River", "is not TOML"),
        ('town = "Porto"', 'city = "Porto"', "museums 1, city: this word means nothing here"),
        ('town = "Porto"\n', "", "museums 1, town: this is missing"),
        ('"Porto"', '"\\u0000"', "museums 1, town: '\\x00'"),
        ('"PT"', '"Portugal"', "museums 1, country: 'Portugal'"),
        (
            'isil = "PT-QUAY"',
            'isil = "QUAY"',
            "museums 1, isil: This cannot be an identifier of that register",
        ),
        (
            'isil = "PT-QUAY"',
            'ror = "https://ror.org/012345678"',
            "museums 1, ror: This cannot be an identifier of that register",
        ),
        ('["Glass", "Registry"]', '["Glass", "Glass"]', "museums 1, departments: Name at most 60, each once"),
        ("Europe/Oslo", "Europe/Bergen", "museums 2, time_zone: “Europe/Bergen” is no IANA time zone"),
        ('"House of Glass"', '"Museum on the Quay"', "the museum “Museum on the Quay” stands here twice"),
        ("ines.duarte@quay", "ines.duarte quay", "people 1, email: “ines.duarte quay.example” is no e-mail"),
        ('"MENTOR"', '"TEACHER"', "people 2, roles 1, role: 'TEACHER'"),
        (
            'museum = "House of Glass"\nkind',
            'museum = "House of Wood"\nkind',
            "rules 1, museum: no museum is called",
        ),
        ('"NO_LOANS"', '"LOANS"', "rules 1, kind: 'LOANS'"),
        ('objects = ["LN *"]', "", "rules 1, objects: Name the objects or the zones"),
        (
            'effect = "HOST_ONLY"',
            'effect = "WARN"',
            "rules 2, expiresDays: Only photos that stay with the host",
        ),
        ('"House of Glass", role', '"House of Wood", role', "people 2, roles 1, museum: no museum is called"),
        ('"tome.reis@quay.example"]', '"x@quay.example"]', "programmes 1, coordinators 1: no person is"),
        ('"COORDINATOR"', '"SPONSOR"', "has no role COORDINATOR; add it"),
        ('programme = "Handling', 'programme = "Packing', "placements 1, programme: no programme is called"),
        ('mentor = "sigrid.aas@glass', 'mentor = "ines.duarte@quay', "nobody mentors themselves"),
        ('host = "House of Glass"', 'host = "Museum on the Quay"', "no role MENTOR at “Museum on the Quay”"),
        ("ends_on = 2027-03-12", "ends_on = 2027-02-12", "placements 1: it ends before it starts"),
        ("date = 2027-03-01", "date = 2027-04-01", "the day 2027-04-01 is outside"),
        ('ends = "10:30"', 'ends = "08:30"', "placements 1, days 1, plan 1: it ends before it starts"),
        ("objective = 1,", "objective = 3,", "prompts 1, objective: the programme has 2 objectives"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_nothing_is_kept(
    empty: World, enrol: Enrol, capsys: pytest.CaptureFixture[str], slip: tuple[str, str, str]
) -> None:
    instead_of, this, said = slip
    assert enrol(instead_of, this) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Nothing was kept." in told
    assert set(counts(empty).values()) == {0}


def test_a_file_that_is_not_there_is_named(empty: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol", "nowhere.toml"]) == 1
    assert "nowhere.toml cannot be read" in capsys.readouterr().err


def test_a_network_of_another_name_is_a_slip_and_not_a_second_one(
    empty: World, enrol: Enrol, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol() == 0
    before = counts(empty)
    assert enrol('"River Museums"', '"Rivver Museums"') == 1
    assert "belongs to the network “River Museums”" in capsys.readouterr().err
    assert counts(empty) == before


def test_an_addition_with_a_mistake_leaves_what_was_there(empty: World, enrol: Enrol) -> None:
    assert enrol() == 0
    before = counts(empty)
    rui = '[[people]]\nname = "Rui"\nemail = "rui@quay.example"\nroles = [{ museum = "?", role = "MENTOR" }]'
    assert enrol(more=rui) == 1
    assert counts(empty) == before


def test_the_example_is_enrolled_with_its_times_as_the_host_s_clock_shows_them(
    empty: World, enrol: Enrol, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol() == 0
    assert "2 museums, 2 rules, 3 people, 3 roles, 1 programme, 1 placement, 1 day" in capsys.readouterr().out
    first = empty.rows("select starts_at, zone, object_number from plan_item order by starts_at")[0]
    assert first == (datetime(2027, 3, 1, 8, tzinfo=UTC), "Store", "HG.1911.4")
    served = empty.rows("select objective_id is not null from prompt order by position")
    assert served == [(True,), (False,)]
    described = "select size, departments, facilities, languages, isil from museum where town = 'Porto'"
    assert empty.rows(described) == [
        ("SMALL", ["Glass", "Registry"], ["Workshop", "Step-free way in"], ["pt", "en"], "PT-QUAY")
    ]
    asked = "select effect, objects, zones, expires_days, valid_until from photo_rule order by effect"
    assert empty.rows(asked) == [
        ("BLOCK", ["LN *"], [], None, None),
        ("HOST_ONLY", [], ["Store"], 14, None),
    ]
    assert main(["verify"]) == 0


def test_enrolled_again_it_adds_only_what_is_new(
    empty: World, enrol: Enrol, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enrol() == 0
    before = counts(empty)
    assert enrol('name = "Inês Duarte"', 'name = "Somebody Else"') == 0
    assert "New: nothing." in capsys.readouterr().out
    assert counts(empty) == before
    another_day = '[[placements.days]]\ndate = 2027-03-02\npurpose = "Carry one thing oneself."'
    assert enrol('"MENTOR", since', '"COORDINATOR", since', another_day) == 0
    assert "New: 1 role, 1 day." in capsys.readouterr().out
    assert empty.rows("select name from person where name like 'I%'") == [("Inês Duarte",)]
    assert counts(empty) == before | {"membership": 4, "shadowing_day": 2, "journal": before["journal"] + 2}
    assert enrol('["tome', '["sigrid.aas@glass.example", "tome') == 0
    assert "New: 1 coordinator." in capsys.readouterr().out


def test_who_was_enrolled_signs_in_with_a_code(
    empty: World, enrol: Enrol, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    assert enrol() == 0
    server = Running(settings.model_copy(update={"demo": False}), empty.url)
    try:
        with server.browser() as browser:
            browser.post("/auth/code", json={"email": "Ines.Duarte@quay.example"})
            code = re.search(r"For ines\.duarte@quay\.example: (\w{4}-\w{4}) ", caplog.text)
            assert code is not None
            said = {"email": "ines.duarte@quay.example", "code": code[1]}
            answer = browser.post("/auth/session", json=said)
    finally:
        server.stop()
    assert answer.status_code == 200
    assert answer.json()["person"]["name"] == "Inês Duarte"
    assert answer.json()["roles"] == ["PARTICIPANT"]
    assert answer.json()["feedEpoch"]
