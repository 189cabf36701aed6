"""Every screen, on both devices, in every language, in the light and in the dark.

In turns, so that it stays short: what is seen by day on the phone is seen by night on the tablet, and the
other way round, and the languages take turns from screen to screen. `NIGHTLY=1` shows every screen on
every device in every language, by day and by night.
"""

import os
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.demo.agreeing import SIGNED
from api.demo.calling import DAYS, SPRING
from api.demo.cast import AMARA, STRANDHALL
from api.demo.choosing import WINTER, application_to_winter
from tests.journeys.hands import sign_in
from tests.journeys.looking import Light, complaints, faults, too_small
from tests.journeys.server import TOP

ENTRY = "Loss at the left rail"
WITHDRAWN = "The blue wool in Gallery 2"
AMENDED = "Crates rest two days"
PROMISE = "Every crate that reaches Lagoon House"
LANGUAGES = ("en", "de", "fr", "es", "ar")
DAY: tuple[Light, ...] = ("light",)
NIGHT: tuple[Light, ...] = ("dark",)
IN_TURNS = [
    ("phone", ("en", "ar", "fr", "ar", "es"), (DAY, NIGHT)),
    ("tablet", ("ar", "de"), (NIGHT, DAY)),
]
ALL = [(kind, (language,), (DAY + NIGHT,)) for kind in ("phone", "tablet") for language in LANGUAGES]
PLACES = [
    re.sub(":[a-z]+", "[^/]+", place)
    for place in re.findall(
        "pattern: '(/[^']*)'", (TOP / "web/src/shell/places.ts").read_text(encoding="utf-8")
    )
]
"""Every address of the app, as a pattern; what leads home leads elsewhere."""
WALKS = ALL if "NIGHTLY" in os.environ else IN_TURNS


@pytest.mark.parametrize("kind, languages, lights", WALKS)
def test_every_screen_fits_and_can_be_read_by_everybody(
    device: Callable[..., BrowserContext],
    kind: str,
    languages: tuple[str, ...],
    lights: tuple[tuple[Light, ...], ...],
) -> None:
    """On a phone and on a tablet, whatever it speaks; by daylight, in the dark, with text twice as large."""
    found: list[str] = []
    seen: set[str] = set()
    turns = cycle(lights)
    for screens, name in WHOSE:
        context = device(kind, locale=languages[0], is_mobile=kind == "phone")
        heard = complaints(context)
        page = context.new_page()
        page.goto("/signin")
        expect(page.get_by_role("button", name=name)).to_be_visible()
        seen.add("/signin")
        if screens is of_amara:
            found += faults(page, *DAY, *NIGHT)
        sign_in(page, name)
        for _ in screens(page, cycle(languages)):
            seen.add(urlsplit(page.url).path)
            found += faults(page, *next(turns))
            if kind == "phone":
                found += too_small(page)
        found += heard
        context.close()
    assert not found, "\n".join(found)
    missed = [place for place in PLACES if not any(re.fullmatch(place, path) for path in seen)]
    assert not missed, f"These addresses of the app were not walked: {missed}"


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
        (f"/calls/{DAYS}/edit", "#closes"),
        (f"/calls/{WINTER}", "main dl"),
        ("/calendar", "#list"),
        (f"/requests/new?application={application_to_winter(AMARA)}", "main form"),
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
    expect(page.locator("main a.rowlink").first).to_be_visible()
    yield
    page.locator("main a.rowlink").first.click()
    expect(page.locator(".chain")).to_be_visible()
    yield
    arrive(page, f"/agreements/{SIGNED}", next(languages))
    expect(page.locator(".chain a[download]")).to_be_visible()
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
        "/commitment/new",
        "/entry/00000000-0000-7000-8000-000000000000",
    ):
        arrive(page, path, next(languages))
        if path == "/today":
            page.evaluate("dispatchEvent(new Event('beforeinstallprompt', { cancelable: true }))")
            expect(page.locator("#install")).to_be_visible()
        if path == "/settings":
            page.locator("[aria-labelledby=reminders] input[type=radio]").nth(1).check(force=True)
            expect(page.locator("#quiet-from")).to_be_visible()
        yield
    arrive(page, f"/applications/{application_to_winter(AMARA)}", next(languages))
    expect(page.locator("#verdict")).to_be_visible()
    yield
    arrive(page, f"/apply/{SPRING}", next(languages))
    expect(page.locator("#sponsor")).to_be_visible()
    yield
    yield from of_her_notebook(page, languages)


def of_her_notebook(page: Page, languages: Iterator[str]) -> Iterator[None]:
    """Stop at what she wrote, showed and promised."""
    arrive(page, "/notebook", next(languages))
    expect(page.get_by_role("link", name=ENTRY)).to_be_visible()
    yield
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
    arrive(page, "/notebook", next(languages))
    page.get_by_role("link", name=WITHDRAWN).click()
    expect(page.locator(".notice")).to_be_visible()
    debrief = page.locator("a[href$='/debrief']").get_attribute("href") or ""
    yield
    arrive(page, debrief, next(languages))
    yield
    arrive(page, "/notebook/commitments", next(languages))
    yield
    page.get_by_role("link", name=PROMISE).click()
    expect(page.locator(".track").first).to_be_visible()
    promise = page.url
    yield
    arrive(page, promise + "/edit", next(languages))
    expect(page.locator("form textarea")).to_be_visible()
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
        if path == "/settings":
            expect(page.locator("main table")).to_be_visible()
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
