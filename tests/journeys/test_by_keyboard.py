"""Without a mouse or a finger: the keyboard alone, and what a screen reader makes of it."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.hands import in_the_queue, look_again, safe, snapshot

WORDS = "The crate opens from the side, so nobody lifts over the edge."
PROMISE = "order crates that open from the side"
# Everything that is said aloud, in the order in which it is said.
LISTENING = """
    globalThis.aloud = []
    document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
        for (const one of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
            const said = one.innerText.trim()
            if (said !== '' && one.lastSaid !== said) globalThis.aloud.push(said)
            one.lastSaid = said
        }
    }).observe(document, { subtree: true, childList: true, characterData: true }))
"""


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the focus is there; somebody who needs more than ninety presses has given up."""
    expect(target).to_be_visible()
    for _ in range(90):
        if target.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {target}.")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go there by keyboard and press it."""
    reach(page, target)
    page.keyboard.press(key)


def enter(page: Page, name: str) -> None:
    """Come in as somebody of the demo."""
    page.goto("/signin")
    press(page, page.get_by_role("button", name=name))
    expect(page.locator(".syncline, .rail")).to_be_visible()


def outline(page: Page) -> list[str]:
    """Landmarks and headings in the order in which a screen reader meets them."""
    tree = page.locator("body").aria_snapshot()
    found = re.findall(r"- '?(banner|main|navigation|region|contentinfo|heading)(?: \"([^\"]*)\")?", tree)
    return [f"{role} {name}".strip() for role, name in found]


def test_from_signing_in_to_an_approval_no_hand_leaves_the_keyboard(
    device: Callable[..., BrowserContext],
) -> None:
    """A participant captures, rewords and promises; a mentor approves; nothing is clicked."""
    context = device("phone")
    context.add_init_script(LISTENING)
    page = context.new_page()
    enter(page, "Amara Okafor")
    assert [each for each in outline(page) if "heading" not in each] == [
        "main",
        "region Sync state and main navigation",
        "navigation Main",
    ]

    press(page, page.get_by_role("link", name="Capture", exact=True))
    with page.expect_file_chooser() as asked:
        press(page, page.get_by_role("button", name="From gallery"))
    asked.value.set_files([snapshot(8080)])
    expect(page.get_by_role("img", name="Photo 1 of 1").first).to_be_visible()
    reach(page, page.get_by_label("What did you see?"))
    page.keyboard.type(WORDS)
    reach(page, page.get_by_role("radio", name="Routine"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Question")).to_be_checked()
    page.evaluate("globalThis.aloud = []")
    press(page, page.get_by_role("button", name="Keep", exact=True))
    expect(page.locator(".syncline")).to_contain_text("Kept on this phone")
    said = page.evaluate("globalThis.aloud")
    assert [each for each in said if "Kept on this phone" in each] == ["Kept on this phone"]

    title = WORDS.rstrip(".")
    press(page, page.get_by_role("link", name="Notebook", exact=True))
    press(page, page.get_by_role("link", name=title))
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    press(page, page.get_by_role("link", name="Edit", exact=True))
    reach(page, page.get_by_label("What did you see?"))
    page.keyboard.press("Control+End")
    page.keyboard.type(" Two people suffice.")
    press(page, page.get_by_role("button", name="Keep changes"))
    expect(page.get_by_text("Two people suffice.")).to_be_visible()
    assert outline(page)[0] == "main"

    press(page, page.get_by_role("link", name="Promise a change"))
    reach(page, page.get_by_label("I will"))
    page.keyboard.type(PROMISE)
    press(page, page.get_by_role("button", name="Commit to this"))
    expect(page.locator(".syncline")).to_contain_text("Kept on this phone")
    safe(page)

    tablet = device("tablet").new_page()
    enter(tablet, "Ingrid Solheim")
    look_again(tablet)
    press(tablet, in_the_queue(tablet, title))
    expect(tablet.get_by_role("heading", level=2, name=title)).to_be_visible()
    assert outline(tablet)[:2] == ["navigation Main", "main"]
    press(tablet, tablet.get_by_role("button", name="Approve"))
    expect(in_the_queue(tablet, title)).to_have_count(0)
