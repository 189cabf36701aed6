"""The README's pictures: drawn again with PICTURES=1, otherwise only looked at."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from api.demo.painting import photograph
from tests.journeys.hands import KEPT, add_photos, sign_in

HERE = Path(__file__).parent / "pictures"
# A photo under a notice that keeps it off every phone.
AT_THE_MUSEUM = "The photo is at the museum, not on this phone."
MOST_BYTES = 250_000
STOP = "She says “stop” before she knows why. Nobody asks her to prove it; they look for the reason together."


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Where the pictures go: into the README's folder only when somebody asks for it."""
    return HERE if os.environ.get("PICTURES") == "1" else tmp_path


def test_the_pictures_of_the_phone_show_the_day_an_entry_in_the_making_and_the_notebook(
    device: Callable[..., BrowserContext], album: Path
) -> None:
    page = device("phone", is_mobile=True, reduced_motion="reduce").new_page()
    sign_in(page, "Amara Okafor")
    for name in of_amara(page):
        take(page, album / f"phone-{name}.png", (780, 1688))


def test_the_pictures_of_the_tablet_show_an_entry_under_review_by_day_and_in_the_dark(
    device: Callable[..., BrowserContext], album: Path
) -> None:
    page = device("tablet", reduced_motion="reduce").new_page()
    sign_in(page, "Ingrid Solheim")
    page.goto("/review")
    page.locator(".queue").get_by_role("link", name="Hairline crack").click()
    everything_is_painted(page)
    take(page, album / "tablet-review.png", (1298, 902))
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    take(page, album / "tablet-review-dark.png", (1298, 902))


def test_the_pictures_of_the_table_show_what_needs_a_coordinator_and_the_years_ahead(
    device: Callable[..., BrowserContext], album: Path
) -> None:
    wide = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
    page = device("tablet", **wide).new_page()
    sign_in(page, "Δήμητρα Παπαδάκη")
    page.goto("/desk")
    page.get_by_label("Museum", exact=True).select_option(label="Strandhall Museum")
    everything_is_painted(page)
    take(page, album / "table-desk.png", (1440, 900))
    page.goto("/calendar")
    page.get_by_role("heading", name="On one line of time").evaluate("(one) => one.scrollIntoView()")
    everything_is_painted(page)
    take(page, album / "table-calendar.png", (1440, 900))


def of_amara(page: Page) -> Iterator[str]:
    """Go from screen to screen, and stop where a picture is taken."""
    page.goto("/notebook")
    page.wait_for_load_state("networkidle")  # everything was fetched: entries come in several pages
    everything_is_painted(page)  # and from now on also without a signal
    page.get_by_role("link", name="Hairline crack").click()
    everything_is_painted(page)
    yield "entry"

    page.get_by_role("link", name="Today", exact=True).click()
    everything_is_painted(page)
    yield "today"

    page.get_by_role("link", name="Who is allowed to say “stop”").click()
    neck = photograph("amphora_neck")
    add_photos(page, ({"name": "IMG_1041.jpg", "mimeType": "image/jpeg", "buffer": neck},))
    page.get_by_label("What did you see?").fill(STOP)
    page.get_by_label("Zone").select_option("Gallery 4")
    page.get_by_label("Object number").fill("STR 1932.14")
    expect(page.get_by_text("Draft kept on this phone")).to_be_visible()
    page.evaluate("[document.activeElement.blur(), scrollTo(0, 0)]")
    everything_is_painted(page)
    yield "capture"

    page.context.set_offline(True)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".syncline")).to_contain_text(KEPT)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.get_by_role("link", name="Notebook").click()
    everything_is_painted(page, but=AT_THE_MUSEUM)
    expect(page.locator(".syncline")).not_to_contain_text(KEPT)
    yield "notebook-dark"


def everything_is_painted(page: Page, *, but: str = "nothing") -> None:
    """Fonts and all photos in view are there, but those in whose place the given words stand."""
    page.evaluate("document.fonts.ready.then(() => true)")
    expect(page.locator(".board").filter(has_not_text=but)).to_have_count(0)
    # An image that was drawn anew meanwhile cannot be decoded: asked again, the one in its place can.
    page.wait_for_function(
        "Promise.all([...document.images].map((each) => each.decode())).then(() => true, () => false)"
    )


def take(page: Page, file: Path, size: tuple[int, int]) -> None:
    """Take the screen as it is, in 256 colours: small enough to stand in a README."""
    page.mouse.move(0, 0)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    if shot.size != size:
        shot = shot.resize(size, Image.Resampling.LANCZOS)
    colours = shot.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    file.parent.mkdir(exist_ok=True)
    colours.save(file, optimize=True)
    kept = Image.open(file)
    assert kept.size == size
    assert len(kept.convert("RGB").getcolors(256) or []) > 100, f"{file.name} shows next to nothing"
    assert file.stat().st_size <= MOST_BYTES, f"{file.name} has {file.stat().st_size} bytes"
