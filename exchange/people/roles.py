"""What a role is good for: whether it lasts on a day, and when what came with it ends."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_

from exchange.people.tables import Membership


def in_office(on: date) -> ColumnElement[bool]:
    """The memberships that last on this day."""
    return and_(Membership.since <= on, or_(Membership.until.is_(None), Membership.until >= on))


def last_day(memberships: Iterable[Membership]) -> date | None:
    """The last day of the longest of these roles; none when one of them has no end."""
    days = [membership.until for membership in memberships]
    ends = [day for day in days if day is not None]
    return max(ends) if ends and len(ends) == len(days) else None


def end_of(day: date, time_zone: str) -> datetime:
    """The moment at which a day is over, where it is lived."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
