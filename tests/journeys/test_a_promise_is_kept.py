"""A commitment moves as its author says, and her mentor sees it beside what she saw."""

from playwright.sync_api import Page, expect

from tests.journeys.hands import commit_to, look_again, pushed, safe, sign_in

SEEN = "At ten the sun reaches the plinth through the gap in the blind"
PROMISE = "close the blind of the textile room before the doors open"


def test_a_promise_that_is_begun_kept_dropped_and_taken_up_again_stands_so_beside_the_observation(
    phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    sign_in(tablet, "Ingrid Solheim")
    commit_to(phone, SEEN, PROMISE)
    address = phone.url.replace("/entry/", "/review/")
    phone.get_by_role("link", name=PROMISE).click()
    expect(phone.get_by_role("heading", level=1, name=PROMISE)).to_be_visible()
    safe(phone)
    tablet.goto(address)
    seen_as(tablet, "Promised")

    for press, word in (
        ("I have started", "Under way"),
        ("It is done", "Done"),
        ("Not done after all", "Under way"),
        ("I drop it", "Dropped"),
        ("Take it up again", "Promised"),
    ):
        with pushed(phone):
            phone.get_by_role("button", name=press).click()
        expect(phone.locator("[aria-current=step]")).to_contain_text(word)
        safe(phone)
        seen_as(tablet, word)


def seen_as(tablet: Page, word: str) -> None:
    look_again(tablet)
    expect(tablet.get_by_role("link", name=PROMISE)).to_contain_text(word)
