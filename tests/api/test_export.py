"""Taking one's data along: an archive of everything, for its person alone, for a day."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from exchange.privacy.archives import TABLES, inert
from tests.api.canary import CANARY, FORMULA, later, picture, sing
from tests.api.running import Running
from tests.api.world import World

Eventually = Callable[[Callable[[], bool]], None]


def ready(browser: httpx2.Client, eventually: Eventually) -> dict[str, Any]:
    """Ask for an archive, and wait until it is there."""
    asked = browser.post("/mine/archive")
    assert asked.status_code == 202, asked.text
    eventually(lambda: browser.get("/mine/archive").json()["archive"]["state"] != "WAITING")
    found: dict[str, Any] = browser.get("/mine/archive").json()["archive"]
    assert found["state"] == "READY"
    return found


def test_an_archive_is_made_for_nobody_without_a_proof(
    server: Running, world: World, key: dict[str, str]
) -> None:
    with server.browser() as stranger:
        assert stranger.post("/mine/archive", headers=key).status_code == 401
    with server.browser(world.ana) as ana:
        world.do("update session set stepped_up_at = now() - interval '16 minutes'")
        answer = ana.post("/mine/archive")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "STEP_UP")
    assert world.rows("select * from archive") == []


def test_an_archive_is_its_person_s_alone_and_for_a_day(
    server: Running, world: World, key: dict[str, str], eventually: Eventually
) -> None:
    with server.browser(world.ana) as ana:
        made = ready(ana, eventually)
        where = f"/mine/archive/{made['id']}"
        with server.browser(world.marit) as marit, server.browser() as stranger:
            assert marit.get(where).status_code == 404
            assert marit.get("/mine/archive").json() == {"archive": None}
            assert stranger.get(where).status_code == stranger.get(where, headers=key).status_code == 401
        assert ana.get(where).status_code == 200
        world.do("update session set stepped_up_at = now() - interval '16 minutes'")
        assert ana.get(where).status_code == 403
        world.do("update session set stepped_up_at = now()")
        world.do("update archive set until = now() - interval '1 second'")
        assert ana.get(where).status_code == 404


def test_the_file_goes_when_its_day_is_over(server: Running, world: World, eventually: Eventually) -> None:
    with server.browser(world.ana) as ana:
        ready(ana, eventually)
    folder = server.settings.data_dir / "media" / "archives"
    assert list(folder.rglob("*.zip"))
    later(server, world, timedelta(hours=25))
    assert not list(folder.rglob("*.zip"))
    assert world.rows("select * from archive") == []


def test_the_archive_has_everything_and_explains_it(
    server: Running, world: World, eventually: Eventually
) -> None:
    sing(server, world)
    with server.browser(world.ana) as ana:
        made = ready(ana, eventually)
        content = ana.get(f"/mine/archive/{made['id']}").content
    assert made["parts"] == made["partsDone"]
    assert made["size"] == len(content)
    file = zipfile.ZipFile(io.BytesIO(content))
    assert file.testzip() is None
    data = {table: json.loads(file.read(f"data/{table}.json")) for table in TABLES}
    sung = {table for table, rows in data.items() if CANARY in json.dumps(rows)}
    assert sung == {
        "observation", "commitment", "tag", "comment", "decision", "text_version", "quarantined_op",
        "person", "sign_in_address", "sign_in_code", "passkey", "access_token",
    }  # fmt: skip
    assert [row["by_id"] for row in data["access"]] == [str(world.marit)]
    assert {"id": str(world.marit), "name": "Marit"} in json.loads(file.read("people.json"))
    originals = [file.read(name) for name in file.namelist() if name.startswith("originals/")]
    assert originals == [picture()]
    explained = file.read("README.md").decode()
    assert not [n for n in file.namelist() if n != "README.md" and n.split("/")[0] not in explained]
    assert not {"token_hash", "code_hash", "public_key"} & {
        key for rows in data.values() for row in rows for key in row
    }
    assert data["receipt"]
    assert len(data["device"]) == 1


def test_a_spreadsheet_runs_nothing_of_it(server: Running, world: World, eventually: Eventually) -> None:
    sing(server, world)
    with server.browser(world.ana) as ana:
        made = ready(ana, eventually)
        file = zipfile.ZipFile(io.BytesIO(ana.get(f"/mine/archive/{made['id']}").content))
    cells = [cell for row in csv.reader(io.StringIO(file.read("entries.csv").decode())) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum(1)", "\t=1", "\r=1", "|calc", "%0A"])
def test_what_looks_like_a_formula_is_quoted(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert(f"a{cell}") == f"a{cell}"
