"""What is wrong with the shape of an agreement, said of the first part at fault."""

from typing import Any

from pydantic import ValidationError

from exchange.ground.refusals import Refused


def misshapen(no: ValidationError) -> Refused:
    """Why this is no agreement; the field is the way to the part, as in `hosts.0.share`."""
    first = no.errors(include_url=False)[0]
    kind, limits = first["type"], first.get("ctx", {})
    where = ".".join(str(one) for one in first["loc"]) or "content"
    if kind.startswith("string_"):
        return of_words(kind, limits, where)
    if kind.startswith("date_"):
        return Refused("INVALID", "Choose a day.", where)
    if kind.startswith("uuid_"):
        return Refused("INVALID", "Choose who or what it is.", where)
    if kind in ("too_short", "too_long", "greater_than_equal", "less_than_equal"):
        return of_amounts(kind, limits, where)
    return Refused("INVALID", "This is not how an agreement is written.", where)


def of_words(kind: str, limits: dict[str, Any], where: str) -> Refused:
    """Too few words, too many, or no currency."""
    if kind == "string_too_long":
        return Refused("INVALID", f"Say it in at most {limits['max_length']:,} characters.", where)
    if kind == "string_pattern_mismatch":
        return Refused("INVALID", "A currency has three capital letters.", where)
    return Refused("INVALID", "Write something here.", where)


def of_amounts(kind: str, limits: dict[str, Any], where: str) -> Refused:
    """Too few of something, or too many."""
    match kind:
        case "too_short":
            return Refused("INVALID", f"Name at least {limits['min_length']}.", where)
        case "too_long":
            return Refused("INVALID", f"Name at most {limits['max_length']}.", where)
        case "greater_than_equal":
            return Refused("INVALID", f"It is {limits['ge']:,} or more.", where)
        case _:
            return Refused("INVALID", f"It is {limits['le']:,} or less.", where)
