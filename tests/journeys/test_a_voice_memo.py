"""Somebody speaks instead of typing: heard at once on the phone, without a network, later by the mentor."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import (
    KEPT,
    bytes_on_the_phone,
    choose,
    entry_row,
    killed_and_reopened,
    look_again,
    open_entry,
    sign_in,
)

A_SECOND_OR_MORE = re.compile(r"0:(0[1-9]|[1-5]\d)")
LIFT = "The lift stops a hand's breadth too low, and nobody says so"
DOOR = "Somebody holds the door with a foot, and carries with both hands"
ROPE = "The rope is only there for the people who look"
HUM = "The pump under the lion case hums when the lights go on"


def test_a_voice_memo_is_heard_on_the_phone_offline_and_by_the_mentor_afterwards(
    device: Callable[..., BrowserContext], tablet: Page
) -> None:
    phone = device("phone", is_mobile=True, permissions=["microphone"]).new_page()
    sign_in(phone, "Amara Okafor")
    phone.context.set_offline(True)
    phone.goto("/capture")
    phone.get_by_role("button", name="Record your voice").click()
    expect(phone.get_by_role("button", name="Stop")).to_contain_text(A_SECOND_OR_MORE)
    phone.get_by_role("button", name="Stop").click()
    memo = phone.get_by_label("Voice memo 1", exact=True)
    expect(memo).to_be_visible()
    phone.get_by_label("What did you see?").fill(HUM)
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)
    open_entry(phone, HUM)
    assert heard(phone) > 0
    [sha256] = bytes_on_the_phone(phone).values()

    phone.context.set_offline(False)
    look_again(phone)
    phone.goto("/notebook")
    expect(entry_row(phone, HUM)).to_contain_text("Safe at the museum")

    sign_in(tablet, "Ingrid Solheim")
    tablet.goto("/review")
    choose(tablet, HUM)
    assert heard(tablet) > 0
    assert digest_of_what_is_played(tablet) == sha256


def test_what_was_said_before_the_page_was_killed_is_in_the_draft_and_can_be_heard(
    device: Callable[..., BrowserContext],
) -> None:
    phone = device("phone", is_mobile=True, permissions=["microphone"]).new_page()
    sign_in(phone, "Amara Okafor")
    phone.goto("/capture")
    phone.get_by_role("button", name="Record your voice").click()
    expect(phone.get_by_role("button", name="Stop")).to_contain_text(re.compile("0:0[3-9]"))

    again = killed_and_reopened(phone)
    memo = again.get_by_label("Voice memo 1", exact=True)
    expect(memo).to_be_visible()
    expect(again.locator(".voice")).to_contain_text(A_SECOND_OR_MORE)
    assert heard(again) > 0
    again.get_by_label("What did you see?").fill(LIFT)
    again.get_by_role("button", name="Keep", exact=True).click()
    expect(again.locator(".syncline")).to_contain_text(KEPT)
    again.goto("/notebook")
    expect(entry_row(again, LIFT)).to_contain_text("Safe at the museum")
    assert len(bytes_on_the_phone(again)) == 1  # the pieces went when the whole of it was there


def test_keeping_an_entry_ends_what_is_being_said_and_keeps_it_too(
    device: Callable[..., BrowserContext],
) -> None:
    phone = device("phone", is_mobile=True, permissions=["microphone"]).new_page()
    sign_in(phone, "Amara Okafor")
    phone.context.set_offline(True)
    phone.goto("/capture")
    phone.get_by_label("What did you see?").fill(DOOR)
    phone.get_by_role("button", name="Record your voice").click()
    expect(phone.get_by_role("button", name="Stop")).to_contain_text(A_SECOND_OR_MORE)
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)
    open_entry(phone, DOOR)
    assert heard(phone) > 0


def test_a_memo_ends_by_itself_before_an_hour_says_so_and_is_taken_by_the_museum(
    device: Callable[..., BrowserContext],
) -> None:
    phone = device("phone", is_mobile=True, permissions=["microphone"]).new_page()
    sign_in(phone, "Amara Okafor")
    phone.goto("/capture")
    phone.get_by_label("What did you see?").fill(ROPE)
    phone.get_by_role("button", name="Record your voice").click()
    expect(phone.get_by_role("button", name="Stop")).to_contain_text(A_SECOND_OR_MORE)
    phone.clock.install()
    phone.clock.fast_forward("55:30")
    expect(phone.get_by_text("Ends by itself in 5 minutes")).to_be_visible()
    phone.clock.fast_forward("10:00")
    expect(phone.get_by_role("alert")).to_contain_text("A voice memo lasts at most an hour. This one is kept")
    expect(phone.locator(".voice")).to_contain_text("59:50")
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)
    phone.goto("/notebook")
    expect(entry_row(phone, ROPE)).to_contain_text("Safe at the museum")


def heard(page: Page) -> float:
    """Play the memo for a moment; how far it came, in seconds."""
    audio = page.get_by_label("Voice memo 1", exact=True)
    expect(audio).to_be_visible()
    return float(
        audio.evaluate(
            """async (audio) => {
                const moving = new Promise((done, fail) => {
                    audio.ontimeupdate = () => audio.currentTime > 0 && done(audio.currentTime)
                    audio.onerror = () => fail(new Error('it cannot be played'))
                    setTimeout(() => fail(new Error(`nothing was heard: ${audio.isConnected}`)), 60_000)
                })
                // A machine without a loudspeaker has no clock to play by at times: begun anew, it has.
                const begin = () => {
                    audio.pause()
                    audio.play().catch(() => undefined)
                }
                const again = setInterval(begin, 5_000)
                moving.finally(() => clearInterval(again)).catch(() => undefined)
                begin()
                return moving
            }"""
        )
    )


def digest_of_what_is_played(page: Page) -> str:
    """The SHA-256 of the bytes behind the player."""
    return str(
        page.get_by_label("Voice memo 1", exact=True).evaluate(
            """async (audio) => {
                const bytes = await (await fetch(audio.src)).arrayBuffer()
                const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
                return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('')
            }"""
        )
    )
