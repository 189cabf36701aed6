"""A coordinator's morning: what needs action is found by keys, done, and gone."""

import csv
import re
from uuid import UUID

from playwright.sync_api import Page, expect

COORDINATOR = "Δήμητρα Παπαδάκη"
MUSEUM = "Muzeum Rzeczne"


def test_what_needs_action_is_found_done_and_gone_by_keys(tablet: Page) -> None:
    tablet.goto("/signin")
    tablet.get_by_role("button", name=COORDINATOR).press("Enter")
    needs = tablet.get_by_role("region", name="Needs action")
    expect(needs.get_by_role("link").first).to_be_visible()  # a coordinator's home is the desk
    undecided = needs.get_by_role("link").filter(has_text="Handed in; nobody has decided")
    before = undecided.count()

    first = undecided.first
    address = first.get_attribute("href")
    addresses = [link.get_attribute("href") for link in needs.get_by_role("link").all()]
    for _ in range(addresses.index(address) + 1):
        tablet.keyboard.press("j")
    expect(first).to_be_focused()
    tablet.keyboard.press("Enter")
    put = tablet.get_by_role("button", name="Put it to the committee")
    put.press("Enter")
    expect(tablet.get_by_text("The committee has it now.")).to_be_visible()
    tablet.go_back()
    expect(undecided).to_have_count(before - 1)
    done = needs.locator(f"a[href='{address}']").filter(has_text="nobody has decided")
    expect(done).to_have_count(0)

    tablet.get_by_label("Museum", exact=True).select_option(label=MUSEUM)
    expect(tablet).to_have_url(re.compile("museum="))
    here = needs.get_by_role("link")
    expect(here.filter(has_text=MUSEUM).first).to_be_visible()
    some = here.count()
    assert 0 < some < before + 10
    tablet.reload()
    expect(tablet.get_by_label("Museum", exact=True).locator("option:checked")).to_have_text(MUSEUM)
    expect(here).to_have_count(some)

    with tablet.expect_download() as saved:
        needs.get_by_role("button", name="CSV").press("Enter")
    with saved.value.path().open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == some
    assert all(UUID(row["about_id"]) for row in rows)

    tablet.keyboard.press("/")
    expect(tablet.get_by_role("searchbox", name="Search")).to_be_focused()
    tablet.keyboard.type("solheim")
    expect(tablet.get_by_role("link", name="Ingrid Solheim").first).to_be_visible()
