"""Who reads an entry: nobody but its author, until she says so, and only as long as she says so."""

from playwright.sync_api import Page, expect

from tests.journeys.hands import (
    KEPT,
    add_photos,
    bytes_on_the_phone,
    entry_row,
    in_the_queue,
    look_again,
    open_entry,
    pushed,
    safe,
    sign_in,
    snapshot,
)

DOUBT = "I nodded in the meeting and understood nothing"


def test_an_entry_for_me_alone_reaches_my_mentor_when_i_share_it_and_leaves_when_i_take_it_back(
    phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Олена Коваленко")
    sign_in(tablet, "Hannelore Weiß")
    captured_for_me_alone(phone)
    (photo,) = bytes_on_the_phone(phone)
    address = phone.url.replace("/entry/", "/review/")

    not_on(tablet, address, photo)

    with pushed(phone):
        phone.get_by_role("button", name="Share with Hannelore").click()
    safe(phone)
    look_again(tablet)
    expect(in_the_queue(tablet, DOUBT)).to_have_count(1)
    tablet.goto(address)
    expect(tablet.get_by_role("heading", level=2, name=DOUBT)).to_be_visible()
    assert tablet.request.get(f"/media/photos/{photo}/original").ok

    phone.get_by_role("button", name="Who can read this").click()
    with pushed(phone):
        phone.get_by_role("radio", name="Only me").check(force=True)
    phone.get_by_role("button", name="Done").click()
    expect(phone.get_by_role("button", name="Share with Hannelore")).to_be_visible()
    safe(phone)
    look_again(tablet)
    expect(tablet.get_by_role("heading", level=2, name=DOUBT)).to_have_count(0)
    not_on(tablet, address, photo)


def captured_for_me_alone(phone: Page) -> None:
    phone.goto("/capture")
    add_photos(phone, (snapshot(41),))
    phone.get_by_label("What did you see?").fill(DOUBT)
    phone.get_by_role("button", name="Who can read this").click()
    phone.get_by_role("radio", name="Only me").check(force=True)
    phone.get_by_role("button", name="Done").click()
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)
    phone.goto("/notebook")
    expect(entry_row(phone, DOUBT)).to_contain_text("Safe at the museum")
    open_entry(phone, DOUBT)


def not_on(tablet: Page, address: str, photo: str) -> None:
    """Neither in the queue, nor at its address, nor a byte of its photo, nor in the tablet's own database."""
    with tablet.expect_response("**/graphql"):
        tablet.goto(address)
    expect(tablet.locator(".queue")).to_be_visible()
    expect(tablet.get_by_text(DOUBT)).to_have_count(0)
    assert tablet.request.get(f"/media/photos/{photo}/original").status == 404
    assert DOUBT not in rows_on(tablet)


def rows_on(page: Page) -> str:
    """Everything the device keeps, as text."""
    return str(
        page.evaluate(
            """async () => {
                const [{ name }] = (await indexedDB.databases()).filter((d) => d.name.includes('-'))
                const done = (asked) => new Promise((yes, no) => {
                    asked.onsuccess = () => yes(asked.result)
                    asked.onerror = () => no(asked.error)
                })
                const db = await done(indexedDB.open(name))
                const stores = [...db.objectStoreNames]
                const all = stores.map((each) => done(db.transaction(each).objectStore(each).getAll()))
                const kept = JSON.stringify(await Promise.all(all))
                db.close()
                return kept
            }"""
        )
    )
