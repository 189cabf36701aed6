"""A committee decides about a second stay; whoever works there is told why they take no part."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import opened
from tests.journeys.server import Museum

ABOUT = "A second stay for Jonas Brandt at Muzeum Rzeczne"


@pytest.fixture
def museum(told_museum: Path) -> Iterator[Museum]:
    """A museum of its own: another journey has somebody erased of whom is spoken here."""
    with opened(told_museum) as here:
        yield here


def at_the_committee(device: Callable[..., BrowserContext], who: str) -> Page:
    page = device("phone").new_page()
    page.goto("/signin")
    page.get_by_role("button", name=who).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    page.goto("/committee")
    page.wait_for_load_state("networkidle")  # the notebook is filled meanwhile, and the frame drawn anew
    return page


def vote(page: Page, choice: str = "For it") -> None:
    motion = page.get_by_role("article", name=ABOUT)
    motion.get_by_text(choice, exact=True).click()
    expect(motion.get_by_role("radio", name=choice)).to_be_checked()
    motion.get_by_role("button", name="Vote").click()
    expect(page.get_by_role("status").filter(has_text="Your vote counts")).to_be_visible()


def test_who_works_there_reads_nothing_and_the_others_decide(device: Callable[..., BrowserContext]) -> None:
    katarzyna = at_the_committee(device, "Katarzyna Wrona")
    expect(katarzyna.get_by_text("You take no part:")).to_be_visible()
    expect(katarzyna.get_by_text("works there")).to_be_visible()
    expect(katarzyna.get_by_text(ABOUT)).to_have_count(0)

    adwoa = at_the_committee(device, "Adwoa Mensah")
    vote(adwoa)
    expect(adwoa.get_by_role("article", name=ABOUT).get_by_text("1 more vote is needed")).to_be_visible()

    ingrid = at_the_committee(device, "Ingrid Solheim")
    vote(ingrid, "Against it")
    ingrid.get_by_role("article", name=ABOUT).get_by_role("button", name="Count and decide").click()
    expect(ingrid.get_by_text("It is decided.")).to_be_visible()
    expect(ingrid.get_by_text("2 for it, 1 against it, 0 neither; 3 took no part.")).to_be_visible()
    katarzyna.reload()
    expect(katarzyna.get_by_text("3 took no part")).to_be_visible()
    expect(katarzyna.get_by_text(ABOUT)).to_have_count(0)
