"""When the museum is away, dies, or another answers in its place: nothing is lost, nothing is claimed."""

import hashlib
import signal

from playwright.sync_api import Page, Route, expect

from tests.journeys.hands import (
    Note,
    bytes_on_the_phone,
    capture,
    choose,
    entry_row,
    in_the_queue,
    keep_words,
    look_again,
    open_entry,
    sign_in,
    snapshot,
)
from tests.journeys.server import Museum

SEAL = "The seal on crate 9 was broken before it reached us"
HOTEL = "<!doctype html><title>Welcome to Hotel Fjordblikk</title><p>Room number, please."
CRATES = Note(
    title="Three crates came without a number",
    rest=". They count them aloud, twice.",
    kind="Routine",
    zone="Loading bay",
    object_number="",
    photos=tuple(snapshot(seed, finer=16) for seed in (51, 52, 53)),
)


def test_a_page_somebody_had_open_opens_again_without_the_museum_and_says_so(
    museum: Museum, phone: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    open_entry(phone, "Loss at the left rail")
    expect(phone.locator("main img").first).to_be_visible()

    museum.stop()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Loss at the left rail")
    expect(phone.locator("main img").first).to_be_visible()
    expect(phone.locator(".syncline")).to_contain_text("Museum not answering")
    phone.goto("/sync")
    expect(phone.get_by_text("The museum’s server is not answering. We try again at")).to_be_visible()

    phone.context.set_offline(True)
    phone.goto("/today")
    expect(phone.locator(".syncline")).to_contain_text("No signal since")


def test_a_server_killed_while_photos_travel_has_each_of_them_once_when_it_is_back(
    museum: Museum, phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    sign_in(tablet, "Ingrid Solheim")
    pieces: list[str] = []

    def on_the_way(route: Route) -> None:
        route.continue_()
        if route.request.method == "PATCH":
            pieces.append(route.request.url)
            if len(pieces) == 2:
                museum.stop(signal.SIGKILL)

    phone.context.route("**/media/uploads/**", on_the_way)
    capture(phone, CRATES)
    photos = bytes_on_the_phone(phone)
    assert len(photos) == 3
    expect(phone.locator(".syncline")).to_contain_text("Museum not answering")
    assert museum.process is None
    phone.goto("/notebook")
    expect(entry_row(phone, CRATES.title)).not_to_contain_text("Safe at the museum")

    museum.start()
    phone.goto("/sync")
    phone.get_by_role("button", name="Try now").click()
    phone.goto("/notebook")
    expect(entry_row(phone, CRATES.title)).to_contain_text("Safe at the museum", timeout=120_000)
    expect(entry_row(phone, CRATES.title)).to_have_count(1)
    look_again(tablet)
    expect(in_the_queue(tablet, CRATES.title)).to_have_count(1)
    choose(tablet, CRATES.title)
    expect(tablet.locator(".strip button")).to_have_count(3)
    for photo, sha256 in photos.items():
        original = tablet.request.get(f"/media/photos/{photo}/original").body()
        assert hashlib.sha256(original).hexdigest() == sha256


def test_a_network_that_wants_a_sign_in_of_its_own_makes_nothing_safe_and_is_named(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")

    def hotel(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body=HOTEL)

    phone.context.route("**/graphql", hotel)
    phone.context.route("**/media/**", hotel)
    keep_words(phone, SEAL)
    expect(phone.locator(".syncline")).to_contain_text("The network wants a sign-in")
    phone.goto("/notebook")
    expect(entry_row(phone, SEAL)).to_contain_text("On this phone only")
    phone.goto("/sync")
    expect(phone.get_by_role("heading", level=1)).to_have_text("One entry is only on this phone")
    expect(phone.get_by_text(SEAL)).to_be_visible()
    expect(phone.get_by_text("it asks you to sign in on its own page first")).to_be_visible()

    phone.context.unroute_all()
    phone.get_by_role("button", name="Try now").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("One entry needs you")  # another one
    phone.goto("/notebook")
    expect(entry_row(phone, SEAL)).to_contain_text("Safe at the museum")
