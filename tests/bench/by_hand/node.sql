with mine as materialized (
    select array_agg(scope_id) as scopes from scope_member where person_id = $1 and left_at is null
)
select json_object(
           'id' value 'Observation:' || o.id::text, 'kind' value o.kind, 'note' value o.note,
           'zone' value o.zone, 'state' value o.state, 'capturedAt' value o.captured_at, 'rev' value o.rev,
           'author' value (select json_object('id' value 'Person:' || a.id::text, 'name' value a.name)
                             from person a
                            where a.id = o.author_id and a.network_id = any((select scopes from mine)::uuid[]))
       ) as node
  from observation o
 where o.id = $2 and o.removed_at is null and o.scope_id = any((select scopes from mine)::uuid[])
