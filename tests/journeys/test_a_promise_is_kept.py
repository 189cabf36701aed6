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


def test_what_became_of_a_promise_is_asked_once_and_answered_without_a_network(
    phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    asked = phone.get_by_role("region", name="What became of it?")
    asked.get_by_role("link").click()
    expect(phone.get_by_role("heading", name="Agreed at home")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_role("alert")).to_have_text("Choose how far it got.")
    phone.get_by_text("Fully", exact=True).click()
    phone.get_by_label("What became of it, in a sentence").fill("Every crate in the court has its card.")
    phone.get_by_label("Minutes saved a week").fill("40")
    phone.get_by_label("How you know").select_option("Timed with a clock")
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("40 minutes a week · Timed with a clock")).to_be_visible()
    with pushed(phone):
        phone.context.set_offline(False)
    phone.goto("/today")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    expect(asked).to_have_count(0)

    sign_in(tablet, "Ingrid Solheim")
    tablet.goto("/landed")
    expect(tablet.get_by_text("Every crate in the court has its card.")).to_be_visible()
