"""Two tabs of one phone: whoever leaves in one has left in both, and what both send is there once."""

import base64
import json

from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.hands import entry_row, in_the_queue, keep_words, look_again, sign_in
from tests.journeys.looking import faults

STRAP = "The strap is cut, never pulled, when the frame hangs"
HINGE = "The hinge of case 4 is oiled the day before, not on the day"
SHADE = "Somebody walks the room once to see where the shade falls"
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })"


def test_a_sign_out_ends_both_tabs_and_a_key_that_does_not_fit_opens_and_destroys_nothing(
    phone: Page,
) -> None:
    sign_in(phone, "Amara Okafor")
    other = phone.context.new_page()
    other.goto("/notebook")
    expect(other.locator("li.entry").first).to_be_visible()
    phone.context.set_offline(True)
    keep_words(phone, STRAP)
    leave(phone, "Keep locked on this phone and sign out")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(other.locator("li.entry")).to_have_count(0)
    other.close()
    closed = locked(phone)
    assert closed

    phone.context.set_offline(False)
    phone.context.route("**/auth/demo", with_another_key)
    sign_in(phone, "Amara Okafor")
    phone.goto("/sync")
    expect(phone.get_by_text("Something of yours is locked on this phone and did not open")).to_be_visible()
    assert faults(phone, "light") == []
    expect(phone.get_by_text(STRAP)).to_have_count(0)
    assert locked(phone) == closed
    leave(phone, "Sign out")
    assert closed.items() <= locked(phone).items()

    phone.context.unroute("**/auth/demo")
    sign_in(phone, "Amara Okafor")
    phone.goto("/notebook")
    expect(entry_row(phone, STRAP)).to_contain_text("Safe at the museum")
    expect(entry_row(phone, STRAP)).to_have_count(1)
    assert locked(phone).keys().isdisjoint(closed)


def test_two_tabs_that_send_at_once_where_no_lock_parts_them_make_each_entry_once(
    phone: Page, tablet: Page
) -> None:
    phone.context.add_init_script(NO_LOCKS)
    sign_in(phone, "Amara Okafor")
    other = phone.context.new_page()
    other.goto("/today")
    expect(other.locator(".syncline")).to_be_visible()
    phone.context.set_offline(True)
    keep_words(phone, HINGE)
    keep_words(other, SHADE)
    held: list[Route] = []

    def hold(route: Route) -> None:
        """The first push of each tab waits until both are on their way."""
        if '"operationName":"Push"' not in (route.request.post_data or "") or len(held) > 1:
            route.continue_()
            return
        held.append(route)
        if len(held) == 2:
            for each in held:
                each.continue_()

    phone.context.route("**/graphql", hold)
    phone.context.set_offline(False)
    for tab in (phone, other):
        look_again(tab)
    phone.goto("/notebook")
    for title in (HINGE, SHADE):
        expect(entry_row(phone, title)).to_contain_text("Safe at the museum")
        expect(entry_row(phone, title)).to_have_count(1)
    first, second = (ops_of(route.request) for route in held)
    assert len(first & second) == 2  # both tabs sent both entries
    sign_in(tablet, "Ingrid Solheim")
    for title in (HINGE, SHADE):
        expect(in_the_queue(tablet, title)).to_have_count(1)


def ops_of(asked: Request) -> set[str]:
    """The operations in a push."""
    return {op["opId"] for op in json.loads(asked.post_data or "")["variables"]["input"]["ops"]}


def with_another_key(route: Route) -> None:
    """The museum has lost its secret, and gives a key nothing here was closed with."""
    answer = route.fetch()
    if '"lock"' not in answer.text():
        route.fulfill(response=answer)
        return
    route.fulfill(response=answer, json={**answer.json(), "lock": base64.b64encode(b"k" * 32).decode()})


def leave(phone: Page, how: str) -> None:
    """Sign out, in the words of the sheet."""
    phone.goto("/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    phone.get_by_role("dialog").get_by_role("button", name=how, exact=True).click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()


def locked(phone: Page) -> dict[str, str]:
    """What lies closed on the phone: its name, and the bytes as they are."""
    return dict(
        phone.evaluate(
            """async () => {
                const said = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)))
                const [{ name }] = (await indexedDB.databases()).filter((d) => d.name.includes('-'))
                const db = await said(indexedDB.open(name))
                const all = await said(db.transaction('locked').objectStore('locked').getAll())
                db.close()
                return all.map((each) => [each.id, [...new Uint8Array(each.bytes)].join()])
            }"""
        )
    )
