"""Amara points at places in a photo, with a finger and with keys alone; Ingrid answers on one of them."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.hands import add_photos, look_again, open_entry, sign_in, snapshot
from tests.journeys.looking import faults

TITLE = "The handle is never a grip"
CRACK, JOIN, ANSWER = "It begins at the join", "Two fingers here instead", "41 mm when I last measured it"


def test_a_mark_is_set_by_touch_and_by_keys_and_answered_where_it_is(phone: Page, tablet: Page) -> None:
    sign_in(phone, "Amara Okafor")
    phone.goto("/capture")
    add_photos(phone, (snapshot(71),))
    phone.get_by_role("button", name="Mark", exact=True).click()
    by_touch(phone, phone.get_by_role("dialog", name="Photo 1"))
    phone.get_by_label("What did you see?").fill(TITLE)
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.locator(".syncline")).to_contain_text(re.compile("Kept|Everything|Sending|safe"))
    open_entry(phone, TITLE)
    phone.get_by_role("link", name="Mark the photo").click()
    by_keys(phone)
    assert faults(phone, "light") == []
    phone.get_by_role("link", name="Back to the entry").click()
    expect(phone.get_by_text(JOIN)).to_be_visible()
    expect(phone.get_by_text("Safe at the museum")).to_be_visible()

    sign_in(tablet, "Ingrid Solheim")
    tablet.goto("/review")
    tablet.get_by_role("link", name=TITLE).first.click()
    expect(tablet.locator(".doc").get_by_text(CRACK)).to_be_visible()
    tablet.locator(".doc").get_by_role("link", name="Marks").click()
    tablet.get_by_role("button", name="Answer on mark 1").click()
    tablet.get_by_label("Answer on mark 1").fill(ANSWER)
    tablet.get_by_role("button", name="Answer", exact=True).click()
    expect(tablet.get_by_role("list", name="Answers on mark 1")).to_contain_text(ANSWER)

    look_again(phone)
    expect(phone.get_by_role("list", name="Answers on mark 1")).to_contain_text(ANSWER)
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Mark the photo").click()
    expect(phone.get_by_role("button", name=f"Mark 1, box, Risk, {CRACK}")).to_be_visible()
    expect(phone.get_by_role("list", name="Answers on mark 1")).to_contain_text(ANSWER)
    phone.context.set_offline(False)


def by_touch(phone: Page, here: Locator) -> None:
    """Draw a box with one finger, and say what is there; a mark that is taken off comes back."""
    here.get_by_text("Box", exact=True).click()
    surface = here.locator("button.surface").bounding_box()
    assert surface is not None
    left, top, width, height = (surface[side] for side in ("x", "y", "width", "height"))
    phone.mouse.move(left + width * 0.25, top + height * 0.25)
    phone.mouse.down()
    phone.mouse.move(left + width * 0.5, top + height * 0.4, steps=4)
    phone.mouse.move(left + width * 0.5, top + height * 0.5)
    phone.mouse.up()
    here.get_by_label("What is to be seen at mark 1?").fill(CRACK)
    here.get_by_text("Risk", exact=True).click()
    here.get_by_role("button", name="Take mark 1 off").click()
    expect(here.locator("button.at")).to_have_count(0)
    here.get_by_role("button", name="Bring it back").click()
    expect(here.get_by_role("button", name=f"Mark 1, box, Risk, {CRACK}")).to_be_visible()
    here.get_by_role("button", name="Done").click()


def by_keys(phone: Page) -> None:
    """Set a point in the middle, move it, make it a box, and say what is there, with keys alone."""
    phone.get_by_role("button", name="Photo. Enter sets a mark in the middle").focus()
    phone.keyboard.press("Enter")
    mark = phone.get_by_role("button", name=re.compile("^Mark 2, point"))
    expect(mark).to_be_focused()
    before = mark.bounding_box()
    for _ in range(5):
        phone.keyboard.press("ArrowRight")
    after = mark.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"]
    phone.keyboard.press("Shift+ArrowDown")
    expect(phone.get_by_role("button", name=re.compile("^Mark 2, box"))).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_label("What is to be seen at mark 2?")).to_be_focused()
    phone.keyboard.type(JOIN)
    expect(
        phone.get_by_role("button", name=f"Mark 2, box, Risk, {JOIN}").or_(
            phone.get_by_role("button", name=f"Mark 2, box, Look, {JOIN}")
        )
    ).to_be_visible()
