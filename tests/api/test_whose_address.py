"""Whose an address is: a provider that vouches for somebody else's gets nothing of them."""

import re
from collections.abc import Iterator
from uuid import UUID

import httpx2
import pytest

from exchange.people.admitting import admit
from exchange.people.arriving import Account, arrive
from exchange.people.tables import Role
from tests.api.running import Running
from tests.api.world import NOW, World

NOOR = "noor@museum.example"
IDENTITIES = "select count(*) from identity"


@pytest.fixture
def noor(world: World) -> UUID:
    """Somebody whom a coordinator admitted because the sign-in of Home vouched for her and her address."""
    [(home,)] = world.rows("select id from museum where name = 'Home'")
    account = Account("https://sign-in.home.example", "noor", "Noor Haddad", NOOR, "en")
    world.within(lambda session: arrive(session, account, home, at=NOW))
    [(waiting,)] = world.rows("select id from newcomer")
    person = world.within(lambda session: admit(session, waiting, Role.PARTICIPANT, None, by=None, at=NOW))
    return person.id


@pytest.fixture
def inside(server: Running, noor: UUID) -> Iterator[httpx2.Client]:
    """The browser of whoever came by the sign-in of Home."""
    with server.browser(noor) as browser:
        yield browser


def enter(browser: httpx2.Client, caplog: pytest.LogCaptureFixture) -> None:
    """Sign in from a letter."""
    browser.post("/auth/code", json={"email": NOOR})
    assert browser.post("/auth/session", json={"email": NOOR, "code": code_in(caplog)}).status_code == 200


def code_in(caplog: pytest.LogCaptureFixture) -> str:
    return str(re.findall(rf"For {re.escape(NOOR)}: (\w{{4}}-\w{{4}}) ", caplog.text)[-1])


def test_who_reads_the_letters_of_an_address_takes_the_account_from_whom_a_provider_let_in(
    server: Running, world: World, inside: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with server.browser() as owner:
        enter(owner, caplog)
        assert inside.get("/auth/session").status_code == 401
        assert owner.get("/auth/session").json()["person"]["name"] == "Noor Haddad"
        assert world.rows(IDENTITIES) == [(0,)]
        with server.browser() as later:
            enter(later, caplog)
        assert owner.get("/auth/session").status_code == 200


def test_who_has_read_a_letter_from_inside_keeps_both_ways(
    server: Running, world: World, inside: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert inside.post("/auth/step-up/code").json() == {"email": NOOR}
    assert inside.post("/auth/step-up", json={"code": code_in(caplog)}).status_code == 204
    with server.browser() as other:
        enter(other, caplog)
    assert inside.get("/auth/session").status_code == 200
    assert world.rows(IDENTITIES) == [(1,)]
