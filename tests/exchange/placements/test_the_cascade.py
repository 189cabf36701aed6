"""However mentors answer and days pass: one is asked at a time, and no request waits for nobody."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from exchange.placements.cascade import Mentor, Turn, go_on, outcome
from exchange.placements.requests import RequestState, TurnState

MENTORS = [UUID(int=number) for number in range(1, 5)]
DAYS, PATIENCE = 3, 2
ORDERS = st.lists(st.lists(st.sampled_from(MENTORS), min_size=1, unique=True), min_size=1, max_size=3)


class Requests(RuleBasedStateMachine):
    """Some requests for the same few mentors."""

    @initialize(orders=ORDERS, days=st.lists(st.integers(0, 8), min_size=4, max_size=4))
    def ask(self, orders: list[list[UUID]], days: list[int]) -> None:
        self.today = date(2026, 12, 1)
        self.offered: dict[UUID, int | None] = dict(zip(MENTORS, days, strict=True))
        self.agreed = dict.fromkeys(MENTORS, 0)
        self.requests = [[Turn(mentor) for mentor in order] for order in orders]
        self.look()

    def look(self) -> None:
        """What the server does by itself after each thing that happens."""
        mentors = {
            mentor: Mentor(None if days is None else days - self.agreed[mentor], self.today)
            for mentor, days in self.offered.items()
        }
        self.requests = [go_on(turns, mentors, DAYS, PATIENCE) for turns in self.requests]

    def answered(self, number: int, state: TurnState) -> Turn | None:
        """Whoever is asked by one of the requests answers."""
        turns = self.requests[number % len(self.requests)]
        for place, turn in enumerate(turns):
            if turn.state is TurnState.ASKED:
                turns[place] = turn._replace(state=state)
                return turn
        return None

    @rule(number=st.integers(0, 2))
    def yes(self, number: int) -> None:
        turn = self.answered(number, TurnState.YES)
        if turn is not None:
            self.agreed[turn.mentor_id] += DAYS
        self.look()

    @rule(number=st.integers(0, 2))
    def no(self, number: int) -> None:
        self.answered(number, TurnState.NO)
        self.look()

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.look()

    @rule(mentor=st.sampled_from(MENTORS))
    def receives_nobody_now(self, mentor: UUID) -> None:
        self.offered[mentor] = None
        self.look()

    @rule(mentor=st.sampled_from(MENTORS), days=st.integers(0, 8))
    def offers_anew(self, mentor: UUID, days: int) -> None:
        self.offered[mentor] = self.agreed[mentor] + days
        self.look()

    @invariant()
    def nobody_is_asked_beside_another(self) -> None:
        for turns in getattr(self, "requests", []):
            assert sum(turn.state in (TurnState.ASKED, TurnState.YES) for turn in turns) <= 1

    @invariant()
    def nobody_is_asked_or_agreed_beyond_their_days(self) -> None:
        for turn in (turn for turns in getattr(self, "requests", []) for turn in turns):
            if turn.state is TurnState.ASKED:
                offered = self.offered[turn.mentor_id]
                assert offered is not None
                assert offered - self.agreed[turn.mentor_id] >= DAYS

    @invariant()
    def every_request_is_over_or_waits_until_a_day_to_come(self) -> None:
        for turns in getattr(self, "requests", []):
            waits = [turn.reply_by for turn in turns if turn.state is TurnState.ASKED]
            if outcome(turns) is RequestState.OPEN:
                assert len(waits) == 1
                assert waits[0] is not None
                assert waits[0] >= self.today
            else:
                assert waits == []


TestRequests = Requests.TestCase
TestRequests.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
