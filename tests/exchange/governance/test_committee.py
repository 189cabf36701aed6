"""A committee decides with a quorum, and nobody decides what is their own."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    KATARZYNA,
    LAGOON,
    MAREK,
    MISAKI,
    Player,
)
from exchange.governance.conflicts import Conflict
from exchange.governance.declaring import Interest, declare, declared, step_back
from exchange.governance.putting import withdraw_motion
from exchange.governance.seating import NewSeat, give_seat
from exchange.governance.tables import Choice, InterestKind
from exchange.governance.voting import bench
from exchange.ground.refusals import Refused
from exchange.privacy.erasing import erase
from tests.exchange.governance.conftest import NOW, Committee

pytestmark = pytest.mark.anyio

CANARY = "A bursary"
MATTER = text("select title || words from matter")
BALLOT = text("select person_id, conflicts, choice from ballot_of(:motion) where votes or choice is not null")
KEPT = text("select state, votes_for, votes_against, abstained, recused, seats from motion where id = :id")
BY_HAND = text("update motion set state = 'CARRIED', votes_for = 9, seats = 9 where id = :id")
A_VOTE = text("insert into vote values (:motion, :who, 'FOR', '', now())")


async def reads(committee: Committee, who: Player) -> list[str]:
    async with committee.sessions.as_person(who.id) as session:
        return list(await session.scalars(MATTER))


async def conflicts(
    committee: Committee, motion: UUID, who: Player, asker: Player | None = None
) -> list[Conflict]:
    async with committee.sessions.as_person((asker or who).id) as session:
        return next((one.conflicts for one in await bench(session, motion) if one.person_id == who.id), [])


async def kept(committee: Committee, motion: UUID) -> tuple[object, ...]:
    async with committee.sessions.as_steward() as session:
        return tuple((await session.execute(KEPT, {"id": motion})).one())


async def refused(act: Awaitable[object]) -> str:
    with pytest.raises(Refused) as no:
        await act
    return no.value.code


async def test_who_has_no_seat_neither_reads_nor_votes_nor_decides_nor_puts(committee: Committee) -> None:
    motion = await committee.put()
    assert await reads(committee, AMARA) == []
    assert await refused(committee.vote(motion, AMARA)) == "NOT_FOUND_OR_FORBIDDEN"
    assert await refused(committee.decide(motion, DIMITRA)) == "NOT_FOUND_OR_FORBIDDEN"
    assert await refused(committee.put(by=AMARA)) == "NOT_FOUND_OR_FORBIDDEN"
    seat = NewSeat(
        uuid4(),
        4,
        substitute=False,
        person_id=AMARA.id,
        since=NOW.date(),
        until=NOW.date() + timedelta(days=90),
    )
    async with committee.sessions.as_person(ADWOA.id) as session:
        assert await refused(give_seat(session, seat, by=ADWOA.id, at=NOW)) == "NOT_FOUND_OR_FORBIDDEN"
    async with committee.sessions.as_person(DIMITRA.id) as session:
        await give_seat(session, seat, by=DIMITRA.id, at=NOW)
    assert await kept(committee, motion) == ("OPEN", None, None, None, None, None)


async def test_whoever_works_there_or_is_concerned_reads_nothing_of_it_and_has_no_vote(
    committee: Committee,
) -> None:
    motion = await committee.put(AMARA, museums=(LAGOON.id,))
    assert await conflicts(committee, motion, ADWOA) == [Conflict.EMPLOYER]
    assert await reads(committee, ADWOA) == []
    assert await refused(committee.vote(motion, ADWOA)) == "RECUSED"
    async with committee.sessions.as_person(ADWOA.id) as session:
        assert [one.person_id for one in await bench(session, motion)] == [ADWOA.id], "nor who decides"
    for raw in (A_VOTE, BY_HAND):
        with pytest.raises(DBAPIError):
            async with committee.sessions.as_person(ADWOA.id) as session:
                await session.execute(raw, {"motion": motion, "who": ADWOA.id, "id": motion})

    assert CANARY in (await reads(committee, MISAKI))[0]
    assert await conflicts(committee, motion, ADWOA, asker=MISAKI) == [Conflict.EMPLOYER]
    await committee.vote(motion, MISAKI)
    assert await refused(committee.decide(motion, MISAKI)) == "NO_QUORUM"
    await committee.vote(motion, KATARZYNA, Choice.AGAINST)
    assert await committee.decide(motion, MISAKI) == "REJECTED", "as many against it as for it"
    assert await kept(committee, motion) == ("REJECTED", 1, 1, 0, 1, 3)
    for act in (committee.vote(motion, MISAKI), committee.decide(motion, MISAKI)):
        assert await refused(act) == "DECIDED"


async def test_a_substitute_votes_only_where_the_holder_may_not(committee: Committee) -> None:
    motion = await committee.put()
    assert await refused(committee.vote(motion, MAREK)) == "SUBSTITUTE"
    async with committee.sessions.as_person(KATARZYNA.id) as session:
        await step_back(session, motion, "My neighbour.", by=KATARZYNA.id, at=NOW)
    assert await refused(committee.vote(motion, KATARZYNA)) == "RECUSED"
    await committee.vote(motion, MAREK)
    await committee.vote(motion, ADWOA)
    assert await committee.decide(motion) == "CARRIED"
    assert await kept(committee, motion) == ("CARRIED", 2, 0, 0, 1, 3)


async def test_a_conflict_that_begins_after_the_vote_takes_the_vote_out_of_the_count(
    committee: Committee,
) -> None:
    motion = await committee.put(AMARA)
    await committee.vote(motion, ADWOA)
    await committee.vote(motion, MISAKI)
    friend = Interest(InterestKind.FRIENDSHIP, about_person_id=AMARA.id, words="We studied together.")
    async with committee.sessions.as_person(MISAKI.id) as session:
        await declare(session, [friend], by=MISAKI.id, at=NOW)
    assert await conflicts(committee, motion, MISAKI) == [Conflict.DECLARED]
    assert await reads(committee, MISAKI) == []
    assert await refused(committee.decide(motion)) == "NO_QUORUM"

    async with committee.sessions.as_person(MISAKI.id) as session:
        await declare(session, [], by=MISAKI.id, at=NOW)
    assert await refused(committee.vote(motion, MISAKI)) == "RECUSED", "taken back to vote, it still is one"
    async with committee.sessions.as_person(CHINEDU.id) as session:
        seen = [tuple(row) for row in await declared(session)]
    assert "We studied" not in str(seen)
    assert AMARA.id not in {part for row in seen for part in row}


async def test_whoever_declared_nothing_this_year_is_asked_first(committee: Committee) -> None:
    motion = await committee.put()
    async with committee.sessions.as_steward() as session:
        await session.execute(text("delete from declaration where person_id = :who"), {"who": ADWOA.id})
    assert await conflicts(committee, motion, ADWOA) == [Conflict.UNDECLARED]
    assert await refused(committee.vote(motion, ADWOA)) == "RECUSED"
    async with committee.sessions.as_person(ADWOA.id) as session:
        await declare(session, [], by=ADWOA.id, at=NOW)
    await committee.vote(motion, ADWOA)


async def test_what_is_taken_back_is_decided_by_nobody_and_only_by_whom_it_was_put(
    committee: Committee,
) -> None:
    motion = await committee.put()
    async with committee.sessions.as_person(ADWOA.id) as session:
        with pytest.raises(Refused, match="not yours"):
            await withdraw_motion(session, motion, by=ADWOA.id, at=NOW)
    async with committee.sessions.as_person(DIMITRA.id) as session:
        await withdraw_motion(session, motion, by=DIMITRA.id, at=NOW)
    assert await refused(committee.vote(motion, ADWOA)) == "DECIDED"
    async with committee.sessions.as_steward() as session:
        with pytest.raises(DBAPIError, match="stays decided"):
            await session.execute(text("update motion set state = 'OPEN'"))


async def test_at_once_a_vote_and_a_decision_take_turns(committee: Committee) -> None:
    motion = await committee.put()
    await committee.vote(motion, ADWOA)
    await committee.vote(motion, MISAKI)
    acts = (
        committee.vote(motion, KATARZYNA, Choice.AGAINST),
        committee.decide(motion),
        committee.decide(motion),
    )
    done = await asyncio.gather(*acts, return_exceptions=True)
    counted = await kept(committee, motion)
    said_no = [one for one in done if isinstance(one, Refused)]
    assert {one.code for one in said_no} == {"DECIDED"}
    assert counted == ("CARRIED", 2, 0 if isinstance(done[0], Refused) else 1, 0, 0, 3)


async def test_whoever_is_erased_leaves_the_count_and_takes_their_words_along(committee: Committee) -> None:
    motion = await committee.put(AMARA)
    await committee.vote(motion, ADWOA)
    await committee.vote(motion, MISAKI)
    assert await committee.decide(motion) == "CARRIED"
    async with committee.sessions.as_steward() as session:
        for who in (AMARA, ADWOA):
            await erase(session, who.id, by=None, at=NOW)
    assert await kept(committee, motion) == ("CARRIED", 2, 0, 0, 0, 3)
    assert await reads(committee, MISAKI) == ["–"]


@pytest.mark.parametrize("seed", range(2))
async def test_no_sequence_of_acts_decides_without_a_quorum_or_counts_a_vote_of_whoever_may_not(
    committee: Committee, seed: int
) -> None:
    """Acts in any order: after each the ballot holds no vote of somebody with a conflict of interest."""
    chance = Random(seed)
    bench_people = [ADWOA, MISAKI, KATARZYNA, MAREK]
    motion = await committee.put(AMARA)
    counted = 0

    async def conflict() -> None:
        who = chance.choice(bench_people)
        async with committee.sessions.as_person(who.id) as session:
            await step_back(session, motion, "", by=who.id, at=NOW)

    async def vote() -> None:
        await committee.vote(motion, chance.choice(bench_people), chance.choice(list(Choice)))

    async def close() -> None:
        await committee.decide(motion, chance.choice(bench_people))

    for _ in range(12):
        act = chance.choice([vote, vote, vote, close, conflict])
        try:
            await act()
        except Refused as no:
            assert no.code in {"RECUSED", "SUBSTITUTE", "DECIDED", "NO_QUORUM"}  # noqa: PT017 - any of them
        async with committee.sessions.as_steward() as session:
            ballot = (await session.execute(BALLOT, {"motion": motion})).all()
        voted = sum(one.choice is not None for one in ballot)
        assert not [one for one in ballot if one.conflicts and one.choice]
        assert act is not conflict or voted <= counted, "a conflict added a vote"
        counted = voted
        state, *numbers, _, seats = await kept(committee, motion)
        assert state == "OPEN" or sum(int(str(one)) for one in numbers) * 2 > int(str(seats))
