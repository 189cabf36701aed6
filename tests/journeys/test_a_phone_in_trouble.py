"""A full disk, a cleared browser, a tab that dies, a phone without a network: what was written stays."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Response, expect
from playwright.sync_api import TimeoutError as NothingCame

from tests.journeys.hands import KEPT, add_photos, entry_row, keep_words, look_again, sign_in, snapshot

CRADLE = "The cradle is warmed before the mask goes into it"
RAIL = "Somebody counts the hooks on the rail twice"
DOORS = "Both doors are never open at once"
LABEL = "The label is turned to the wall until the case is shut"
CHAIR = "The chair is carried empty first, to see where it touches"
ESTIMATE = "StorageManager.prototype.estimate = async () => ({ usage: %d * 1e6, quota: 1e8 })"
# The browser counts what is left anew only when something does not fit; what failed takes room, too.
TOO_LARGE = """async () => {
    const [{ name }] = (await indexedDB.databases()).filter((d) => d.name.includes('-'))
    const asked = indexedDB.open(name)
    const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)))
    const tx = db.transaction('bytes', 'readwrite')
    tx.objectStore('bytes').put({ id: 'too large', bytes: new ArrayBuffer(30_000_000), mime: 'image/jpeg' })
    const said = await new Promise((done) => {
        tx.onabort = () => done(tx.error?.name)
        tx.oncomplete = () => done('kept')
    })
    db.close()
    return said
}"""
SHELF = "The lowest shelf stays empty, for the day the pipe leaks"
TAPE = "Blue tape means nobody touches it"


def test_a_phone_without_room_keeps_the_words_and_offers_the_photo_until_there_is_room(
    phone: Page,
) -> None:
    devtools = phone.context.new_cdp_session(phone)
    phone.goto("/signin")
    quota = {"origin": origin(phone)}
    devtools.send("Storage.overrideQuotaForOrigin", {**quota, "quotaSize": 20_000_000})
    sign_in(phone, "Amara Okafor")
    phone.goto("/capture")
    taken = phone.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    devtools.send("Storage.overrideQuotaForOrigin", {**quota, "quotaSize": taken + 1_200_000})
    assert phone.evaluate(TOO_LARGE) == "QuotaExceededError"
    phone.get_by_label("What did you see?").fill(CRADLE)
    add_photos(phone, tuple(snapshot(seed, finer=80, size=(2000, 1500)) for seed in (71, 72)))
    expect(phone.get_by_role("alert")).to_contain_text("Your words are kept. This phone has no room for")
    with phone.expect_download() as saved:
        phone.get_by_role("button", name=re.compile("^Save the photos? as")).click()
    assert saved.value.path().read_bytes().startswith(b"\xff\xd8")
    phone.get_by_role("button", name="Keep", exact=True).click()
    sheet = phone.get_by_role("dialog")
    expect(sheet).to_contain_text(re.compile("The words are kept, .* not"))
    sheet.get_by_role("button", name="Try once more").click()
    expect(sheet.get_by_role("status")).to_have_text("There is still no room on this phone.")
    assert parts_without_bytes(phone) == []

    devtools.send("Storage.overrideQuotaForOrigin", quota)
    sheet.get_by_role("button", name="Try once more").click()
    expect(phone.locator(".syncline")).to_contain_text(KEPT)
    phone.goto("/notebook")
    expect(entry_row(phone, CRADLE)).to_contain_text("Safe at the museum")
    expect(entry_row(phone, CRADLE).locator("img").first).to_be_visible()


def test_a_phone_that_is_nearly_full_says_so_in_time_and_goes_on_keeping(phone: Page) -> None:
    """Chromium's own estimate follows no quota, so what a browser estimates is said for it here."""
    phone.add_init_script(ESTIMATE % 79)
    sign_in(phone, "Amara Okafor")
    phone.goto("/today")
    expect(phone.locator(".syncline")).to_be_visible()
    expect(phone.get_by_text("Little room left on this phone")).to_have_count(0)
    phone.evaluate(ESTIMATE % 85)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.get_by_text("Little room left on this phone: 15 MB.")).to_be_visible()

    phone.add_init_script(ESTIMATE % 85)
    keep_words(phone, SHELF)
    phone.goto("/notebook")
    expect(entry_row(phone, SHELF)).to_contain_text("Safe at the museum")
    phone.goto("/settings")
    expect(phone.get_by_text("This phone is nearly full")).to_be_visible()


def test_a_browser_that_cleared_the_notebook_says_so_and_brings_back_what_the_museum_has(phone: Page) -> None:
    sign_in(phone, "Amara Okafor")
    phone.context.set_offline(True)
    keep_words(phone, RAIL)
    here = origin(phone)
    phone.goto("about:blank")
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("Storage.clearDataForOrigin", {"origin": here, "storageTypes": "indexeddb"})
    phone.context.set_offline(False)

    phone.goto("/notebook")
    expect(phone.get_by_text("This browser cleared your notebook here.")).to_be_visible()
    expect(phone.locator("li.entry").first).to_be_visible()
    expect(phone.get_by_text(RAIL)).to_have_count(0)
    phone.get_by_role("link", name="Read more").click()
    expect(phone.get_by_text("One thing had not been sent and is gone from this phone.")).to_be_visible()
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.get_by_text("This browser cleared")).to_have_count(0)


def test_of_two_tabs_one_dies_and_everything_arrives_once(phone: Page, tablet: Page) -> None:
    sign_in(phone, "Amara Okafor")
    other = phone.context.new_page()
    other.goto("/today")
    phone.context.set_offline(True)
    keep_words(phone, DOORS)
    keep_words(other, LABEL)
    other.close()
    phone.context.set_offline(False)
    phone.goto("/notebook")
    for title in (DOORS, LABEL):
        expect(entry_row(phone, title)).to_contain_text("Safe at the museum")
        expect(entry_row(phone, title)).to_have_count(1)
    sign_in(tablet, "Ingrid Solheim")
    look_again(tablet)
    for title in (DOORS, LABEL):
        expect(tablet.locator(".queue").get_by_role("link", name=title)).to_have_count(1)


def test_a_phone_that_finds_no_network_hands_its_work_over_in_a_file(
    phone: Page, device: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    sign_in(phone, "Amara Okafor")
    phone.context.set_offline(True)
    keep_words(phone, TAPE)
    phone.goto("/sync")
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / "copy.json"
    saved.value.save_as(copy)

    hers = device("tablet").new_page()
    sign_in(hers, "Олена Коваленко")
    take_in(hers, copy)
    expect(hers.get_by_role("alert")).to_contain_text("This copy is somebody else’s.")
    laptop = device("tablet").new_page()
    sign_in(laptop, "Amara Okafor")
    take_in(laptop, copy)
    expect(laptop.get_by_text("1 thing has come in.")).to_be_visible()
    laptop.goto("/notebook")
    expect(entry_row(laptop, TAPE)).to_contain_text("Safe at the museum")

    phone.context.set_offline(False)
    phone.goto("/notebook")
    expect(entry_row(phone, TAPE)).to_contain_text("Safe at the museum")
    expect(entry_row(phone, TAPE)).to_have_count(1)
    with phone.expect_download() as receipt:
        entry_row(phone, TAPE).get_by_role("link").click()
        phone.get_by_role("button", name="Save it").click()
    assert receipt.value.path().read_text().count(".") == 2


def test_an_app_that_was_closed_without_signal_sends_where_the_browser_wakes_its_worker(
    phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    person = phone.evaluate("JSON.parse(localStorage.getItem('understudy:person')).person.id")
    here = origin(phone)
    nowhere = phone.context.new_page()
    devtools = phone.context.new_cdp_session(nowhere)
    workers: list[dict[str, str]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: workers.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    phone.context.set_offline(True)
    keep_words(phone, CHAIR)
    phone.close()
    phone.context.set_offline(False)

    ours = next(each for each in workers if each["scopeURL"].startswith(here))
    waking = {"registrationId": ours["registrationId"], "tag": f"send:{person}", "lastChance": False}
    pushed: list[Response] = []
    nowhere.context.on("response", lambda answer: pushed.append(answer) if pushes(answer) else None)
    # A worker woken while its last page is still closing leaves the sending to that page.
    for _ in range(10):
        devtools.send("ServiceWorker.dispatchSyncEvent", {"origin": here, **waking})
        if pushed or heard(nowhere):
            break
    assert pushed, "the worker sent nothing"
    sign_in(tablet, "Ingrid Solheim")
    expect(tablet.locator(".queue").get_by_role("link", name=CHAIR)).to_have_count(1)


def heard(page: Page) -> bool:
    """Whether anything was pushed within a few seconds."""
    try:
        page.context.wait_for_event("response", pushes, timeout=4_000)
    except NothingCame:
        return False
    return True


def pushes(answer: Response) -> bool:
    return '"operationName":"Push"' in (answer.request.post_data or "")


def parts_without_bytes(page: Page) -> list[str]:
    """Photos the phone speaks of in what it will send, and does not have."""
    found: list[str] = page.evaluate(
        """async () => {
            const said = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)))
            const [{ name }] = (await indexedDB.databases()).filter((d) => d.name.includes('-'))
            const db = await said(indexedDB.open(name))
            const ops = await said(db.transaction('ops').objectStore('ops').getAll())
            const photos = await said(db.transaction('photos').objectStore('photos').getAllKeys())
            const bytes = await said(db.transaction('bytes').objectStore('bytes').getAllKeys())
            db.close()
            return [...ops.flatMap((op) => op.photos), ...photos].filter((id) => !bytes.includes(id))
        }"""
    )
    return found


def take_in(page: Page, copy: Path) -> None:
    page.goto("/sync")
    page.locator("input[data-copy]").set_input_files(copy)


def origin(page: Page) -> str:
    """The address of the museum this page is of."""
    return str(page.evaluate("location.origin"))
