"""What a file that enrols may say; `docker/exchange.example.toml` is one."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from api.enrolling.words import (
    Asked,
    Clock,
    Country,
    Email,
    Locale,
    Name,
    ObjectNumber,
    Sentence,
    Strict,
    TimeZone,
    Zone,
)
from exchange.floor.house_rules import MOST_DAYS, Effect, RuleKind
from exchange.people.tables import Role, Size
from exchange.placements.tables import PlacementState


class Network(Strict):
    """What everything belongs to."""

    name: Name


class Museum(Strict):
    """A museum of the network, as its coordinators would describe it."""

    name: Name
    town: Name
    country: Country
    time_zone: TimeZone
    zones: tuple[Zone, ...] = ()
    size: Size | None = None
    departments: tuple[Name, ...] = ()
    facilities: tuple[Name, ...] = ()
    languages: tuple[Locale, ...] = ()
    isil: Name | None = None
    ror: Name | None = None
    wikidata: Name | None = None


class Rule(Strict):
    """A museum's rule for photos, from the moment it is enrolled."""

    museum: Name
    kind: RuleKind
    effect: Effect
    sentence: Asked
    objects: tuple[Zone, ...] = ()
    zones: tuple[Zone, ...] = ()
    expires_days: int | None = Field(default=None, ge=1, le=MOST_DAYS)


class Post(Strict):
    """A role at a museum, from today on when nothing else is said."""

    museum: Name
    role: Role
    since: date | None = None


class Person(Strict):
    """Somebody who signs in with an e-mail address."""

    name: Name
    email: Email
    locale: Locale = "en"
    roles: tuple[Post, ...] = Field(min_length=1)


class Round(Strict):
    """What every span of days says."""

    starts_on: date
    ends_on: date

    @model_validator(mode="after")
    def runs_forward(self) -> Self:
        """Nothing ends before it starts."""
        if self.ends_on < self.starts_on:
            raise ValueError("it ends before it starts; correct starts_on or ends_on")
        return self


class Programme(Round):
    """A round of placements with its objectives."""

    name: Name
    objectives: tuple[Sentence, ...] = Field(min_length=1)
    coordinators: tuple[Email, ...] = ()


class Item(Strict):
    """Something planned, in the time of the host museum."""

    starts: Clock
    ends: Clock
    title: Name
    zone: Zone | None = None
    object_number: ObjectNumber | None = None

    @model_validator(mode="after")
    def runs_forward(self) -> Self:
        """Nothing ends before it starts."""
        if self.ends < self.starts:
            raise ValueError("it ends before it starts; correct starts or ends")
        return self


class Question(Strict):
    """A question worth watching for, and the number of the objective it serves."""

    question: Sentence
    objective: int | None = Field(default=None, ge=1)


class Day(Strict):
    """A shadowing day."""

    date: date
    purpose: Sentence
    place: Name | None = None
    plan: tuple[Item, ...] = ()
    prompts: tuple[Question, ...] = ()


class Placement(Round):
    """A participant, lent by a home museum to a host museum, beside a mentor."""

    programme: Name
    title: Name
    participant: Email
    mentor: Email
    home: Name
    host: Name
    home_manager: Email | None = None
    state: PlacementState = PlacementState.UNDER_WAY
    days: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def is_in_order(self) -> Self:
        """Two people, and days of their own within the placement."""
        if self.participant == self.mentor:
            raise ValueError("nobody mentors themselves; name somebody else as mentor")
        if self.participant == self.home_manager:
            raise ValueError("nobody agrees to what they promise themselves; name another home_manager")
        once((str(day.date) for day in self.days), "day")
        for day in self.days:
            if not self.starts_on <= day.date <= self.ends_on:
                raise ValueError(f"the day {day.date} is outside {self.starts_on} to {self.ends_on}")
        return self


def once(names: Iterable[str], kind: str) -> None:
    """Refuse a name that stands in the file twice: the second would be lost without a word."""
    seen = set[str]()
    for name in names:
        if name in seen:
            raise ValueError(f"the {kind} “{name}” stands here twice; keep one")
        seen.add(name)
