"""When things happen in the story: days counted from today, in the time of the host museum."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Dates:
    """The days around a moment, as a calendar on a museum's wall shows them."""

    now: datetime
    time_zone: str

    def date(self, day: int) -> date:
        """The date so many days from today."""
        return self.now.astimezone(ZoneInfo(self.time_zone)).date() + timedelta(days=day)

    def moment(self, day: int, at: str) -> datetime:
        """A time of such a day, for a plan: it may still lie ahead."""
        there = datetime.combine(self.date(day), time.fromisoformat(at), ZoneInfo(self.time_zone))
        return there.astimezone(UTC)

    def happened(self, day: int, at: str | int) -> datetime:
        """When something was captured: at a time of a past day, or so many minutes ago."""
        if isinstance(at, int):
            return self.now - timedelta(minutes=at)
        return min(self.moment(day, at), self.now)

    def later(self, start: datetime, hours: float) -> datetime:
        """So many hours after, but never in the future."""
        return min(start + timedelta(hours=hours), self.now)
