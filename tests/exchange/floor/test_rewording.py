"""Rewording: only the author, and no wording that was ever acknowledged is lost."""

from uuid import UUID, uuid4

from strawberry import Some

from exchange.floor.answers import (
    Applied,
    Conflict,
    Merged,
    NeedsUser,
    NeedsUserCode,
    RejectCode,
    Rejected,
)
from exchange.floor.tables import ObservationKind
from schema.floor.observation_ops import RemoveObservation
from tests.sync.house import House
from tests.sync.phone import Phone, edited, seen

NOTE = "Gloves are changed between two objects."


async def versions(house: House, id: UUID) -> list[tuple[object, ...]]:
    """Every wording that is kept, and whether it waits to be read."""
    query = "select rev, value, kept from text_version where observation_id = :id order by rev"
    return await house.rows(query, id=id)


async def now(house: House, id: UUID) -> tuple[object, ...]:
    """The note that stands there, and the number of the entry."""
    [row] = await house.rows("select note, rev from observation where id = :id", id=id)
    return row


async def test_a_mentor_does_not_edit_the_note_of_an_author(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    answer = await ingrid.do(edited(what.id, 1, note=Some("Gloves are never changed.")))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await now(house, what.id) == (NOTE, 1)
    assert await versions(house, what.id) == [(1, NOTE, False)]
    assert await house.count("quarantined_op") == 1


async def test_somebody_elses_entry_and_no_entry_are_answered_just_the_same(
    house: House, amara: Phone, leyla: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    forbidden = await leyla.do(edited(what.id, 1, note=Some("mine")))
    missing = await leyla.do(edited(uuid4(), 1, note=Some("mine")))
    assert isinstance(forbidden, Rejected)
    assert isinstance(missing, Rejected)
    assert (forbidden.code, forbidden.sentence, forbidden.field) == (
        missing.code,
        missing.sentence,
        missing.field,
    )
    assert await now(house, what.id) == (NOTE, 1)


async def test_what_was_taken_away_is_not_edited_any_more(house: House, amara: Phone, tablet: Phone) -> None:
    what = seen(house.placement)
    await amara.done(what)
    await amara.done(RemoveObservation(id=what.id, base=1))
    answer = await tablet.do(edited(what.id, 1, note=Some("later")))
    assert isinstance(answer, NeedsUser)
    assert answer.code is NeedsUserCode.TARGET_CLOSED
    assert await now(house, what.id) == (NOTE, 2)


async def test_an_edit_changes_what_it_names_and_nothing_else(house: House, amara: Phone) -> None:
    what = seen(house.placement, zone="Hall 3", object_number="TMM 1")
    await amara.done(what)
    answer = await amara.done(edited(what.id, 1, kind=Some(ObservationKind.IDEA), zone=Some(None)))
    assert answer.rev == 2
    assert await house.rows("select kind, zone, object_number, note from observation") == [
        ("IDEA", None, "TMM 1", NOTE)
    ]


async def test_different_fields_from_two_devices_never_conflict(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    await amara.done(edited(what.id, 1, zone=Some("Hall 3")))
    await tablet.done(edited(what.id, 1, object_number=Some("TMM 1")))
    assert await house.rows("select zone, object_number, rev from observation") == [("Hall 3", "TMM 1", 3)]


async def test_two_wordings_that_fit_are_put_together_and_both_are_kept(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    await amara.done(edited(what.id, 1, note=Some("Nitrile gloves are changed between two objects.")))
    answer = await tablet.do(edited(what.id, 1, note=Some(NOTE + " Always.")))
    assert answer == Merged(answer.entity, 4, (), answer.wrote) if isinstance(answer, Merged) else False
    together = "Nitrile gloves are changed between two objects. Always."
    assert await now(house, what.id) == (together, 4)
    assert await versions(house, what.id) == [
        (1, NOTE, False),
        (2, "Nitrile gloves are changed between two objects.", False),
        (3, NOTE + " Always.", False),
        (4, together, False),
    ]


async def test_two_wordings_that_do_not_fit_stay_both_until_they_were_read(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    hers = "Gloves are never changed."
    await amara.done(edited(what.id, 1, note=Some("Gloves are always changed.")))
    answer = await tablet.do(edited(what.id, 1, note=Some(hers)))
    assert isinstance(answer, Merged)
    assert answer.kept == (Conflict("note", mine=hers, theirs="Gloves are always changed."),)
    assert await now(house, what.id) == (hers, 3)
    assert await versions(house, what.id) == [
        (1, NOTE, False),
        (2, "Gloves are always changed.", True),
        (3, hers, False),
    ]
    await amara.done(edited(what.id, answer.rev, note=Some("Gloves are changed, mostly.")))
    assert [kept for _, _, kept in await versions(house, what.id)] == [False] * 4


async def test_a_device_is_never_in_conflict_with_itself(house: House, amara: Phone) -> None:
    """Three edits written in a tunnel have the same `base`; each began where the one before it ended."""
    what = seen(house.placement)
    first = amara.op(what)
    ops = [first]
    for text in ("Gloves: nitrile.", "Gloves: nitrile, blue.", "Gloves: nitrile, blue, size 7."):
        ops.append(amara.op(edited(what.id, 0, note=Some(text)), after=ops[-1].op_id))
    answers = [one.answer for one in await amara.send(*ops)]
    assert all(isinstance(answer, Applied) for answer in answers), answers
    assert await now(house, what.id) == ("Gloves: nitrile, blue, size 7.", 4)


async def test_what_a_device_wrote_is_remembered_across_other_operations(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    captured = amara.op(what)
    await amara.send(captured)
    await tablet.done(edited(what.id, 1, note=Some(NOTE + " Says Ingrid.")))
    zone = amara.op(edited(what.id, 0, zone=Some("Hall 3")), after=captured.op_id)
    note = amara.op(
        edited(what.id, 0, note=Some("Blue gloves are changed between two objects.")), after=zone.op_id
    )
    *_, last = await amara.send(zone, note)
    assert isinstance(last.answer, Merged)
    assert await now(house, what.id) == (
        "Blue gloves are changed between two objects. Says Ingrid.",
        last.answer.rev,
    )


async def test_the_same_wording_from_two_devices_is_one_wording(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    await amara.done(edited(what.id, 1, note=Some("The same.")))
    answer = await tablet.done(edited(what.id, 1, note=Some("The same.")))
    assert answer.rev == 2
    assert len(await versions(house, what.id)) == 2


async def test_who_has_read_what_came_since_writes_on_top_of_it(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    captured = amara.op(what)
    await amara.send(captured)
    theirs = await tablet.done(edited(what.id, 1, note=Some("Gloves are always changed.")))
    answer = await amara.done(
        edited(what.id, theirs.rev, note=Some("Gloves are hardly ever changed.")), after=captured.op_id
    )
    assert await now(house, what.id) == ("Gloves are hardly ever changed.", answer.rev)
