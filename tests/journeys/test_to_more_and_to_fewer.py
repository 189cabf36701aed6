"""Showing an entry to more than the mentor, and saying something to fewer: who reads it is told first."""

from playwright.sync_api import Page, expect

from tests.journeys.hands import entry_row, keep_words, look_again, open_entry, pushed, safe, sign_in

SEEN = "The crate is labelled on three sides"
DOUBT = "Nobody told me where the alarm is"


def test_who_would_read_is_named_and_asked_for_twice_and_reads_until_i_take_it_back(
    phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Олена Коваленко")
    keep_words(phone, SEEN)
    phone.goto("/notebook")
    expect(entry_row(phone, SEEN)).to_contain_text("Safe at the museum")
    open_entry(phone, SEEN)
    phone.get_by_role("button", name="Who can read this").click()
    phone.get_by_role("radio", name="Everybody of the placement").click(force=True)
    asked = phone.get_by_role("dialog", name="Who will read it")
    expect(asked).to_contain_text("people would read it")
    expect(asked).to_contain_text("Hannelore Weiß")
    expect(asked.get_by_role("button", name="Yes,")).to_have_count(0)
    asked.get_by_role("button", name="Show it to them").click()
    expect(asked).to_contain_text("Once read, it cannot be unread")
    asked.get_by_role("button", name="Yes,").click()
    expect(phone.get_by_role("button", name="Who can read this")).to_contain_text(
        "Everybody of the placement"
    )
    safe(phone)

    tablet.goto("/signin")
    tablet.get_by_role("button", name="Δήμητρα Παπαδάκη").click()
    expect(tablet.locator(".syncline, .rail")).to_be_visible()
    tablet.goto("/notebook")
    expect(tablet.get_by_role("heading", name="Shown to you")).to_be_visible()
    expect(entry_row(tablet, SEEN)).to_be_visible()

    phone.get_by_role("button", name="Who can read this").click()
    with pushed(phone):
        phone.get_by_role("radio", name="Only me").check(force=True)
    look_again(tablet)
    expect(tablet.get_by_text(SEEN)).to_have_count(0)


def test_who_reads_it_is_chosen_before_the_first_word_said_in_confidence(phone: Page) -> None:
    sign_in(phone, "Олена Коваленко")
    phone.goto("/today")
    phone.get_by_role("link", name="Say something in confidence").click()
    expect(phone.get_by_label("What do you want to say?")).to_have_count(0)
    phone.get_by_role("radio", name="The theme box").check(force=True)
    phone.get_by_role("radio", name="Safety").check(force=True)
    phone.get_by_label("What do you want to say?").fill(DOUBT)
    phone.get_by_role("button", name="Say it").click()
    expect(phone.get_by_role("status").filter(has_text="Said.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text(DOUBT)).to_be_visible()
    expect(phone.get_by_text("nobody has read it")).to_be_visible()
