"""Time zones as phones name them."""

import re

from exchange.ground.refusals import Refused

LONGEST = 64
# The form of a name (IANA theory, "Names of timezones"), not a list: a phone may know a zone that was
# made after this server's list, and its capture must not be set aside for that.
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
OFFSET = re.compile(r"[+-]\d{2}(:?\d{2})?")


def zone_of_phone(name: str) -> str:
    """The name as it came, if it has the form of one."""
    formed = NAME.fullmatch(name) or OFFSET.fullmatch(name)
    if formed is None or len(name) > LONGEST:
        raise Refused("INVALID", "A time zone has a name such as “Europe/Berlin”.", "capturedZone")
    return name
