"""What was written is found again without a network, and goes on paper whole."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import entry_row, keep_words, open_entry, sign_in

LADDER = "The ladder is counted back into its bay every evening"


def asked(page: Page, words: str) -> None:
    """Type into the search."""
    page.get_by_role("searchbox", name="Words").fill(words)


def test_words_are_found_without_signal_however_they_are_spelt(device: Callable[..., BrowserContext]) -> None:
    """Nothing is found that does not have every word; what is found is still there after opening it."""
    context = device("phone")
    page = context.new_page()
    sign_in(page, "Amara Okafor")
    context.set_offline(True)
    keep_words(page, "Die Vitrinenschlüssel hängen außen")
    page.goto("/notebook")
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("searchbox", name="Words")).to_be_focused()
    asked(page, "vitrinenschlussel nirgends")
    expect(page.get_by_text("Nothing in your notebook has all of these words.")).to_be_visible()
    asked(page, "AUSSEN vitrinenschlussel")
    expect(page.get_by_role("status").filter(has_text="1 found")).to_be_visible()
    page.get_by_role("link", name="Die Vitrinenschlüssel").click()
    expect(page.get_by_role("heading", level=1, name="Die Vitrinenschlüssel")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Die Vitrinenschlüssel")).to_be_visible()


def test_what_was_deleted_comes_back_even_after_the_app_was_opened_anew(
    device: Callable[..., BrowserContext],
) -> None:
    """By one press, or by the keys everybody knows; what nobody takes back stays away."""
    context = device("phone", is_mobile=True)
    page = context.new_page()
    # The moment in which it can be taken back is long enough for any machine.
    page.clock.set_fixed_time(datetime.now(UTC))
    sign_in(page, "Amara Okafor")
    context.set_offline(True)
    keep_words(page, LADDER)
    open_entry(page, LADDER)
    page.get_by_role("button", name="Delete").tap()
    expect(page.get_by_text("Entry deleted.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(entry_row(page, LADDER)).to_have_count(0)
    page.reload()
    page.get_by_role("button", name="Undo").tap()
    expect(entry_row(page, LADDER)).to_be_visible()
    expect(page.get_by_text("Entry deleted.")).to_have_count(0)

    open_entry(page, LADDER)
    page.get_by_role("button", name="Delete").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(entry_row(page, LADDER)).to_be_visible()

    open_entry(page, LADDER)
    page.get_by_role("button", name="Delete").tap()
    expect(page.get_by_text("Entry deleted.")).to_be_visible()
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(minutes=1))
    page.clock.fast_forward(10_000)
    expect(page.get_by_text("Entry deleted.")).to_have_count(0)
    page.goto("/notebook")
    expect(page.locator("li.entry").first).to_be_visible()
    expect(entry_row(page, LADDER)).to_have_count(0)


def test_the_notebook_goes_on_paper_light_and_without_its_buttons(
    device: Callable[..., BrowserContext],
) -> None:
    """The dock stays on the screen; a dark phone does not print a black page."""
    page = device("phone", color_scheme="dark").new_page()
    sign_in(page, "Amara Okafor")
    page.goto("/notebook/paper")
    expect(page.get_by_role("heading", name="Your notebook on paper")).to_be_visible()
    expect(page.locator("article").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()
    expect(page.locator(".bottom")).to_be_hidden()
    with Image.open(io.BytesIO(page.screenshot())) as seen:
        corner = seen.crop((0, 0, 8, 8)).convert("L").tobytes()
    assert min(corner) > 200, "the paper is dark"
    assert page.pdf().startswith(b"%PDF-")
