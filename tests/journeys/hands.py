"""What a person does with a phone or a tablet, in the words on its screen."""

import io
from contextlib import AbstractContextManager
from dataclasses import dataclass
from random import Random

from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FilePayload, Locator, Page, expect

KEPT = "Kept on this phone"


@dataclass(frozen=True)
class Note:
    """One observation as somebody would make it: its first sentence is its title, the rest follows."""

    title: str
    rest: str
    kind: str
    zone: str
    object_number: str
    photos: tuple[FilePayload, ...]


def snapshot(seed: int, finer: int = 1, size: tuple[int, int] = (1200, 900)) -> FilePayload:
    """A photo no other test has: coloured patches, as JPEG; the finer they are, the more bytes it has."""
    chance = Random(seed)
    cells = (24 * finer, 18 * finer)
    small = Image.frombytes("RGB", cells, chance.randbytes(cells[0] * cells[1] * 3))
    kept = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(kept, "JPEG", quality=88)
    return {"name": f"IMG_{seed:04}.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def sign_in(page: Page, name: str) -> None:
    """Pick a person of the demo, and wait until the app can do without the network."""
    page.goto("/signin")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    expect(page.get_by_role("heading", name="No placement yet")).to_have_count(0)
    page.evaluate(
        """async () => {
            const workers = navigator.serviceWorker
            const taken = new Promise((done) => workers.addEventListener('controllerchange', done))
            await workers.ready
            if (workers.controller === null) await taken
        }"""
    )


def look_again(page: Page) -> None:
    """Take the device out of the pocket: the app looks at once for what is new, instead of within 15 s."""
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")


def keep_words(page: Page, words: str) -> None:
    """Capture an observation of words alone."""
    page.goto("/capture")
    page.get_by_label("What did you see?").fill(words)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".syncline")).to_contain_text(KEPT)


def add_photos(page: Page, photos: tuple[FilePayload, ...]) -> None:
    """Choose photos from the gallery, and wait until the draft shows the last of them."""
    page.locator("input[data-gallery]").first.set_input_files(list(photos))
    last = f"Photo {len(photos)} of {len(photos)}"
    expect(page.get_by_role("img", name=last).first).to_be_visible()


def capture(page: Page, note: Note) -> None:
    """Capture an observation: photos and words first, then what they are about, then Keep."""
    page.goto("/capture")
    if note.photos:
        add_photos(page, note.photos)
    page.get_by_label("What did you see?").fill(note.title + note.rest)
    page.get_by_role("radio", name=note.kind).check(force=True)
    page.get_by_label("Zone").select_option(note.zone)
    page.get_by_label("Object number").fill(note.object_number)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".syncline")).to_contain_text(KEPT)


def commit_to(page: Page, title: str, sentence: str) -> None:
    """Promise a change at home, beside the observation that caused it."""
    open_entry(page, title)
    commit(page, sentence)
    expect(page.locator(".syncline")).to_contain_text(KEPT)


def commit(page: Page, sentence: str) -> None:
    """Promise a change at home because of what is open."""
    page.get_by_role("link", name="Promise a change").click()
    page.get_by_label("I will").fill(sentence)
    page.get_by_role("button", name="Commit to this").click()


def open_entry(page: Page, title: str) -> None:
    """Open an entry from the notebook."""
    page.goto("/notebook")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def entry_row(page: Page, title: str) -> Locator:
    """The entry's row in the notebook, with its state."""
    return page.locator("li.entry", has=page.get_by_role("link", name=title))


def in_the_queue(tablet: Page, title: str) -> Locator:
    """The entry in the mentor's list of what waits."""
    return tablet.locator(".queue").get_by_role("link", name=title)


def choose(tablet: Page, title: str) -> None:
    """Open an entry of the review queue beside it."""
    in_the_queue(tablet, title).click()
    expect(tablet.get_by_role("heading", level=2, name=title)).to_be_visible()


def pushed(page: Page) -> AbstractContextManager[object]:
    """Around an act: it is over when the museum has answered what the act sent."""
    return page.expect_response(lambda answer: '"operationName":"Push"' in (answer.request.post_data or ""))


def safe(page: Page) -> None:
    """The entry or commitment that is open is safe at the museum."""
    expect(page.locator("header p.state")).to_contain_text("Safe at the museum")


def bytes_on_the_phone(page: Page) -> dict[str, str]:
    """Photo id → sha256 of the bytes that stand in the phone's own database."""
    kept = page.evaluate(
        """async () => {
            const [{ name }] = (await indexedDB.databases()).filter((d) => d.name.includes('-'))
            const db = await new Promise((done, fail) => {
                const asked = indexedDB.open(name)
                asked.onsuccess = () => done(asked.result)
                asked.onerror = () => fail(asked.error)
            })
            const all = await new Promise((done) => {
                const asked = db.transaction('bytes').objectStore('bytes').getAll()
                asked.onsuccess = () => done(asked.result)
            })
            db.close()
            const hex = (byte) => byte.toString(16).padStart(2, '0')
            return Promise.all(all.map(async ({ id, bytes }) => {
                const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
                return [id, Array.from(sum, hex).join('')]
            }))
        }"""
    )
    return dict(kept)


def closed_and_reopened(page: Page) -> Page:
    """Swipe the app away, and open it again."""
    page.close()
    again = page.context.new_page()
    again.goto("/")
    return again


def killed_and_reopened(page: Page) -> Page:
    """The system ends the page as it ends any app; then somebody opens the app anew."""
    context = page.context
    try:
        page.goto("chrome://crash", timeout=3_000)
    except PlaywrightError:
        page.close()
    again = context.new_page()
    again.goto("/")
    return again
