"""Capturing: what is refused leaves nothing behind but the operation itself; what is kept is kept whole."""

from exchange.floor.answers import Applied, RejectCode, Rejected
from exchange.floor.packing import take_out
from exchange.floor.tables import ShadowingDay
from exchange.placements.tables import Audience
from tests.cast import DAY, MORNING, PROMPT
from tests.sync.house import House
from tests.sync.phone import Phone, photo, seen, word


async def nothing_kept(house: House) -> bool:
    """Whether there is no entry, no part of one, and no line about one."""
    tables = ("observation", "photo", "tag", "text_version")
    entries = [await house.count(table) for table in tables]
    told = await house.rows("select 1 from feed where kind in ('Observation', 'Photo', 'Tag')")
    return not any(entries) and not told


async def refused(house: House, answer: object, code: RejectCode) -> Rejected:
    """It was refused with this code, nothing was kept, and the operation is set aside."""
    assert isinstance(answer, Rejected), answer
    assert answer.code is code
    assert await nothing_kept(house)
    assert await house.rows("select id from quarantined_op") == [(answer.quarantine_id,)]
    return answer


async def test_nobody_captures_into_somebody_elses_placement(house: House, leyla: Phone) -> None:
    answer = await leyla.do(seen(house.placement))
    await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)


async def test_a_placement_that_is_not_there_is_answered_just_the_same(
    house: House, amara: Phone, leyla: Phone
) -> None:
    forbidden = await leyla.do(seen(house.placement))
    missing = await leyla.do(seen(house.day))
    assert isinstance(forbidden, Rejected)
    assert isinstance(missing, Rejected)
    assert (forbidden.code, forbidden.sentence) == (missing.code, missing.sentence)


async def test_a_mentor_does_not_capture_for_the_participant(house: House, ingrid: Phone) -> None:
    answer = await ingrid.do(seen(house.placement))
    await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)


async def test_a_coordinator_sees_the_placement_and_captures_nothing_in_it(
    house: House, dimitra: Phone
) -> None:
    answer = await dimitra.do(seen(house.placement))
    await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)


async def test_a_day_of_another_placement_is_no_day_of_this_one(house: House, amara: Phone) -> None:
    answer = await amara.do(seen(house.placement, day_id=house.other_day))
    no = await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)
    assert no.field == "dayId"


async def test_a_photo_that_cannot_be_kept_takes_the_whole_capture_with_it(
    house: House, amara: Phone
) -> None:
    answer = await amara.do(seen(house.placement, photos=[photo(), photo(sha256="nonsense")]))
    no = await refused(house, answer, RejectCode.INVALID)
    assert (no.field, no.sentence) == ("sha256", "A SHA-256 is written with 64 hexadecimal digits.")


async def test_an_id_that_somebody_else_has_is_taken_and_shows_nothing(
    house: House, amara: Phone, leyla: Phone
) -> None:
    hers = seen(house.placement, audience=Audience.ONLY_ME)
    await amara.done(hers)
    answer = await leyla.do(seen(house.other_placement, id=hers.id))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.ID_TAKEN
    assert await house.rows("select author_id from observation") == [(house.amara,)]


async def test_a_capture_is_kept_whole_with_its_first_wording(house: House, amara: Phone) -> None:
    what = seen(house.placement, day_id=house.day, photos=[photo()], tags=[word("gloves"), word("nitrile")])
    answer = await amara.do(what)
    assert isinstance(answer, Applied)
    assert (answer.entity, answer.rev) == (f"Observation:{what.id}", 1)
    assert await house.rows("select state from photo") == [("EXPECTED",)]
    assert await house.rows("select field, value, rev from text_version") == [("note", what.note, 1)]
    told = await house.rows(
        "select kind from feed where scope_id = :scope and kind <> 'Placement' order by position",
        scope=house.placement,
    )
    assert told[-4:] == [("Observation",), ("Photo",), ("Tag",), ("Tag",)]


async def test_what_is_only_mine_is_seen_and_heard_of_by_nobody_else(house: House, amara: Phone) -> None:
    await amara.done(seen(house.placement, audience=Audience.ONLY_ME, photos=[photo()]))
    for other in (house.ingrid, house.dimitra, house.leyla):
        for table in ("observation", "photo", "text_version"):
            assert await house.seen_by(other, f"select 1 from {table}") == []
        assert await house.seen_by(other, "select 1 from feed where kind = 'Observation'") == []
    assert len(await house.seen_by(house.amara, "select 1 from observation")) == 1


async def test_the_same_capture_under_a_new_operation_is_the_same_capture(house: House, amara: Phone) -> None:
    what = seen(house.placement)
    first = amara.op(what)
    amara.seq -= 1  # the same moment, as a phone says that lost its queue and found its export
    second = amara.op(what)
    [one], [two] = await amara.send(first), await amara.send(second)
    assert one.answer == two.answer
    assert await house.count("observation") == 1


async def test_what_was_written_for_a_day_that_was_taken_out_meanwhile_is_kept_without_it(
    house: House, amara: Phone
) -> None:
    async with house.sessions.as_steward() as session:
        day = await session.get_one(ShadowingDay, DAY)
        await take_out(session, day, at=MORNING)
    what = seen(house.placement, day_id=DAY, prompt_id=PROMPT)
    both = await amara.send(amara.op(what), amara.op(seen(house.placement, day_id=DAY)))
    assert [type(one.answer) for one in both] == [Applied, Applied]
    assert await house.rows("select day_id, prompt_id from observation") == [(None, None)] * 2
    assert await house.rows("select 1 from quarantined_op") == []
