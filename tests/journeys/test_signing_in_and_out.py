"""Who is at this phone: a code by e-mail, a way out that loses nothing, and somebody else after that."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from api.demo.cast import AMARA
from tests.journeys.hands import entry_row, keep_words, sign_in
from tests.journeys.server import Museum

RAMP = "The ramp stands beside the door, not in a cupboard"


def test_a_wrong_code_opens_nothing_and_the_right_one_opens_the_notebook(museum: Museum, phone: Page) -> None:
    phone.goto("/today")
    phone.get_by_label("Work e-mail").fill("amara")
    phone.get_by_role("button", name="Send me a code").click()
    expect(phone.get_by_role("alert")).to_have_text("This does not look like an e-mail address.")

    phone.get_by_label("Work e-mail").fill(AMARA.email)
    phone.get_by_role("button", name="Send me a code").click()
    expect(phone.get_by_text(f"If {AMARA.email} is known here")).to_be_visible()
    code = code_in_the_log(museum)

    phone.get_by_label("Code from the e-mail").fill(code[:-1] + ("3" if code.endswith("2") else "2"))
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("alert")).to_have_text(
        "That did not work. Check the code, or ask for a new one."
    )
    assert [cookie["name"] for cookie in phone.context.cookies()] == ["understudy-asking"]
    assert phone.evaluate("localStorage.getItem('understudy:person')") is None

    phone.get_by_label("Code from the e-mail").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.locator(".syncline")).to_be_visible()
    phone.goto("/settings")
    expect(phone.get_by_text("Signed in as Amara Okafor")).to_be_visible()


def test_signing_out_with_unsent_work_keeps_it_for_its_author_and_for_nobody_else(
    phone: Page, device: Callable[..., BrowserContext]
) -> None:
    sign_in(phone, "Amara Okafor")
    phone.context.set_offline(True)
    keep_words(phone, RAMP)
    assert RAMP in everything_on(phone)

    phone.goto("/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    sheet = phone.get_by_role("dialog")
    expect(sheet).to_contain_text("1 thing is only on this phone.")
    sheet.get_by_role("button", name="Send now").click()
    expect(sheet.get_by_role("status")).to_have_text("No signal yet. It goes by itself when there is.")
    with phone.expect_download() as copied:
        sheet.get_by_role("button", name="Save a copy").click()
    assert RAMP in copied.value.path().read_text()
    sheet.get_by_role("button", name="Keep locked on this phone and sign out").click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    assert RAMP not in everything_on(phone)

    phone.context.set_offline(False)
    sign_in(phone, "Олена Коваленко")
    nothing_of_amara_is_shown(phone)
    phone.goto("/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    phone.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()

    sign_in(phone, "Amara Okafor")
    phone.goto("/notebook")
    expect(entry_row(phone, RAMP)).to_contain_text("Safe at the museum")
    expect(entry_row(phone, RAMP)).to_have_count(1)


def nothing_of_amara_is_shown(phone: Page) -> None:
    phone.goto("/notebook")
    expect(phone.locator("li.entry").first).to_be_visible()
    expect(phone.get_by_text(RAMP)).to_have_count(0)
    phone.goto("/sync")
    expect(phone.get_by_role("heading", level=1)).to_have_text("One entry needs you")  # one of her own


def everything_on(phone: Page) -> str:
    """What somebody skilled finds on the phone: every database, as text."""
    return str(
        phone.evaluate(
            """async () => {
                const said = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)))
                const found = []
                for (const { name } of await indexedDB.databases()) {
                    const db = await said(indexedDB.open(name))
                    for (const shelf of db.objectStoreNames)
                        found.push(await said(db.transaction(shelf).objectStore(shelf).getAll()))
                    db.close()
                }
                return JSON.stringify([found, { ...localStorage }])
            }"""
        )
    )


def code_in_the_log(museum: Museum) -> str:
    """Where no mail is set up, whoever runs the server reads the code out."""
    found = re.findall(rf"For {AMARA.email}: (\w{{4}}-\w{{4}}) ", museum.log.read_text())
    return str(found[-1])
