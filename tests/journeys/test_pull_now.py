"""What somebody else wrote comes by itself, at once: on devices whose timers never ring."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import choose, in_the_queue, keep_words, open_entry, sign_in

# A quarter of a minute is when the app looks by itself for what is new.
NO_LONG_TIMERS = """
    const later = window.setTimeout.bind(window)
    window.setTimeout = (run, ms, ...more) => (ms > 9000 ? 0 : later(run, ms, ...more))
"""
SEEN = "Somebody has written the lift's true width on its door in pencil"
ASKED = "Who wrote it, and when?"


def test_a_mentor_reads_a_note_and_its_author_the_answer_though_nobody_looks_for_either(
    device: Callable[..., BrowserContext],
) -> None:
    phone, tablet = (listening(device(kind)) for kind in ("phone", "tablet"))
    sign_in(phone, "Amara Okafor")
    sign_in(tablet, "Ingrid Solheim")
    with tablet.expect_websocket(lambda socket: socket.url.endswith("/graphql")):
        tablet.goto("/review")
    expect(tablet.locator(".queue")).to_be_visible()

    keep_words(phone, SEEN)
    expect(in_the_queue(tablet, SEEN)).to_have_count(1)

    open_entry(phone, SEEN)
    choose(tablet, SEEN)
    tablet.get_by_label("Your comment").fill(ASKED)
    tablet.get_by_role("button", name="Comment only").click()
    expect(phone.get_by_text(ASKED)).to_be_visible()


def listening(context: BrowserContext) -> Page:
    """A page on a device that finds nothing out by itself."""
    context.add_init_script(NO_LONG_TIMERS)
    return context.new_page()
