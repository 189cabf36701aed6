"""What helps somebody is read by whom they named; it lies nowhere in clear, and goes at once."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.placements import adjusting
from exchange.placements.adjusting import KEY, NewAdjustment
from exchange.privacy.erasing import erase
from exchange.privacy.exporting import rows_of
from exchange.privacy.retaining import retain
from exchange.privacy.rules import RULES
from tests.sync.house import MORNING, House

pytestmark = pytest.mark.anyio

CANARY = "A seat each hour, and five minutes of quiet."
SECRET = Seal(b"a secret of the tests")
SEAL = SECRET.apart(KEY)


def helps(house: House, *readers: UUID, words: str = CANARY, placement: UUID | None = None) -> NewAdjustment:
    return NewAdjustment(uuid7(MORNING), placement or house.placement, words, frozenset(readers))


async def say(house: House, new: NewAdjustment, by: UUID | None = None) -> NewAdjustment:
    by = by or house.amara
    async with house.sessions.as_person(by) as session:
        await adjusting.say_adjustment(session, new, by=by, seal=SEAL, at=MORNING)
    return new


async def withdraw(house: House, id: UUID, by: UUID) -> None:
    async with house.sessions.as_person(by) as session:
        await adjusting.withdraw_adjustment(session, id)


async def told(house: House, person: UUID, seal: Seal = SEAL) -> Sequence[str | None]:
    async with house.sessions.as_person(person) as session:
        found = await adjusting.adjustments_for(session, house.placement, at=MORNING, seal=seal)
    return [one.words for one in found]


async def readings(house: House) -> list[tuple[str, bool]]:
    async with house.sessions.as_person(house.amara) as session:
        (own,) = await adjusting.my_adjustments(session, by=house.amara)
        return [(one.name, one.read_at is not None) for one in await adjusting.named_for(session, own)]


async def test_nobody_says_it_for_somebody_else_without_words_or_to_nobody_known(house: House) -> None:
    wrong = (
        (house.ingrid, helps(house)),
        (house.amara, helps(house, placement=house.other_placement)),
        (house.amara, helps(house, words="  ")),
        (house.amara, helps(house, words="x" * 501)),
        (house.amara, helps(house, house.amara)),
        (house.amara, helps(house, uuid4())),
        (house.amara, helps(house, *(uuid4() for _ in range(21)))),
    )
    for by, new in wrong:
        with pytest.raises(Refused):
            await say(house, new, by)
    assert await house.count("adjustment") == await house.count("adjustment_reader") == 0


async def test_nobody_takes_back_or_rewrites_what_another_said(house: House) -> None:
    kept = await say(house, helps(house, house.ingrid))
    theirs = NewAdjustment(kept.id, house.other_placement, "Mine.", frozenset())
    for by in (house.ingrid, house.leyla):
        with pytest.raises(Refused):
            await withdraw(house, kept.id, by)
    with pytest.raises(Refused):
        await say(house, theirs, house.leyla)
    with pytest.raises(Refused):
        await say(house, theirs)
    assert await told(house, house.ingrid) == [CANARY]


async def test_it_lies_nowhere_in_clear_and_nobody_else_finds_that_it_is_there(house: House) -> None:
    kept = await say(house, helps(house, house.ingrid))
    await told(house, house.ingrid)
    tables = [
        str(table)
        for (table,) in await house.rows("select tablename from pg_tables where schemaname = 'public'")
    ]
    everywhere = {
        table: str(await house.rows(f"select row_to_json(one)::text from {table} one")) for table in tables
    }
    assert str(kept.id) in everywhere["adjustment"]
    assert not [table for table, rows in everywhere.items() if "seat each hour" in rows]
    assert str(kept.id) not in everywhere["feed"]
    for person in (house.ingrid, house.dimitra, house.leyla, house.adwoa):
        for table in tables:
            seen = await house.seen_by(person, f"select row_to_json(one)::text from {table} one")
            assert str(kept.id) not in str(seen), table
    for other in (house.dimitra, house.leyla, house.adwoa, house.amara):
        assert await told(house, other) == []


async def test_who_was_named_reads_it_and_the_participant_sees_that_they_did(house: House) -> None:
    await say(house, helps(house, house.ingrid, house.dimitra))
    assert not any(read for _, read in await readings(house))
    assert await told(house, house.ingrid) == [CANARY]
    query = "select by_id, act, what from access"
    assert await house.seen_by(house.amara, query) == [(house.ingrid, "read adjustment", "Adjustment")]
    assert sorted(read for _, read in await readings(house)) == [False, True]


async def test_who_is_named_no_more_and_whose_part_ended_finds_it_gone_at_the_next_question(
    house: House,
) -> None:
    kept = await say(house, helps(house, house.ingrid, house.dimitra))
    await say(house, NewAdjustment(kept.id, house.placement, "Two seats.", frozenset({house.ingrid})))
    assert (await told(house, house.ingrid), await told(house, house.dimitra)) == (["Two seats."], [])
    async with house.sessions.as_steward() as session:
        await session.execute(
            text("update membership set until = current_date - 1 where person_id = :her"),
            {"her": house.ingrid},
        )
    assert await told(house, house.ingrid) == []


async def test_what_is_withdrawn_is_gone_at_the_next_question_and_from_the_tables(house: House) -> None:
    kept = await say(house, helps(house, house.ingrid))
    assert await told(house, house.ingrid) == [CANARY]
    await withdraw(house, kept.id, house.amara)
    assert await told(house, house.ingrid) == []
    assert await house.count("adjustment") == await house.count("adjustment_reader") == 0
    with pytest.raises(Refused):
        await withdraw(house, kept.id, house.amara)


async def test_thirty_days_after_the_placement_nothing_of_it_is_kept(house: House) -> None:
    (rule,) = (rule for rule in RULES if rule.table == "adjustment")
    await say(house, helps(house, house.ingrid))
    [(last,)] = await house.rows("select ends_on from placement where id = :id", id=house.placement)
    assert isinstance(last, date)
    over = datetime.combine(last, time(), UTC) + rule.keeps
    async with house.sessions.as_steward() as session:
        assert await retain(session, rule, at=over) == 0
        assert await retain(session, rule, at=over + timedelta(days=1)) == 1
    assert await house.count("adjustment_reader") == 0


async def test_with_another_key_and_under_another_id_it_opens_nowhere(house: House) -> None:
    kept = await say(house, helps(house, house.ingrid))
    assert await told(house, house.ingrid, Seal(b"the key after that").apart(KEY)) == [None]
    assert await told(house, house.ingrid, SECRET) == [None]
    [(sealed,)] = await house.rows("select sealed from adjustment")
    assert adjusting.opened(kept.id, house.amara, str(sealed), SEAL) == CANARY
    assert adjusting.opened(uuid4(), house.amara, str(sealed), SEAL) is None
    assert adjusting.opened(kept.id, house.leyla, str(sealed), SEAL) is None


async def test_the_archive_has_it_in_clear_for_its_person_alone_and_erasing_leaves_nothing(
    house: House,
) -> None:
    await say(house, helps(house, house.ingrid))

    async def archived(person: UUID) -> list[Mapping[str, Any]]:
        async with house.sessions.as_steward() as session:
            tables = ("adjustment", "adjustment_reader")
            each = [rows_of(session, table, person, seal=SECRET) for table in tables]
            return [row for rows in each async for row in rows]

    mine, readers = await archived(house.amara)
    assert (mine["words"], "sealed" in mine) == (CANARY, False)
    assert readers["reader_id"] == str(house.ingrid)
    assert await archived(house.ingrid) == []
    async with house.sessions.as_steward() as session:
        await erase(session, house.amara, by=None, at=MORNING)
    assert await house.count("adjustment") == await house.count("adjustment_reader") == 0
