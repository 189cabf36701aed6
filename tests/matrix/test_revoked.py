"""Rights that end midway: between two operations of a push, between two pages, on a device that follows."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from api.pokes.looking import MARKS
from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions
from exchange.people.joining import appoint, join
from exchange.people.tables import Membership, Museum, Person, Role
from exchange.placements.placing import place
from exchange.placements.resigning import end_role
from exchange.placements.tables import Placement, PlacementState
from tests.matrix.askers import MENTOR, OWN, PARTICIPANT, PLACEMENT, Asker
from tests.matrix.doings import captured, commented, new, uuid_of
from tests.matrix.stage import Stage
from tests.matrix.world import HOST, NEAR, NOW, OTHER, THEIRS, Things, planned

SECRET = "Two hands, and nobody speaks."
LIST = """query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    observations(where: {placement: $id}, first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { id note } pageInfo { startCursor endCursor } } }"""
FEED = """query ($device: UUID!, $after: String) { changes(deviceId: $device, after: $after, limit: 500) {
    cursor digest { scope }
    changes { __typename ... on Upsert { row { id ... on Observation { note } } }
              ... on ScopeRemoved { scope } } } }"""


@dataclass(frozen=True, slots=True)
class Two:
    """A participant and a mentor whose role ends in each story."""

    participant: Asker
    mentor: Asker
    things: Things
    seen: list[UUID]


@pytest.fixture
def two(stage: Stage) -> Two:
    """Two newcomers, a placement, and three entries that the mentor reads."""
    lent, mentor = uuid7(NOW), uuid7(NOW)
    things = Things(lent, mentor, uuid7(NOW), uuid7(NOW))

    async def come(session: AsyncSession) -> None:
        for one, role, museum_id in ((lent, Role.PARTICIPANT, OTHER), (mentor, Role.MENTOR, HOST)):
            person = Person(id=one, network_id=NEAR, name="Somebody", locale="en")
            await join(session, person, f"{one}@museum.example", at=NOW)
            museum = await session.get_one(Museum, museum_id)
            await appoint(session, person, museum, role, since=date(2026, 1, 1), at=NOW)
        placement = Placement(
            id=things.placement,
            programme_id=THEIRS,
            participant_id=lent,
            mentor_id=mentor,
            home_id=OTHER,
            host_id=HOST,
            title="For a week",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            state=PlacementState.UNDER_WAY,
            default_audience=None,
        )
        await place(session, placement, at=NOW)
        await planned(session, things.placement, NOW.date(), told=False)

    stage.run(stage.as_steward(come))
    both = Two(Asker(PARTICIPANT, OWN, lent), Asker(MENTOR, PLACEMENT, mentor), things, [])
    ops = [captured(things, SECRET) for _ in range(3)]
    stage.run(stage.done(both.participant, ops))
    both.seen.extend(map(uuid_of, ops))
    return both


MINE = """{ me { id name memberships(first: 5) { id } }
    observations { nodes { note placement { title participant { name } mentor { name } home { name }
                                            host { name } programme { name network { name } } } } } }"""


async def end(session: AsyncSession, person_id: UUID) -> None:
    """End the one role of somebody, as of the day before yesterday."""
    one = await session.scalars(select(Membership.id).where(Membership.person_id == person_id))
    await end_role(session, one.one(), NOW.date() - timedelta(days=2), by=None, at=NOW)


def end_at_once(stage: Stage, two: Two) -> None:
    stage.run(stage.as_steward(lambda session: end(session, two.things.mentor)))


@contextmanager
def after_commit(number: int, act: Callable[[], None]) -> Iterator[list[bool]]:
    """Do something elsewhere when so many transactions have committed here, before the next one begins."""
    commits = 0
    happened: list[bool] = []
    here = threading.get_ident()

    def then(_session: Session) -> None:
        nonlocal commits
        if threading.get_ident() != here:  # the server's own jobs go on beside it
            return
        commits += 1
        if commits == number:
            happened.append(True)
            elsewhere = threading.Thread(target=act)
            elsewhere.start()
            elsewhere.join()

    event.listen(Session, "after_commit", then)
    try:
        yield happened
    finally:
        event.remove(Session, "after_commit", then)


def from_elsewhere(stage: Stage, two: Two) -> None:
    """End the mentor's role over a connection of its own."""

    async def run() -> None:
        sessions = Sessions.at(stage.url, size=1)
        async with sessions.as_steward() as session:
            await end(session, two.things.mentor)
        await sessions.close()

    asyncio.run(run())


def results(answer: Any) -> list[str]:
    return [one.get("rejected", "done") for one in answer.data["push"]["results"]]


def test_between_two_operations_of_a_push_the_second_is_refused_and_stays_refused(
    stage: Stage, two: Two
) -> None:
    device = new()
    ops = [
        {"opId": new(), "seq": number, "v": 1, "capturedAt": NOW.isoformat(), "do": op}
        for number, op in enumerate((commented(str(one), "Seen.") for one in two.seen[:2]), 1)
    ]
    # The first transaction greets the device, the second is the first operation.
    with after_commit(2, lambda: from_elsewhere(stage, two)) as happened:
        answer = stage.run(stage.send(two.mentor, device, ops))
    assert happened
    assert results(answer) == ["done", "NOT_FOUND_OR_FORBIDDEN"]
    kept = stage.run(
        stage.rows("select observation_id from comment where author_id = :by", by=two.things.mentor)
    )
    assert [row.observation_id for row in kept] == [two.seen[0]]

    again = stage.run(stage.send(two.mentor, device, ops))
    assert results(again) == results(answer)
    assert SECRET not in again.text


@pytest.mark.parametrize("forward", [True, False])
def test_between_two_pages_of_a_list_the_rest_is_empty(stage: Stage, two: Two, forward: bool) -> None:
    size = {"id": f"Placement:{two.things.placement}", "first" if forward else "last": 1}
    page = stage.run(stage.answer(two.mentor, LIST, **size)).data["observations"]
    assert page["nodes"][0]["note"] == SECRET
    assert page["totalCount"] > 1

    end_at_once(stage, two)

    info = page["pageInfo"]
    beyond = {"after": info["endCursor"]} if forward else {"before": info["startCursor"]}
    rest = stage.run(stage.answer(two.mentor, LIST, **size, **beyond))
    assert rest.data["observations"]["nodes"] == []
    assert rest.data["observations"]["totalCount"] == 0
    assert SECRET not in rest.text


def test_a_device_that_follows_is_told_to_forget_the_placement(stage: Stage, two: Two) -> None:
    device = new()
    first = stage.run(stage.answer(two.mentor, FEED, device=device)).data["changes"]
    told = [one["row"]["id"] for one in first["changes"] if one["__typename"] == "Upsert"]
    assert {f"Observation:{one}" for one in two.seen} <= set(told)

    end_at_once(stage, two)

    after = stage.run(stage.answer(two.mentor, FEED, device=device, after=first["cursor"]))
    gone = {one["scope"] for one in after.data["changes"]["changes"] if one["__typename"] == "ScopeRemoved"}
    assert {str(two.things.placement), str(HOST), str(NEAR)} <= gone
    assert [one for one in after.data["changes"]["changes"] if one["__typename"] == "Upsert"] == []
    assert [one["scope"] for one in after.data["changes"]["digest"]] == [str(two.things.mentor)]
    assert SECRET not in after.text
    anew = stage.run(stage.answer(two.mentor, FEED, device=new()))
    assert SECRET not in anew.text


def test_who_listens_hears_at_once_that_something_ended_and_nothing_after_it(stage: Stage, two: Two) -> None:
    def mark() -> object:
        async def look(session: AsyncSession) -> object:
            rows = await session.execute(MARKS, {"people": [two.things.mentor]})
            return rows.one().marks

        return stage.run(stage.as_steward(look))

    before = mark()
    end_at_once(stage, two)
    ended = mark()
    assert ended != before

    stage.run(stage.done(two.participant, [captured(two.things, SECRET)]))
    assert mark() == ended


def test_a_role_that_ends_on_a_day_to_come_is_heard_until_then(stage: Stage, two: Two) -> None:
    async def end_later(session: AsyncSession) -> None:
        mine = Membership.person_id == two.things.mentor
        one = (await session.scalars(select(Membership.id).where(mine))).one()
        await end_role(session, one, NOW.date() + timedelta(days=30), by=None, at=NOW)

    stage.run(stage.as_steward(end_later))
    here = f"Placement:{two.things.placement}"
    page = stage.run(stage.answer(two.mentor, LIST, id=here, first=1)).data["observations"]
    assert page["nodes"][0]["note"] == SECRET


def test_who_took_part_reads_their_own_entries_and_where_they_were_and_adds_nothing(
    stage: Stage, two: Two
) -> None:
    kept = captured(two.things, "Only for me.")
    kept["captureObservation"]["audience"] = "ONLY_ME"
    stage.run(stage.done(two.participant, [kept]))
    stage.run(stage.as_steward(lambda session: end(session, two.things.participant)))

    mine = stage.run(stage.answer(two.participant, MINE))
    assert mine.errors == []
    assert mine.data["me"]["id"] == f"Person:{two.things.participant}"
    [own] = mine.data["observations"]["nodes"]
    assert (own["note"], own["placement"]["title"]) == ("Only for me.", "For a week")
    assert SECRET not in mine.text, "what was shown to the mentor belongs to the placement"

    count = "select (select count(*) from observation) + (select count(*) from commitment) as n"
    before = stage.run(stage.rows(count))
    more = stage.run(stage.push(two.participant, [captured(two.things, "One more."), kept_again(two)]))
    assert results(more) == ["NOT_FOUND_OR_FORBIDDEN"] * 2
    assert stage.run(stage.rows(count)) == before


def kept_again(two: Two) -> dict[str, Any]:
    """Another entry for its author alone, at the placement that is over for them."""
    op = captured(two.things, "And one for me.")
    op["captureObservation"]["audience"] = "ONLY_ME"
    return op
