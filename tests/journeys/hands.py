"""What a person does with a phone or a tablet, in the words on its screen."""

import hashlib
import io
from dataclasses import dataclass
from random import Random

from PIL import Image
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


def snapshot(seed: int, size: tuple[int, int] = (1200, 900)) -> FilePayload:
    """A photo no other test has: coloured patches with some grain, as JPEG."""
    chance = Random(seed)
    small = Image.frombytes("RGB", (24, 18), chance.randbytes(24 * 18 * 3))
    kept = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(kept, "JPEG", quality=88)
    return {"name": f"IMG_{seed:04}.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def sign_in(page: Page, name: str) -> None:
    """Pick a person of the demo, and wait until the app can do without the network."""
    page.goto("/signin")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def capture(page: Page, note: Note) -> None:
    """Capture an observation: photos and words first, then what they are about, then Keep."""
    page.goto("/capture")
    if note.photos:
        page.locator("input[data-gallery]").first.set_input_files(list(note.photos))
        last = f"Photo {len(note.photos)} of {len(note.photos)}"
        expect(page.get_by_role("img", name=last).first).to_be_visible()
    page.get_by_label("What did you see?").fill(note.title + note.rest)
    page.get_by_role("radio", name=note.kind).check(force=True)
    page.get_by_label("Zone").select_option(note.zone)
    page.get_by_label("Object number").fill(note.object_number)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".syncline")).to_contain_text(KEPT)


def commit_to(page: Page, title: str, sentence: str) -> None:
    """Promise a change at home, beside the observation that caused it."""
    open_entry(page, title)
    page.get_by_role("link", name="Promise a change").click()
    page.get_by_label("I will").fill(sentence)
    page.get_by_role("button", name="Commit to this").click()
    expect(page.locator(".syncline")).to_contain_text(KEPT)


def open_entry(page: Page, title: str) -> None:
    """Open an entry from the notebook."""
    page.goto("/notebook")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def entry_row(page: Page, title: str) -> Locator:
    """The entry's row in the notebook, with its state."""
    return page.locator("li.entry", has=page.get_by_role("link", name=title))


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
            return all.map((each) => [each.id, [...new Uint8Array(each.bytes)]])
        }"""
    )
    return {photo: hashlib.sha256(bytes(content)).hexdigest() for photo, content in kept}
