"""What other registers call a museum: whether such an identifier can be one, without asking them."""

import re

from exchange.ground.refusals import Refused

ISIL = re.compile(r"(?=.{3,16}$)[A-Z][A-Za-z0-9]{0,3}-[A-Za-z0-9:/-]{1,11}")
ROR = re.compile(r"(?:https://ror\.org/)?0([0-9a-hjkmnp-tv-z]{6})([0-9]{2})")
WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's alphabet of 32: without i, l, o and u, which are misread."""


def can_be_isil(said: str) -> bool:
    """Whether this can be an identifier of ISO 15511: a prefix, a hyphen, at most eleven signs."""
    return ISIL.fullmatch(said) is not None


def can_be_ror(said: str) -> bool:
    """Whether this can be of the Research Organization Registry: the last two digits check the rest."""
    found = ROR.fullmatch(said)
    return found is not None and check_digits(found[1]) == found[2]


def can_be_wikidata(said: str) -> bool:
    """Whether this can be an item of Wikidata."""
    return WIKIDATA.fullmatch(said) is not None


def check_digits(said: str) -> str:
    """The two digits after a number in Crockford's writing (ISO 7064, modulo 97-10)."""
    number = 0
    for digit in said:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return f"{98 - number * 100 % 97:02}"


KNOWN_BY = {"isil": can_be_isil, "ror": can_be_ror, "wikidata": can_be_wikidata}


def check_identifier(register: str, said: str | None) -> None:
    """Refuses what cannot be an identifier of this register, because a sign is wrong or missing."""
    if said is not None and not KNOWN_BY[register](said):
        sentence = "This cannot be an identifier of that register: look at each of its signs."
        raise Refused("INVALID", sentence, register)
