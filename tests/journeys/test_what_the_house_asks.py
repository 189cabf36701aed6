"""What the house asks without a network: no photo of a loan, a note read first, people asked."""

from playwright.sync_api import Page, expect

from tests.journeys.hands import KEPT, add_photos, sign_in, snapshot


def test_the_rules_and_the_notes_of_the_house_are_there_before_the_camera_offline(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")
    phone.goto("/capture")
    take = phone.get_by_role("button", name="Take a photo")
    number = phone.get_by_label("Object number")
    expect(take).to_be_visible()
    phone.context.set_offline(True)

    number.fill("ln 2026.4")
    expect(phone.get_by_text("Loans are not ours to photograph")).to_be_visible()
    expect(take).to_have_count(0)

    number.fill("STR 1971.8")
    expect(phone.get_by_role("heading", name="Easily harmed")).to_be_visible()
    expect(phone.get_by_text("Grip the frame from below, in nitrile gloves")).to_be_visible()
    expect(take).to_have_count(0)
    phone.get_by_role("button", name="I have read this").click()
    expect(take).to_be_visible()

    number.fill("")
    phone.get_by_label("Zone").select_option("Packing room")
    expect(phone.get_by_text("Ask the couriers before they are in your picture")).to_be_visible()
    add_photos(phone, (snapshot(91),))
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.get_by_role("alert")).to_contain_text("Say first whether anybody is in the photo")
    phone.get_by_text("Yes, they agreed").click()
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)
    phone.context.set_offline(False)
