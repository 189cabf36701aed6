"""Looking at a screen: does it fit, can everybody read it, and does the browser complain?"""

from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

from tests.journeys.server import TOP

AXE = TOP / "web" / "node_modules" / "axe-core" / "axe.min.js"
Light = Literal["light", "dark"]


def complaints(context: BrowserContext) -> list[str]:
    """What the browser complains about from now on: errors, refusals by the content policy."""
    heard: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(message.text)

    def thrown(error: WebError) -> None:
        heard.append(str(error.error))

    context.on("console", logged)
    context.on("weberror", thrown)
    return heard


def faults(page: Page, light: Light) -> list[str]:
    """Everything wrong with the screen as it stands, in this light; in the dark only colours can differ."""
    page.emulate_media(color_scheme=light, reduced_motion="reduce")
    found = against_the_rules(page, colours_only=light == "dark")
    if light == "light":
        found += out_of_shape(page)
    return [f"{page.url} ({light}): {each}" for each in found]


def out_of_shape(page: Page) -> list[str]:
    """Sideways scrolling, and headings that do not say in one line where one is."""
    found = []
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if wide > room:
        found.append(f"it is {wide} px wide in {room} px")
    headings = page.locator("h1").all_inner_texts()
    if len(headings) != 1:
        found.append(f"its h1 are {headings}")
    return found


def against_the_rules(page: Page, *, colours_only: bool) -> list[str]:
    """What axe-core finds: WCAG 2.0 to 2.2, A and AA, and its best practices."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(rules(AXE))
    only = {"resultTypes": ["violations"]} | ({"runOnly": ["color-contrast"]} if colours_only else {})
    found = page.evaluate(
        """async (options) => (await axe.run(document, options)).violations.flatMap(
            (rule) => rule.nodes.map((node) => `${rule.id} at ${node.target}: ${rule.help}`)
        )""",
        only,
    )
    return [str(each) for each in found]


def rules(file: Path) -> str:
    """Axe as one expression; the page's own policy would not let it in as a script."""
    return f"(() => {{ {file.read_text()} }})()"
