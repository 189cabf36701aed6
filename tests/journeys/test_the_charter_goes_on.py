"""A version is published and ratified, somebody gets a seat, and a stranger reads of it."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.looking import faults

COORDINATOR, SPONSOR = "Δήμητρα Παπαδάκη", "Chinedu Eze"
ADDED = "What is learned is told to everybody at home, over lunch."


def at(device: Callable[..., BrowserContext], kind: str, who: str, path: str) -> Page:
    page = device(kind).new_page()
    page.goto("/signin")
    page.get_by_role("button", name=who).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    page.goto(path)
    page.wait_for_load_state("networkidle")  # the notebook is filled meanwhile, and the frame drawn anew
    return page


def test_a_version_is_published_ratified_and_read_by_anybody(
    device: Callable[..., BrowserContext],
) -> None:
    dimitra = at(device, "tablet", COORDINATOR, "/charter")
    write = dimitra.get_by_role("link", name="Write version")
    version = int(write.inner_text().split()[-1])
    write.click()
    equity = dimitra.get_by_label("Equity")
    expect(dimitra.get_by_text("Nothing is different yet.")).to_be_visible()
    equity.fill(f"{equity.input_value()}\n\n{ADDED}")
    expect(dimitra.get_by_text("Draft kept on this")).to_be_visible()
    dimitra.reload()
    expect(dimitra.locator("ins")).to_contain_text(ADDED)
    dimitra.get_by_role("button", name=f"Publish version {version}").click()
    expect(dimitra.get_by_text(f"Version {version}, since")).to_be_visible()

    chinedu = at(device, "phone", SPONSOR, "/museums")
    chinedu.get_by_role("link", name="Lagoon House Museum").click()
    expect(chinedu.get_by_text("which is in force until")).to_be_visible()
    chinedu.get_by_role("link", name="Read the charter").click()
    expect(chinedu.locator("ins")).to_contain_text(ADDED)
    chinedu.get_by_role("button", name=f"Ratify version {version}").click()
    expect(chinedu.get_by_text("Lagoon House Museum holds to it now.")).to_be_visible()

    dimitra.goto("/committee")
    dimitra.get_by_role("button", name="Give a seat").click()
    assert not faults(dimitra, "light")
    dimitra.get_by_label("Who is to sit there").select_option("佐藤 美咲")
    dimitra.get_by_role("button", name="Give the seat").click()
    expect(dimitra.get_by_text("Nobody has two seats at a time.")).to_be_visible()
    dimitra.get_by_label("Who is to sit there").select_option("Hannelore Weiß")
    dimitra.get_by_role("button", name="Give the seat").click()
    expect(dimitra.get_by_text("The seat is given.")).to_be_visible()
    expect(dimitra.get_by_role("heading", name="Who comes next")).to_be_visible()

    stranger = device("phone").new_page()
    stranger.goto("/register")
    assert not faults(stranger, "light") + faults(stranger, "dark")
    expect(stranger.get_by_text(f"Version {version}, in force since")).to_be_visible()
    expect(stranger.get_by_role("cell", name="Lagoon House Museum").first).to_be_visible()
    expect(stranger.get_by_role("cell", name="Hannelore")).to_be_visible()
