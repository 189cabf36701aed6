"""Looking at a screen: does it fit, can everybody read it, and does the browser complain?"""

from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError

from tests.journeys.server import TOP

AXE = TOP / "web" / "node_modules" / "axe-core" / "axe.min.js"
Light = Literal["light", "dark"]

# Every target is 48 px high and wide. A link within a sentence is as high as its line (WCAG 2.5.8
# excepts it); a radio or file field is hit by its label; what is only for screen readers is hit by nobody.
MISSED = """() => {
    const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const within = (one) => getComputedStyle(one).display === 'inline' &&
        [...one.parentNode.childNodes].some((each) => each.nodeType === 3 && each.data.trim() !== '')
    const label = (one) => one.closest('label') ?? one.labels?.[0]
    const hit = (one) => /radio|checkbox|file/.test(one.type ?? '') && label(one) || one
    const every = 'a[href], button, summary, select, textarea, input:not([type=hidden])'
    return [...document.querySelectorAll(every)]
        .filter((one) => shown(one) && !one.closest('.vh, .skip') && !within(one))
        .map((one) => [one, hit(one).getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 1 && (width < 47.5 || height < 47.5))
        .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 120)} is ${width} x ${height} px`)
}"""

# Twice as large, nothing scrolls sideways but what is made to, and no words are cut off.
# A list shortens titles by whole lines; their own page has them whole.
CLIPPED = """() => {
    const root = document.documentElement
    root.style.fontSize = '200%'
    const found = []
    if (root.scrollWidth > root.clientWidth) found.push(`it is ${root.scrollWidth} px wide`)
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip'
    for (const one of document.querySelectorAll('body *')) {
        const style = getComputedStyle(one)
        if (one.closest('.vh, .skip, svg') || !one.checkVisibility()) continue
        if (style.webkitLineClamp !== 'none') continue
        const cut = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1
        if (cut && one.innerText?.trim()) found.push(`${one.outerHTML.slice(0, 120)} is cut off`)
    }
    root.style.fontSize = ''
    return found
}"""


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


def faults(page: Page, *lights: Light) -> list[str]:
    """Everything wrong with the screen as it stands, in these lights; in the dark only colours can differ."""
    found = out_of_shape(page)
    for light in lights:
        page.emulate_media(color_scheme=light, reduced_motion="reduce")
        found += [f"({light}) {each}" for each in against_the_rules(page, colours_only=light == "dark")]
    return [f"{page.url}: {each}" for each in found]


def too_small(page: Page) -> list[str]:
    """What a finger misses, and what no longer fits when somebody needs text twice as large."""
    found = [str(each) for each in page.evaluate(MISSED)]
    found += [f"at 200 % {each}" for each in page.evaluate(CLIPPED)]
    return [f"{page.url} ({page.locator('html').get_attribute('lang')}): {each}" for each in found]


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
