"""A queue that outlives the app that made it, a museum away for a day, and one entry nobody can take."""

import json

from playwright.sync_api import Page, Request, expect

from tests.journeys.deploying import deploy_a_newer_app, is_newer, look_for_an_update
from tests.journeys.hands import (
    Note,
    capture,
    entry_row,
    in_the_queue,
    keep_words,
    look_again,
    sign_in,
    snapshot,
)
from tests.journeys.server import Museum

CORD = "The cord of the lamp is taped every two steps"
FELT = "Felt lies on every step before the chest goes up"
SCALE = Note(
    title="The scale is set to nothing before every object",
    rest=". Nobody says so aloud.",
    kind="Routine",
    zone="Loading bay",
    object_number="",
    photos=(snapshot(91),),
)
DUSK = "At closing the hygrometer is read a second time"
DAWN = "In the morning nobody opens a case before the numbers agree"
LONG = "What a damaged device once made of an entry"


def test_what_waits_when_the_app_is_updated_arrives_after_it_and_once(phone: Page, tablet: Page) -> None:
    sign_in(phone, "Amara Okafor")
    phone.context.route("**/graphql", lambda route: route.abort())
    keep_words(phone, CORD)
    capture(phone, SCALE)
    keep_words(phone, FELT)
    deploy_a_newer_app(phone)
    look_for_an_update(phone)
    phone.get_by_role("button", name="Use it now").click()
    is_newer(phone)
    phone.goto("/notebook")
    for title in (CORD, SCALE.title, FELT):
        expect(entry_row(phone, title)).to_contain_text("On this phone only")

    phone.context.unroute("**/graphql")
    look_again(phone)
    for title in (CORD, SCALE.title, FELT):
        expect(entry_row(phone, title)).to_contain_text("Safe at the museum")
        expect(entry_row(phone, title)).to_have_count(1)
    sign_in(tablet, "Ingrid Solheim")
    for title in (CORD, SCALE.title, FELT):
        expect(in_the_queue(tablet, title)).to_have_count(1)


def test_a_museum_away_for_a_day_gets_all_in_order_but_the_entry_it_cannot_take(
    museum: Museum, phone: Page, tablet: Page
) -> None:
    """That one is set aside, with the reason, and can be carried out in a file."""
    phone.clock.install()
    sign_in(phone, "Amara Okafor")
    museum.stop()
    keep_words(phone, DUSK)
    keep_words(phone, LONG)
    phone.clock.fast_forward("24:00:00")
    keep_words(phone, DAWN)
    make_it_far_too_long(phone, LONG)
    phone.goto("/sync")
    expect(phone.get_by_role("heading", level=1)).to_have_text("3 entries are only on this phone")
    sent: list[str] = []
    phone.context.on("request", lambda asked: sent.extend(carried(asked)))

    museum.start()
    phone.get_by_role("button", name="Try now").click()
    expect(phone.get_by_text("Set aside.")).to_be_visible()
    with phone.expect_download() as copied:
        phone.get_by_role("button", name="Save a copy").click()
    assert LONG in copied.value.path().read_text()
    phone.goto("/notebook")
    for title in (DUSK, DAWN):
        expect(entry_row(phone, title)).to_contain_text("Safe at the museum")
        expect(entry_row(phone, title)).to_have_count(1)
    expect(entry_row(phone, LONG)).to_contain_text("Set aside")
    order = [words for words in sent if words in (DUSK, DAWN)]
    assert order[:2] == [DUSK, DAWN]
    sign_in(tablet, "Ingrid Solheim")
    for title in (DUSK, DAWN):
        expect(in_the_queue(tablet, title)).to_have_count(1)
    expect(in_the_queue(tablet, LONG)).to_have_count(0)


def carried(asked: Request) -> list[str]:
    """The words of the captures in a push, in their order."""
    if '"operationName":"Push"' not in (asked.post_data or ""):
        return []
    ops = json.loads(asked.post_data or "")["variables"]["input"]["ops"]
    return [str(op["do"]["captureObservation"]["note"]) for op in ops if "captureObservation" in op["do"]]


def make_it_far_too_long(phone: Page, title: str) -> None:
    """The disk of the phone has damaged what waits there: it is far more than any entry may be."""
    phone.evaluate(
        """async (title) => {
            const said = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)))
            const [{ name }] = (await indexedDB.databases()).filter((d) => d.name.includes('-'))
            const db = await said(indexedDB.open(name))
            const ops = db.transaction('ops', 'readwrite').objectStore('ops')
            const op = (await said(ops.getAll())).find((each) => each.command.input.note === title)
            op.command.input.note = title + '. ' + 'x'.repeat(30_000)
            await said(ops.put(op))
            db.close()
        }""",
        title,
    )
