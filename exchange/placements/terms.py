"""What a placement agreement says: its shape, what has to hold in it, and the hash that is signed."""

from collections import Counter
from datetime import date
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from exchange.ground.refusals import Refused
from exchange.placements.misshapen import misshapen

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
WHOLE = 100


class Step(StrEnum):
    """As what somebody signs."""

    PARTICIPANT = "PARTICIPANT"
    MENTOR = "MENTOR"
    HOME_MANAGER = "HOME_MANAGER"
    SPONSOR = "SPONSOR"


class Part(BaseModel):
    """A part of an agreement: of this shape, of no other, and never changed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Host(Part):
    """A museum that receives the participant: from when until when, beside whom, its share in percent."""

    museum_id: UUID
    mentor_id: UUID
    share: int = Field(ge=1, le=WHOLE)
    since: date
    until: date


class Day(Part):
    """A day of the plan: at which host, for what, and whether from afar."""

    on: date
    museum_id: UUID
    purpose: Line
    place: Line | None = None
    remote: bool = False


class Obligations(Part):
    """What each side owes the others."""

    home: tuple[Line, ...] = Field(min_length=1, max_length=20)
    host: tuple[Line, ...] = Field(min_length=1, max_length=20)
    participant: tuple[Line, ...] = Field(min_length=1, max_length=20)


class Objective(Part):
    """What is to be learned, and what would show it."""

    wanted: Line
    evidence: Line


class Deliverable(Part):
    """What the participant brings home, and by when."""

    what: Line
    due_on: date


class Money(Part):
    """An amount in the smallest unit of its currency."""

    amount: int = Field(ge=0, le=10**12)
    currency: Currency


class Cost(Part):
    """What something costs, and which museum bears it."""

    what: Line
    borne_by: UUID
    money: Money


class Signatory(Part):
    """Who signs, as what, for which museum."""

    step: Step
    person_id: UUID
    museum_id: UUID


class Terms(Part):
    """All that an agreement says; who signs, in which order, is a part of it."""

    title: Line
    hosts: tuple[Host, ...] = Field(min_length=1, max_length=5)
    days: tuple[Day, ...] = Field(min_length=1, max_length=100)
    obligations: Obligations
    objectives: tuple[Objective, ...] = Field(min_length=1, max_length=20)
    deliverables: tuple[Deliverable, ...] = Field(max_length=20)
    insurance: Prose
    photos: Prose
    stipend: Money | None = None
    costs: tuple[Cost, ...] = Field(default=(), max_length=40)
    signatories: tuple[Signatory, ...] = Field(min_length=4, max_length=20)

    def canonical(self) -> str:
        """The one way to write it, so that equal terms have equal hashes."""
        return dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(content: str) -> Terms:
    """Terms from JSON; says of what has another shape where it is at fault."""
    try:
        return Terms.model_validate_json(content)
    except ValidationError as no:
        raise misshapen(no) from None


def hash_of(content: str) -> str:
    """The hash that a signature names."""
    return sha256(content.encode()).hexdigest()


def must_hold(terms: Terms, *, participant_id: UUID, home_id: UUID) -> None:
    """Refuses terms that do not fit together."""
    hosts = [host.museum_id for host in terms.hosts]
    if len(set(hosts)) < len(hosts) or home_id in hosts:
        raise Refused("INVALID", "Each host is another museum, and none of them is the home museum.", "hosts")
    if sum(host.share for host in terms.hosts) != WHOLE:
        raise Refused("INVALID", "The shares of the hosts make 100 per cent.", "hosts")
    if participant_id in {host.mentor_id for host in terms.hosts}:
        raise Refused("INVALID", "Nobody mentors themselves.", "hosts")
    dates = [day.on for day in terms.days]
    if dates != sorted(set(dates)):
        raise Refused("INVALID", "Days stand in their order, each once.", "days")
    if {day.museum_id for day in terms.days} != set(hosts):
        raise Refused("INVALID", "Each day is at one of the hosts, and each host has a day.", "days")
    stays = {host.museum_id: host for host in terms.hosts}
    if not all(stays[day.museum_id].since <= day.on <= stays[day.museum_id].until for day in terms.days):
        raise Refused("INVALID", "Each day lies within the stay at its host.", "days")
    if not {cost.borne_by for cost in terms.costs} <= {home_id, *hosts}:
        raise Refused("INVALID", "A cost is borne by one of the museums.", "costs")
    signatories_must_hold(terms, participant_id=participant_id, home_id=home_id)


def signatories_must_hold(terms: Terms, *, participant_id: UUID, home_id: UUID) -> None:
    """Refuses a chain without one of those who have to sign, or with somebody in it twice."""
    chain = Counter((one.step, one.person_id, one.museum_id) for one in terms.signatories)
    needed = {(Step.MENTOR, host.mentor_id, host.museum_id) for host in terms.hosts}
    needed.add((Step.PARTICIPANT, participant_id, home_id))
    of_these = {one for one in chain if one[0] in (Step.PARTICIPANT, Step.MENTOR)}
    if max(chain.values()) > 1 or of_these != needed:
        raise Refused(
            "INVALID", "The participant and each mentor sign once, and nobody twice.", "signatories"
        )
    managers = [one for one in terms.signatories if one.step is Step.HOME_MANAGER]
    if [one.museum_id for one in managers] != [home_id] or managers[0].person_id == participant_id:
        raise Refused("INVALID", "One home manager signs for the home museum.", "signatories")
    sponsors = {one.museum_id for one in terms.signatories if one.step is Step.SPONSOR}
    if home_id not in sponsors or not sponsors <= {home_id, *(host.museum_id for host in terms.hosts)}:
        raise Refused(
            "INVALID", "A sponsor signs for the home museum; others may for the hosts.", "signatories"
        )
