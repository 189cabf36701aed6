"""A large exchange in an empty database, and the people who are asked as."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from api.auth.signing import begin_session, give_token
from exchange.ground.sessions import Sessions

SEED = (Path(__file__).parent / "exchange.sql").read_text()
PAGE = 20
PAGES = 1000
HUNDREDS = -(-PAGE * (PAGES + 1) // 100) * 100
FEW, HOSTS = 64, 16
WHO = """
select lent.id as placement, mentor, participant,
       (select array_agg(id order by id) from bench_seen where scope_id = lent.id and number <= 8) as seen,
       (select array_agg(scope_id order by scope_id) from scope_member where person_id = mentor) as scopes
  from bench_lent as lent order by number limit $1
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """A mentor and a participant: whom to ask as, and about what."""

    placement: UUID
    mentor: UUID
    participant: UUID
    seen: list[UUID]
    scopes: list[UUID]
    key: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Museum:
    """A museum and who coordinates what it hosts."""

    id: UUID
    coordinator: UUID
    key: str


@dataclass(frozen=True, slots=True)
class Seeded:
    """The pairs of the exchange; the first one's placement is the long one."""

    long: Pair
    pairs: list[Pair]
    museums: list[Museum]
    long_list: int


async def seed(url: str, observations: int) -> Seeded:
    """Fill an empty, migrated database."""
    long_list = min(HUNDREDS, observations // 4 // 100 * 100)
    statement = SEED.replace("$observations", str(observations)).replace("$long", str(long_list))
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.execute("set session_replication_role = origin")
    await connection.execute("vacuum analyze")
    await connection.execute("checkpoint")
    rows = await connection.fetch(WHO, 1 + FEW)
    hosts = await connection.fetch("select id, coordinator from bench_museum order by number limit $1", HOSTS)
    await connection.close()
    sessions, at = Sessions.at(url, size=2), datetime.now(UTC)
    day = timedelta(days=1)
    async with sessions.as_steward() as session:
        pairs = [
            Pair(
                **dict(row),
                key=await give_token(session, row["mentor"], name="bench", life=day, at=at),
                cookie=await begin_session(session, row["participant"], at=at),
            )
            for row in rows
        ]
        museums = [
            Museum(
                **dict(row), key=await give_token(session, row["coordinator"], name="bench", life=day, at=at)
            )
            for row in hosts
        ]
    await sessions.close()
    return Seeded(pairs[0], pairs[1:], museums, long_list)
