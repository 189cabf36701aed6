"""What only few see: a restricted entry, what helps, what was said in confidence; and one's own data."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from api.demo.cast import JONAS
from tests.journeys.hands import (
    choose,
    entry_row,
    in_the_queue,
    keep_words,
    look_again,
    open_entry,
    pushed,
    sign_in,
)
from tests.journeys.looking import faults, too_small
from tests.journeys.server import Museum
from tests.journeys.test_by_way_of_the_museum import keeper
from tests.journeys.test_every_screen import arrive
from tests.journeys.test_who_reads import rows_on

KEYHOLE = "The key to the grille hangs in plain sight"
SEAT = "A seat for ten minutes each hour"
NUMBER = "I would have liked a number"
LADDER = "I was asked to hold a ladder"
BOX = "The plan changed twice"
ANSWER = "From Monday nobody holds a ladder alone, and the number of the duty officer hangs at the bay."


def test_a_restricted_entry_is_gone_for_the_mentor_and_its_author_sees_who_opened_it(
    device: Callable[..., BrowserContext], phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    sign_in(tablet, "Ingrid Solheim")
    keep_words(phone, KEYHOLE)
    phone.goto("/notebook")
    expect(entry_row(phone, KEYHOLE)).to_contain_text("Safe at the museum")
    look_again(tablet)
    choose(tablet, KEYHOLE)

    tablet.get_by_role("button", name="See what helps Amara").click()
    expect(tablet.get_by_text(SEAT)).to_be_visible()

    open_entry(phone, KEYHOLE)
    phone.get_by_role("button", name="Restrict this entry").click()
    asked = phone.get_by_role("dialog", name="Restrict this entry")
    asked.get_by_role("radio", name="For security").check(force=True)
    asked.get_by_label("Who may open it").select_option("Leyla Şahin")
    with pushed(phone):
        asked.get_by_role("button", name="Restrict it").click()
    look_again(tablet)
    expect(in_the_queue(tablet, KEYHOLE)).to_have_count(0)
    expect(tablet.get_by_text(KEYHOLE)).to_have_count(0)
    assert KEYHOLE not in rows_on(tablet)

    registrar = device("tablet").new_page()
    without_a_placement(registrar, "Leyla Şahin")
    registrar.goto("/restricted")
    entrusted = registrar.get_by_role("listitem").filter(has_text="An entry by Amara Okafor")
    expect(entrusted).to_have_count(2)
    expect(registrar.get_by_text(KEYHOLE)).to_have_count(0)
    entrusted.first.get_by_role("button", name="Open it").click()
    expect(registrar.get_by_text(KEYHOLE)).to_be_visible()
    assert KEYHOLE not in rows_on(registrar)

    phone.reload()
    expect(phone.get_by_text("Opened by Leyla Şahin")).to_be_visible()
    registrar.get_by_role("button", name="Lift the restriction").click()
    registrar.get_by_role("dialog").get_by_role("button", name="Lift it").click()
    expect(entrusted).to_have_count(1)
    phone.goto("/helps")
    expect(phone.get_by_text("Ingrid Solheim read it")).to_be_visible()
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_text("Nobody sees it from now on.")).to_be_visible()
    expect(phone.get_by_text(SEAT)).to_have_count(0)


def test_five_voices_are_answered_and_another_is_taken_back(
    device: Callable[..., BrowserContext], phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Олена Коваленко")
    phone.get_by_role("link", name="Say something in confidence").click()
    released = phone.get_by_role("listitem").filter(has_text=NUMBER)
    expect(released).to_be_visible()
    expect(released.get_by_role("button", name="Take it back")).to_have_count(0)

    without_a_placement(tablet, "Δήμητρα Παπαδάκη")
    tablet.goto("/confidence")
    expect(tablet.get_by_text("Strandhall Museum · 5 people")).to_be_visible()
    expect(tablet.get_by_text(NUMBER)).to_be_visible()
    expect(tablet.get_by_text("Олена")).to_have_count(0)
    tablet.get_by_label("Your answer").fill(ANSWER)
    tablet.get_by_role("button", name="Answer", exact=True).click()
    expect(tablet.get_by_text(ANSWER).and_(tablet.locator("p"))).to_be_visible()
    phone.reload()
    expect(phone.get_by_text(ANSWER)).to_be_visible()

    hers = device("phone", is_mobile=True).new_page()
    sign_in(hers, "Amara Okafor")
    hers.goto("/confidence")
    said = hers.get_by_role("listitem").filter(has_text=BOX)
    said.get_by_role("button", name="Take it back").click()
    hers.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(hers.get_by_text("Taken back.", exact=True)).to_be_visible()
    expect(hers.get_by_text(BOX)).to_have_count(0)


def test_a_coordinator_names_somebody_for_what_nobody_is_left_to_open(phone: Page) -> None:
    without_a_placement(phone, "Δήμητρα Παπαδάκη")
    arrive(phone, "/settings", "ar")
    left = phone.locator("[aria-labelledby=forsaken]")
    expect(left.get_by_role("listitem")).to_have_count(1)
    expect(left.get_by_role("option", name="Torvald Eide")).to_have_count(0)
    assert faults(phone, "light") + faults(phone, "dark") + too_small(phone) == []
    left.get_by_role("combobox").select_option("Leyla Şahin")
    left.get_by_role("button").click()
    expect(left.get_by_role("status")).to_contain_text("Leyla Şahin")
    expect(left.get_by_role("listitem")).to_have_count(0)


def test_my_data_goes_with_me_and_being_erased_empties_my_phone(
    museum: Museum, phone: Page, tmp_path: Path
) -> None:
    sign_in(phone, "Jonas Brandt")
    phone.goto("/settings")
    phone.get_by_role("radio", name="English").check(force=True)
    phone.get_by_role("button", name="Make an archive").click()
    expect(phone.get_by_text("Ready:")).to_be_visible(timeout=60_000)
    with phone.expect_download() as coming:
        phone.get_by_role("button", name="Save the archive").click()
    coming.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "mine.zip").read_bytes())) as mine:
        assert mine.testzip() is None
        assert any(LADDER in mine.read(name).decode("utf-8", "replace") for name in mine.namelist())

    phone.get_by_role("button", name="Erase me").click()
    phone.get_by_role("dialog").get_by_role("button", name="Erase me").click()
    expect(phone.get_by_text("You asked to be erased.")).to_be_visible()
    phone.get_by_role("button", name="Do not erase me").click()
    expect(phone.get_by_role("button", name="Erase me")).to_be_visible()

    keeper(museum, "erase", JONAS.email, "--yes")
    look_again(phone)
    phone.goto("/notebook")
    expect(phone.get_by_text("Nothing here yet.")).to_be_visible()
    assert '"note"' not in rows_on(phone)


def without_a_placement(page: Page, name: str) -> None:
    """Sign in as somebody who works beside the placements."""
    page.goto("/signin")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
