-- Twenty captures with all their duties, under row security: receipts, rows, wordings, journal and feed.
with sent as materialized (
    select * from rows from (json_to_recordset($2::json) as (
        "opId" uuid, seq int, sha256 text, receipt text, wording uuid, line text, id uuid, "placementId" uuid, kind text,
        note text, zone text, audience text, "capturedAt" timestamptz, "capturedZone" text
    )) with ordinality as sent("opId", seq, sha256, receipt, wording, line, id, placement_id, kind, note, zone, audience,
                               "capturedAt", "capturedZone", place)
     where placement_id in (select placement.id from placement where participant_id = $1)
), taken as (
    insert into receipt (person_id, op_id, device_id, seq, payload_sha256, answer, recorded_at)
    select $1, "opId", $1, seq, decode(sha256, 'hex'),
           jsonb_build_object('is', 'applied', 'entity', 'Observation:' || id, 'rev', 1,
                              'wrote', jsonb_build_object('note', wording), 'receipt', receipt), $3
      from sent
        on conflict do nothing
    returning op_id
), fresh as materialized (
    select sent.*, row_number() over (partition by placement_id order by place)::int as number
      from sent join taken on op_id = "opId"
), kept as (
    insert into observation (id, scope_id, placement_id, author_id, kind, note, zone, audience, state,
                             captured_at, captured_zone, received_at, changed_at, rev)
    select id, placement_id, placement_id, $1, kind, note, zone, audience, 'SUBMITTED',
           "capturedAt", "capturedZone", $3, $3, 1
      from fresh
), worded as (
    insert into text_version (id, scope_id, observation_id, field, value, author_id, written_at, rev, kept)
    select wording, placement_id, id, 'note', note, $1, "capturedAt", 1, false
      from fresh
), logged as (
    select append_lines(placement_id, $3, $1, array_agg('capture observation'::text order by number),
                        array_agg(line order by number), array_agg(number order by number),
                        array_agg('Observation'::text order by number), array_agg(id order by number)) as position
      from fresh group by placement_id
)
select (select max(position) from logged) as position,
       coalesce(json_agg(json_object('opId' value "opId", 'duplicate' value op_id is null,
                                     'entity' value 'Observation:' || id::text, 'rev' value 1)
                         order by place), '[]') as results
  from sent left join taken on op_id = "opId"
