"""One person edits the same words on two devices without a signal: both stand there, and she chooses."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import entry_row, keep_words, look_again, open_entry, safe, sign_in
from tests.journeys.looking import faults

CRATE = "The crate stands open all morning"
LID = "The crate stands open, and its lid leans at the door"
GUARD = "The crate stands open, and a guard sits beside it"


def test_two_devices_that_reworded_the_same_entry_show_both_texts_and_the_person_chooses(
    device: Callable[..., BrowserContext],
) -> None:
    phone = device("phone", is_mobile=True).new_page()
    tablet = device("tablet").new_page()
    sign_in(phone, "Amara Okafor")
    keep_words(phone, CRATE)
    phone.goto("/notebook")
    expect(entry_row(phone, CRATE)).to_contain_text("Safe at the museum")
    sign_in(tablet, "Amara Okafor")
    look_again(tablet)
    tablet.goto("/notebook")
    expect(entry_row(tablet, CRATE)).to_contain_text("Safe at the museum")

    for page, words in ((tablet, LID), (phone, GUARD)):
        page.context.set_offline(True)
        reword(page, CRATE, words)
    tablet.context.set_offline(False)
    look_again(tablet)
    open_entry(tablet, LID)
    safe(tablet)

    phone.context.set_offline(False)
    look_again(phone)
    phone.goto("/notebook")
    phone.locator("li.entry", has_text="The crate stands open").first.get_by_role("link").first.click()
    choice = phone.get_by_role("radiogroup")
    expect(choice).to_contain_text(GUARD)
    expect(choice).to_contain_text(LID)
    in_german(phone)
    assert faults(phone, "light") + faults(phone, "dark") == []
    phone.get_by_role("radio").nth(1).check(force=True)
    phone.locator("section.panel .btn.primary").click()
    expect(choice).to_have_count(0)
    expect(phone.get_by_role("heading", level=1, name=LID)).to_be_visible()
    look_again(tablet)
    expect(tablet.get_by_role("heading", level=1, name=LID)).to_be_visible()


def reword(page: Page, title: str, words: str) -> None:
    """Edit the words of an entry."""
    open_entry(page, title)
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("What did you see?").fill(words)
    page.get_by_role("button", name="Keep changes").click()
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def in_german(page: Page) -> None:
    """The same screen in the other language."""
    where = page.url
    page.goto("/settings")
    page.get_by_label("Deutsch").check(force=True)
    page.goto(where)
    expect(page.get_by_role("radiogroup")).to_be_visible()
