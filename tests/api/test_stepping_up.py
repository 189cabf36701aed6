"""Showing again that it is you: what does not count, then what opens the far-reaching for fifteen minutes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from api.auth.tokens import token_hash
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.people.proving import step_up
from tests.api.asking import asking
from tests.api.authenticator import Authenticator
from tests.api.running import Running
from tests.api.world import World

pytestmark = pytest.mark.anyio
LONG_AGO = "update session set stepped_up_at = now() - interval '16 minutes'"
PROVEN = "select count(*) from session where stepped_up_at > now() - interval '15 minutes'"


@pytest.fixture
def ana(server: Running, world: World) -> Iterator[httpx2.Client]:
    """Ana's browser; it was long ago that she showed that it is her."""
    with server.browser(world.ana) as browser:
        world.do(LONG_AGO)
        yield browser


def code_for(browser: httpx2.Client, caplog: pytest.LogCaptureFixture) -> str:
    sent = browser.post("/auth/step-up/code")
    assert sent.json() == {"email": "ana@museum.example"}
    return str(re.findall(r"For ana@museum\.example: (\w{4}-\w{4}) ", caplog.text)[-1])


def far_reaching(browser: httpx2.Client) -> httpx2.Response:
    return browser.post("/auth/passkeys/new")


def test_an_open_session_that_somebody_found_makes_no_passkey(ana: httpx2.Client, world: World) -> None:
    no = far_reaching(ana)
    assert (no.status_code, no.json()["error"]["code"]) == (403, "STEP_UP")
    assert world.rows("select * from passkey_challenge") == []


def test_nor_does_it_keep_one_that_was_begun_before_nor_take_anything_away(
    server: Running, world: World
) -> None:
    """A passkey and a museum's account are how a person comes back: both stay until it is shown who asks."""
    at_home = uuid7(datetime.now(UTC))
    world.do(
        "insert into identity_provider (id, museum_id, name, issuer, client_id, proof, sealed, added_at) "
        "select :id, id, name, 'https://home.example', 'understudy', 'SECRET', '', now() from museum limit 1",
        id=at_home,
    )
    world.do(
        "insert into identity (issuer, subject, person_id, linked_at) "
        "values ('https://home.example', 'ana', :ana, now())",
        ana=world.ana,
    )
    passkey = Authenticator(server.url, "127.0.0.1")
    with server.browser(world.ana) as ana:
        made = ana.post("/auth/passkeys", json={"credential": passkey.made(far_reaching(ana).json())})
        [kept] = made.json()["passkeys"]
        begun = {"credential": Authenticator(server.url, "127.0.0.1").made(far_reaching(ana).json())}
        world.do(LONG_AGO)
        for no in (
            ana.post("/auth/passkeys", json=begun),
            ana.delete(f"/auth/passkeys/{kept['id']}"),
            ana.delete(f"/auth/providers/{at_home}"),
        ):
            assert (no.status_code, no.json()["error"]["code"]) == (403, "STEP_UP")
        assert world.rows("select count(*) from passkey") == [(1,)]
        assert world.rows("select count(*) from identity") == [(1,)]
        world.do("update session set stepped_up_at = now()")
        assert ana.delete(f"/auth/providers/{at_home}").status_code == 204
        assert ana.delete(f"/auth/passkeys/{kept['id']}").status_code == 204
    assert world.rows("select count(*) from identity") == [(0,)]
    assert world.rows("select count(*) from passkey") == [(0,)]


def test_nobody_and_no_key_steps_up(server: Running, world: World, key: dict[str, str]) -> None:
    world.do(LONG_AGO)
    for headers in ({"x-understudy": "1"}, key):
        for path in ("/auth/step-up", "/auth/step-up/code"):
            assert httpx2.post(server.url + path, headers=headers).status_code == 401
    assert world.rows(PROVEN) == [(0,)]


def test_wrong_and_worn_out_codes_show_nothing(
    ana: httpx2.Client, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    code = code_for(ana, caplog)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    tries = [ana.post("/auth/step-up", json={"code": one}) for one in (None, "", 7, wrong, wrong, code)]
    assert [one.status_code for one in tries] == [401] * 6
    assert {one.json()["error"]["code"] for one in tries} == {"CODE_WRONG"}
    assert world.rows(PROVEN) == [(0,)]
    assert far_reaching(ana).status_code == 403


def test_somebody_else_s_passkey_shows_that_it_is_somebody_else(
    server: Running, ana: httpx2.Client, world: World
) -> None:
    passkey = Authenticator(server.url, "127.0.0.1")
    with server.browser(world.marit) as marit:
        options = far_reaching(marit).json()
        made = marit.post("/auth/passkeys", json={"credential": passkey.made(options), "name": "Marit's"})
        assert made.status_code == 200
        marit.delete("/auth/session")
    world.do(LONG_AGO)
    question = ana.post("/auth/passkeys/challenge").json()
    no = ana.post("/auth/step-up", json={"credential": passkey.entered(question)})
    assert (no.status_code, no.json()["error"]["code"]) == (401, "PASSKEY_WRONG")
    assert world.rows(PROVEN) == [(0,)]


def test_a_code_opens_it_for_this_session_alone(
    server: Running, ana: httpx2.Client, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with server.browser(world.ana) as elsewhere:
        world.do(LONG_AGO)
        assert ana.post("/auth/step-up", json={"code": code_for(ana, caplog)}).status_code == 204
        assert far_reaching(ana).status_code == 200
        assert far_reaching(elsewhere).status_code == 403
    world.do(LONG_AGO)
    assert far_reaching(ana).status_code == 403


def test_a_passkey_opens_it_too(server: Running, world: World) -> None:
    passkey = Authenticator(server.url, "127.0.0.1")
    with server.browser(world.ana) as ana:
        options = far_reaching(ana).json()
        ana.post("/auth/passkeys", json={"credential": passkey.made(options), "name": "Ana's phone"})
        world.do(LONG_AGO)
        question = ana.post("/auth/passkeys/challenge").json()
        shown = ana.post("/auth/step-up", json={"credential": passkey.entered(question)})
        assert shown.status_code == 204
        assert far_reaching(ana).status_code == 200


async def test_below_the_edge_one_function_says_no(
    server: Running, ana: httpx2.Client, world: World, tmp_path: Path
) -> None:
    async with asking(world, tmp_path, world.ana) as graph:
        here = replace(graph.context, session=token_hash(ana.cookies["understudy"]))
        for context in (graph.context, here, replace(here, lent=True)):
            with pytest.raises(Refused, match="STEP_UP"):
                await context.stepped_up()
        async with here.sessions.as_steward() as session:
            await step_up(session, here.session or b"", at=datetime.now(UTC))
        await here.stepped_up()
        with pytest.raises(Refused, match="STEP_UP"):
            await replace(here, lent=True).stepped_up()
