"""The one change that would give a place to somebody who went nowhere, while everybody else stays.

What somebody needs is never theirs to change: that a host can do it is the host's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from exchange.matching.asked import WEEK, Applicant, Opening, Stay, weeks_of
from exchange.matching.fit import Lack, lacks, starts, worth
from exchange.matching.formula import Formula
from exchange.matching.room import ENOUGH, Room, Short


class Kind(StrEnum):
    """What would have to be otherwise; the first of these is the smallest."""

    WEEK_OF_APPLICANT = "WEEK_OF_APPLICANT"
    WEEK_OF_HOST = "WEEK_OF_HOST"
    PLACE = "PLACE"
    PLACE_AND_DAYS = "PLACE_AND_DAYS"
    DAYS_OF_MENTOR = "DAYS_OF_MENTOR"
    ADJUSTMENT_OF_HOST = "ADJUSTMENT_OF_HOST"
    PARTS_OF_HOST = "PARTS_OF_HOST"
    REMOTE_OF_HOST = "REMOTE_OF_HOST"
    LANGUAGE = "LANGUAGE"
    SHARE_OF_MUSEUM = "SHARE_OF_MUSEUM"
    SKILL_OF_HOST = "SKILL_OF_HOST"


SIZES = {kind: size for size, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise, by how much, and the stay that follows.

    `amount` are the days, weeks or words more; `values` the words that would do, each alone, or the weeks.
    """

    kind: Kind
    amount: int
    values: tuple[str, ...]
    stay: Stay


def smallest_change(applicant: Applicant, room: Room, formula: Formula) -> Change | None:
    """The smallest of all single changes; among equals the one worth most. None where one is not enough."""
    found = (
        (SIZES[change.kind], change.amount, -worth(applicant, opening, formula).total, change.stay, change)
        for opening in room.openings.values()
        for change in changes(applicant, opening, room)
    )
    return min(found, key=lambda one: one[:4], default=(None,))[-1]


def changes(applicant: Applicant, opening: Opening, room: Room) -> Iterator[Change]:
    """The single changes after which this applicant could come to this opening."""
    lacking = lacks(applicant, opening)
    if lacking == (Lack.WEEKS,) or (not lacking and room.engine > 1):
        yield from another_week(applicant, opening, room)
    if Lack.WEEKS in lacking:
        return
    if len(lacking) > 1 or lacking == (Lack.SAME_MUSEUM,):
        return
    for start in starts(applicant, opening):
        stay = Stay(applicant.id, opening.id, start)
        short = room.short(applicant, opening, start)
        if not lacking or lacking == (Lack.DAYS,):
            yield from more_room(stay, short)
        elif short == ENOUGH:
            yield from said_otherwise(lacking[0], applicant, opening, stay)


def more_room(stay: Stay, short: Short) -> Iterator[Change]:
    """They suit each other, and the host, or the rule of shares, would have to take one person more."""
    full = tuple(map(date.isoformat, short.weeks))
    match bool(short.weeks), bool(short.days), short.share:
        case True, False, False:
            yield Change(Kind.PLACE, len(full), full, stay)
        case False, True, False:
            yield Change(Kind.DAYS_OF_MENTOR, short.days, (), stay)
        case True, True, False:
            yield Change(Kind.PLACE_AND_DAYS, short.days, full, stay)
        case False, False, True:
            yield Change(Kind.SHARE_OF_MUSEUM, 1, (), stay)


def said_otherwise(lack: Lack, applicant: Applicant, opening: Opening, stay: Stay) -> Iterator[Change]:
    """There is room, and one word more of either would do."""
    if lack is Lack.LANGUAGE:
        yield Change(Kind.LANGUAGE, 1, tuple(sorted(applicant.languages | opening.languages)), stay)
    elif lack is Lack.SKILL and applicant.skills:
        yield Change(Kind.SKILL_OF_HOST, 1, applicant.skills, stay)
    elif lack is Lack.ADJUSTMENT:
        missing = tuple(sorted(applicant.adjustments - opening.adjustments))
        if len(missing) == 1:
            yield Change(Kind.ADJUSTMENT_OF_HOST, 1, missing, stay)
    elif lack is Lack.PARTS:
        yield Change(Kind.PARTS_OF_HOST, applicant.parts - opening.parts, (), stay)
    elif lack is Lack.REMOTE:
        yield Change(Kind.REMOTE_OF_HOST, applicant.remote_days - opening.remote_days, (), stay)


def another_week(applicant: Applicant, opening: Opening, room: Room) -> Iterator[Change]:
    """One of the two would have to be free in one week more."""
    if applicant.parts > 1:
        yield from another_week_apart(applicant, opening, room)
        return
    for start in sorted(possible_starts(applicant, opening)):
        stay = weeks_of(applicant, opening, start)
        theirs = [week for week in stay if week not in applicant.weeks]
        hosts = [week for week in stay if week not in opening.weeks]
        if len(theirs) + len(hosts) != 1 or room.short(applicant, opening, start) != ENOUGH:
            continue
        kind = Kind.WEEK_OF_APPLICANT if theirs else Kind.WEEK_OF_HOST
        yield Change(kind, 1, ((theirs or hosts)[0].isoformat(),), Stay(applicant.id, opening.id, start))


def another_week_apart(applicant: Applicant, opening: Opening, room: Room) -> Iterator[Change]:
    """The same, for who comes in several parts: the week need not be beside another."""
    for week in sorted(applicant.weeks ^ opening.weeks):
        with_it = frozenset({week})
        who = replace(applicant, weeks=applicant.weeks | with_it)
        where = replace(opening, weeks=opening.weeks | with_it)
        kind = Kind.WEEK_OF_HOST if week in applicant.weeks else Kind.WEEK_OF_APPLICANT
        for start in starts(who, where):
            if room.short(who, where, start) == ENOUGH:
                yield Change(kind, 1, (week.isoformat(),), Stay(applicant.id, opening.id, start))


def possible_starts(applicant: Applicant, opening: Opening) -> set[date]:
    """Every week from which on a stay would reach a week that one of the two has."""
    known = applicant.weeks | opening.weeks
    return {week - WEEK * earlier for week in known for earlier in range(applicant.length)}
