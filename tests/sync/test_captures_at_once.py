"""Captures that nothing stands in the way of share one transaction; otherwise each has its own, as ever."""

from dataclasses import replace
from uuid import uuid4

from exchange.floor.answers import Applied, RejectCode, Rejected
from exchange.floor.pushes import Op
from exchange.ground.ids import uuid7
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen, word

TRANSACTIONS = "select count(distinct xmin::text), count(*) from observation"


def captures(phone: Phone, house: House, many: int = 4) -> list[Op]:
    """Some captures, one of them with everything that a capture can have."""
    plain = [phone.op(seen(house.placement)) for _ in range(many - 1)]
    return [phone.op(seen(house.placement, photos=[photo()], tags=[word("gloves")])), *plain]


async def test_one_that_is_refused_is_set_aside_and_the_others_are_kept(house: House, amara: Phone) -> None:
    good, bad = captures(amara, house), amara.op(seen(uuid4()))
    answers = [one.answer for one in await amara.send(*good[:2], bad, *good[2:])]
    assert [type(answer) for answer in answers] == [Applied, Applied, Rejected, Applied, Applied]
    assert isinstance(answers[2], Rejected)
    assert answers[2].code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await house.rows(TRANSACTIONS) == [(4, 4)]
    assert await house.count("quarantined_op") == 1
    assert await house.count("receipt") == 5


async def test_a_character_that_cannot_be_kept_holds_up_only_its_own_capture(
    house: House, amara: Phone
) -> None:
    good, bad = captures(amara, house), amara.op(seen(house.placement, note="Here \x00 it ends."))
    answers = [one.answer for one in await amara.send(*good, bad)]
    assert [type(answer) for answer in answers] == [Applied] * 4 + [Rejected]
    assert await house.rows(TRANSACTIONS) == [(4, 4)]


async def test_an_id_that_is_taken_holds_up_only_its_own_capture(house: House, amara: Phone) -> None:
    first, *others = captures(amara, house)
    await amara.send(first)
    assert first.captures
    again = amara.op(seen(house.placement, id=first.captures.id, note="Something else."))
    answers = [one.answer for one in await amara.send(*others, again)]
    assert [type(answer) for answer in answers] == [Applied] * 3 + [Rejected]
    assert isinstance(answers[3], Rejected)
    assert answers[3].code is RejectCode.ID_TAKEN
    assert await house.count("observation") == 4


async def test_the_same_id_twice_in_one_push_is_one_observation(house: House, amara: Phone) -> None:
    first, *others = captures(amara, house)
    same = replace(first, op_id=uuid7(MORNING), seq=99)
    answers = [one.answer for one in await amara.send(first, *others, same)]
    assert [type(answer) for answer in answers] == [Applied] * 5
    assert await house.count("observation") == 4
    assert await house.count("receipt") == 5


async def test_captures_that_nothing_stands_in_the_way_of_are_one_transaction(
    house: House, amara: Phone
) -> None:
    ops = captures(amara, house, many=20)
    first = await amara.send(*ops)
    assert [one.duplicate for one in first] == [False] * 20
    assert await house.rows(TRANSACTIONS) == [(1, 20)]
    for table, rows in {"receipt": 20, "text_version": 20, "photo": 1, "tag": 1}.items():
        assert await house.count(table) == rows, table
    acts = await house.rows("select act, count(*) from journal group by act")
    assert ("capture observation", 20) in acts
    told = await house.rows(
        "select count(*), max(position) - min(position) + 1 from feed"
        " where kind in ('Observation', 'Photo', 'Tag')"
    )
    assert told == [(22, 22)]


async def test_sent_again_they_are_answered_as_before(house: House, amara: Phone) -> None:
    ops = captures(amara, house)
    first = await amara.send(*ops)
    again = await amara.send(*ops, *captures(amara, house, many=2))
    assert [one.duplicate for one in again] == [True] * 4 + [False] * 2
    assert [one.answer for one in again[:4]] == [one.answer for one in first]
    assert await house.count("observation") == 6
