"""What an act leaves in the logs of its scopes."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from exchange.ground.recording import Act, Changed, record, record_all
from exchange.ground.sessions import Sessions
from exchange.ground.tables import Feed, JournalLine, Scope, ScopeKind

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 10, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
async def circles(sessions: Sessions) -> list[UUID]:
    ids = sorted(uuid4() for _ in range(2))
    async with sessions.as_steward() as session:
        session.add_all(Scope(id=one, kind=ScopeKind.PLACEMENT) for one in ids)
    return ids


async def feed_of(sessions: Sessions, scope: UUID) -> list[tuple[int, str]]:
    async with sessions.as_steward() as session:
        rows = await session.scalars(select(Feed).where(Feed.scope_id == scope).order_by(Feed.position))
        return [(row.position, row.kind) for row in rows]


async def test_an_act_that_fails_after_recording_leaves_no_trace_and_no_gap(
    sessions: Sessions, circles: list[UUID]
) -> None:
    async def fall_over() -> None:
        async with sessions.as_steward() as session:
            await record(session, "stumble", [Changed(circles[0], "Photo", uuid4())], by=None, at=NOON)
            message = "the floor gave way"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        await fall_over()
    assert await feed_of(sessions, circles[0]) == []

    async with sessions.as_steward() as session:
        await record(session, "walk", [Changed(circles[0], "Photo", uuid4())], by=None, at=NOON)
    assert await feed_of(sessions, circles[0]) == [(1, "Photo")]


async def test_every_scope_an_act_touches_hears_of_it_once_and_in_order(
    sessions: Sessions, circles: list[UUID]
) -> None:
    here, there = circles
    thing = uuid4()
    async with sessions.as_steward() as session:
        changed = [
            Changed(there, "Observation", thing),
            Changed(here, "Observation", thing),
            Changed(here, "Photo", thing),
            Changed(here, "Photo", thing),
        ]
        await record(session, "narrow", changed, by=None, at=NOON)
    assert await feed_of(sessions, here) == [(1, "Observation"), (2, "Photo")]
    assert await feed_of(sessions, there) == [(1, "Observation")]


async def test_each_journal_line_carries_the_hash_of_everything_before_it(
    sessions: Sessions, circles: list[UUID]
) -> None:
    scope = circles[0]
    for act in ("see", "say", "settle"):
        async with sessions.as_steward() as session:
            changed = [Changed(scope, "Comment", uuid4())]
            await record(session, act, changed, by=None, at=NOON, detail={"of": "Διμήτρα"})

    async with sessions.as_steward() as session:
        rows = await session.scalars(
            select(JournalLine).where(JournalLine.scope_id == scope).order_by(JournalLine.position)
        )
        lines = list(rows)
        head = await session.get_one(Scope, scope)
    before = b""
    for line in lines:
        before = hashlib.sha256(before + line.line.encode()).digest()
        assert line.hash == before
    assert [line.act for line in lines] == ["see", "say", "settle"]
    assert head.journal_head == before


async def test_several_acts_at_once_stand_in_their_logs_as_if_one_had_followed_the_other(
    sessions: Sessions, circles: list[UUID]
) -> None:
    here, there = circles
    acts = [
        Act("see", [Changed(there, "Observation", uuid4()), Changed(there, "Photo", uuid4())]),
        Act("say", [Changed(here, "Comment", uuid4()), Changed(there, "Comment", uuid4())]),
        Act("settle", [Changed(there, kind, uuid4()) for kind in ("Decision", "Observation", "Comment")]),
    ]
    async with sessions.as_steward() as session:
        await record_all(session, acts, by=None, at=NOON)
    assert await feed_of(sessions, here) == [(1, "Comment")]
    kinds = ["Observation", "Photo", "Comment", "Decision", "Observation", "Comment"]
    assert await feed_of(sessions, there) == list(enumerate(kinds, 1))
    async with sessions.as_steward() as session:
        rows = await session.scalars(
            select(JournalLine).where(JournalLine.scope_id == there).order_by(JournalLine.position)
        )
        lines = list(rows)
        head = await session.get_one(Scope, there)
    assert [(line.position, line.act) for line in lines] == [(2, "see"), (3, "say"), (6, "settle")]
    before = b""
    for line in lines:
        before = hashlib.sha256(before + line.line.encode()).digest()
        assert line.hash == before
    assert (head.position, head.journal_head) == (6, before)


async def test_an_act_in_a_scope_that_does_not_exist_is_undone_whole(
    sessions: Sessions, circles: list[UUID]
) -> None:
    async def misplace() -> None:
        async with sessions.as_steward() as session:
            changed = [Changed(circles[0], "Photo", uuid4()), Changed(uuid4(), "Photo", uuid4())]
            await record(session, "misplace", changed, by=None, at=NOON)

    with pytest.raises(LookupError, match="no scope"):
        await misplace()
    assert await feed_of(sessions, circles[0]) == []
