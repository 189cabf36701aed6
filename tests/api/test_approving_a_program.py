"""A coordinator lets a program of a partner in, having just shown that it is them; nobody else does."""

import re

import httpx2

from tests.api.partnering import Partner, registered
from tests.api.running import Running
from tests.api.world import World

APPROVED = "select approved_by from oauth_client where approved_at is not null"
LONG_AGO = "update session set stepped_up_at = now() - interval '16 minutes'"


def decide(browser: httpx2.Client, partner: Partner, decision: str) -> int:
    """What the page answers to a decision about a program."""
    shown = browser.get("/oauth/programs").text
    found = re.search(r'name="request" value="([^"]+)"', shown)
    form = {"request": found.group(1) if found else "", "program": partner.id, "decision": decision}
    return browser.post("/oauth/programs", data=form).status_code


def test_only_its_coordinator_approves_a_program_and_only_with_a_fresh_proof(
    server: Running, world: World, key: dict[str, str]
) -> None:
    partner = registered(server, world, approved=False)
    with server.browser() as stranger:
        assert decide(stranger, partner, "approve") == 401
        assert stranger.post("/oauth/programs", headers=key).status_code == 401
    with server.browser(world.ana) as ana:
        assert decide(ana, partner, "approve") == 400
    with server.browser(world.marit) as marit:
        world.do(LONG_AGO)
        assert decide(marit, partner, "approve") == 403
        assert world.rows(APPROVED) == []
        world.do("update session set stepped_up_at = now()")
        assert decide(marit, partner, "approve") == 303
        assert world.rows(APPROVED) == [(world.marit,)]
        world.do(LONG_AGO)
        assert decide(marit, partner, "end") == 303, "taking away what somebody has is never put off"
    assert partner.post("token", grant_type="client_credentials").status_code == 401
