"""Every screen, on both devices, in both languages, in the light and in the dark."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import sign_in
from tests.journeys.looking import complaints, faults

ENTRY = "Loss at the left rail"
PROMISE = "Every crate that reaches Lagoon House"


@pytest.mark.parametrize("language", ["English", "Deutsch"])
@pytest.mark.parametrize("kind", ["phone", "tablet"])
def test_every_screen_fits_and_can_be_read_by_everybody(
    device: Callable[..., BrowserContext], kind: str, language: str
) -> None:
    """On a phone and on a tablet, in both languages; by daylight and in the dark."""
    locale = {"English": "en-GB", "Deutsch": "de-DE"}[language]
    found: list[str] = []
    for screens, name in ((of_amara, "Amara Okafor"), (of_ingrid, "Ingrid Solheim")):
        context = device(kind, locale=locale, is_mobile=kind == "phone")
        heard = complaints(context)
        page = context.new_page()
        page.goto("/signin")
        expect(page.get_by_role("button", name=name)).to_be_visible()
        if screens is of_amara:
            found += faults(page, "light") + faults(page, "dark")
        sign_in(page, name)
        speak(page, language)
        for _ in screens(page):
            found += faults(page, "light") + faults(page, "dark")
        found += heard
        context.close()
    assert not found, "\n".join(found)


def of_amara(page: Page) -> Iterator[None]:
    """Stop at every screen of a participant."""
    for path in (
        "/today",
        "/capture",
        "/notebook",
        "/notebook/unsent",
        "/notebook/search?q=rail",
        "/notebook/paper",
        "/sync",
        "/settings",
    ):
        arrive(page, path)
        yield
    arrive(page, "/notebook")
    page.get_by_role("link", name=ENTRY).click()
    expect(page.locator("main img").first).to_be_visible()
    yield
    arrive(page, page.url + "/edit")
    yield
    arrive(page, "/notebook/commitments")
    yield
    page.get_by_role("link", name=PROMISE).click()
    expect(page.locator(".track")).to_be_visible()
    yield
    arrive(page, "/commitment/new")
    yield
    arrive(page, "/entry/00000000-0000-7000-8000-000000000000")
    yield


def of_ingrid(page: Page) -> Iterator[None]:
    """Stop at every screen of a mentor."""
    for path in ("/review", "/sync", "/settings"):
        arrive(page, path)
        yield


def arrive(page: Page, path: str) -> None:
    """Open an address, and wait until its screen stands."""
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)


def speak(page: Page, language: str) -> None:
    """Choose the language in the settings, as a person does."""
    page.goto("/settings")
    page.get_by_role("radio", name=language).check(force=True)
    expect(page.locator("html")).to_have_attribute("lang", {"English": "en", "Deutsch": "de"}[language])
