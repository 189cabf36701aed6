"""A whole cycle, each step by whoever does it: from the charter to the days on a phone without a network."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import opened
from tests.journeys.hands import look_again
from tests.journeys.server import Museum

TITLE = "One day beside a conservator"
IN_ENGLISH = """() => {
    const kept = JSON.parse(localStorage.getItem('understudy:preferences') ?? '{}')
    localStorage.setItem('understudy:preferences', JSON.stringify({ ...kept, locale: 'en' }))
}"""
AIMS = (
    "How you decide that a sheet stays as it is, and how you tell the people who would rather see it white "
    "again. I show it to our three volunteers at home."
)


@pytest.fixture
def museum(told_museum: Path) -> Iterator[Museum]:
    """A museum of its own: what is decided here would be in others' way."""
    with opened(told_museum) as here:
        yield here


def test_from_the_charter_to_the_days_on_the_phone(device: Callable[..., BrowserContext]) -> None:
    chinedu = somebody(device, "Chinedu Eze")
    ratifies(chinedu)
    dimitra = somebody(device, "Δήμητρα Παπαδάκη", "tablet")
    drafts_and_opens(dimitra)
    call = dimitra.url
    amara = somebody(device, "Amara Okafor")
    begins_and_writes_on_without_a_network(amara)
    pledges(chinedu)
    hands_in(amara)
    application = amara.url

    is_matched(dimitra, call)
    matching = dimitra.url
    amara.goto(application)
    expect(amara.get_by_text("Hannelore Weiß")).to_be_visible()
    is_put(dimitra, application)
    amara.reload()
    expect(amara.get_by_text("The committee decides about it.")).to_be_visible()
    is_decided(device)
    amara.reload()
    expect(amara.get_by_text("The committee said yes.")).to_be_visible()
    is_told_on_today(amara, application)

    agreement = is_drafted(dimitra, matching)
    hannelore, adwoa = (somebody(device, name, "tablet") for name in ("Hannelore Weiß", "Adwoa Mensah"))
    for signatory in (amara, hannelore, adwoa, chinedu):
        is_signed(signatory, agreement)
    expect(chinedu.locator("main .told")).to_contain_text("Signed by everybody")
    amara.goto("/rules")
    look_again(amara)
    expect(amara.get_by_text("Haus am Speicherhof").first).to_be_visible()
    amara.context.set_offline(True)
    amara.reload()
    expect(amara.get_by_text("Haus am Speicherhof").first).to_be_visible()


def somebody(device: Callable[..., BrowserContext], name: str, kind: str = "phone") -> Page:
    """Somebody with a device of their own; everybody reads English here."""
    page = device(kind).new_page()
    page.goto("/signin")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".syncline, .rail")).to_be_visible()
    page.evaluate(IN_ENGLISH)
    return page


def ratifies(page: Page) -> None:
    """The museum that lends holds to the newest charter."""
    page.goto("/charter")
    page.get_by_role("button", name="Ratify version").click()
    expect(page.get_by_text("Lagoon House Museum holds to it now.")).to_be_visible()


def drafts_and_opens(page: Page) -> None:
    """A draft that cannot be is refused beside its field; mended, it is opened."""
    page.goto("/calls/new")
    page.get_by_label("Shadowing day").check()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Mission").fill("A day in the workshop, with your own question.")
    page.get_by_label("What can be learnt").fill("Paper conservation")
    page.get_by_label("Stays begin from").fill((datetime.now(UTC).date() + timedelta(days=60)).isoformat())
    closes = page.get_by_label("Until")
    kept = closes.input_value()
    closes.fill("2020-01-01T09:00")
    page.get_by_role("button", name="Keep this draft").click()
    expect(page.get_by_role("alert")).to_have_text("It closes before it opens.")
    expect(closes).to_be_focused()
    closes.fill(kept)
    page.get_by_role("button", name="Keep this draft").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("Words about the aims: at least 15")).to_be_visible()
    page.get_by_role("button", name="Open this call").click()
    expect(page.get_by_role("button", name="Close this call")).to_be_visible()


def begins_and_writes_on_without_a_network(page: Page) -> None:
    """What is not met is said rule by rule; what is written offline stays."""
    page.goto("/calls")
    page.get_by_role("article").filter(has_text=TITLE).get_by_role("link", name="Apply").click()
    page.get_by_label("What you want to learn").fill("Paper.")
    page.get_by_label("Paper conservation").check()
    page.get_by_label("Languages you work in").fill("English")
    for week in page.get_by_role("group", name="Weeks that are possible").get_by_role("checkbox").all()[:8]:
        week.check()
    page.get_by_label("Who signs for your museum").select_option(label="Chinedu Eze")
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("Not met · In the application: 1")).to_be_visible()
    page.context.set_offline(offline=True)
    page.get_by_label("What you want to learn").fill(AIMS)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("alert")).to_contain_text("Kept on this phone.")
    page.context.set_offline(offline=False)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("Not known yet · From the sponsor: nothing yet")).to_be_visible()


def pledges(page: Page) -> None:
    """Whoever signs for the museum promises the days."""
    page.goto("/calls")
    page.get_by_role("link", name="Amara Okafor").first.click()
    page.get_by_role("button", name="Pledge this").click()
    expect(page.get_by_text("Pledged.")).to_be_visible()


def hands_in(page: Page) -> None:
    """Every criterion is met now."""
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("The coordinators have it.")).to_be_visible()


def is_put(page: Page, application: str) -> None:
    """A coordinator puts the application to the committee."""
    page.goto(application)
    page.get_by_role("button", name="Put it to the committee").click()
    expect(page.get_by_text("The committee has it now.")).to_be_visible()


def is_matched(page: Page, call: str) -> None:
    """Nobody applies any more; the run proposes a stay, and whoever applied may read it."""
    page.goto(call)
    page.get_by_role("button", name="Close this call").click()
    sure = page.get_by_role("button", name="Yes, take no more applications")
    sure.click()
    expect(sure).to_have_count(0)
    page.get_by_role("link", name="Matching of this call").click()
    page.get_by_role("button", name="Order a run").click()
    expect(page.get_by_role("article").filter(has_text="Amara Okafor")).to_contain_text("Hannelore Weiß")
    page.get_by_role("button", name="Announce it").click()
    page.get_by_role("button", name="Yes, let them read it").click()
    expect(page.get_by_role("status").filter(has_text="Announced.")).to_be_visible()


def is_decided(device: Callable[..., BrowserContext]) -> None:
    """Who has no interest in it votes, and the last of them counts."""
    *_, last = [
        votes(somebody(device, name, "tablet")) for name in ("佐藤 美咲", "Leyla Şahin", "Katarzyna Wrona")
    ]
    last.get_by_role("button", name="Count and decide").click()
    expect(last.get_by_role("status").filter(has_text="It is decided.")).to_be_visible()


def votes(member: Page) -> Page:
    """Vote for the stay."""
    member.goto("/committee")
    motion = member.get_by_role("article").filter(has_text="Amara Okafor")
    motion.get_by_text("For it", exact=True).click()
    motion.get_by_role("button", name="Vote", exact=True).click()
    expect(member.get_by_role("status").filter(has_text="Your vote counts")).to_be_visible()
    return member


def is_told_on_today(page: Page, application: str) -> None:
    """What became of it stands on Today, without a network too, and leads to it; so does the closed call."""
    page.goto("/today")
    look_again(page)
    told = page.get_by_role("link").filter(has_text=TITLE)
    expect(told).to_contain_text("The committee said yes.")
    page.context.set_offline(offline=True)
    page.reload()
    expect(told).to_contain_text("The committee said yes.")
    page.context.set_offline(offline=False)
    page.goto("/calls")
    closed = page.get_by_role("link").filter(has_text=TITLE)
    expect(closed).to_contain_text("Accepted")
    closed.click()
    expect(page).to_have_url(application)


def is_drafted(page: Page, matching: str) -> str:
    """What the proposal says stands in the draft already; the rest is written."""
    page.goto(matching)
    proposal = page.get_by_role("article").filter(has_text="Amara Okafor")
    proposal.get_by_role("link", name="Draft an agreement").click()
    expect(page.get_by_role("textbox", name="What is learned")).to_have_value("Paper conservation")
    for purpose in page.get_by_label("What for").all():
        purpose.fill("Beside the conservator")
    page.get_by_label("Shown by").fill("A card that the volunteers use")
    for day in page.get_by_label("By", exact=True).all():
        day.fill("2027-09-01")
    for side in ("The museum that lends", "The museum that receives", "The participant"):
        page.get_by_label(f"{side}, 1").fill("Is there for the others.")
    page.get_by_label("Home manager").select_option(label="Adwoa Mensah")
    page.get_by_role("button", name="Draft it, to be signed").click()
    expect(page.locator(".chain li")).to_have_count(4)
    return page.url


def is_signed(page: Page, agreement: str) -> None:
    """Sign what waits for this person, in whatever language they read it."""
    page.goto(agreement)
    press = page.locator("main aside .btn.primary")
    press.click()
    expect(press).to_have_count(0)
