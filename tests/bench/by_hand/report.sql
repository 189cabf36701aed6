-- Observations are counted in one pass; what hangs on them is counted apart.
with mine as materialized (
    select array_agg(scope_id) as scopes from scope_member where person_id = $1 and left_at is null
), place as materialized (
    select id, name, make_date($3::int, 1, 1) as first_day, make_date($3::int + 1, 1, 1) as next_day,
           make_timestamp($3::int, 1, 1, 0, 0, 0) at time zone time_zone as begins,
           make_timestamp($3::int + 1, 1, 1, 0, 0, 0) at time zone time_zone as ends
      from museum where id = $2 and network_id = any((select scopes from mine)::uuid[])
), hosted as materialized (
    select p.id, p.participant_id, p.starts_on, p.ends_on from placement p join place on p.host_id = place.id
     where p.id = any((select scopes from mine)::uuid[]) or p.programme_id = any((select scopes from mine)::uuid[])
)
select coalesce(json_agg(json_object(
           'museum' value json_object('id' value 'Museum:' || place.id::text, 'name' value place.name),
           'placements' value stays.placements, 'people' value stays.people,
           'observations' value seen.all_kinds, 'friction' value seen.friction,
           'photos' value pictures.photos, 'commitments' value promised.commitments,
           'medianHoursToDecision' value decided.hours)), '[]') as lines
  from place,
       lateral (select count(*) as placements, count(distinct participant_id) as people from hosted
                 where starts_on < next_day and ends_on >= first_day) as stays,
       lateral (select count(*) as all_kinds, count(*) filter (where kind = 'FRICTION') as friction
                  from hosted join observation o on o.placement_id = hosted.id
                 where o.removed_at is null and captured_at >= begins and captured_at < ends
                   and o.scope_id = any((select scopes from mine)::uuid[])) as seen,
       lateral (select count(*) as photos
                  from hosted join observation o on o.placement_id = hosted.id
                       join photo on photo.observation_id = o.id and photo.removed_at is null
                 where o.removed_at is null and captured_at >= begins and captured_at < ends
                   and o.scope_id = any((select scopes from mine)::uuid[])
                   and photo.scope_id = any((select scopes from mine)::uuid[])) as pictures,
       lateral (select count(*) as commitments
                  from hosted join commitment c on c.placement_id = hosted.id
                 where c.removed_at is null and captured_at >= begins and captured_at < ends
                   and c.scope_id = any((select scopes from mine)::uuid[])) as promised,
       lateral (select round((percentile_cont(0.5) within group (
                           order by date_part('epoch', first.at - o.received_at)))::numeric / 3600, 1) as hours
                  from hosted join observation o on o.placement_id = hosted.id,
                       lateral (select min(d.received_at) as at from decision d where d.observation_id = o.id
                                   and d.scope_id = any((select scopes from mine)::uuid[])) as first
                 where o.removed_at is null and captured_at >= begins and captured_at < ends
                   and o.scope_id = any((select scopes from mine)::uuid[])) as decided
