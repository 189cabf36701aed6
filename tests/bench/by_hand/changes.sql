-- Page of the feed behind known positions, and the rows behind its lines, as they are now.
with mine as materialized (
    select array_agg(scope_id) as scopes from scope_member where person_id = $1 and left_at is null
), pointers as materialized (
    select line.*, row_number() over (order by known.number, line.position) as number
      from unnest($2::uuid[], $3::bigint[]) with ordinality as known(id, position, number)
           cross join lateral (
               select scope_id, position, kind, entity_id from feed
                where scope_id = known.id and position > known.position
                  and scope_id = any((select scopes from mine)::uuid[])
                order by position limit $4 + 1) as line
     order by number limit $4 + 1
), found as (
    select pointers.*, case kind
        when 'Observation' then
            (select json_object('__typename' value 'Observation', 'id' value 'Observation:' || o.id::text,
                    'kind' value o.kind, 'note' value o.note, 'zone' value o.zone, 'state' value o.state,
                    'capturedAt' value o.captured_at, 'rev' value o.rev,
                    'author' value (select json_object('id' value 'Person:' || a.id::text, 'name' value a.name)
                                      from person a where a.id = o.author_id
                                       and a.network_id = any((select scopes from mine)::uuid[])))
               from observation o where o.id = entity_id and o.removed_at is null
                and o.scope_id = any((select scopes from mine)::uuid[]))
        when 'Photo' then
            (select json_object('__typename' value 'Photo', 'id' value 'Photo:' || p.id::text,
                    'position' value p.position, 'alt' value p.alt, 'bytes' value p.state, 'rev' value p.rev)
               from photo p where p.id = entity_id and p.removed_at is null
                and p.scope_id = any((select scopes from mine)::uuid[])
                and exists (select from observation o where o.id = p.observation_id and o.removed_at is null
                               and o.scope_id = any((select scopes from mine)::uuid[])))
        when 'Comment' then
            (select json_object('__typename' value 'Comment', 'id' value 'Comment:' || c.id::text,
                    'body' value c.body, 'writtenAt' value c.written_at)
               from comment c where c.id = entity_id and c.removed_at is null
                and c.scope_id = any((select scopes from mine)::uuid[])
                and exists (select from observation o where o.id = c.observation_id and o.removed_at is null
                               and o.scope_id = any((select scopes from mine)::uuid[])))
        end as row
      from pointers where number <= $4
)
select coalesce(json_agg(case when row is null
           then json_object('__typename' value 'Gone', 'id' value kind || ':' || entity_id::text)
           else json_object('__typename' value 'Upsert', 'scope' value scope_id, 'row' value row)
       end order by number), '[]') as changes,
       exists (select from pointers where number > $4) as more,
       (select json_agg(json_build_array(scope_id, position))
          from (select scope_id, max(position) as position from pointers where number <= $4 group by scope_id) as at)
           as cursor
  from found
