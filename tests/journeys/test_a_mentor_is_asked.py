"""From an application to an agreement that waits for signatures: the second mentor who is asked says yes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import opened
from tests.journeys.server import Museum

OLENA = "Олена Коваленко"
SHOWN = "A card that the volunteers use"
BACKWARD = "Each day lies within the stay at its host."


@pytest.fixture
def museum(told_museum: Path) -> Iterator[Museum]:
    """A museum of its own: who is asked here says yes to nothing that others walk through."""
    with opened(told_museum) as here:
        yield here


def test_a_no_asks_the_next_one_whose_yes_is_drafted_and_stands_ready_to_be_signed(
    device: Callable[..., BrowserContext],
) -> None:
    desk = come_in(device, "Δήμητρα Παπαδάκη", "/requests")
    asked = desk.get_by_role("article", name=OLENA)
    expect(asked).to_contain_text("Is asked, until")

    ingrid = come_in(device, "Ingrid Solheim", "/requests")
    here = ingrid.get_by_role("article", name=OLENA)
    here.get_by_role("button", name="Say no").click()
    here.get_by_label("Why not?").fill("We hang a show in that week.")
    here.get_by_role("button", name="Say no").click()
    expect(ingrid.get_by_role("status").filter(has_text="The next mentor is asked.")).to_be_visible()

    adwoa = come_in(device, "Adwoa Mensah", "/requests")
    adwoa.get_by_label("After this one, ask me no more for now").check()
    adwoa.get_by_role("button", name="Say yes").click()
    expect(adwoa.get_by_role("status").filter(has_text="The coordinators hear of it.")).to_be_visible()
    adwoa.goto("/offers")
    expect(adwoa.get_by_role("heading", name="Boats under cover")).to_be_visible()
    expect(adwoa.get_by_role("heading", name="Registry without paper")).to_have_count(0)

    desk.reload()
    expect(asked).to_contain_text("We hang a show in that week.")
    asked.get_by_role("link", name="Draft an agreement").click()
    expect(desk.get_by_label("Mentor", exact=True)).to_have_value(value_of(desk, "Adwoa Mensah"))
    write(desk)
    last = desk.get_by_label("Until", exact=True).input_value()
    desk.get_by_label("Until", exact=True).fill(desk.get_by_label("From", exact=True).input_value())
    draft = desk.get_by_role("button", name="Draft it, to be signed")
    draft.click()
    expect(desk.get_by_text(BACKWARD)).to_be_visible()
    expect(desk.locator("main .state span")).to_be_visible()
    desk.reload()
    expect(desk.get_by_label("Shown by")).to_have_value(SHOWN)
    desk.get_by_label("Until", exact=True).fill(last)
    draft.click()
    chain = desk.locator(".chain li")
    expect(chain).to_have_count(4)
    expect(chain.first).to_contain_text(OLENA)
    expect(chain.first).to_contain_text("Signs next")


def come_in(device: Callable[..., BrowserContext], name: str, path: str) -> Page:
    """Somebody at a tablet of their own, at this page; everybody reads English here."""
    page = device("tablet").new_page()
    page.goto("/signin")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    page.goto(path)
    return page


def value_of(page: Page, name: str) -> str:
    """The value of the choice that has this name."""
    found: Locator = page.locator("option", has_text=name).first
    return found.get_attribute("value") or ""


def write(page: Page) -> None:
    """All that an application does not say yet."""
    for purpose in page.get_by_label("What for").all():
        purpose.fill("Beside the registry")
    page.get_by_label("Shown by").fill(SHOWN)
    for day in page.get_by_label("By", exact=True).all():
        day.fill("2027-09-01")
    for side in ("The museum that lends", "The museum that receives", "The participant"):
        page.get_by_label(f"{side}, 1").fill("Is there for the others.")
    page.get_by_label("Home manager").select_option(label="Marek Dvořák")
