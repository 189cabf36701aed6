"""A phone's own face, finger or PIN in place of a code: Chromium's authenticator stands for the phone's."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.hands import sign_in
from tests.journeys.server import Museum


def with_authenticator(page: Page) -> Callable[..., object]:
    """Give a page an authenticator; what comes back says whether it recognises its person."""
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    told: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = phone.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    named = {"authenticatorId": added["authenticatorId"]}
    return lambda *, known: phone.send("WebAuthn.setUserVerified", {**named, "isUserVerified": known})


def test_a_passkey_made_on_a_phone_opens_it_next_time_and_a_stranger_s_finger_does_not(
    museum: Museum, device: Callable[..., BrowserContext]
) -> None:
    # Passkeys belong to a name; an address made of numbers has none.
    phone = device("phone", is_mobile=True, base_url=f"http://localhost:{museum.port}").new_page()
    recognise = with_authenticator(phone)
    sign_in(phone, "Amara Okafor")
    phone.goto("/settings")
    phone.get_by_role("button", name="Make a passkey on this phone").click()
    expect(phone.get_by_text("The passkey is made.")).to_be_visible()
    phone.get_by_role("button", name="Sign out", exact=True).click()
    phone.get_by_role("dialog").get_by_role("button", name="Sign out").click()

    enter = phone.get_by_role("button", name="Sign in with a passkey")
    recognise(known=False)
    enter.click()
    expect(phone.get_by_role("alert")).to_have_text("No passkey was used. Sign in with a code instead.")
    assert phone.evaluate("localStorage.getItem('understudy:person')") is None
    recognise(known=True)
    enter.click()
    expect(phone.locator(".syncline")).to_be_visible()

    phone.goto("/settings")
    expect(phone.get_by_text("Signed in as Amara Okafor")).to_be_visible()
    expect(phone.get_by_text("Last used on")).to_be_visible()
    phone.get_by_role("button", name="Take away the passkey").click()
    phone.get_by_role("dialog").get_by_role("button", name="Take away").click()
    expect(phone.get_by_text("The passkey is taken away.")).to_be_visible()
    expect(phone.get_by_role("button", name="Take away the passkey")).to_have_count(0)
