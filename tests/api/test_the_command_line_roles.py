"""Ending a role, as the keeper commands it: what was seen through it is gone from the next question on."""

import pytest

from api.__main__ import main
from api.settings import Settings
from tests.api.pictures import jpeg
from tests.api.running import Running
from tests.api.sending import sent
from tests.api.world import World

ROLES = "select role, until from membership join person on person.id = person_id where name = 'Marit'"


@pytest.fixture
def told(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """The environment names the small world's database."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return world


@pytest.mark.parametrize(
    "wrong",
    [
        ["nobody@museum.example", "MENTOR"],
        ["marit@museum.example", "COORDINATOR"],
        ["marit@museum.example", "MENTOR", "--at", "Home"],
    ],
)
def test_a_role_that_nobody_has_does_not_end(
    told: World, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["end-role", *wrong]) == 1
    assert "has no role" in capsys.readouterr().err
    assert told.rows(ROLES) == [("MENTOR", None)]


def test_a_mentor_whose_role_ends_sees_nothing_more_in_the_middle_of_a_session(
    server: Running, told: World, capsys: pytest.CaptureFixture[str]
) -> None:
    content = jpeg()
    photo = told.photo(content)
    with server.browser(told.ana) as phone:
        sent(phone, photo, content)
    with server.browser(told.marit) as browser:
        here = f"/media/photos/{photo.id}/original"
        assert browser.get(here).status_code == 200
        assert main(["end-role", "marit@museum.example", "MENTOR", "--at", "Bode"]) == 0
        assert "no longer" in capsys.readouterr().out
        assert browser.get("/auth/session").status_code == 200, "she is still signed in"
        assert browser.get(here).status_code == 404
    assert told.rows(ROLES)[0].until is not None
