-- A large exchange: $observations observations, as many photos and a half, twice as many comments.
-- One placement is long, so that its list has a thousand pages; the others hold a hundred each.
-- Foreign keys are not checked row by row here: the rows are made to fit.
set session_replication_role = replica;
select setseed(0.42);

create table bench_named as
    select gen_random_uuid() as network, gen_random_uuid() as programme;
create table bench_museum as
    select gen_random_uuid() as id, gen_random_uuid() as coordinator, number from generate_series(0, 49) as number;
create table bench_lent as
    select gen_random_uuid() as id, gen_random_uuid() as participant, gen_random_uuid() as mentor, number,
           case number when 1 then $long else 100 end as holds
      from generate_series(1, 1 + ($observations - $long) / 100) as number;

insert into feed_epoch (single, epoch) values (true, gen_random_uuid()) on conflict do nothing;
insert into network (id, name) select network, 'Benchmark' from bench_named;
insert into museum (id, network_id, name, town, country, time_zone, zones)
    select id, network, 'Museum ' || number, 'Town', 'PT', 'Europe/Lisbon', '{Atrium}' from bench_museum, bench_named;
insert into programme (id, network_id, name, starts_on, ends_on)
    select programme, network, 'Round', '2026-01-01', '2026-12-31' from bench_named;
insert into person (id, network_id, name, locale)
    select participant, network, 'Participant ' || number, 'en' from bench_lent, bench_named
    union all select mentor, network, 'Mentor ' || number, 'en' from bench_lent, bench_named
    union all select coordinator, network, 'Coordinator ' || number, 'en' from bench_museum, bench_named;
insert into placement (id, programme_id, participant_id, mentor_id, home_id, host_id, title, starts_on, ends_on,
                       state, rev)
    select lent.id, programme, participant, mentor, home.id, host.id, 'Placement ' || lent.number, '2026-01-01',
           '2026-12-31', 'UNDER_WAY', 1
      from bench_named, bench_lent as lent
           join bench_museum as home on home.number = lent.number % 50
           join bench_museum as host on host.number = (lent.number + 7) % 50;

insert into observation (id, scope_id, placement_id, author_id, kind, note, zone, audience, state,
                         captured_at, captured_zone, received_at, changed_at, rev)
    select gen_random_uuid(), id, id, participant,
           (array['ROUTINE', 'QUESTION', 'FRICTION', 'IDEA', 'HANDLING'])[1 + each % 5],
           repeat('What was seen on the floor. ', 6), 'Atrium', 'MENTOR',
           (array['SUBMITTED', 'SENT_BACK', 'SENT_AGAIN', 'APPROVED'])[1 + each % 4],
           at, 'Europe/Lisbon', at, at, 1
      from bench_lent, generate_series(1, holds) as each,
           lateral (select timestamptz '2026-01-01' + random() * interval '300 days' + each * interval '0 s' as at)
               as moment;
create table bench_seen as
    select id, scope_id, author_id, captured_at, row_number() over (partition by scope_id order by id) as number
      from observation;
insert into text_version (id, scope_id, observation_id, field, value, author_id, written_at, rev, kept)
    select gen_random_uuid(), scope_id, id, 'note', note, author_id, captured_at, 1, false
      from observation;
insert into photo (id, scope_id, observation_id, author_id, position, sha256, size, mime, width, height, alt,
                   decorative, state, received_at, rev, receipt)
    select gen_random_uuid(), scope_id, id, author_id, place, repeat('0', 64), 400000, 'image/jpeg', 2048, 1536,
           'A crate, open at the side', false, 'VERIFIED', captured_at, 1, 'signed before'
      from bench_seen, generate_series(1, number % 4) as place;
insert into comment (id, scope_id, observation_id, author_id, body, written_at, received_at, rev)
    select gen_random_uuid(), scope_id, id, author_id, 'Who decides that, and when?',
           captured_at + each * interval '1 min', captured_at, 1
      from bench_seen, generate_series(1, number % 5) as each;

insert into decision (id, scope_id, observation_id, by_id, verdict, reason, decided_at, received_at, rev)
    select gen_random_uuid(), seen.scope_id, seen.id, mentor, 'APPROVED', null, decided_at, decided_at, 1
      from bench_seen as seen join bench_lent as lent on lent.id = seen.scope_id,
           lateral (select captured_at + seen.number * interval '1 h' as decided_at) as moment
     where seen.number % 4 = 3;

-- What was seen, photographed and said stands in the feed, an observation before its parts.
insert into feed (scope_id, position, kind, entity_id, at)
    select scope_id, row_number() over (partition by scope_id order by number, part, id), kind, id, at
      from (select scope_id, number, 0 as part, 'Observation' as kind, id, captured_at as at from bench_seen
            union all
            select photo.scope_id, number, 1, 'Photo', photo.id, captured_at
              from photo join bench_seen as seen on seen.id = photo.observation_id
            union all
            select comment.scope_id, number, 2, 'Comment', comment.id, captured_at
              from comment join bench_seen as seen on seen.id = comment.observation_id) as lines;
insert into receipt (person_id, op_id, device_id, seq, payload_sha256, answer, recorded_at)
    select author_id, gen_random_uuid(), author_id, number, sha256(id::text::bytea),
           jsonb_build_object('is', 'applied', 'entity', 'Observation:' || id, 'rev', 1, 'wrote', '{}'::jsonb),
           captured_at
      from bench_seen;

insert into scope (id, kind, position)
    select id, 'PLACEMENT', (select max(position) from feed where scope_id = bench_lent.id) from bench_lent
    union all select network, 'NETWORK', 0 from bench_named
    union all select programme, 'PROGRAMME', 0 from bench_named
    union all select id, 'MUSEUM', 0 from bench_museum
    union all select participant, 'PERSON', 0 from bench_lent union all select mentor, 'PERSON', 0 from bench_lent
    union all select coordinator, 'PERSON', 0 from bench_museum;
insert into scope_member (scope_id, person_id, joined_at)
    select id, participant, now() from bench_lent union all select id, mentor, now() from bench_lent
    union all select placement.id, coordinator, now()
                from placement join bench_museum as museum on museum.id = placement.host_id
    union all select id, id, now() from scope where kind = 'PERSON'
    union all select network, id, now() from bench_named, person
    union all select programme, coordinator, now() from bench_named, bench_museum;
