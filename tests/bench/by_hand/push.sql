-- Twenty captures as one parameter; sent again, nothing happens twice.
with mine as materialized (
    select array_agg(scope_id) as scopes from scope_member where person_id = $1 and left_at is null
), sent as materialized (
    select * from json_to_recordset($2::json) as sent("opId" uuid, id uuid, "placementId" uuid, kind text, note text,
        zone text, audience text, "capturedAt" timestamptz, "capturedZone" text)
), kept as (
    insert into observation (id, scope_id, placement_id, author_id, kind, note, zone, audience, state,
                             captured_at, captured_zone, received_at, changed_at, rev)
    select sent.id, placement.id, placement.id, placement.participant_id, kind, note, zone, audience, 'SUBMITTED',
           "capturedAt", "capturedZone", $3, $3, 1
      from sent join placement on placement.id = sent."placementId"
     where placement.participant_id = $1 and placement.id = any((select scopes from mine)::uuid[])
        on conflict (id) do nothing
    returning id
)
select coalesce(json_agg(json_object('opId' value sent."opId", 'duplicate' value kept.id is null,
                                     'entity' value 'Observation:' || sent.id::text, 'rev' value 1)), '[]') as results
  from sent left join kept using (id)
