"""Every screen, on both devices, in every language, in the light and in the dark.

In turns, so that it stays short: each screen is seen on both devices, by day and by night, and the languages
take turns from screen to screen. `NIGHTLY=1` shows every screen on every device in every language.
"""

import os
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.demo.cast import AMARA, STRANDHALL
from api.demo.choosing import WINTER, application_to_winter
from tests.journeys.hands import sign_in
from tests.journeys.looking import complaints, faults, too_small

ENTRY = "Loss at the left rail"
WITHDRAWN = "The blue wool in Gallery 2"
AMENDED = "Crates rest two days"
PROMISE = "Every crate that reaches Lagoon House"
LANGUAGES = ("en", "de", "fr", "es", "ar")
IN_TURNS = [("phone", ("en", "ar", "fr", "ar", "es")), ("tablet", ("ar", "de"))]
ALL = [(kind, (language,)) for kind in ("phone", "tablet") for language in LANGUAGES]
WALKS = ALL if "NIGHTLY" in os.environ else IN_TURNS


@pytest.mark.parametrize("kind, languages", WALKS)
def test_every_screen_fits_and_can_be_read_by_everybody(
    device: Callable[..., BrowserContext], kind: str, languages: tuple[str, ...]
) -> None:
    """On a phone and on a tablet, whatever it speaks; by daylight, in the dark, with text twice as large."""
    found: list[str] = []
    for screens, name in WHOSE:
        context = device(kind, locale=languages[0], is_mobile=kind == "phone")
        heard = complaints(context)
        page = context.new_page()
        page.goto("/signin")
        expect(page.get_by_role("button", name=name)).to_be_visible()
        if screens is of_amara:
            found += faults(page, "light") + faults(page, "dark")
        sign_in(page, name)
        for _ in screens(page, cycle(languages)):
            found += faults(page, "light") + faults(page, "dark")
            if kind == "phone":
                found += too_small(page)
        found += heard
        context.close()
    assert not found, "\n".join(found)


def of_dimitra(page: Page, languages: Iterator[str]) -> Iterator[None]:
    """Stop at every screen of a coordinator."""
    for path, there in (
        ("/desk", "table tbody tr"),
        ("/desk?words=oka", "[aria-labelledby=found] a"),
        ("/museums", "main li a"),
        (f"/museums/{STRANDHALL.id}", "main dl"),
        ("/charter/new", "#changes"),
        ("/fairness", "main table"),
        ("/calls/new", "#closes"),
    ):
        arrive(page, path, next(languages))
        expect(page.locator(there).first).to_be_visible()
        yield
    arrive(page, f"/calls/{WINTER}/matching", next(languages))
    expect(page.locator("main summary").first).to_be_visible()
    for summary in page.locator("main summary").all():
        summary.click()
    expect(page.locator("main code")).to_be_visible()
    yield
    arrive(page, "/agreements/new", next(languages))
    expect(page.locator("form")).to_be_visible()
    yield
    arrive(page, "/requests", next(languages))
    yield
    arrive(page, "/agreements", next(languages))
    page.locator("main a.rowlink").first.click()
    expect(page.locator(".chain")).to_be_visible()
    yield


def of_amara(page: Page, languages: Iterator[str]) -> Iterator[None]:
    """Stop at every screen of a participant."""
    for path in (
        "/today",
        "/calls",
        "/offers",
        "/capture",
        "/notebook/unsent",
        "/notebook/search?q=rail",
        "/notebook/search?q=nowhere",
        "/notebook/paper",
        "/confidence",
        "/restricted",
        "/helps",
        "/committee",
        "/sync",
        "/settings",
    ):
        arrive(page, path, next(languages))
        if path == "/today":
            page.evaluate("dispatchEvent(new Event('beforeinstallprompt', { cancelable: true }))")
            expect(page.locator("#install")).to_be_visible()
        if path == "/settings":
            page.locator("[aria-labelledby=reminders] input[type=radio]").nth(1).check(force=True)
            expect(page.locator("#quiet-from")).to_be_visible()
        yield
    arrive(page, "/notebook", next(languages))
    page.get_by_role("link", name=ENTRY).click()
    expect(page.locator("main img").first).to_be_visible()
    yield
    entry = page.url
    photo = page.locator("a[href*='/photo/']").first.get_attribute("href") or ""
    page.locator(".btn.stop").press("Enter")  # by the keys, so that it waits until the focus leaves
    undo = page.locator(".undo button")
    expect(undo).to_be_focused()
    yield
    undo.click()
    expect(page.get_by_role("link", name=ENTRY)).to_be_visible()
    arrive(page, photo, next(languages))
    page.locator("button.at").first.click()
    yield
    arrive(page, entry + "/edit", next(languages))
    yield
    arrive(page, "/notebook/commitments", next(languages))
    yield
    page.get_by_role("link", name=PROMISE).click()
    expect(page.locator(".track").first).to_be_visible()
    yield
    arrive(page, "/commitment/new", next(languages))
    yield
    arrive(page, "/notebook", next(languages))
    page.get_by_role("link", name=WITHDRAWN).click()
    expect(page.locator(".notice")).to_be_visible()
    debrief = page.locator("a[href$='/debrief']").get_attribute("href") or ""
    yield
    arrive(page, debrief, next(languages))
    yield
    arrive(page, "/entry/00000000-0000-7000-8000-000000000000", next(languages))
    yield
    arrive(page, f"/applications/{application_to_winter(AMARA)}", next(languages))
    expect(page.locator("#verdict")).to_be_visible()
    yield


def of_ingrid(page: Page, languages: Iterator[str]) -> Iterator[None]:
    """Stop at every screen of a mentor."""
    for path in (
        "/review",
        "/landed",
        "/agree",
        "/calendar",
        "/rules",
        "/handling",
        "/requests",
        "/charter",
        "/committee",
        "/confidence",
        "/sync",
        "/settings",
    ):
        arrive(page, path, next(languages))
        yield
    arrive(page, "/review", next(languages))
    debrief = page.locator(".queue a[href$='/debrief']").get_attribute("href") or ""
    page.locator(".queue header button").click()
    expect(page.locator(".pick").first).to_be_visible()
    yield
    page.get_by_role("link", name=AMENDED).click()
    expect(page.locator("ins").first).to_be_visible()
    yield
    arrive(page, debrief, next(languages))
    yield


def arrive(page: Page, path: str, language: str) -> None:
    """Open an address in a language that was chosen in the settings, and wait until its screen stands."""
    page.evaluate(
        """(locale) => {
            const kept = JSON.parse(localStorage.getItem('understudy:preferences') ?? '{}')
            localStorage.setItem('understudy:preferences', JSON.stringify({ ...kept, locale }))
        }""",
        language,
    )
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")


WHOSE = ((of_amara, "Amara Okafor"), (of_ingrid, "Ingrid Solheim"), (of_dimitra, "Δήμητρα Παπαδάκη"))
