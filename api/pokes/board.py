"""Who listens for pokes in this process, and how much of it is allowed."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import anyio

from api.auth.caller import Caller
from api.edge.budgets import neighbourhood

LINES = 20
"""Open connections of one person; who has more is asked to come back later."""
ALL_LINES = 5_000
STRANGERS = 200
"""Connections that have not yet said who they are."""
NAMELESS = 10
"""And of those, from one address."""


class Bell:
    """Rings when something changed; however often before it is heard, it is heard once."""

    def __init__(self) -> None:
        self.seen: str | None = None
        self.rung = anyio.Event()

    def look_at(self, mark: str) -> None:
        """Ring if this mark is not the one that was seen last."""
        if mark != self.seen:
            self.seen = mark
            self.rung.set()

    async def heard(self) -> AsyncIterator[None]:
        """Once for every time it rang."""
        while True:
            await self.rung.wait()
            self.rung = anyio.Event()
            yield


@dataclass(eq=False, slots=True)
class Line:
    """One open connection of somebody, and the bells that hang on it."""

    caller: Caller
    bells: set[Bell] = field(default_factory=set)
    doubted: anyio.Event = field(default_factory=anyio.Event)

    def doubt(self) -> None:
        """Whether its caller may still listen has to be asked again."""
        self.doubted.set()
        self.doubted = anyio.Event()


@dataclass(eq=False, slots=True)
class Board:
    """Every open connection of this process."""

    looked_every: float = 0.5
    asked_every: float = 30.0
    """How long a session that ended without a word may still listen."""
    patience: float = 10.0
    """How long somebody may take to say who they are, or to read what is sent."""
    nameless: Counter[str] = field(default_factory=Counter)
    """How many connections from each address have not yet said who they are."""
    lines: defaultdict[UUID, set[Line]] = field(default_factory=lambda: defaultdict(set))
    somebody: anyio.Event = field(default_factory=anyio.Event)

    @property
    def strangers(self) -> int:
        """How many have not yet said who they are."""
        return self.nameless.total()

    def has_room(self, address: str) -> bool:
        """Whether one more stranger from this address is not too many."""
        if self.strangers >= STRANGERS or sum(map(len, self.lines.values())) >= ALL_LINES:
            return False
        return self.nameless[neighbourhood(address)] < NAMELESS

    def come(self, address: str) -> None:
        """Somebody is here who has not yet said who they are."""
        self.nameless[neighbourhood(address)] += 1

    def name(self, address: str) -> None:
        """One of them has said it, or is gone."""
        self.nameless -= Counter([neighbourhood(address)])

    def open(self, caller: Caller) -> Line | None:
        """A line for this caller; none when they have as many as one person may."""
        if caller.person_id is None or len(self.lines[caller.person_id]) >= LINES:
            return None
        line = Line(caller)
        self.lines[caller.person_id].add(line)
        return line

    def close(self, line: Line) -> None:
        """This connection is gone."""
        person_id = line.caller.person_id
        if person_id is not None:
            self.lines[person_id].discard(line)
            if not self.lines[person_id]:
                del self.lines[person_id]

    def hang(self, line: Line) -> Bell:
        """A bell for one subscription."""
        bell = Bell()
        line.bells.add(bell)
        self.somebody.set()
        return bell

    def every_line(self) -> Iterator[Line]:
        """Every line, whoever is on it."""
        for lines in self.lines.values():
            yield from lines

    def listeners(self) -> list[UUID]:
        """The people for whom a bell hangs here."""
        return [person_id for person_id, lines in self.lines.items() if any(line.bells for line in lines)]

    def show(self, marks: Mapping[tuple[UUID, bool], str]) -> None:
        """Ring for everybody whose mark is another one than before; a partner has one of its own."""
        for line in self.every_line():
            if line.caller.person_id is None:
                continue
            mark = marks.get((line.caller.person_id, line.caller.partner), "")
            for bell in line.bells:
                bell.look_at(mark)

    def doubt(self, token: bytes | None = None) -> None:
        """A session or key may be over; without one named, any of them may."""
        for line in list(self.every_line()):
            if token is None or line.caller.token == token:
                line.doubt()
