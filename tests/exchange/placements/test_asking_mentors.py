"""A mentor is asked one after the other, each until a day, and nobody for more days than they offer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    HANNELORE,
    HOUSES,
    INGRID,
    LAGOON,
    LEYLA,
    MAREK,
    SPEICHERHOF,
    Player,
)
from api.demo.seating import seat
from exchange.floor.unpacking import CallingOff, call_off
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.matching.offering import NewOffer, end_offer, say_offer
from exchange.placements import requesting
from exchange.placements.agreements import PlacementAgreement
from exchange.placements.drafting import draft
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.rooming import mentor_at
from exchange.placements.turning import look_after_all
from exchange.privacy.erasing import erase
from tests.cast import MORNING, PROGRAMME, open_one
from tests.exchange.placements.agreeing import CHAIN, FIRST_DAY, Desk, rows, terms

pytestmark = pytest.mark.anyio

FIRST = date(2026, 12, 7)
PEOPLE = (AMARA, CHINEDU, INGRID, LEYLA, ADWOA, DIMITRA, HANNELORE, MAREK)
NEXT_DAY = timedelta(days=1)


@dataclass
class Asking:
    """Where Dimitra asks for a mentor for Amara, and mentors answer."""

    sessions: Sessions
    at: datetime = MORNING
    offers: dict[UUID, UUID] = field(default_factory=dict)

    async def offer(self, mentor: Player, days: int) -> None:
        new = NewOffer(
            id=uuid7(self.at),
            museum_id=mentor.house.id,
            about="",
            skills=("Paper",),
            interests=(),
            languages=("en",),
            adjustments=frozenset(),
            weeks=(FIRST,),
            blackouts=(),
            days=days,
            places=1,
        )
        self.offers[mentor.id] = new.id
        async with self.sessions.as_person(mentor.id) as session:
            await say_offer(session, new, by=mentor.id, at=MORNING - NEXT_DAY)

    async def ask(self, *mentors: Player, about: UUID, days: int = 5, by: UUID = DIMITRA.id) -> UUID:
        request = MentorRequest(
            id=uuid7(self.at),
            programme_id=PROGRAMME,
            agreement_id=about,
            about="Amara wants to see paper that was wet once.",
            since=FIRST,
            until=FIRST + timedelta(days=4),
            days=days,
            patience=3,
            state=RequestState.OPEN,
            by_id=by,
            made_at=self.at,
        )
        named = [(one.id, one.house.id) for one in mentors]
        async with self.sessions.as_steward() as session:
            await requesting.ask_mentors(session, request, named, by=by, at=self.at)
        return request.id

    async def yes(self, id: UUID, by: Player, *, close: bool = False) -> None:
        async with self.sessions.as_steward() as session:
            await requesting.say_yes(session, id, close=close, by=by.id, at=self.at)

    async def no(self, id: UUID, by: Player, reason: str = "") -> None:
        async with self.sessions.as_steward() as session:
            await requesting.say_no(session, id, reason, by=by.id, at=self.at)

    async def look(self) -> None:
        """What the server does by itself every minute."""
        await look_after_all(self.sessions, at=self.at)

    async def stands(self, id: UUID) -> tuple[RequestState, list[TurnState]]:
        turns = select(MentorTurn.state).where(MentorTurn.request_id == id).order_by(MentorTurn.position)
        async with self.sessions.as_steward() as session:
            request = await session.get_one(MentorRequest, id)
            return request.state, list(await session.scalars(turns))

    async def reads(self, who: Player) -> tuple[int, Sequence[UUID]]:
        """How many requests somebody sees, and the mentors that they see in them."""
        async with self.sessions.as_person(who.id) as session:
            requests = (await session.scalars(select(MentorRequest.id))).all()
            return len(requests), (await session.scalars(select(MentorTurn.mentor_id))).all()


@pytest.fixture
async def asking(sessions: Sessions) -> Asking:
    async with sessions.as_steward() as session:
        await seat(session, HOUSES, PEOPLE, at=MORNING)
        await open_one(session)
    found = Asking(sessions)
    for mentor, days in ((HANNELORE, 10), (MAREK, 10), (INGRID, 4)):
        await found.offer(mentor, days)
    return found


@pytest.fixture
async def agreement(asking: Asking, sessions: Sessions) -> UUID:
    return await another(sessions)


async def another(sessions: Sessions) -> UUID:
    """An agreement for which somebody beside is looked for."""
    row = PlacementAgreement(
        id=uuid4(), programme_id=PROGRAMME, participant_id=AMARA.id, home_id=LAGOON.id, made_at=MORNING
    )
    async with sessions.as_steward() as session:
        await draft(session, row, terms(), by=DIMITRA.id, at=MORNING)
    return row.id


async def refusal(doing: object) -> Refused:
    with pytest.raises(Refused) as no:
        await doing  # type: ignore[misc]
    return no.value


async def test_nobody_is_asked_who_has_no_days_left_and_only_a_coordinator_asks(
    asking: Asking, agreement: UUID
) -> None:
    assert (
        await refusal(asking.ask(HANNELORE, about=agreement, by=LEYLA.id))
    ).code == "NOT_FOUND_OR_FORBIDDEN"
    full = await refusal(asking.ask(HANNELORE, INGRID, about=agreement))
    assert (full.field, full.sentence) == ("mentors", "Ingrid Solheim has 4 days left of what they offer.")
    away = await refusal(asking.ask(ADWOA, about=agreement))
    assert away.sentence == "Adwoa Mensah offers nothing there at present."
    assert (await refusal(asking.ask(HANNELORE, HANNELORE, about=agreement))).field == "mentors"
    assert (await refusal(asking.ask(HANNELORE, about=agreement, days=9))).field == "days"
    assert (await refusal(asking.ask(HANNELORE, about=uuid4()))).code == "NOT_FOUND_OR_FORBIDDEN"
    assert await asking.reads(DIMITRA) == (0, [])


async def test_a_no_asks_the_next_one_and_nobody_reads_who_comes_before_or_after_them(
    asking: Asking, agreement: UUID
) -> None:
    request = await asking.ask(HANNELORE, MAREK, about=agreement)
    again = await refusal(asking.ask(MAREK, about=agreement))
    assert again.sentence == "Mentors are being asked already: wait, or call that off."
    assert await asking.reads(HANNELORE) == (1, [HANNELORE.id])
    assert await asking.reads(MAREK) == (0, [])
    assert await asking.reads(AMARA) == (0, [])
    assert (await refusal(asking.yes(request, MAREK))).code == "NOT_FOUND_OR_FORBIDDEN"
    await asking.no(request, HANNELORE, "We move house in that week.")
    assert (await refusal(asking.yes(request, HANNELORE))).code == "STATUS_MOVED"
    assert await asking.reads(MAREK) == (1, [MAREK.id])
    await asking.yes(request, MAREK)
    assert await asking.stands(request) == (RequestState.ACCEPTED, [TurnState.NO, TurnState.YES])


async def test_the_day_passes_by_the_clock_of_the_mentor_and_the_last_one_ends_it(
    asking: Asking, agreement: UUID
) -> None:
    request = await asking.ask(HANNELORE, MAREK, about=agreement)
    asking.at += timedelta(days=3)
    await asking.look()
    assert await asking.stands(request) == (RequestState.OPEN, [TurnState.ASKED, TurnState.WAITING])
    asking.at += NEXT_DAY
    assert (await refusal(asking.yes(request, HANNELORE))).sentence == "You are not asked any more."
    await asking.look()
    assert await asking.stands(request) == (RequestState.OPEN, [TurnState.LATE, TurnState.ASKED])
    asking.at += timedelta(days=4)
    await asking.look()
    assert await asking.stands(request) == (RequestState.NOBODY, [TurnState.LATE, TurnState.LATE])


async def test_who_asks_back_is_told_and_has_their_days_again(asking: Asking, agreement: UUID) -> None:
    request = await asking.ask(HANNELORE, MAREK, about=agreement)

    async def tell(words: str, by: Player) -> None:
        async with asking.sessions.as_steward() as session:
            await requesting.tell_more(session, request, words, by=by.id, at=asking.at)

    assert (await refusal(tell("Yes.", DIMITRA))).code == "STATUS_MOVED"
    async with asking.sessions.as_steward() as session:
        await requesting.ask_for_more(
            session, request, "Does she speak German?", by=HANNELORE.id, at=asking.at
        )
    asking.at += timedelta(days=3)
    assert (await refusal(tell("Yes.", LEYLA))).code == "NOT_FOUND_OR_FORBIDDEN"
    await tell("A little.", DIMITRA)
    asking.at += timedelta(days=3)
    await asking.look()
    assert (await asking.stands(request))[1] == [TurnState.ASKED, TurnState.WAITING]


async def test_a_yes_that_closes_sends_whatever_else_they_were_asked_on_to_the_next(
    asking: Asking, agreement: UUID
) -> None:
    request = await asking.ask(HANNELORE, about=agreement)
    other = await asking.ask(HANNELORE, MAREK, about=await another(asking.sessions))
    await asking.yes(request, HANNELORE, close=True)
    await asking.look()
    assert await asking.stands(request) == (RequestState.ACCEPTED, [TurnState.YES])
    assert await asking.stands(other) == (RequestState.OPEN, [TurnState.AWAY, TurnState.ASKED])
    async with asking.sessions.as_person(MAREK.id) as session:
        await end_offer(session, asking.offers[MAREK.id], by=MAREK.id, at=asking.at)
    await asking.look()
    assert await asking.stands(other) == (RequestState.NOBODY, [TurnState.AWAY, TurnState.AWAY])


async def test_nobody_says_yes_to_more_days_than_they_offer(asking: Asking, agreement: UUID) -> None:
    first, second, third = [
        await asking.ask(HANNELORE, MAREK, about=one)
        for one in (agreement, await another(asking.sessions), await another(asking.sessions))
    ]
    await asking.yes(first, HANNELORE)
    await asking.yes(second, HANNELORE)
    assert (await refusal(asking.yes(third, HANNELORE))).code == "FULL"
    await asking.look()
    assert await asking.stands(third) == (RequestState.OPEN, [TurnState.FULL, TurnState.ASKED])


async def test_who_said_yes_to_a_stay_that_is_called_off_has_those_days_again(
    asking: Asking, agreement: UUID
) -> None:
    async def room() -> int | None:
        async with asking.sessions.as_steward() as session:
            return (await mentor_at(session, HANNELORE.id, SPEICHERHOF.id, at=asking.at)).room

    await asking.yes(await asking.ask(HANNELORE, about=agreement), HANNELORE)
    ((signed,),) = await rows(asking.sessions, "select hash from agreement_version")
    await Desk(asking.sessions, agreement).sign(str(signed), *CHAIN)
    assert await room() == 5
    asking.at += NEXT_DAY
    off = CallingOff(agreement, SPEICHERHOF.id, FIRST_DAY + NEXT_DAY, "The press is broken.")
    async with asking.sessions.as_steward() as session:
        await call_off(session, off, by=DIMITRA.id, at=asking.at)
    assert await room() == 9, "one day of the stay is left"


async def test_who_is_erased_is_asked_no_more_and_what_was_said_about_them_goes(
    asking: Asking, agreement: UUID
) -> None:
    request = await asking.ask(HANNELORE, MAREK, about=agreement)
    async with asking.sessions.as_steward() as session:
        await erase(session, HANNELORE.id, by=None, at=asking.at)
    await asking.look()
    assert await asking.stands(request) == (RequestState.OPEN, [TurnState.AWAY, TurnState.ASKED])
    async with asking.sessions.as_steward() as session:
        await erase(session, AMARA.id, by=None, at=asking.at)
    await asking.look()
    assert await asking.stands(request) == (RequestState.NOBODY, [TurnState.AWAY, TurnState.AWAY])
    async with asking.sessions.as_steward() as session:
        assert (await session.get_one(MentorRequest, request)).about == ""
