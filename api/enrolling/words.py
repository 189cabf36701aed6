"""What a word, a place or a number may look like in a file that enrols."""

from datetime import time
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from api.auth.codes import tidy_email


def zone(name: str) -> str:
    """A time zone this system knows."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as fault:
        raise ValueError(f"“{name}” is no IANA time zone; write one such as Europe/Lisbon") from fault
    return name


def address(given: str) -> str:
    """An e-mail address as sign-in keeps it."""
    email = tidy_email(given)
    if email is None:
        raise ValueError(f"“{given}” is no e-mail address")
    return email


def clock(given: time) -> time:
    """A time as a clock on the wall shows it: that says nothing of zones."""
    if given.tzinfo:
        raise ValueError("write it as the host museum's clock shows it, such as “09:30”")
    return given


def line(longest: int) -> StringConstraints:
    """Words that are there, without the one character a database cannot keep."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, pattern=r"^[^\x00]+$")


Name = Annotated[str, line(200)]
Sentence = Annotated[str, line(2000)]
Asked = Annotated[str, line(400)]
Zone = Annotated[str, line(120)]
ObjectNumber = Annotated[str, line(40)]
Email = Annotated[str, AfterValidator(address)]
Clock = Annotated[time, AfterValidator(clock)]
TimeZone = Annotated[str, AfterValidator(zone)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Locale = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Strict(BaseModel):
    """A part of the file: a word that nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)
