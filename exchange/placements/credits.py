"""What a stay counts for: hours of professional development, by the days of it that are over."""


def earned(days: int, *, of_days: int, of_hours: int) -> int:
    """Whole hours for so many days of a stay that counts for so many; more days earn no more than it."""
    return of_hours * min(days, of_days) // of_days


def earned_in(days: int, *, after: int, of_days: int, of_hours: int) -> int:
    """Whole hours for days that follow others, so that periods add up to what the whole stay earns."""
    whole = earned(after + days, of_days=of_days, of_hours=of_hours)
    return whole - earned(after, of_days=of_days, of_hours=of_hours)
