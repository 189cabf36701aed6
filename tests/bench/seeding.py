"""Many observations in an otherwise small exchange: a hundred to a placement, with photos and threads."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from api.auth.signing import give_token
from exchange.ground.sessions import Sessions

PER_PLACEMENT = 100
SEED = """
select setseed(0.42);
create temporary table named as
    select gen_random_uuid() as network, gen_random_uuid() as programme, gen_random_uuid() as museum;
create temporary table lent as
    select gen_random_uuid() as id, gen_random_uuid() as participant, gen_random_uuid() as mentor, number
      from generate_series(1, $placements) as number;
insert into scope (id, kind) select network, 'NETWORK' from named
    union all select programme, 'PROGRAMME' from named
    union all select museum, 'MUSEUM' from named union all select id, 'PLACEMENT' from lent
    union all select participant, 'PERSON' from lent union all select mentor, 'PERSON' from lent;
insert into network (id, name) select network, 'Benchmark' from named;
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
insert into observation (id, scope_id, placement_id, author_id, kind, note, zone, audience, state,
                         captured_at, captured_zone, received_at, changed_at, rev)
    select gen_random_uuid(), id, id, participant, 'ROUTINE', repeat('What was seen on the floor. ', 6),
           'Atrium', 'MENTOR', 'SUBMITTED', at, 'Europe/Lisbon', at, at, 1
      from lent, generate_series(1, $each),
           lateral (select timestamptz '2026-01-01' + random() * interval '300 days'
                           + number * interval '0 s' as at) as moment;
insert into photo (id, scope_id, observation_id, author_id, position, sha256, size, mime, width, height, alt,
                   decorative, state, received_at, rev)
    select gen_random_uuid(), scope_id, observation.id, author_id, position, repeat('0', 64), 400000,
           'image/jpeg', 2048, 1536, 'A crate, open at the side', false, 'VERIFIED', captured_at, 1
      from observation, generate_series(0, 3) as position;
insert into comment (id, scope_id, observation_id, author_id, body, written_at, received_at, rev)
    select gen_random_uuid(), scope_id, observation.id, author_id, 'Who decides that, and when?',
           captured_at + number * interval '1 min', captured_at, 1
      from observation, generate_series(1, 4) as number;
analyze;
"""


@dataclass(frozen=True)
class Seeded:
    """Whom to ask as, and about which placement."""

    mentor: UUID
    placement: UUID
    key: str


async def seed(url: str, observations: int) -> Seeded:
    """Fill an empty, migrated database."""
    connection = await asyncpg.connect(url)
    numbers = {"$placements": observations // PER_PLACEMENT, "$each": PER_PLACEMENT}
    statement = SEED
    for name, number in numbers.items():
        statement = statement.replace(name, str(number))
    await connection.execute(statement)
    row = await connection.fetchrow("select id, mentor from lent where number = 1")
    await connection.close()
    assert row
    sessions, at = Sessions.at(url, size=1), datetime.now(UTC)
    async with sessions.as_steward() as session:
        key = await give_token(session, row["mentor"], name="bench", life=timedelta(days=1), at=at)
    await sessions.close()
    return Seeded(UUID(str(row["mentor"])), UUID(str(row["id"])), key)
