"""A coordinator sees a gap, moves the need until somebody can teach it, and reads the calendar elsewhere."""

from collections.abc import Callable
from typing import Any

import httpx2
from ical.calendar_stream import IcsCalendarStream
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.looking import complaints, faults

LETTER = "Paper conservation. Muzeum Rzeczne"


def needed(address: str) -> Any:
    """The need for river pilots' logbooks, as a public library reads it from an address."""
    events: list[Any] = IcsCalendarStream.calendar_from_ics(httpx2.get(address).text).events
    [one] = [
        one for one in events if one.summary == "Needed: Paper conservation" and "Rzeczne" in one.location
    ]
    return one


def dragged(page: Page, bar: Locator, *, days: int) -> None:
    """Move a bar by hand, by as many days of the year that is shown."""
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    lane = bar.evaluate("(one) => one.parentElement.clientWidth")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + days * lane / 365, y, steps=5)
    page.mouse.up()


def test_a_need_is_moved_by_keys_or_by_hand_until_its_gap_closes_and_calendars_hear_of_it(
    device: Callable[..., BrowserContext],
) -> None:
    context = device("tablet")
    heard = complaints(context)
    page = context.new_page()
    page.goto("/signin")
    page.get_by_role("button", name="Δήμητρα Παπαδάκη").click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    page.goto("/calendar?zoom=year")
    gaps = page.get_by_role("region", name="gaps")
    gap = gaps.get_by_role("listitem").filter(has_text="Muzeum Rzeczne needs “Paper conservation”")
    expect(gap).to_contain_text("It is offered, but not then. Nearest: Hannelore Weiß")

    feed = page.get_by_role("region", name="Tidewater Museums Exchange")
    feed.get_by_role("button", name="Make an address").click()
    expect(feed.get_by_role("status")).to_contain_text("shown once")
    address = feed.locator("code").inner_text()
    before = needed(address)

    bar = page.get_by_role("button", name=LETTER)
    bar.focus()
    for _ in range(3):
        bar.press("ArrowLeft")
    undo = page.locator("main .undo")
    expect(undo).to_contain_text("Covered.")
    expect(bar).to_be_focused()
    expect(gap).to_have_count(0)
    moved = needed(address)
    assert moved.uid == before.uid
    assert (before.dtstart - moved.dtstart).days == 21
    assert moved.sequence > before.sequence

    undo.get_by_role("button").click()
    expect(gap).to_be_visible()
    dragged(page, bar, days=-21)
    expect(gap).to_have_count(0)
    undo.get_by_role("button").click()
    expect(gap).to_be_visible()
    bar.press("Enter")
    form = page.get_by_role("dialog", name="Change")
    found = faults(page, "light")
    form.get_by_label("Last day").fill("2020-01-01")
    form.get_by_role("button", name="Keep").click()
    expect(form.get_by_role("alert")).to_have_text("The last day is before the first one.")
    page.keyboard.press("Escape")
    assert needed(address).dtstart == before.dtstart

    feed.get_by_role("button", name="End it").click()
    expect(feed.get_by_role("status")).to_contain_text("opens nothing any more")
    assert httpx2.get(address).status_code == 404
    assert not [*found, *heard], "\n".join([*found, *heard])
