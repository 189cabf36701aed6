"""The main journey: captured where there is no museum to be reached, approved on a tablet."""

import hashlib

from playwright.sync_api import Page, expect

from tests.journeys.hands import (
    Note,
    bytes_on_the_phone,
    capture,
    choose,
    closed_and_reopened,
    commit_to,
    entry_row,
    in_the_queue,
    look_again,
    open_entry,
    pushed,
    sign_in,
    snapshot,
)
from tests.journeys.server import Museum

FOAM = Note(
    title="The foam under the amphora is cut twice",
    rest=". Once for the foot and once for the hand that sets it down.",
    kind="Routine",
    zone="Gallery 4",
    object_number="STR 1932.14",
    photos=(snapshot(1), snapshot(2)),
)
LIFT = Note(
    title="Lift B is four centimetres too narrow for the long crate",
    rest=". They turned it twice before anybody measured.",
    kind="Friction",
    zone="Loading bay",
    object_number="STR 2004.2",
    photos=(snapshot(3), snapshot(4)),
)
FELT = Note(
    title="Why felt on the mount, and not foam?",
    rest=" The registrar says it is older than she is.",
    kind="Question",
    zone="Gallery 4",
    object_number="STR 1932.15",
    photos=(snapshot(5), snapshot(6)),
)
NOTES = (FOAM, LIFT, FELT)
PROMISE = "measure every lift and door on the way before a crate is built"


def test_what_was_captured_without_the_museum_reaches_it_once_is_sent_back_mended_and_approved(
    museum: Museum, phone: Page, tablet: Page
) -> None:
    sign_in(phone, "Amara Okafor")

    museum.stop()
    photos = captured_without_the_museum(phone)
    phone = closed_and_reopened(phone)
    everything_is_still_there(phone, photos)

    museum.start()
    everything_arrives_once(phone)

    sign_in(tablet, "Ingrid Solheim")
    everything_is_read_byte_for_byte(tablet, photos)
    the_mentor_answers_one_and_sends_one_back(tablet)
    the_phone_shows_it_and_it_is_mended(phone)

    again = in_the_queue(tablet, LIFT.title)
    look_again(tablet)
    expect(again).to_have_count(1)
    choose(tablet, LIFT.title)
    expect(tablet.get_by_text("Crate 7 of the Kassel loan; 118 cm inside.")).to_be_visible()
    with pushed(tablet):
        tablet.get_by_role("button", name="Approve").click()
    expect(again).to_have_count(0)

    phone.goto("/notebook")
    expect(entry_row(phone, LIFT.title)).to_contain_text("agreed by Ingrid")


def captured_without_the_museum(phone: Page) -> dict[str, str]:
    for note in NOTES:
        capture(phone, note)
    commit_to(phone, LIFT.title, PROMISE)
    photos = bytes_on_the_phone(phone)
    assert len(photos) == 6
    return photos


def everything_is_still_there(phone: Page, photos: dict[str, str]) -> None:
    phone.goto("/notebook")
    for note in NOTES:
        expect(entry_row(phone, note.title)).to_contain_text("On this phone only")
    assert bytes_on_the_phone(phone) == photos


def everything_arrives_once(phone: Page) -> None:
    phone.goto("/sync")
    phone.get_by_role("button", name="Try now").click()
    phone.get_by_role("link", name="Today").click()
    phone.get_by_role("link", name="Notebook").click()
    for note in NOTES:
        expect(entry_row(phone, note.title)).to_contain_text("Safe at the museum", timeout=60_000)
        expect(entry_row(phone, note.title)).to_have_count(1)
    phone.goto("/notebook/commitments")
    expect(phone.get_by_role("link", name=PROMISE)).to_have_count(1)


def everything_is_read_byte_for_byte(tablet: Page, photos: dict[str, str]) -> None:
    for note in NOTES:
        expect(in_the_queue(tablet, note.title)).to_have_count(1)
    at_the_museum = {
        photo: hashlib.sha256(tablet.request.get(f"/media/photos/{photo}/original").body()).hexdigest()
        for photo in photos
    }
    assert at_the_museum == photos


def the_mentor_answers_one_and_sends_one_back(tablet: Page) -> None:
    choose(tablet, FOAM.title)
    tablet.get_by_label("Your comment").fill("I asked for the second cut in 2019.")
    tablet.get_by_role("button", name="Comment only").click()
    expect(tablet.locator(".thread")).to_contain_text("I asked for the second cut in 2019.")

    choose(tablet, LIFT.title)
    tablet.get_by_role("button", name="Send back").click()
    expect(tablet.get_by_role("alert")).to_have_text("Say what to change first")
    tablet.get_by_label("Your comment").fill("Say which crate, and measure the lift yourself.")
    with pushed(tablet):
        tablet.get_by_role("button", name="Send back").click()
    expect(in_the_queue(tablet, LIFT.title)).to_have_count(0)


def the_phone_shows_it_and_it_is_mended(phone: Page) -> None:
    phone.goto("/notebook")
    expect(entry_row(phone, LIFT.title)).to_contain_text("Needs you")
    open_entry(phone, FOAM.title)
    expect(phone.get_by_text("I asked for the second cut in 2019.")).to_be_visible()
    open_entry(phone, LIFT.title)
    expect(phone.get_by_text("Say which crate, and measure the lift yourself.").first).to_be_visible()
    phone.get_by_role("link", name="Edit").first.click()
    phone.get_by_label("What did you see?").fill(f"{LIFT.title}. Crate 7 of the Kassel loan; 118 cm inside.")
    phone.get_by_role("button", name="Keep changes").click()
    with pushed(phone):
        phone.get_by_role("button", name="Send again").click()
    expect(phone.get_by_text("asks for a change")).to_have_count(0)
