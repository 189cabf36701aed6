"""What a client reads of an error: what was said on purpose, or what passes, or its number in the log."""

import logging
from types import NoneType
from uuid import uuid4

import asyncpg
import sqlalchemy.exc
from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError

from schema.gate import NotNowError, TooSlowError

LOG = logging.getLogger("understudy.graph")
SLOW = (asyncpg.QueryCanceledError, asyncpg.LockNotAvailableError, TimeoutError, TooSlowError)
AWAY = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
    asyncpg.TooManyConnectionsError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.TimeoutError,
)


def shown(error: GraphQLError) -> GraphQLError:
    """An error as a client may read it; a bug is logged, and only its number is said."""
    cause = cause_of(error)
    match cause:
        case NoneType() | StrawberryInputCoercionError():
            return error
        case _ if isinstance(cause, SLOW):
            return GraphQLError(
                "This took longer than an answer may take: ask for less at once.",
                path=error.path,
                extensions={"code": "TOO_SLOW"},
            )
        case NotNowError(after_ms=after_ms):
            sentence = f"Too much at once: ask again in {-(-after_ms // 1000)} s."
            return GraphQLError(sentence, path=error.path, extensions={"code": "RATE_LIMITED"})
        case _ if isinstance(cause, AWAY):
            LOG.warning("%s at %s: %s", type(cause).__name__, error.path, str(cause)[:200])
            return GraphQLError(
                "The museum's server cannot do this right now; try again soon.",
                path=error.path,
                extensions={"code": "UNAVAILABLE"},
            )
    number = uuid4().hex[:12]
    LOG.error("%s at %s", number, error.path, exc_info=cause)
    return GraphQLError(
        f"Something broke here. The museum's log has it under {number}.",
        path=error.path,
        extensions={"code": "INTERNAL", "id": number},
    )


def cause_of(error: GraphQLError) -> BaseException | None:
    """What an error was made of, when it was not said on purpose."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
