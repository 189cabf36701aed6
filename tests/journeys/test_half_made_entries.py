"""An entry that is not finished: quick to make, still there after a crash, never taken by an update."""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.journeys.hands import KEPT, add_photos, entry_row, sign_in, snapshot

GLOVES = "Nitrile, never cotton: the gilding comes off on cotton"
BELL = "The bell rings once before the lift doors close"
BLIND = "Somebody has to hold the blind while the other drills"


def test_a_draft_with_its_photo_is_still_there_after_the_page_was_killed(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")
    phone.goto("/capture")
    add_photos(phone, (snapshot(61),))
    phone.get_by_label("What did you see?").fill(GLOVES)
    expect(phone.get_by_text("Draft kept on this phone")).to_be_visible()

    again = killed_and_reopened(phone)
    expect(again.get_by_label("What did you see?")).to_have_value(GLOVES)
    expect(again.get_by_role("img", name="Photo 1 of 1")).to_be_visible()
    again.get_by_role("button", name="Keep", exact=True).click()
    expect(again.locator(".syncline")).to_contain_text(KEPT)
    again.goto("/notebook")
    expect(entry_row(again, GLOVES)).to_contain_text("Safe at the museum")


def test_from_today_to_a_kept_entry_it_takes_three_taps_with_words_or_with_a_photo(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")
    phone.goto("/today")
    phone.get_by_role("link", name="Capture").tap()
    phone.get_by_label("What did you see?").tap()
    phone.keyboard.type(BELL)
    phone.get_by_role("button", name="Keep", exact=True).tap()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)

    phone.get_by_role("link", name="Capture").tap()
    with phone.expect_file_chooser() as camera:
        phone.get_by_role("button", name="Take a photo").tap()
    camera.value.set_files(snapshot(62))
    expect(phone.get_by_role("img", name="Photo 1 of 1")).to_be_visible()
    phone.get_by_role("button", name="Keep", exact=True).tap()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)

    phone.goto("/notebook")
    for title in (BELL, "Without words yet"):
        expect(entry_row(phone, title)).to_contain_text("Safe at the museum")


def test_an_update_waits_until_the_entry_is_kept_and_is_only_offered(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")

    phone.goto("/today")
    phone.get_by_role("link", name="Capture").click()
    phone.get_by_label("What did you see?").fill(BLIND)
    phone.evaluate("globalThis.stillTheSamePage = true")
    # The same worker at another address is a new version, as after a deploy.
    phone.evaluate("navigator.serviceWorker.register('/sw.js?later').then(() => true)")
    expect(phone.get_by_text("Update ready. It waits until this entry is kept.")).to_be_visible()
    expect(phone.get_by_label("What did you see?")).to_have_value(BLIND)
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.get_by_role("button", name="Use it now")).to_be_visible()
    assert phone.evaluate("globalThis.stillTheSamePage")
    phone.goto("/notebook")
    expect(entry_row(phone, BLIND)).to_have_count(1)


def killed_and_reopened(page: Page) -> Page:
    """The system ends the page as it ends any app; then somebody opens the app anew."""
    context = page.context
    try:
        page.goto("chrome://crash", timeout=3_000)
    except PlaywrightError:
        page.close()
    again = context.new_page()
    again.goto("/")
    return again
