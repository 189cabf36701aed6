"""The hours in which nobody is disturbed, by the clock of the museum."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from exchange.ground.refusals import Refused

QUARTER = timedelta(minutes=15)
HOURS = 24


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one full hour until another; the same hour twice is no quiet at all."""

    begins: int = 20
    ends: int = 8

    def holds(self, at: datetime, zone: str) -> bool:
        """Whether it is quiet at this moment, where the museum is."""
        hour = at.astimezone(ZoneInfo(zone)).hour
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


def check_quiet(quiet: Quiet) -> None:
    """Both are hours of a day."""
    if not (0 <= quiet.begins < HOURS and 0 <= quiet.ends < HOURS):
        raise Refused("INVALID", "Quiet hours go from one full hour of the day to another, 0 to 23.", "quiet")


def awake(at: datetime, zone: str, quiet: Quiet) -> datetime:
    """This moment, or the first quarter of an hour after it at which it is quiet no more.

    It goes forward quarter by quarter in UTC: whatever a clock does in that night, the museum's own clock
    is asked each time. Every clock in the world differs from UTC by whole quarters.
    """
    if not quiet.holds(at, zone):
        return at
    at = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0) + QUARTER
    while quiet.holds(at, zone):
        at += QUARTER
    return at
