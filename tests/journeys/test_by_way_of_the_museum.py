"""Signing in on the museum's own page: who is new waits, who is known connects their account."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.clients.provider import Peer, peers
from tests.journeys.hands import sign_in
from tests.journeys.server import TOP, Museum
from tests.journeys.test_signing_in_and_out import code_in_the_log

NAME = "Strandhall Museum"
REASON = "We know of no Noor in our team. Ask Leyla at the registry to write to us."


def keeper(museum: Museum, *wish: str) -> str:
    """What the museum's keeper does on the command line, beside the running server."""
    env = {**os.environ, "PORT": str(museum.port), "DATA_DIR": str(museum.data), "DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "api", *wish], cwd=TOP, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def provider(museum: Museum, tmp_path: Path) -> Iterator[Peer]:
    """The museum's own provider, known to our server."""
    secret = tmp_path / "secret"
    secret.write_text("a secret that both have")
    with peers() as (peer, _):
        how = ("--issuer", peer.issuer, "--client-id", "understudy", "--secret-file", str(secret))
        back = keeper(museum, "provider", "add", "--museum", NAME, *how)
        client = {"client_id": "understudy", "redirect_uris": [back], "client_secret": secret.read_text()}
        peer.be(clients=[client], account="noor")
        yield peer
        keeper(museum, "provider", "remove", back.split("/")[-2])


def test_who_is_new_waits_or_reads_why_not_who_is_known_connects_and_a_phone_is_left_from_a_tablet(
    museum: Museum, device: Callable[..., BrowserContext], provider: Peer
) -> None:
    phone = device("phone", is_mobile=True).new_page()
    phone.goto("/signin")
    by_museum(phone).click()
    expect(phone.get_by_text("here you are new")).to_be_visible()
    expect(phone.locator("h1")).to_have_text("Sign in")

    coordinator = device("tablet").new_page()
    coordinator.goto("/signin")
    coordinator.get_by_role("button", name="Δήμητρα Παπαδάκη").click()
    expect(coordinator.locator(".syncline, .rail")).to_be_visible()
    coordinator.goto("/settings")
    coordinator.get_by_role("button", name="Turn Noor Haddad away").click()
    coordinator.get_by_label("The reason").fill(REASON)
    coordinator.get_by_role("dialog").get_by_role("button", name="Turn away").click()
    expect(coordinator.get_by_text("Noor Haddad was turned away.")).to_be_visible()
    by_museum(phone).click()
    expect(phone.get_by_role("alert")).to_contain_text(REASON)

    coordinator.get_by_role("button", name="Admit Tove Lindqvist").click()
    expect(coordinator.get_by_text("Tove Lindqvist is in.")).to_be_visible()

    provider.be(account=None)
    by_museum(phone).click()
    expect(phone.get_by_role("alert")).to_contain_text("You left your museum’s page")

    provider.be(account="amara")
    tablet = device("tablet").new_page()
    sign_in(tablet, "Amara Okafor")
    tablet.goto("/settings")
    tablet.get_by_role("button", name=f"Connect my account at {NAME}").click()
    expect(tablet.get_by_text("Your account is connected.")).to_be_visible()

    by_museum(phone).click()
    expect(phone.locator(".syncline")).to_be_visible()
    showing_that_it_is_her(museum, phone)
    tablet.reload()
    tablet.get_by_role("button", name="Sign out there: Chrome").first.click()
    tablet.get_by_role("dialog").get_by_role("button", name="Sign out there").click()
    expect(tablet.get_by_text("Signed out there.")).to_be_visible()
    assert phone.evaluate("fetch('/auth/session').then((answer) => answer.status)") == 401


def showing_that_it_is_her(museum: Museum, phone: Page) -> None:
    """Who came by the museum's page has shown nothing yet: a code does, and what was asked goes on."""
    phone.goto("/settings")
    phone.get_by_role("button", name="Erase me").click()
    phone.get_by_role("dialog").get_by_role("button", name="Erase me").click()
    asked = phone.get_by_role("dialog", name="Is it you?")
    asked.get_by_role("button", name="Send me a code").click()
    expect(asked.get_by_text("A code is on its way")).to_be_visible()
    asked.get_by_label("Code from the e-mail").fill(code_in_the_log(museum))
    asked.get_by_role("button", name="Go on").click()
    expect(phone.get_by_text("You asked to be erased.")).to_be_visible()
    phone.get_by_role("button", name="Do not erase me").click()
    expect(phone.get_by_role("button", name="Erase me")).to_be_visible()


def by_museum(page: Page) -> Locator:
    return page.get_by_role("button", name=f"Sign in with {NAME}")
