"""The scalars of the graph, as they stand on the wire."""

from datetime import UTC, date, datetime
from uuid import UUID

import strawberry
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.types.scalar import ScalarDefinition


def _text(given: object, wanted: str) -> str:
    if not isinstance(given, str):
        raise StrawberryInputCoercionError(f"This must be a string with {wanted}.")
    return given


def moment(given: object) -> datetime:
    """A moment, from text; without an offset nobody knows which one is meant."""
    wanted = "an ISO 8601 moment and its offset, such as 2026-10-08T09:31:04.123456+00:00"
    try:
        read = datetime.fromisoformat(_text(given, wanted))
        if read.tzinfo is None:
            raise ValueError
        return read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise StrawberryInputCoercionError(f"This is not {wanted}.") from None


def day(given: object) -> date:
    """A day, from text."""
    wanted = "an ISO 8601 day, such as 2026-10-08"
    try:
        return date.fromisoformat(_text(given, wanted))
    except ValueError:
        raise StrawberryInputCoercionError(f"This is not {wanted}.") from None


def key(given: object) -> UUID:
    """A UUID, from text in its usual form."""
    wanted = "a UUID of 32 hexadecimal digits and four hyphens"
    text = _text(given, wanted)
    try:
        read = UUID(text)
        if str(read) != text.lower():
            raise ValueError
    except ValueError:
        raise StrawberryInputCoercionError(f"This is not {wanted}.") from None
    return read


def _told(value: datetime | date) -> str:
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment: ISO 8601 with its offset, in answers UTC: `2026-10-08T09:31:04.123456+00:00`.",
        serialize=_told,
        parse_value=moment,
    ),
    date: strawberry.scalar(
        name="Date", description="A day: ISO 8601, such as `2026-10-08`.", serialize=_told, parse_value=day
    ),
    UUID: strawberry.scalar(
        name="UUID",
        description="A UUID in its usual form, such as `01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e8f`.",
        serialize=str,
        parse_value=key,
    ),
}
