"""A museum with its demo exchange, a phone and a tablet: real server, real Chromium."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from api.embedded.browser import HOW
from api.embedded.browser import chromium as find_chromium
from tests.journeys.label import in_front_of_the_camera
from tests.journeys.server import TOP, Museum

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that beeps and a camera that sees a label, on a machine without either.
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
SIZES = {"phone": {"width": 390, "height": 844}, "tablet": {"width": 1180, "height": 820}}
expect.set_options(timeout=20_000)  # a busy machine is slow, and slowness is no finding here
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a journey failed: its devices are photographed before they are put away."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def photograph_all(contexts: list[BrowserContext], name: str) -> None:
    """Keep in test-results/ what every screen of a failed journey showed."""
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        file = TOP / "test-results" / f"{re.sub(r'[^a-z0-9]+', '-', name)[:90]}-{number}.png"
        with suppress(PlaywrightError):  # a page that crashed has no screen
            page.screenshot(path=file, timeout=5_000)


@pytest.fixture(autouse=True)
def open_museum(museum: Museum) -> None:
    """Every journey begins with the server up, whatever the one before did to it."""
    if museum.process is None or not museum.ready():
        museum.start()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all journeys; each device is a context of its own."""
    found = find_chromium()
    assert found, HOW
    label = in_front_of_the_camera(tmp_path_factory.mktemp("camera"))
    with sync_playwright() as play:
        seeing = f"--use-file-for-fake-video-capture={label}"
        browser = play.chromium.launch(executable_path=found, args=[*ARGUMENTS, seeing])
        yield browser
        browser.close()


@pytest.fixture
def device(
    chromium: Browser, museum: Museum, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """A phone or a tablet, fresh out of its box: `device("phone", locale="de-DE")`."""
    contexts: list[BrowserContext] = []

    def unpack(kind: str, **options: object) -> BrowserContext:
        settings: dict[str, object] = {
            "viewport": SIZES[kind],
            "base_url": museum.url,
            "device_scale_factor": 2,
            "has_touch": True,
            "locale": "en-GB",
            "timezone_id": "Europe/Oslo",
        }
        context = chromium.new_context(**{**settings, **options})  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield unpack
    if request.node.stash.get(FAILED, False):
        photograph_all(contexts, request.node.name)
    for context in contexts:
        context.close()


@pytest.fixture
def phone(device: Callable[..., BrowserContext]) -> Page:
    """A participant's phone, 390 × 844."""
    return device("phone", is_mobile=True).new_page()


@pytest.fixture
def tablet(device: Callable[..., BrowserContext]) -> Page:
    """A mentor's tablet, 1180 × 820."""
    return device("tablet").new_page()
