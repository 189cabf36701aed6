"""An entry is made with what is at hand: the viewfinder, a label, a voice that types, the entry before."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import KEPT, bytes_on_the_phone, killed_and_reopened, sign_in
from tests.journeys.label import NUMBER

SAID = "The clips face the wall, because the gilding is thin there"
ZONE = "Gallery 4"


def test_photos_in_a_row_a_scanned_number_and_dictated_words_outlive_the_page(
    device: Callable[..., BrowserContext],
) -> None:
    """The camera is refused first, and nothing is lost by it; without signal throughout."""
    context = device("phone", is_mobile=True)
    page = context.new_page()
    sign_in(page, "Amara Okafor")
    context.set_offline(True)
    page.goto("/capture")
    page.get_by_role("button", name="Several in a row").tap()
    expect(page.get_by_text("The camera is not allowed here.")).to_be_visible()
    with page.expect_file_chooser():
        page.get_by_role("button", name="Open the camera app").tap()

    context.grant_permissions(["camera"])
    page.get_by_role("button", name="Several in a row").tap()
    shoot = page.get_by_role("button", name="Take the photo")
    expect(shoot).to_be_focused()
    shoot.tap()
    shoot.tap()
    expect(page.get_by_text("2 photos kept on this phone")).to_be_visible()

    page = killed_and_reopened(page)
    expect(page.get_by_role("button", name="Photo 2 of 2").first).to_be_visible()
    assert len(bytes_on_the_phone(page)) == 2
    page.get_by_role("button", name="Scan the number").tap()
    expect(page.get_by_label("Object number")).to_have_value(NUMBER)
    assert camera_is_off(page)

    page.get_by_label("Zone").select_option(ZONE)
    page.get_by_label("What did you see?").focus()
    page.keyboard.insert_text(SAID)  # as a voice types: whole words at once, and no key
    expect(page.get_by_text("Draft kept on this phone")).to_be_visible()
    page = killed_and_reopened(page)
    expect(page.get_by_label("What did you see?")).to_have_value(SAID)
    expect(page.get_by_label("Object number")).to_have_value(NUMBER)
    page.get_by_role("button", name="Keep", exact=True).tap()
    expect(page.locator(".syncline")).to_contain_text(KEPT)

    page.get_by_role("link", name="Capture").tap()
    expect(page.get_by_label("Zone")).to_have_value(ZONE)
    expect(page.get_by_label("Object number")).to_have_value("")
    page.get_by_role("button", name=f"Same object: {NUMBER}").tap()
    expect(page.get_by_label("Object number")).to_have_value(NUMBER)


def camera_is_off(page: Page) -> bool:
    """Nothing on the page still shows what a camera sees."""
    return bool(page.evaluate("[...document.querySelectorAll('video')].every((v) => v.srcObject === null)"))
