"""What a trouble means to the device: its own fault, a matter of waiting, or the database being away."""

from collections.abc import Mapping

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from exchange.floor.answers import Retry, RetryCode
from exchange.floor.constraints import KEY, refusal
from exchange.floor.pushes import Blocked, BlockReason
from exchange.ground.refusals import Refused, not_here

IN_THE_WAY = {"40001", "40P01", "55P03", "57014"}  # somebody else wrote there, or it took too long
AWAY = ("08", "57P", "53300")  # no connection; shutting down or starting; too many are connected
FULL_OR_READ_ONLY = {"25006", "53100"}
NOT_YOURS = "42501"
CANNOT_BE_KEPT = "22"
BROKEN_RULE = "23"

SOON = 2_000
LATER = 30_000


class Held(Exception):
    """Undo everything and let the device send the same again."""

    def __init__(self, code: RetryCode, after_ms: int) -> None:
        """Say why, and after how many milliseconds."""
        super().__init__(code)
        self.answer = Retry(code, after_ms)


def meaning(trouble: Exception, said: Mapping[str, object]) -> Refused | Retry | None:
    """What a trouble with one operation means; None when nobody foresaw it."""
    match trouble:
        case Refused():
            return trouble
        case Held():
            return trouble.answer
        case PoolTimeout():
            return Retry(RetryCode.OVERLOADED, SOON)
        case _ if away(trouble) or takes_nothing_in(trouble):
            return Retry(RetryCode.DB_UNAVAILABLE, LATER)
        case DBAPIError():
            return of_database(trouble, said)
        case _:
            return None


def of_database(trouble: DBAPIError, said: Mapping[str, object]) -> Refused | Retry | None:
    """What a trouble that the database reports means."""
    state = sqlstate(trouble)
    if state.startswith(BROKEN_RULE):
        return refusal(constraint(trouble), said)
    if state.startswith(CANNOT_BE_KEPT) or isinstance(told(trouble), ValueError):
        return Refused("INVALID", "There is a character or a number in it that cannot be kept.")
    if state == NOT_YOURS:
        return not_here()
    if state in IN_THE_WAY:
        return Retry(RetryCode.BUSY, SOON)
    return None


def takes_an_id(trouble: DBAPIError) -> bool:
    """Whether something else has an id that was to be given."""
    return KEY.fullmatch(constraint(trouble)) is not None


def holds_up(trouble: Exception) -> Blocked | None:
    """Whether a trouble holds up a whole push, because the database is away or takes nothing in."""
    if isinstance(trouble, PoolTimeout):
        return Blocked(BlockReason.RATE_LIMITED, SOON)
    if takes_nothing_in(trouble):
        return Blocked(BlockReason.READ_ONLY, LATER)
    return Blocked(BlockReason.MAINTENANCE, LATER) if away(trouble) else None


def takes_nothing_in(trouble: Exception) -> bool:
    """Whether the database can be read and not be written, because its disk is full or it was told so."""
    return sqlstate(trouble) in FULL_OR_READ_ONLY


def away(trouble: Exception) -> bool:
    """Whether there is no talking to the database. Trouble with connecting comes as the driver's own."""
    if isinstance(trouble, OSError | asyncpg.InterfaceError):
        return True
    lost = isinstance(trouble, DBAPIError) and trouble.connection_invalidated
    return lost or sqlstate(trouble).startswith(AWAY)


def sqlstate(trouble: Exception) -> str:
    """PostgreSQL's code of the trouble, if it is one of PostgreSQL's."""
    from_driver = trouble.orig if isinstance(trouble, DBAPIError) else trouble
    return getattr(from_driver, "sqlstate", None) or ""


def constraint(trouble: DBAPIError) -> str:
    """The name of the rule that was broken, if one was."""
    return getattr(told(trouble), "constraint_name", None) or ""


def told(trouble: DBAPIError) -> BaseException | None:
    """The driver's own exception, which knows the name of the constraint."""
    return trouble.orig.__cause__ if trouble.orig else None
