"""A crowd for the load: so many participants, each lent beside a mentor, all of them signed in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from api.auth.signing import begin_session
from exchange.ground.sessions import Sessions

SEATS = """
create temporary table named as
    select gen_random_uuid() as network, gen_random_uuid() as programme, gen_random_uuid() as museum;
create temporary table lent as
    select gen_random_uuid() as id, gen_random_uuid() as participant, gen_random_uuid() as mentor, number
      from generate_series(1, $many) as number;
insert into scope (id, kind) select network, 'NETWORK' from named
    union all select programme, 'PROGRAMME' from named
    union all select museum, 'MUSEUM' from named union all select id, 'PLACEMENT' from lent
    union all select participant, 'PERSON' from lent union all select mentor, 'PERSON' from lent;
insert into network (id, name) select network, 'Load' from named;
insert into feed_epoch (single, epoch) values (true, gen_random_uuid()) on conflict do nothing;
insert into museum (id, network_id, name, town, country, time_zone, zones)
    select museum, network, 'Museum', 'Town', 'PT', 'Europe/Lisbon', '{Atrium}' from named;
insert into programme (id, network_id, name, starts_on, ends_on)
    select programme, network, 'Round', '2026-01-01', '2026-12-31' from named;
insert into person (id, network_id, name, locale)
    select participant, network, 'Participant ' || number, 'en' from lent, named
    union all select mentor, network, 'Mentor ' || number, 'en' from lent, named;
insert into placement (id, programme_id, participant_id, mentor_id, home_id, host_id, title, starts_on,
                       ends_on, state, rev)
    select id, programme, participant, mentor, museum, museum, 'Placement ' || number, '2026-01-01',
           '2026-12-31', 'UNDER_WAY', 1 from lent, named;
insert into scope_member (scope_id, person_id, joined_at)
    select id, participant, now() from lent union all select id, mentor, now() from lent
    union all select participant, participant, now() from lent
    union all select mentor, mentor, now() from lent
    union all select network, participant, now() from lent, named
    union all select network, mentor, now() from lent, named;
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """A participant and the mentor beside them, with the cookies of their sessions."""

    placement: UUID
    participant: UUID
    mentor: UUID
    cookie: str
    mentor_s_cookie: str


async def seat(url: str, many: int) -> list[Pair]:
    """Seat the crowd in an empty, migrated database, and sign everybody in."""
    connection = await asyncpg.connect(url)
    await connection.execute(SEATS.replace("$many", str(many)))
    lent = await connection.fetch("select id, participant, mentor from lent")
    await connection.close()
    sessions, now = Sessions.at(url, size=1), datetime.now(UTC)
    async with sessions.as_steward() as session:
        pairs = [
            Pair(
                UUID(str(one["id"])),
                UUID(str(one["participant"])),
                UUID(str(one["mentor"])),
                await begin_session(session, UUID(str(one["participant"])), at=now),
                await begin_session(session, UUID(str(one["mentor"])), at=now),
            )
            for one in lent
        ]
    await sessions.close()
    return pairs
