"""A push comes to a phone that was switched on: it is said in its person's language, and leads there."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.journeys.hands import sign_in
from tests.journeys.server import Museum

PUBLIC = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
# No push service is near: the address it would have given the browser is the one thing that is made up here.
SUBSCRIBED = """(p256dh) => {
    const said = { endpoint: 'https://push.example/1', keys: { p256dh, auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }
    PushManager.prototype.subscribe = async () => ({ unsubscribe: async () => true, toJSON: () => said })
}"""
SHOWN = """async () => {
    const here = await navigator.serviceWorker.ready
    for (const until = performance.now() + 20_000; performance.now() < until;) {
        const [one] = await here.getNotifications()
        if (one) return [one.title, one.lang, one.data]
        await new Promise(requestAnimationFrame)
    }
}"""
PRESSED = "path => navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { go: path } }))"


def test_a_reminder_is_switched_on_said_in_german_and_leads_to_its_promise(
    device: Callable[..., BrowserContext], museum: Museum
) -> None:
    context = device("phone", locale="de-DE")
    context.grant_permissions(["notifications"], origin=museum.url)
    page = context.new_page()
    sign_in(page, "Amara Okafor")
    page.goto("/notebook/commitments")
    promise = page.locator("main a[href^='/commitment/']:not([href$='/new'])").first
    path = promise.get_attribute("href") or ""
    page.goto("/settings")
    page.get_by_text("Deutsch", exact=True).click()
    part = page.get_by_role("region", name="Erinnerungen")
    page.evaluate(SUBSCRIBED, PUBLIC)
    part.get_by_text("Auf meinen Geräten", exact=True).click()
    part.get_by_role("checkbox").check()
    expect(part.get_by_role("status")).to_contain_text("eingeschaltet")

    worker = context.new_cdp_session(page)
    found: list[str] = []
    worker.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: found.extend(
            one["registrationId"]
            for one in said["registrations"]
            if one["scopeURL"].startswith(museum.url) and not one["isDeleted"]
        ),
    )
    worker.send("ServiceWorker.enable")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    while not found:
        page.wait_for_timeout(50)  # what the browser tells is heard only while something is waited for
    named = path.rpartition("/")[2]
    said = {"origin": museum.url, "registrationId": found[0], "data": f'{{"kind":"DUE","id":"{named}"}}'}
    worker.send("ServiceWorker.deliverPushMessage", said)
    assert page.evaluate(SHOWN) == ["Einer deiner Vorsätze ist heute fällig", "de", path]
    page.evaluate(PRESSED, path)
    expect(page).to_have_url(re.compile(path + "$"))
