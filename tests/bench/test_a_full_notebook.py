"""How a notebook of 2,000 entries opens, scrolls and is searched on a slow phone without a network.

`BENCH_ENTRIES` (2000) says how full, `BENCH_ROUNDS` (5) how often. The entries reach the museum by the app's
own push, and the phone by the museum's feed. A figure is the median of the rounds, on a processor slowed
four times; nothing passes or fails by time.
"""

import os
import statistics
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Page, expect

from schema.graph import committed
from tests.journeys.conftest import chromium, device, open_museum
from tests.journeys.hands import sign_in

__all__ = ["chromium", "device", "open_museum"]
ENTRIES = int(os.environ.get("BENCH_ENTRIES", "2000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SLOWER = 4
A_PUSH = 50
MARK = "Wasserwaage"
SEEN = (
    "The registrar reads the number aloud while the courier checks the seal",
    "Vor dem Öffnen der Vitrine liest jemand das Klima ab und schreibt es auf",
    "Two lift, a third only watches the handles",
    "Die Klammern zeigen zur Wand, weil die Vergoldung dort dünn ist",
    "Nobody moves the crate before the paper is signed by both houses",
)
KINDS = ("ROUTINE", "QUESTION", "FRICTION", "IDEA")

# Asked of the page itself, so that nothing of the driver's own time is in it.
OPENS = """(href) => new Promise((done) => {
    const began = performance.now()
    const seen = () => document.querySelectorAll('main li.entry').length > 0
    const watch = new MutationObserver(() => {
        if (!seen()) return
        watch.disconnect()
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
    })
    watch.observe(document.body, { childList: true, subtree: true })
    document.querySelector(`a[href='${href}']`).click()
})"""
SCROLLS = """(distance) => new Promise((done) => {
    const frames = []
    let last = performance.now()
    let gone = 0
    requestAnimationFrame(function step(now) {
        frames.push(now - last)
        last = now
        gone += 60
        scrollBy(0, 60)
        if (gone < distance) requestAnimationFrame(step)
        else done(frames.slice(1))
    })
})"""
SEARCHES = """(word) => new Promise((done) => {
    const field = document.querySelector('#question')
    field.value = word
    const began = performance.now()
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
})"""
PUSHES = """async ([documentId, input]) => {
    const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-understudy': '1' },
        body: JSON.stringify({ documentId, variables: { input } }),
    })
    return answer.json()
}"""
PLACEMENT = """async () => {
    const [{ name }] = (await indexedDB.databases()).filter((each) => each.name.includes('-'))
    const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result) })
    const db = await asked(indexedDB.open(name))
    const rows = await asked(db.transaction('rows').objectStore('rows').getAll())
    db.close()
    const me = name.slice('understudy-'.length)
    return rows.find((row) => row.type === 'Placement' && row.fields.participantId === me).fields.id
}"""


def test_a_notebook_of_years_opens_scrolls_and_is_searched(device: Callable[..., BrowserContext]) -> None:
    writing = device("phone", is_mobile=True).new_page()
    sign_in(writing, "Jonas Brandt")
    filled(writing, ENTRIES)
    writing.context.close()

    context = device("phone", is_mobile=True)
    page = context.new_page()
    sign_in(page, "Jonas Brandt")
    page.goto("/notebook")
    newest = page.locator("li.entry", has_text=f"({ENTRIES})")
    expect(newest).to_be_visible(timeout=120_000)  # the feed brings it last
    context.set_offline(True)
    page.close()

    figures: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        for name, took in measured(context, number).items():
            figures.setdefault(name, []).append(took)
    told = (
        f"  {name}: median {statistics.median(took[1:]):,.0f} ms, most {max(took[1:]):,.0f} ms"
        for name, took in figures.items()
    )
    print(
        f"\n\nA notebook of {ENTRIES:,} entries, no network, processor {SLOWER} times slower,\n"
        f"{ROUNDS} rounds, load of the machine {os.getloadavg()[0]:.1f}:",
        *told,
        sep="\n",
    )


def measured(context: BrowserContext, number: int) -> dict[str, float]:
    """One round: the app opened anew, then its notebook, scrolled, then searched."""
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto("/today")
    expect(page.locator("h1")).to_be_visible()
    cold = page.evaluate("performance.now()")
    opened = page.evaluate(OPENS, "/notebook")
    page.wait_for_timeout(500)
    frames = page.evaluate(SCROLLS, 20_000)
    page.evaluate("scrollTo(0, 0)")
    page.locator("a[href='/notebook/search']").click()
    expect(page.locator("#question")).to_be_focused()
    page.wait_for_timeout(500)
    first = page.evaluate(SEARCHES, "waage")
    assert page.locator("main li.entry").count() > 0
    again = page.evaluate(SEARCHES, "waage klima")
    took = {
        "the app, from nothing to its first screen (of what is kept here)": cold,
        "the notebook, from the tap to its first rows (the aim is 1,000)": opened,
        "scrolling, the slowest frame (the aim is 100)": max(frames),
        "scrolling, the median frame": statistics.median(frames),
        "search, the first word to its rows (the aim is 100)": first,
        "search, another word to its rows": again,
    }
    page.close()
    return took


def filled(page: Page, many: int) -> None:
    """So many entries, over two years of days, pushed as the app pushes."""
    *_, push = (key for key, text in committed().items() if text.startswith("mutation Push("))
    placement = page.evaluate(PLACEMENT)
    chance, began = Random(2000), datetime.now(UTC) - timedelta(days=730)
    step = timedelta(days=729) / many
    for first in range(0, many, A_PUSH):
        ops = [
            op(placement, number, began + number * step, chance) for number in range(first, first + A_PUSH)
        ]
        head = {"protocol": 1, "schemaVersion": 1, "deviceId": uuid7(began, chance), "ackThrough": 0}
        now = datetime.now(UTC).isoformat()
        answer = page.evaluate(PUSHES, [push, {**head, "clientTime": now, "waiting": len(ops), "ops": ops}])
        assert "errors" not in answer, answer
        results = answer["data"]["push"]["results"]
        assert all(each.get("entity") for each in results), results
        page.wait_for_timeout(50)


def op(placement: str, number: int, at: datetime, chance: Random) -> dict[str, Any]:
    """One capture; every fortieth speaks of a spirit level."""
    sentence = chance.choice(SEEN)
    note = f"{sentence} ({number + 1}). " + " ".join(chance.sample(SEEN, 2)) + "."
    if number % 40 == 0:
        note = f"{MARK}: {note}"
    capture = {
        "id": uuid7(at, chance),
        "placementId": placement,
        "kind": KINDS[number % len(KINDS)],
        "note": note,
        "zone": f"Saal {number % 7}",
        "objectNumber": f"SPH {1900 + number % 97}.{number % 31}",
        "audience": "MENTOR",
        "capturedZone": "Europe/Berlin",
        "tags": [{"id": uuid7(at, chance), "word": f"Thema {number % 25}"}],
        "photos": [],
    }
    said = {"opId": uuid7(at, chance), "seq": number % A_PUSH + 1, "prevOp": None, "v": 1}
    return {**said, "capturedAt": at.isoformat(), "do": {"captureObservation": capture}}


def uuid7(at: datetime, chance: Random) -> str:
    """An id as a phone makes it: the moment, then chance."""
    ms = int(at.timestamp() * 1000)
    return str(UUID(int=ms << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)))
