"""The museum's signed word for what arrived: one for every operation that took effect, none for any other."""

from dataclasses import replace

from joserfc.jwk import KeySet
from sqlalchemy import text
from strawberry import Some

from exchange.floor.answers import Applied, Merged, Rejected, Retry
from exchange.ground.stamp import Stamp, new_key, stated
from tests.cast import STAMP
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, edited, seen

KEYS = KeySet([STAMP.key])


async def test_what_was_not_done_has_no_receipt(house: House, amara: Phone, leyla: Phone) -> None:
    other = seen(house.other_placement)
    await leyla.done(other)
    answers = await amara.send(
        amara.op(seen(house.placement, note=" ")),
        amara.op(edited(other.id, 1)),
        replace(amara.op(seen(house.placement)), prev_op=other.id),
    )
    assert [type(one.answer) for one in answers] == [Rejected, Rejected, Retry]
    query = "select count(*) from receipt where answer ? 'receipt' and person_id = :amara"
    assert await house.rows(query, amara=house.amara) == [(0,)]


async def test_a_receipt_names_person_device_entry_and_hash(house: House, amara: Phone) -> None:
    new = seen(house.placement)
    op = amara.op(new)
    [answered] = await amara.send(op)
    assert isinstance(answered.answer, Applied)
    assert answered.answer.receipt is not None
    assert stated(answered.answer.receipt, KEYS) == {
        "v": 1,
        "of": "operation",
        "museum": "https://strandhall.example",
        "person": str(house.amara),
        "device": str(amara.device_id),
        "op": str(op.op_id),
        "entity": f"Observation:{new.id}",
        "rev": 1,
        "sha256": op.digest.hex(),
        "size": op.size,
        "receivedAt": MORNING.isoformat(),
    }


async def test_sent_again_it_has_the_same_receipt_byte_for_byte_even_under_another_key(
    house: House, amara: Phone
) -> None:
    op = amara.op(seen(house.placement))
    [first] = await amara.send(op)
    [again] = await amara.send(op, stamp=Stamp("https://moved.example", new_key()))
    assert again.duplicate
    assert isinstance(first.answer, Applied)
    assert isinstance(again.answer, Applied)
    assert again.answer.receipt == first.answer.receipt is not None


async def test_what_was_answered_before_receipts_were_signed_has_none(house: House, amara: Phone) -> None:
    op = amara.op(seen(house.placement))
    await amara.send(op)
    async with house.sessions.as_steward() as session:
        await session.execute(text("update receipt set answer = answer - 'receipt'"))
    [again] = await amara.send(op)
    assert isinstance(again.answer, Applied)
    assert (again.duplicate, again.answer.receipt) == (True, None)


async def test_a_merge_has_a_receipt_too(house: House, amara: Phone, tablet: Phone) -> None:
    new = seen(house.placement, note="One two three")
    await amara.done(new)
    await amara.done(edited(new.id, 1, note=Some("One two four")))
    merged = await tablet.do(edited(new.id, 1, note=Some("One two five")))
    assert isinstance(merged, Merged)
    assert merged.receipt is not None
    assert stated(merged.receipt, KEYS)["rev"] == merged.rev
