"""Time zones as phones name them."""

import re
from functools import cache
from zoneinfo import available_timezones

from exchange.ground.refusals import Refused

LONGEST = 64
OFFSET = re.compile(r"[+-]\d{2}(:?\d{2})?")
NOWHERE = "etc/unknown"  # what a phone says that does not know where it is


@cache
def known() -> frozenset[str]:
    """Every name that this server knows, old ones too, in small letters."""
    return frozenset(name.casefold() for name in available_timezones())


def zone_of_phone(name: str) -> str:
    """The name as it came, if it is one; where the server knows none at all, it takes the phone's word."""
    asked = name.casefold()
    there = asked in known() or asked == NOWHERE or OFFSET.fullmatch(name) is not None
    if not 0 < len(name) <= LONGEST or (known() and not there):
        raise Refused("INVALID", "A time zone has a name such as “Europe/Berlin”.", "capturedZone")
    return name
