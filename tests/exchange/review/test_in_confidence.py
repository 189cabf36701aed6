"""What is said in confidence reaches who it is for, and nobody finds out from anything else who said it."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from exchange.floor.answers import RejectCode, Rejected
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.people.tables import Membership
from exchange.placements.resigning import end_role
from exchange.privacy.exporting import rows_of
from exchange.privacy.register import REGISTER
from exchange.review import confiding
from exchange.review.confided import Addressee, Critique, Theme
from schema.review.ops import Confide
from tests.cast import LAGOON, STRANDHALL
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone

SEAL = Seal(b"a secret of the tests")
CANARY = "The keys hang where everybody sees them."
LAST_WEEK = date(2026, 9, 28)
BOX = Addressee.THEME_BOX


def said(house: House, **fields: object) -> Confide:
    usual = {"id": uuid4(), "placement_id": house.placement, "theme": Theme.SAFETY, "addressee": BOX}
    return Confide(**usual | {"person_id": None, "words": CANARY} | fields)  # type: ignore[arg-type]


async def in_the_box(house: House, authors: Sequence[UUID], week: date = LAST_WEEK) -> None:
    """What these people put into the box of Strandhall."""
    async with house.sessions.as_steward() as session:
        for number, author in enumerate(authors):
            session.add(
                Critique(
                    id=uuid4(),
                    author_id=author,
                    museum_id=STRANDHALL.id,
                    theme=Theme.SAFETY,
                    addressee=BOX,
                    person_id=None,
                    words=f"{CANARY} {number}",
                    week=week,
                    released=None,
                )
            )


async def released(house: House) -> int:
    async with house.sessions.as_steward() as session:
        return await confiding.release_themes(session, at=MORNING)


async def themes(house: House, person: UUID) -> list[tuple[object, ...]]:
    async with house.sessions.as_person(person) as session:
        return [tuple(row) for row in await confiding.themes(session)]


async def told(house: House, person: UUID) -> list[str]:
    async with house.sessions.as_person(person) as session:
        return [str(row.words) for row in await confiding.told_me(session, at=MORNING)]


async def test_only_a_participant_speaks_and_only_under_an_id_that_tells_no_time(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    wrong = (
        (ingrid, said(house)),
        (amara, said(house, placement_id=house.other_placement)),
        (amara, said(house, id=uuid7(MORNING))),
        (amara, said(house, words="  ")),
        (amara, said(house, addressee=Addressee.PERSON)),
        (amara, said(house, addressee=Addressee.PERSON, person_id=house.amara)),
        (amara, said(house, addressee=Addressee.PERSON, person_id=uuid4())),
    )
    for phone, do in wrong:
        answer = await phone.do(do)
        assert isinstance(answer, Rejected), do
        assert answer.code in {RejectCode.INVALID, RejectCode.NOT_FOUND_OR_FORBIDDEN}
    assert await house.count("critique") == 0


async def test_the_archive_of_who_was_told_does_not_tell_who_said_it(house: House, amara: Phone) -> None:
    await amara.done(said(house, addressee=Addressee.PERSON, person_id=house.ingrid))
    assert await told(house, house.ingrid) == [CANARY]
    mine = [table for table, kept in REGISTER.items() if kept.mine and kept.archived]
    of = {house.ingrid: "", house.amara: ""}
    async with house.sessions.as_steward() as session:
        for person in of:
            of[person] = str(
                [row for table in mine async for row in rows_of(session, table, person, seal=SEAL)]
            )
    assert "Critique" in of[house.amara]
    assert "Critique" not in of[house.ingrid]
    assert "in confidence" not in of[house.ingrid]


async def test_what_is_in_the_box_nobody_else_finds_anywhere(house: House, amara: Phone) -> None:
    do = said(house)
    await amara.done(do)
    await amara.done(do)
    assert await house.rows("select author_id, museum_id, week, words from critique") == [
        (house.amara, STRANDHALL.id, date(2026, 10, 5), CANARY)
    ]
    tables = await house.rows("select tablename from pg_tables where schemaname = 'public'")
    for person in (house.ingrid, house.dimitra, house.leyla, house.adwoa):
        for (table,) in tables:
            found = await house.seen_by(person, f"select row_to_json(one)::text from {table} one")
            assert not [row for (row,) in found if CANARY in str(row) or str(do.id) in str(row)], table
        assert await told(house, person) == []
        assert await themes(house, person) == []
    for log in ("journal", "feed", "access"):
        [(count,)] = await house.rows(f"select count(*) from {log} one where one::text like '%Critique%'")
        assert count == 0


async def test_a_named_person_reads_it_without_a_name_and_the_author_sees_that_they_did(
    house: House, amara: Phone
) -> None:
    await amara.done(said(house, addressee=Addressee.PERSON, person_id=house.adwoa))
    assert await told(house, house.dimitra) == []
    assert await told(house, house.adwoa) == [CANARY]
    query = "select by_id, act, what from access"
    assert await house.seen_by(house.amara, query) == [(house.adwoa, "read in confidence", "Critique")]
    assert await house.seen_by(house.adwoa, query) == []


async def test_who_was_told_decides_whether_the_museum_hears_of_it(house: House, amara: Phone) -> None:
    do = said(house, addressee=Addressee.PERSON, person_id=house.adwoa)
    await amara.done(do)
    for other in (house.dimitra, house.amara, house.leyla):
        with pytest.raises(Refused):
            async with house.sessions.as_person(other) as session:
                await confiding.release(session, do.id, at=MORNING)
    assert await themes(house, house.dimitra) == []
    async with house.sessions.as_person(house.adwoa) as session:
        await confiding.release(session, do.id, at=MORNING)
    assert await themes(house, house.dimitra) == [(STRANDHALL.id, "SAFETY", None, [CANARY], [])]
    assert await themes(house, house.adwoa) == []


async def test_four_people_are_as_nobody_and_so_are_five_of_this_week(house: House) -> None:
    four = [house.amara, house.leyla, house.adwoa, house.ingrid]
    await in_the_box(house, [*four, *four])
    assert await released(house) == 0
    await in_the_box(house, [house.dimitra], week=date(2026, 10, 5))
    assert await released(house) == 0
    assert await themes(house, house.dimitra) == []


async def test_whoever_leaves_and_whoever_comes_later_changes_nothing_that_can_be_seen(house: House) -> None:
    everybody = [house.amara, house.leyla, house.adwoa, house.ingrid, house.dimitra]
    await in_the_box(house, everybody)
    assert await released(house) == 1
    [(museum, theme, voices, words, _)] = before = await themes(house, house.dimitra)
    assert (museum, theme, voices) == (STRANDHALL.id, "SAFETY", 5)
    assert isinstance(words, list)
    assert len(words) == 5
    async with house.sessions.as_steward() as session:
        for own in await confiding.my_own(session):
            if own.author_id == house.amara:
                own.author_id = None
    await in_the_box(house, everybody[1:])
    assert await released(house) == 0
    assert await themes(house, house.dimitra) == before


async def test_the_museum_answers_and_those_whose_words_were_released_see_it(
    house: House, amara: Phone, leyla: Phone
) -> None:
    async def answer(by: UUID) -> None:
        async with house.sessions.as_person(by) as session:
            await confiding.answer_theme(
                session, STRANDHALL.id, Theme.SAFETY, "There is a box now.", at=MORNING
            )

    with pytest.raises(Refused):
        await answer(house.dimitra)
    await in_the_box(house, [house.amara, house.ingrid, house.adwoa, house.dimitra, house.leyla])
    await in_the_box(house, [house.leyla], week=LAST_WEEK + timedelta(days=7))
    await released(house)
    for other in (house.ingrid, house.leyla):
        with pytest.raises(Refused):
            await answer(other)
    await answer(house.dimitra)
    query = "select words from critique_answer"
    assert await house.seen_by(house.amara, query) == [("There is a box now.",)]
    assert LAGOON.id != STRANDHALL.id
    nobody = uuid4()
    assert await house.seen_by(nobody, query) == []


async def test_only_its_author_takes_it_back_and_only_as_long_as_the_museum_does_not_know_it(
    house: House, amara: Phone
) -> None:
    async def withdraw(by: UUID, named: UUID) -> None:
        async with house.sessions.as_person(by) as session:
            await confiding.withdraw(session, named)

    known = said(house, addressee=Addressee.PERSON, person_id=house.adwoa)
    await amara.done(known)
    async with house.sessions.as_person(house.adwoa) as session:
        await confiding.release(session, known.id, at=MORNING)
    kept = said(house)
    await amara.done(kept)
    for by, named, code in (
        (house.amara, known.id, "RELEASED"),
        (house.ingrid, kept.id, "NOT_FOUND_OR_FORBIDDEN"),
        (house.dimitra, kept.id, "NOT_FOUND_OR_FORBIDDEN"),
        (house.amara, uuid4(), "NOT_FOUND_OR_FORBIDDEN"),
    ):
        with pytest.raises(Refused) as no:
            await withdraw(by, named)
        assert no.value.code == code
    assert await house.count("critique") == 2
    await withdraw(house.amara, kept.id)
    assert await house.rows("select id from critique") == [(known.id,)]


async def test_a_voice_that_was_taken_back_is_not_counted(house: House) -> None:
    five = [house.amara, house.leyla, house.adwoa, house.ingrid, house.dimitra]
    await in_the_box(house, five)
    async with house.sessions.as_person(house.amara) as session:
        [own] = await confiding.my_own(session)
        await confiding.withdraw(session, own.id)
    assert await released(house) == 0
    await in_the_box(house, five[:1])
    assert await released(house) == 1


async def test_two_clocks_that_strike_at_once_count_the_voices_once(house: House) -> None:
    await in_the_box(house, [house.amara, house.ingrid, house.adwoa, house.dimitra, house.leyla])
    async with house.sessions.as_steward() as first:
        assert await confiding.release_themes(first, at=MORNING) == 1
        second = asyncio.create_task(released(house))
        while not await house.rows("select 1 from pg_locks where not granted"):
            assert not second.done()
    assert await second == 0
    assert await house.rows("select voices from critique_release") == [(5,)]


async def test_a_named_person_who_left_reads_and_releases_nothing_any_more(
    house: House, amara: Phone
) -> None:
    do = said(house, addressee=Addressee.PERSON, person_id=house.adwoa)
    await amara.done(do)
    async with house.sessions.as_steward() as session:
        for role in await session.scalars(select(Membership.id).where(Membership.person_id == house.adwoa)):
            await end_role(session, role, MORNING.date(), by=None, at=MORNING)
    assert await told(house, house.adwoa) == []
    with pytest.raises(Refused):
        async with house.sessions.as_person(house.adwoa) as session:
            await confiding.release(session, do.id, at=MORNING)
    assert await themes(house, house.dimitra) == []
    assert await house.count("access") == 0
