"""Identifiers that are made where the thing is made."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exchange.ground.ids import uuid7

MOMENTS = st.integers(10**5, 7 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(at=MOMENTS, chance=st.binary(min_size=10, max_size=10))
def test_an_id_is_a_version_7_uuid_of_the_standard_variant(at: datetime, chance: bytes) -> None:
    made = uuid7(at, chance)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert datetime.fromtimestamp((made.int >> 80) / 1000, UTC) == at


@given(
    at=MOMENTS,
    later=st.integers(1, 10**9),
    chances=st.tuples(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10)),
)
def test_a_later_millisecond_always_sorts_after_an_earlier_one(
    at: datetime, later: int, chances: tuple[bytes, bytes]
) -> None:
    assert uuid7(at, chances[0]) < uuid7(at + timedelta(milliseconds=later), chances[1])


def test_two_ids_of_the_same_moment_differ() -> None:
    at = datetime(2026, 10, 8, 9, 31, tzinfo=UTC)
    assert len({uuid7(at) for _ in range(1000)}) == 1000
