"""A database, whoever runs it: that it answers, lets us work there, and keeps what it acknowledged."""

import asyncio
import logging
import socket
from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg

from api.embedded import WillNotStart

log = logging.getLogger("understudy.database")

OLDEST = 18
PATIENCE = 10  # seconds for an answer
MAY = """
select current_user as login,
       current_database() as name,
       current_setting('server_version_num')::int / 10000 as major,
       to_regnamespace('migration') is not null as begun,
       has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create')
           as builds,
       (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as makes_roles,
       (select count(*) from pg_roles where rolname in ('understudy_app', 'understudy_steward')) as roles,
       (select coalesce(bool_and(pg_has_role(oid, 'set')), false) from pg_roles
         where rolname in ('understudy_app', 'understudy_steward')) as puts_on,
       (select coalesce(bool_and(pg_has_role(oid, 'usage with admin option')), false) from pg_roles
         where rolname in ('understudy_app', 'understudy_steward')) as grants
"""


async def will_do(url: str) -> None:
    """Refuse, with the next step, a database in which the server could not work."""
    connection = await reach(url)
    try:
        found = await connection.fetchrow(MAY)
    finally:
        await connection.close()
    trouble = found and missing(dict(found))
    if trouble:
        raise WillNotStart(trouble)


def missing(found: Mapping[str, Any]) -> str | None:
    """What keeps us from working in a database, and what to do about it; None when nothing does."""
    login, name = f'"{found["login"]}"', f'"{found["name"]}"'
    if found["major"] < OLDEST:
        return f"DATABASE_URL names a PostgreSQL {found['major']}: name one of version {OLDEST} or newer."
    if found["begun"] and found["roles"] < 2:  # noqa: PLR2004
        return (
            f"The database {name} was restored where the roles understudy_app and understudy_steward were"
            " missing, so it is not whole. `python -m api migrate` on an empty database makes them; then"
            " restore the dump once more."
        )
    if found["roles"] == 2 and not (found["puts_on"] if found["begun"] else found["grants"]):  # noqa: PLR2004
        return (
            f"The roles understudy_app and understudy_steward were made by another login, and {login} may not"
            " use them. As a superuser of that PostgreSQL: grant understudy_app, understudy_steward to"
            f" {login} with admin option"
        )
    if found["roles"] < 2 and not found["makes_roles"]:  # noqa: PLR2004
        return (
            f"{login} may not create roles. As a superuser of that PostgreSQL: alter role {login} createrole"
        )
    if not found["begun"] and not found["builds"]:
        return (
            f"{login} may not create tables in the database {name}. As a superuser of that PostgreSQL:"
            f" alter database {name} owner to {login}"
        )
    return None


async def keeps(url: str, *, lenient: bool) -> None:
    """Refuse a database that may forget what it acknowledged; say it only, where one is developing."""
    connection = await reach(url)
    try:
        forgets = [
            word
            for word in ("fsync", "full_page_writes", "synchronous_commit")
            if await connection.fetchval("select current_setting($1)", word) == "off"
        ]
    finally:
        await connection.close()
    if not forgets:
        return
    sentence = (
        f"The database has {listed(forgets)} off: after a power cut it may have lost what phones were told is"
        " safe. Set it to on in postgresql.conf (or with `alter system`), let PostgreSQL reload, and start"
        " again."
    )
    if not lenient:
        raise WillNotStart(sentence)
    log.warning("%s", sentence)


def listed(words: Sequence[str]) -> str:
    """The words as a sentence lists them."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


async def reach(url: str) -> asyncpg.Connection:
    """Connect, or say in one sentence why not and what to look at."""
    try:
        return await asyncpg.connect(url, timeout=PATIENCE)
    except asyncpg.InvalidPasswordError as fault:
        why = f"The database refuses the login or its password ({fault}). Correct both in DATABASE_URL."
    except asyncpg.InvalidCatalogNameError as fault:
        why = f"The server is there, but {fault}. Create it (`createdb`), or correct DATABASE_URL."
    except asyncpg.InvalidAuthorizationSpecificationError as fault:
        why = f"The database does not let us in ({fault}). Look at DATABASE_URL and at its pg_hba.conf."
    except asyncpg.CannotConnectNowError as fault:
        why = f"The database is not ready yet ({fault}). Try again in a moment."
    except asyncpg.TooManyConnectionsError as fault:
        why = f"The database takes no more connections ({fault}). Raise max_connections, or end some."
    except socket.gaierror as fault:
        why = f"The host in DATABASE_URL has no address ({fault.strerror}). Correct its name."
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as fault:
        said = str(fault) or "no answer in time"
        why = f"The database does not answer ({said}). Is it running, and is DATABASE_URL right?"
    except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as fault:
        why = f"The database cannot be reached ({fault}). Look at DATABASE_URL: postgresql://login:password@host/name"
    raise WillNotStart(why)
