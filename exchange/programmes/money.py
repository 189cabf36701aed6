"""An amount of money: in the smallest unit of its currency, never a fraction."""

import re

from exchange.ground.refusals import Refused

MOST = 2_000_000_000
CURRENCY = re.compile("[A-Z]{3}", re.ASCII)


def check_amount(minor: int | None, currency: str | None, field: str) -> None:
    """Refuses an amount without its currency, less than nothing, or more than is believed."""
    if (minor is None) != (currency is None):
        raise Refused("INVALID", "An amount needs its currency.", "currency")
    if minor is not None and not 0 <= minor <= MOST:
        raise Refused("INVALID", f"An amount is 0 to {MOST:,} of the smallest unit.", field)
    if currency is not None and not CURRENCY.fullmatch(currency):
        raise Refused("INVALID", "A currency has three capital letters.", "currency")
