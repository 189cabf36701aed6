"""Writing a calendar as iCalendar has it: by the museums' own clocks, under names that stay."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from api.calendars.words import summary
from exchange.calendars.occasions import Occasion

EVERY = timedelta(hours=6)
"""How often a calendar should ask again; nothing here changes by the minute."""


def written(occasions: Sequence[Occasion], *, locale: str, origin: str, at: datetime) -> bytes:
    """The calendar; `at` is the moment it is written."""
    calendar = Calendar()
    calendar.add("prodid", "-//Understudy//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Understudy")
    calendar.add("x-wr-calname", "Understudy")
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for one in occasions:
        calendar.add_component(event(one, locale=locale, origin=origin, at=at))
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text


def event(one: Occasion, *, locale: str, origin: str, at: datetime) -> Event:
    """One occasion."""
    found = Event()
    found.add("uid", f"{one.uid}@understudy")
    found.add("dtstamp", at)
    found.add("dtstart", there(one.starts, one.zone))
    found.add("dtend", there(one.ends, one.zone))
    found.add("sequence", one.sequence)
    found.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    found.add("summary", summary(one.kind, one.title, locale))
    found.add("url", f"{origin}{one.path}")
    if one.place is not None:
        found.add("location", one.place)
    if not isinstance(one.starts, datetime):
        found.add("transp", "TRANSPARENT")
    return found


def there(when: date | datetime, zone: str) -> date | datetime:
    """A moment as the museum's clock shows it; a day is a day everywhere.

    Of an hour that comes twice, iCalendar means the first (RFC 5545, 3.3.5): the second is said in UTC.
    """
    if not isinstance(when, datetime):
        return when
    local = when.astimezone(ZoneInfo(zone))
    return when.astimezone(UTC) if local.fold else local


def tag_of(occasions: Sequence[Occasion], locale: str) -> str:
    """What tells whether the calendar has changed, whenever it is written."""
    return f'"{hashlib.sha256(f"{locale} {occasions!r}".encode()).hexdigest()[:32]}"'
