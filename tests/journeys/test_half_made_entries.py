"""An entry that is not finished: quick to make, still there after a crash, never taken by an update."""

from playwright.sync_api import Page, expect

from tests.journeys.deploying import deploy_a_newer_app, is_newer, look_for_an_update
from tests.journeys.hands import KEPT, add_photos, entry_row, killed_and_reopened, sign_in, snapshot

SOME_PHOTO = "/media/photos/00000000-0000-7000-8000-000000000000/thumb"
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


def test_an_update_waits_until_the_entry_is_kept_and_comes_when_it_is_wanted(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")

    phone.goto("/today")
    phone.get_by_role("link", name="Capture").click()
    phone.get_by_label("What did you see?").fill(BLIND)
    phone.evaluate("globalThis.stillTheSamePage = true")
    deploy_a_newer_app(phone)
    look_for_an_update(phone)
    expect(phone.get_by_text("Update ready. It waits until this entry is kept.")).to_be_visible()
    expect(phone.get_by_label("What did you see?")).to_have_value(BLIND)
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.get_by_role("button", name="Use it now")).to_be_visible()
    assert phone.evaluate("globalThis.stillTheSamePage")
    expect(phone.locator("html")).not_to_have_attribute("data-newer", "")

    # A photo that never comes keeps the old version at work; the new one has to come all the same.
    phone.context.route("**/media/photos/**", lambda _: None)
    with phone.context.expect_event("request", lambda asked: asked.url.endswith(SOME_PHOTO)):
        phone.evaluate(f"void fetch('{SOME_PHOTO}')")
    phone.get_by_role("button", name="Use it now").click()
    is_newer(phone)
    assert not phone.evaluate("globalThis.stillTheSamePage")
    phone.goto("/notebook")
    expect(entry_row(phone, BLIND)).to_have_count(1)
