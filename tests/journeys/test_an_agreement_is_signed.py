"""From a coordinator's wording to the days on the participant's phone, with no signature over other words."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.journeys.hands import look_again, sign_in

TITLE = "Paper and touch, in two houses"
CHANGED = "The agreement was changed after you opened it: read what changed, then sign."
NEW_DAY = "A day with the bookbinder"
SCAN: FilePayload = {
    "name": "Lagoon House.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7 signed in ink",
}


def test_who_signs_reads_what_changed_first_and_the_last_signature_brings_the_days_to_the_phone(
    phone: Page, tablet: Page, device: Callable[..., BrowserContext]
) -> None:
    come_in(tablet, "Chinedu Eze")
    opened(tablet)
    expect(tablet.get_by_role("heading", name="Your signature is next.")).to_be_visible()

    desk = device("tablet").new_page()
    come_in(desk, "Δήμητρα Παπαδάκη")
    opened(desk)
    desk.get_by_role("button", name="Word it anew").click()
    desk.get_by_role("button", name="One more day").click()
    desk.get_by_label("What for").last.fill(NEW_DAY)
    desk.get_by_label("Why it changes").fill("The bookbinder is there on one more day.")
    desk.get_by_role("button", name="Keep as the next version").click()
    expect(desk.get_by_role("heading", name="What changed since version 1")).to_be_visible()

    tablet.get_by_role("button", name="Sign", exact=True).click()
    expect(tablet.get_by_role("alert")).to_have_text(CHANGED)
    expect(tablet.get_by_text(NEW_DAY).first).to_be_visible()
    expect(tablet.get_by_role("button", name="Sign", exact=True)).to_have_count(0)

    sign_in(phone, "Amara Okafor")
    signs(phone)
    for name in ("Hannelore Weiß", "Marek Dvořák"):
        other = device("tablet").new_page()
        come_in(other, name)
        signs(other)
        other.context.close()
    signs_on_paper(desk, "Adwoa Mensah")
    tablet.reload()
    with tablet.expect_download() as saved:
        tablet.get_by_role("link", name=SCAN["name"]).click()
    assert saved.value.path().read_bytes() == SCAN["buffer"]
    tablet.get_by_role("button", name="Sign", exact=True).click()
    expect(tablet.locator("main .told")).to_contain_text("Signed by everybody")

    phone.goto("/rules")
    look_again(phone)
    for museum in ("Haus am Speicherhof", "Muzeum Rzeczne"):
        expect(phone.get_by_text(museum).first).to_be_visible()
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Muzeum Rzeczne").first).to_be_visible()


def come_in(page: Page, name: str) -> None:
    """Sign in as somebody who need not have a placement."""
    page.goto("/signin")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()


def opened(page: Page) -> None:
    """Open the agreement that waits for signatures."""
    page.goto("/agreements")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def signs(page: Page) -> None:
    """Sign what waits for this person, in whatever language they read it."""
    opened(page)
    press = page.locator("main aside .btn.primary")
    press.click()
    expect(press).to_have_count(0)


def signs_on_paper(desk: Page, name: str) -> None:
    """Write down that somebody signed on paper, and send the scan; with a text nothing is written down."""
    desk.reload()
    desk.get_by_text(f"Write down that {name} signed on paper").click()
    chosen, press = desk.get_by_label("The scan"), desk.get_by_role("button", name="Write it down")
    chosen.set_input_files({"name": "notes.pdf", "mimeType": "application/pdf", "buffer": b"She signed."})
    press.click()
    expect(desk.get_by_role("alert")).to_have_text("A scan is a PDF, or a picture as JPEG, PNG or HEIC.")
    chosen.set_input_files(SCAN)
    press.click()
    expect(desk.get_by_role("link", name=SCAN["name"])).to_be_visible()
