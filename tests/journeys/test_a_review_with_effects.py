"""A review that changes something: handed in, read, sent back, mended, amended, endorsed, looked back on."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.hands import (
    choose,
    commit,
    entry_row,
    in_the_queue,
    keep_words,
    look_again,
    open_entry,
    pushed,
    sign_in,
)

SLING = "The sling is numbered like a vase"
TRAY = "Every tray has a lid of the same foam"
LAMP = "The raking lamp stands left of the table"
MEASURED = f"{LAMP}, at 15 degrees"
AMENDED = f"{LAMP}, at 20 degrees"
WHY = "Leyla measured it again"
HAPPENED = "Nobody switched on the ceiling light until the drawing was done."
BETWEEN_US = "Who forgot the lamp in May."
PROMISE = "mark the place of the lamp on our own table"


def test_two_are_approved_at_once_one_is_sent_back_mended_amended_and_endorsed_and_the_day_is_looked_back_on(
    phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")
    sign_in(tablet, "Ingrid Solheim")
    for words in (SLING, TRAY, LAMP):
        keep_words(phone, words)

    tablet.goto("/review")
    two_are_approved_with_one_act(tablet)
    keys_decide_outside_of_words_and_take_back(tablet)
    one_is_sent_back(tablet)
    its_author_mends_it_and_sends_it_again(phone)
    it_is_read_again_and_approved(tablet)
    its_author_proposes_a_change(phone)
    the_mentor_reads_what_would_change_accepts_and_endorses(tablet)

    look_again(phone)
    expect(phone.get_by_role("heading", level=1, name=AMENDED)).to_be_visible()
    expect(phone.get_by_role("region", name="What it shows")).to_contain_text("Shows others how")
    day = the_day_is_looked_back_on_without_a_network(phone)
    the_mentor_reads_it(tablet, day)


def two_are_approved_with_one_act(tablet: Page) -> None:
    look_again(tablet)
    expect(in_the_queue(tablet, LAMP)).to_have_count(1)
    tablet.get_by_role("button", name="Select several").click()
    for title in (SLING, TRAY):
        tablet.get_by_role("checkbox", name=title).check()
    in_the_queue(tablet, LAMP).click()
    expect(tablet.get_by_role("checkbox", name=TRAY)).to_be_checked()
    with pushed(tablet):
        tablet.get_by_role("button", name="Approve 2").click()
    for title in (SLING, TRAY):
        expect(in_the_queue(tablet, title)).to_have_count(0)


def keys_decide_outside_of_words_and_take_back(tablet: Page) -> None:
    choose(tablet, LAMP)
    comment = tablet.get_by_label("Your comment")
    comment.press_sequentially("a jakub")
    expect(comment).to_have_value("a jakub")
    expect(in_the_queue(tablet, LAMP)).to_have_attribute("aria-current", "true")
    comment.fill("")

    heading(tablet).focus()
    tablet.keyboard.press("k")
    expect(heading(tablet)).not_to_have_text(LAMP)
    tablet.keyboard.press("j")
    expect(heading(tablet)).to_have_text(LAMP)
    tablet.keyboard.press("a")
    expect(in_the_queue(tablet, LAMP)).to_have_count(0)
    expect(tablet.locator(".decided")).to_contain_text("Approved.")
    tablet.keyboard.press("u")
    expect(in_the_queue(tablet, LAMP)).to_have_count(1)
    expect(tablet.locator(".decided")).to_have_count(0)


def heading(tablet: Page) -> Locator:
    """What the entry beside the list is called."""
    return tablet.locator("#entry")


def one_is_sent_back(tablet: Page) -> None:
    choose(tablet, LAMP)
    tablet.get_by_label("Your comment").fill("At which angle?")
    with pushed(tablet):
        tablet.get_by_role("button", name="Send back").click()
    expect(in_the_queue(tablet, LAMP)).to_have_count(0)


def its_author_mends_it_and_sends_it_again(phone: Page) -> None:
    open_entry(phone, LAMP)
    look_again(phone)
    expect(phone.locator(".notice")).to_contain_text("At which angle?")
    phone.get_by_role("link", name="Edit").first.click()
    phone.get_by_label("What did you see?").fill(MEASURED)
    phone.get_by_role("button", name="Keep changes").click()
    with pushed(phone):
        phone.get_by_role("button", name="Send again").click()


def it_is_read_again_and_approved(tablet: Page) -> None:
    look_again(tablet)
    expect(in_the_queue(tablet, MEASURED)).to_contain_text("Sent again")
    choose(tablet, MEASURED)
    with pushed(tablet):
        tablet.get_by_role("button", name="Approve").click()
    expect(in_the_queue(tablet, MEASURED)).to_have_count(0)


def its_author_proposes_a_change(phone: Page) -> None:
    phone.goto("/notebook")
    look_again(phone)
    expect(entry_row(phone, MEASURED)).to_contain_text("agreed by Ingrid")
    open_entry(phone, MEASURED)
    phone.get_by_role("link", name="Propose a change").click()
    phone.get_by_label("What did you see?").fill(AMENDED)
    phone.get_by_role("button", name="Send the proposal").click()
    expect(phone.get_by_role("alert")).to_have_text("Say why it should change")
    phone.get_by_label("Why should it change?").fill(WHY)
    with pushed(phone):
        phone.get_by_role("button", name="Send the proposal").click()
    expect(phone.get_by_role("heading", level=1, name=MEASURED)).to_be_visible()


def the_mentor_reads_what_would_change_accepts_and_endorses(tablet: Page) -> None:
    look_again(tablet)
    expect(in_the_queue(tablet, MEASURED)).to_contain_text("A change is proposed")
    choose(tablet, MEASURED)
    proposal = tablet.get_by_role("region", name="Amara proposes a change")
    expect(proposal).to_contain_text(WHY)
    expect(proposal.get_by_role("deletion")).to_contain_text("15")
    expect(proposal.get_by_role("insertion")).to_contain_text("20")
    with pushed(tablet):
        proposal.get_by_role("button", name="Accept").click()
    expect(heading(tablet)).to_have_text(AMENDED)

    tablet.get_by_text("Say what Amara can do").click()
    tablet.get_by_label("How well").select_option("Shows others how")
    with pushed(tablet):
        tablet.get_by_role("button", name="Endorse").click()
    expect(tablet.get_by_role("region", name="What it shows")).to_contain_text("Shows others how")


def the_day_is_looked_back_on_without_a_network(phone: Page) -> str:
    phone.context.set_offline(True)
    link = phone.get_by_role("link", name="Looking back on the day")
    day = link.get_attribute("href") or ""
    link.click()
    phone.get_by_role("checkbox", name=AMENDED).check()
    phone.get_by_label("What happened").fill(HAPPENED)
    phone.get_by_label("What should not travel").fill(BETWEEN_US)
    commit(phone, PROMISE)
    expect(phone.get_by_label("What happened")).to_have_value(HAPPENED)
    expect(phone.get_by_role("link", name=PROMISE)).to_be_visible()
    phone.get_by_role("button", name="Keep", exact=True).click()
    expect(phone.get_by_text("Written. You can go on with it.")).to_be_visible()
    with pushed(phone):
        phone.context.set_offline(False)
    return day


def the_mentor_reads_it(tablet: Page, day: str) -> None:
    look_again(tablet)
    tablet.locator(f".queue a[href='{day}']").click()
    expect(tablet.get_by_text(HAPPENED)).to_be_visible()
    expect(tablet.get_by_text(BETWEEN_US)).to_be_visible()
    expect(tablet.get_by_role("link", name=PROMISE)).to_be_visible()
    expect(tablet.get_by_role("link", name=AMENDED)).to_be_visible()
