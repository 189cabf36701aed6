"""Tags and photos of an observation, put on and taken off from two devices at once."""

from uuid import uuid4

from exchange.floor.answers import Applied, NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.ground.ids import uuid7
from schema.floor.observation_ops import RemoveObservation
from schema.floor.photo_ops import AttachPhoto, DescribePhoto, DetachPhoto
from schema.floor.tag_ops import TagObservation
from schema.review.ops import WriteComment
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen, word


async def test_a_mentor_neither_tags_nor_attaches_nor_describes_nor_detaches(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    shot = photo()
    what = seen(house.placement, photos=[shot])
    await amara.done(what)
    for do in (
        TagObservation(id=what.id, add=[word("mine")], remove=[]),
        AttachPhoto(observation_id=what.id, photo=photo()),
        DescribePhoto(id=shot.id, alt="Something else", decorative=False),
        DetachPhoto(id=shot.id),
        RemoveObservation(id=what.id, base=1),
    ):
        answer = await ingrid.do(do)
        assert isinstance(answer, Rejected)
        assert answer.code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await house.rows("select alt, rev, removed_at from photo") == [("A crate", 1, None)]
    assert await house.rows("select rev, removed_at from observation") == [(1, None)]
    assert await house.count("tag") == 0


async def test_a_photo_that_is_not_there_is_not_described(house: House, amara: Phone) -> None:
    answer = await amara.do(DetachPhoto(id=uuid4()))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.NOT_FOUND_OR_FORBIDDEN


async def test_a_tag_put_on_elsewhere_survives_taking_off_the_same_word(
    house: House, amara: Phone, tablet: Phone
) -> None:
    mine, hers = word("gloves"), word("gloves")
    what = seen(house.placement, tags=[mine])
    await amara.done(what)
    await tablet.done(TagObservation(id=what.id, add=[hers], remove=[]))
    await amara.done(TagObservation(id=what.id, add=[], remove=[mine.id]))
    assert await house.rows("select id from tag where removed_at is null") == [(hers.id,)]


async def test_putting_a_tag_on_twice_puts_it_on_once(house: House, amara: Phone) -> None:
    one = word("gloves")
    what = seen(house.placement, tags=[one])
    await amara.done(what)
    answer = await amara.done(TagObservation(id=what.id, add=[one], remove=[]))
    assert answer.rev == 1
    assert await house.count("tag") == 1


async def test_a_photo_comes_is_described_and_goes(house: House, amara: Phone) -> None:
    what, shot = seen(house.placement), photo(alt=None)
    await amara.done(what)
    assert (await amara.done(AttachPhoto(observation_id=what.id, photo=shot))).rev == 2
    assert (await amara.done(DescribePhoto(id=shot.id, alt="Two crates", decorative=False))).rev == 3
    assert (await amara.done(DetachPhoto(id=shot.id))).rev == 4
    assert (await amara.done(DetachPhoto(id=shot.id))).rev == 4
    answer = await amara.do(DescribePhoto(id=shot.id, alt="Three crates", decorative=False))
    assert isinstance(answer, NeedsUser)
    assert answer.code is NeedsUserCode.TARGET_CLOSED
    assert await house.rows("select alt, rev from photo") == [("Two crates", 3)]


async def test_what_somebody_wrote_is_not_taken_away_unread(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    what = seen(house.placement, photos=[photo()], tags=[word("gloves")])
    await amara.done(what)
    await ingrid.done(WriteComment(id=uuid7(MORNING), observation_id=what.id, body="Please keep this one."))
    answer = await amara.do(RemoveObservation(id=what.id, base=1))
    assert isinstance(answer, NeedsUser)
    assert answer.code is NeedsUserCode.DELETE_HIDES_UNSEEN
    assert await house.rows("select removed_at from observation") == [(None,)]
    answer = await amara.do(RemoveObservation(id=what.id, base=2))
    assert isinstance(answer, Applied)
    for table in ("observation", "photo", "tag", "comment"):
        assert await house.rows(f"select count(*) from {table} where removed_at is null") == [(0,)]
