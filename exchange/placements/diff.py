"""What changed from one version of an agreement to the next: part by part, so that it can be read out."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from exchange.placements.terms import Day, Host, Part, Terms


class Subject(StrEnum):
    """Which part of an agreement changed."""

    TITLE = "TITLE"
    HOST = "HOST"
    DAY = "DAY"
    HOME_OWES = "HOME_OWES"
    HOST_OWES = "HOST_OWES"
    PARTICIPANT_OWES = "PARTICIPANT_OWES"
    OBJECTIVE = "OBJECTIVE"
    DELIVERABLE = "DELIVERABLE"
    INSURANCE = "INSURANCE"
    PHOTOS = "PHOTOS"
    STIPEND = "STIPEND"
    COST = "COST"
    SIGNATORY = "SIGNATORY"


class Change(NamedTuple):
    """One part that is new, gone or otherwise than it was, named by what it is about."""

    subject: Subject
    about: str | None
    before: Part | str | None
    after: Part | str | None


def changes(before: Terms, after: Terms) -> list[Change]:
    """Everything that is not as it was, in the order in which an agreement is read."""
    return [
        *whole(Subject.TITLE, before.title, after.title),
        *keyed(Subject.HOST, hosts(before), hosts(after)),
        *keyed(Subject.DAY, days(before), days(after)),
        *listed(Subject.HOME_OWES, before.obligations.home, after.obligations.home),
        *listed(Subject.HOST_OWES, before.obligations.host, after.obligations.host),
        *listed(Subject.PARTICIPANT_OWES, before.obligations.participant, after.obligations.participant),
        *listed(Subject.OBJECTIVE, before.objectives, after.objectives),
        *listed(Subject.DELIVERABLE, before.deliverables, after.deliverables),
        *whole(Subject.INSURANCE, before.insurance, after.insurance),
        *whole(Subject.PHOTOS, before.photos, after.photos),
        *whole(Subject.STIPEND, before.stipend, after.stipend),
        *listed(Subject.COST, before.costs, after.costs),
        *listed(Subject.SIGNATORY, before.signatories, after.signatories),
    ]


def hosts(terms: Terms) -> dict[str, Host]:
    """The hosts, by their museum."""
    return {str(host.museum_id): host for host in terms.hosts}


def days(terms: Terms) -> dict[str, Day]:
    """The days, by their date."""
    return {day.on.isoformat(): day for day in terms.days}


def whole(subject: Subject, before: Part | str | None, after: Part | str | None) -> Iterator[Change]:
    """A part that is one thing."""
    if before != after:
        yield Change(subject, None, before or None, after or None)


def keyed(subject: Subject, before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[Change]:
    """Parts that are known again by a day or a museum."""
    for key in [*before, *(key for key in after if key not in before)]:
        if before.get(key) != after.get(key):
            yield Change(subject, key, before.get(key), after.get(key))


def listed(
    subject: Subject, before: tuple[Part | str, ...], after: tuple[Part | str, ...]
) -> Iterator[Change]:
    """Parts of a list, each of which is there or not; only another order has nothing before or after."""
    gone = [one for one in before if one not in after]
    new = [one for one in after if one not in before]
    yield from (Change(subject, None, one, None) for one in gone)
    yield from (Change(subject, None, None, one) for one in new)
    if before != after and not gone and not new:
        yield Change(subject, None, None, None)
