"""A newer app is laid out at the museum while people use the older one."""

import hashlib
import re

from playwright.sync_api import Page, expect

from tests.journeys.server import TOP

DIST = TOP / "web" / "dist"


def deploy_a_newer_app(phone: Page) -> None:
    """From now on `/sw.js?later` is another build: the worker of a page with a mark on it."""
    page = (DIST / "index.html").read_text()
    newer = page.replace("<html", "<html data-newer", 1)
    old_sum, new_sum = (hashlib.sha256(text.encode()).hexdigest()[:16] for text in (page, newer))
    worker = (DIST / "sw.js").read_text()
    assert old_sum in worker
    # The version is what the name of the worker's cache ends with.
    worker = re.sub(r"(\$\{\w+\})[0-9a-f]{16}", rf"\g<1>{new_sum}", worker.replace(old_sum, new_sum), count=1)
    context = phone.context
    context.route("**/sw.js?later", lambda route: route.fulfill(body=worker, content_type="text/javascript"))
    context.route(
        re.compile(r"^https?://[^/]+/$"), lambda route: route.fulfill(body=newer, content_type="text/html")
    )


def look_for_an_update(phone: Page) -> None:
    """The browser finds the newer worker, as it does by itself within the hour."""
    phone.evaluate("navigator.serviceWorker.register('/sw.js?later').then(() => true)")


def is_newer(phone: Page) -> None:
    """The page that stands here is that of the newer app."""
    expect(phone.locator("html")).to_have_attribute("data-newer", "")
