-- Understudy as it was at first light. A statement ends with a semicolon and an empty line.
do $$
begin
    perform pg_advisory_xact_lock(hashtext('understudy roles'));
    if not exists (select from pg_roles where rolname = 'understudy_app') then
        create role understudy_app nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'understudy_steward') then
        create role understudy_steward nologin;
    end if;
    execute format('grant understudy_app, understudy_steward to %I', current_user);
end
$$;

grant usage on schema public to understudy_app, understudy_steward;

grant usage on schema migration to understudy_steward;

alter default privileges in schema migration grant select on tables to understudy_steward;

grant select on all tables in schema migration to understudy_steward;

create table feed_epoch (
    single boolean not null,
    epoch uuid not null,
    constraint feed_epoch_key primary key (single),
    constraint there_is_one_epoch check (single)
);

create table network (
    id uuid not null,
    name text not null,
    constraint network_key primary key (id)
);

create table receipt (
    person_id uuid not null,
    op_id uuid not null,
    device_id uuid not null,
    seq integer not null,
    payload_sha256 bytea not null,
    answer jsonb not null,
    recorded_at timestamp with time zone not null,
    constraint receipt_key primary key (person_id, op_id)
);

create index ix_receipt_device on receipt (device_id, seq);

create table scope (
    id uuid not null,
    kind varchar(24) not null,
    position bigint default '0' not null,
    journal_head bytea default '' not null,
    constraint scope_key primary key (id),
    constraint scope_has_a_known_kind check (kind in ('PERSON', 'PLACEMENT', 'PROGRAMME', 'MUSEUM', 'NETWORK'))
);

create table sign_in_code (
    id uuid not null,
    email text not null,
    code_hash bytea not null,
    made_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    tries integer not null,
    used_at timestamp with time zone,
    constraint sign_in_code_key primary key (id)
);

create index ix_sign_in_code_email on sign_in_code (email, made_at);

create table feed (
    scope_id uuid not null,
    position bigint not null,
    kind text not null,
    entity_id uuid not null,
    at timestamp with time zone not null,
    constraint feed_key primary key (scope_id, position),
    constraint feed_scope_id_known foreign key(scope_id) references scope (id)
);

create index ix_feed_entity on feed (entity_id);

create table journal (
    scope_id uuid not null,
    position bigint not null,
    at timestamp with time zone not null,
    by_id uuid,
    act text not null,
    line text not null,
    hash bytea not null,
    constraint journal_key primary key (scope_id, position),
    constraint journal_scope_id_known foreign key(scope_id) references scope (id)
);

create table museum (
    id uuid not null,
    network_id uuid not null,
    name text not null,
    town text not null,
    country text not null,
    time_zone text not null,
    isil text,
    ror text,
    wikidata text,
    zones text[] not null,
    constraint museum_key primary key (id),
    constraint country_has_two_letters check (country ~ '^[A-Z]{2}$'),
    constraint museum_network_id_known foreign key(network_id) references network (id)
);

create index ix_museum_network_id on museum (network_id);

create table person (
    id uuid not null,
    network_id uuid not null,
    name text not null,
    locale text not null,
    constraint person_key primary key (id),
    constraint person_network_id_known foreign key(network_id) references network (id)
);

create index ix_person_network_id on person (network_id);

create table programme (
    id uuid not null,
    network_id uuid not null,
    name text not null,
    starts_on date not null,
    ends_on date not null,
    constraint programme_key primary key (id),
    constraint programme_runs_forward check (ends_on >= starts_on),
    constraint programme_network_id_known foreign key(network_id) references network (id)
);

create index ix_programme_network_id on programme (network_id);

create table access_token (
    id uuid not null,
    token_hash bytea not null,
    person_id uuid not null,
    name text not null,
    scopes text[] not null,
    made_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    seen_at timestamp with time zone,
    ended_at timestamp with time zone,
    constraint access_token_key primary key (id),
    constraint one_access_token_per_token_hash unique (token_hash),
    constraint access_token_person_id_known foreign key(person_id) references person (id)
);

create index ix_access_token_person_id on access_token (person_id);

create table device (
    id uuid not null,
    person_id uuid not null,
    made_at timestamp with time zone not null,
    seen_at timestamp with time zone not null,
    acked_through integer not null,
    waiting integer,
    oldest_waiting_at timestamp with time zone,
    revoked_at timestamp with time zone,
    constraint device_key primary key (id),
    constraint device_person_id_known foreign key(person_id) references person (id)
);

create index ix_device_person_id on device (person_id);

create table membership (
    id uuid not null,
    network_id uuid not null,
    person_id uuid not null,
    museum_id uuid not null,
    role varchar(24) not null,
    since date not null,
    until date,
    constraint membership_key primary key (id),
    constraint membership_network_id_known foreign key(network_id) references network (id),
    constraint membership_person_id_known foreign key(person_id) references person (id),
    constraint membership_museum_id_known foreign key(museum_id) references museum (id),
    constraint membership_has_a_known_role check (role in ('PARTICIPANT', 'MENTOR', 'COORDINATOR', 'COMMITTEE', 'SPONSOR', 'REGISTRAR'))
);

create index ix_membership_museum_id on membership (museum_id);

create index ix_membership_person_id on membership (person_id);

create table objective (
    id uuid not null,
    network_id uuid not null,
    programme_id uuid not null,
    position integer not null,
    sentence text not null,
    constraint objective_key primary key (id),
    constraint objective_network_id_known foreign key(network_id) references network (id),
    constraint objective_programme_id_known foreign key(programme_id) references programme (id)
);

create index ix_objective_programme_id on objective (programme_id);

create table placement (
    id uuid not null,
    programme_id uuid not null,
    participant_id uuid not null,
    mentor_id uuid not null,
    home_id uuid not null,
    host_id uuid not null,
    title text not null,
    starts_on date not null,
    ends_on date not null,
    state varchar(24) not null,
    default_audience varchar(24),
    rev integer not null,
    constraint placement_key primary key (id),
    constraint placement_runs_forward check (ends_on >= starts_on),
    constraint nobody_mentors_themselves check (participant_id <> mentor_id),
    constraint placement_id_known foreign key(id) references scope (id),
    constraint placement_programme_id_known foreign key(programme_id) references programme (id),
    constraint placement_participant_id_known foreign key(participant_id) references person (id),
    constraint placement_mentor_id_known foreign key(mentor_id) references person (id),
    constraint placement_home_id_known foreign key(home_id) references museum (id),
    constraint placement_host_id_known foreign key(host_id) references museum (id),
    constraint placement_has_a_known_state check (state in ('AGREED', 'UNDER_WAY', 'FINISHED')),
    constraint placement_has_a_known_audience check (default_audience in ('ONLY_ME', 'MENTOR'))
);

create index ix_placement_home_id on placement (home_id);

create index ix_placement_host_id on placement (host_id);

create index ix_placement_mentor_id on placement (mentor_id);

create index ix_placement_participant_id on placement (participant_id);

create index ix_placement_programme_id on placement (programme_id);

create table quarantined_op (
    id uuid not null,
    person_id uuid not null,
    device_id uuid not null,
    op_id uuid not null,
    code text not null,
    sentence text not null,
    payload text not null,
    at timestamp with time zone not null,
    constraint quarantined_op_key primary key (id),
    constraint quarantined_op_person_id_known foreign key(person_id) references person (id)
);

create index ix_quarantined_op_person on quarantined_op (person_id, op_id);

create table scope_member (
    scope_id uuid not null,
    person_id uuid not null,
    joined_at timestamp with time zone not null,
    left_at timestamp with time zone,
    constraint scope_member_key primary key (scope_id, person_id),
    constraint scope_member_scope_id_known foreign key(scope_id) references scope (id),
    constraint scope_member_person_id_known foreign key(person_id) references person (id)
);

create index ix_scope_member_person on scope_member (person_id, scope_id);

create table session (
    token_hash bytea not null,
    person_id uuid not null,
    made_at timestamp with time zone not null,
    seen_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint session_key primary key (token_hash),
    constraint session_person_id_known foreign key(person_id) references person (id)
);

create index ix_session_person_id on session (person_id);

create table sign_in_address (
    email text not null,
    person_id uuid not null,
    constraint sign_in_address_key primary key (email),
    constraint email_is_lower_case check (email = lower(email)),
    constraint sign_in_address_person_id_known foreign key(person_id) references person (id)
);

create index ix_sign_in_address_person_id on sign_in_address (person_id);

create table upload (
    id text not null,
    photo_id uuid not null,
    person_id uuid not null,
    sha256 text not null,
    size bigint not null,
    made_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    finished_at timestamp with time zone,
    constraint upload_key primary key (id),
    constraint upload_person_id_known foreign key(person_id) references person (id)
);

create index ix_upload_photo_id on upload (photo_id);

create table shadowing_day (
    id uuid not null,
    placement_id uuid not null,
    on_date date not null,
    purpose text not null,
    place text,
    constraint shadowing_day_key primary key (id),
    constraint one_shadowing_day_per_id_and_placement unique (id, placement_id),
    constraint one_shadowing_day_per_date unique (placement_id, on_date),
    constraint shadowing_day_placement_id_known foreign key(placement_id) references placement (id)
);

create table plan_item (
    id uuid not null,
    placement_id uuid not null,
    day_id uuid not null,
    starts_at timestamp with time zone not null,
    ends_at timestamp with time zone not null,
    title text not null,
    zone text,
    object_number text,
    constraint plan_item_key primary key (id),
    constraint plan_item_belongs_to_the_placement_of_its_day foreign key(day_id, placement_id) references shadowing_day (id, placement_id),
    constraint plan_item_runs_forward check (ends_at >= starts_at)
);

create index ix_plan_item_day on plan_item (day_id, starts_at);

create table prompt (
    id uuid not null,
    placement_id uuid not null,
    day_id uuid not null,
    objective_id uuid,
    position integer not null,
    question text not null,
    constraint prompt_key primary key (id),
    constraint prompt_belongs_to_the_placement_of_its_day foreign key(day_id, placement_id) references shadowing_day (id, placement_id),
    constraint prompt_objective_id_known foreign key(objective_id) references objective (id)
);

create index ix_prompt_day on prompt (day_id, position);

create table observation (
    id uuid not null,
    scope_id uuid not null,
    placement_id uuid not null,
    author_id uuid not null,
    day_id uuid,
    prompt_id uuid,
    kind varchar(24) not null,
    note text not null,
    zone text,
    object_number text,
    procedure text,
    audience varchar(24) not null,
    state varchar(24) not null,
    captured_at timestamp with time zone not null,
    captured_zone text not null,
    received_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    removed_at timestamp with time zone,
    rev integer not null,
    constraint observation_key primary key (id),
    constraint one_observation_per_id_and_scope unique (id, scope_id),
    constraint observation_stands_in_the_scope_of_its_audience check (scope_id = case audience when 'ONLY_ME' then author_id else placement_id end),
    constraint note_has_at_most_10000_characters check (length(note) <= 10000),
    constraint zone_has_at_most_120_characters check (length(zone) <= 120),
    constraint object_number_has_at_most_40_characters check (length(object_number) <= 40),
    constraint procedure_has_at_most_200_characters check (length(procedure) <= 200),
    constraint observation_scope_id_known foreign key(scope_id) references scope (id),
    constraint observation_placement_id_known foreign key(placement_id) references placement (id),
    constraint observation_author_id_known foreign key(author_id) references person (id),
    constraint observation_day_id_known foreign key(day_id) references shadowing_day (id),
    constraint observation_prompt_id_known foreign key(prompt_id) references prompt (id),
    constraint observation_has_a_known_kind check (kind in ('ROUTINE', 'QUESTION', 'FRICTION', 'IDEA', 'HANDLING')),
    constraint observation_has_a_known_audience check (audience in ('ONLY_ME', 'MENTOR')),
    constraint observation_has_a_known_state check (state in ('SUBMITTED', 'SENT_BACK', 'SENT_AGAIN', 'APPROVED'))
);

create index ix_observation_captured on observation (captured_at, id);

create index ix_observation_placement_captured on observation (placement_id, captured_at, id);

create index ix_observation_scope_captured on observation (scope_id, captured_at, id);

create table comment (
    id uuid not null,
    scope_id uuid not null,
    observation_id uuid not null,
    author_id uuid not null,
    body text not null,
    written_at timestamp with time zone not null,
    received_at timestamp with time zone not null,
    removed_at timestamp with time zone,
    rev integer not null,
    constraint comment_key primary key (id),
    constraint comment_stands_in_the_scope_of_its_observation foreign key(observation_id, scope_id) references observation (id, scope_id) on update cascade,
    constraint comment_has_words check (length(body) between 1 and 10000),
    constraint comment_author_id_known foreign key(author_id) references person (id)
);

create index ix_comment_observation on comment (observation_id, written_at, id);

create index ix_comment_scope on comment (scope_id);

create table commitment (
    id uuid not null,
    scope_id uuid not null,
    placement_id uuid not null,
    author_id uuid not null,
    observation_id uuid,
    sentence text not null,
    due_on date not null,
    state varchar(24) not null,
    audience varchar(24) not null,
    captured_at timestamp with time zone not null,
    captured_zone text not null,
    received_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    removed_at timestamp with time zone,
    rev integer not null,
    constraint commitment_key primary key (id),
    constraint commitment_stands_in_the_scope_of_its_audience check (scope_id = case audience when 'ONLY_ME' then author_id else placement_id end),
    constraint one_commitment_per_id_and_scope unique (id, scope_id),
    constraint sentence_has_1_to_2000_characters check (length(sentence) between 1 and 2000),
    constraint commitment_scope_id_known foreign key(scope_id) references scope (id),
    constraint commitment_placement_id_known foreign key(placement_id) references placement (id),
    constraint commitment_author_id_known foreign key(author_id) references person (id),
    constraint commitment_observation_id_known foreign key(observation_id) references observation (id),
    constraint commitment_has_a_known_state check (state in ('PROMISED', 'UNDER_WAY', 'DONE', 'DROPPED')),
    constraint commitment_has_a_known_audience check (audience in ('ONLY_ME', 'MENTOR'))
);

create index ix_commitment_captured on commitment (captured_at, id);

create index ix_commitment_observation on commitment (observation_id);

create index ix_commitment_placement on commitment (placement_id);

create index ix_commitment_scope_due on commitment (scope_id, due_on, id);

create table decision (
    id uuid not null,
    scope_id uuid not null,
    observation_id uuid not null,
    by_id uuid not null,
    verdict varchar(24) not null,
    reason text,
    decided_at timestamp with time zone not null,
    received_at timestamp with time zone not null,
    rev integer not null,
    constraint decision_key primary key (id),
    constraint decision_stands_in_the_scope_of_its_observation foreign key(observation_id, scope_id) references observation (id, scope_id) on update cascade,
    constraint sent_back_says_why check (verdict <> 'SENT_BACK' or length(reason) > 0),
    constraint decision_by_id_known foreign key(by_id) references person (id),
    constraint decision_has_a_known_verdict check (verdict in ('APPROVED', 'SENT_BACK'))
);

create index ix_decision_observation on decision (observation_id, decided_at, id);

create index ix_decision_scope on decision (scope_id);

create table photo (
    id uuid not null,
    scope_id uuid not null,
    observation_id uuid not null,
    author_id uuid not null,
    position integer not null,
    sha256 text not null,
    size bigint not null,
    mime text not null,
    width integer not null,
    height integer not null,
    alt text,
    decorative boolean not null,
    state varchar(24) not null,
    tries integer default '0' not null,
    next_try_at timestamp with time zone,
    received_at timestamp with time zone,
    removed_at timestamp with time zone,
    rev integer not null,
    constraint photo_key primary key (id),
    constraint photo_stands_in_the_scope_of_its_observation foreign key(observation_id, scope_id) references observation (id, scope_id) on update cascade,
    constraint photo_hash_has_64_hex_digits check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint photo_has_bytes check (size > 0),
    constraint photo_has_an_area check (width > 0 and height > 0),
    constraint alt_text_has_at_most_1000_characters check (length(alt) <= 1000),
    constraint photo_author_id_known foreign key(author_id) references person (id),
    constraint photo_has_a_known_state check (state in ('EXPECTED', 'RECEIVED', 'VERIFIED', 'QUARANTINED'))
);

create index ix_photo_observation on photo (observation_id, position, id);

create index ix_photo_scope on photo (scope_id);

create index ix_photo_waiting on photo (received_at) where state = 'RECEIVED';

create table tag (
    id uuid not null,
    scope_id uuid not null,
    observation_id uuid not null,
    word text not null,
    added_at timestamp with time zone not null,
    removed_at timestamp with time zone,
    rev integer not null,
    constraint tag_key primary key (id),
    constraint tag_stands_in_the_scope_of_its_observation foreign key(observation_id, scope_id) references observation (id, scope_id) on update cascade,
    constraint tag_has_1_to_60_characters check (length(word) between 1 and 60)
);

create index ix_tag_observation on tag (observation_id);

create index ix_tag_scope on tag (scope_id);

create table text_version (
    id uuid not null,
    scope_id uuid not null,
    observation_id uuid,
    commitment_id uuid,
    field text not null,
    value text not null,
    author_id uuid not null,
    written_at timestamp with time zone not null,
    rev integer not null,
    kept boolean not null,
    constraint text_version_key primary key (id),
    constraint text_version_stands_in_the_scope_of_its_observation foreign key(observation_id, scope_id) references observation (id, scope_id) on update cascade,
    constraint text_version_stands_in_the_scope_of_its_commitment foreign key(commitment_id, scope_id) references commitment (id, scope_id) on update cascade,
    constraint text_version_has_one_owner check (num_nonnulls(observation_id, commitment_id) = 1),
    constraint text_version_author_id_known foreign key(author_id) references person (id)
);

create index ix_text_version_commitment on text_version (commitment_id, field, rev);

create index ix_text_version_observation on text_version (observation_id, field, rev);

create index ix_text_version_scope on text_version (scope_id);

create function me() returns uuid
    language sql stable parallel safe
    as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

create function my_scopes() returns uuid[]
    language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('app.scopes', true), ''), '{}')::uuid[] $$;

create function enter_as(person uuid) returns void
    language sql volatile security definer
    as $$
        select set_config('app.person', person::text, true),
               set_config('app.scopes', coalesce(array_agg(scope_id), '{}')::text, true)
          from public.scope_member
         where person_id = person and left_at is null
    $$;

create function append_to_log(
    log uuid, kinds text[], ids uuid[], moment timestamp with time zone, actor uuid, deed text, said text
) returns bigint
    language sql volatile security definer
    as $$
        with taken as (
            update public.scope
               set position = position + cardinality(kinds),
                   journal_head = sha256(journal_head || convert_to(said, 'UTF8'))
             where id = log
            returning position, journal_head
        ), told as (
            insert into public.feed (scope_id, position, kind, entity_id, at)
            select log, taken.position - cardinality(kinds) + pointer.number, pointer.kind, pointer.id, moment
              from taken, unnest(kinds, ids) with ordinality as pointer(kind, id, number)
        ), written as (
            insert into public.journal (scope_id, position, at, by_id, act, line, hash)
            select log, taken.position, moment, actor, deed, said, taken.journal_head from taken
        )
        select position from taken
    $$;

revoke execute on function append_to_log from public;

grant execute on function append_to_log to understudy_app, understudy_steward;

revoke execute on function enter_as from public;

grant execute on function enter_as to understudy_app, understudy_steward;

alter table feed_epoch enable row level security;

alter table feed_epoch force row level security;

create policy steward_sees_all on feed_epoch to understudy_steward using (true) with check (true);

grant select, insert, update, delete on feed_epoch to understudy_steward;

grant select on feed_epoch to understudy_app;

create policy in_my_scopes on feed_epoch to understudy_app using ((select me()) is not null) with check ((select me()) is not null);

alter table network enable row level security;

alter table network force row level security;

create policy steward_sees_all on network to understudy_steward using (true) with check (true);

grant select, insert, update, delete on network to understudy_steward;

grant select on network to understudy_app;

create policy in_my_scopes on network to understudy_app using (id = any((select my_scopes())::uuid[])) with check (id = any((select my_scopes())::uuid[]));

alter table receipt enable row level security;

alter table receipt force row level security;

create policy steward_sees_all on receipt to understudy_steward using (true) with check (true);

grant select, insert, update, delete on receipt to understudy_steward;

grant select on receipt to understudy_app;

create policy in_my_scopes on receipt to understudy_app using (person_id = any((select my_scopes())::uuid[])) with check (person_id = any((select my_scopes())::uuid[]));

grant insert, update on receipt to understudy_app;

alter table scope enable row level security;

alter table scope force row level security;

create policy steward_sees_all on scope to understudy_steward using (true) with check (true);

grant select, insert, update, delete on scope to understudy_steward;

grant select on scope to understudy_app;

create policy in_my_scopes on scope to understudy_app using (id = any((select my_scopes())::uuid[])) with check (id = any((select my_scopes())::uuid[]));

alter table sign_in_code enable row level security;

alter table sign_in_code force row level security;

create policy steward_sees_all on sign_in_code to understudy_steward using (true) with check (true);

grant select, insert, update, delete on sign_in_code to understudy_steward;

grant select on sign_in_code to understudy_app;

alter table feed enable row level security;

alter table feed force row level security;

create policy steward_sees_all on feed to understudy_steward using (true) with check (true);

grant select, insert, update, delete on feed to understudy_steward;

grant select on feed to understudy_app;

create policy in_my_scopes on feed to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

alter table journal enable row level security;

alter table journal force row level security;

create policy steward_sees_all on journal to understudy_steward using (true) with check (true);

grant select, insert, update, delete on journal to understudy_steward;

grant select on journal to understudy_app;

create policy in_my_scopes on journal to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

alter table museum enable row level security;

alter table museum force row level security;

create policy steward_sees_all on museum to understudy_steward using (true) with check (true);

grant select, insert, update, delete on museum to understudy_steward;

grant select on museum to understudy_app;

create policy in_my_scopes on museum to understudy_app using (network_id = any((select my_scopes())::uuid[])) with check (network_id = any((select my_scopes())::uuid[]));

alter table person enable row level security;

alter table person force row level security;

create policy steward_sees_all on person to understudy_steward using (true) with check (true);

grant select, insert, update, delete on person to understudy_steward;

grant select on person to understudy_app;

create policy in_my_scopes on person to understudy_app using (network_id = any((select my_scopes())::uuid[])) with check (network_id = any((select my_scopes())::uuid[]));

alter table programme enable row level security;

alter table programme force row level security;

create policy steward_sees_all on programme to understudy_steward using (true) with check (true);

grant select, insert, update, delete on programme to understudy_steward;

grant select on programme to understudy_app;

create policy in_my_scopes on programme to understudy_app using (network_id = any((select my_scopes())::uuid[])) with check (network_id = any((select my_scopes())::uuid[]));

alter table access_token enable row level security;

alter table access_token force row level security;

create policy steward_sees_all on access_token to understudy_steward using (true) with check (true);

grant select, insert, update, delete on access_token to understudy_steward;

grant select on access_token to understudy_app;

alter table device enable row level security;

alter table device force row level security;

create policy steward_sees_all on device to understudy_steward using (true) with check (true);

grant select, insert, update, delete on device to understudy_steward;

grant select on device to understudy_app;

create policy in_my_scopes on device to understudy_app using (person_id = any((select my_scopes())::uuid[])) with check (person_id = any((select my_scopes())::uuid[]));

grant insert, update on device to understudy_app;

alter table membership enable row level security;

alter table membership force row level security;

create policy steward_sees_all on membership to understudy_steward using (true) with check (true);

grant select, insert, update, delete on membership to understudy_steward;

grant select on membership to understudy_app;

create policy in_my_scopes on membership to understudy_app using (network_id = any((select my_scopes())::uuid[])) with check (network_id = any((select my_scopes())::uuid[]));

alter table objective enable row level security;

alter table objective force row level security;

create policy steward_sees_all on objective to understudy_steward using (true) with check (true);

grant select, insert, update, delete on objective to understudy_steward;

grant select on objective to understudy_app;

create policy in_my_scopes on objective to understudy_app using (network_id = any((select my_scopes())::uuid[])) with check (network_id = any((select my_scopes())::uuid[]));

alter table placement enable row level security;

alter table placement force row level security;

create policy steward_sees_all on placement to understudy_steward using (true) with check (true);

grant select, insert, update, delete on placement to understudy_steward;

grant select on placement to understudy_app;

create policy in_my_scopes on placement to understudy_app using (id = any((select my_scopes())::uuid[]) or programme_id = any((select my_scopes())::uuid[])) with check (id = any((select my_scopes())::uuid[]) or programme_id = any((select my_scopes())::uuid[]));

grant update on placement to understudy_app;

alter table quarantined_op enable row level security;

alter table quarantined_op force row level security;

create policy steward_sees_all on quarantined_op to understudy_steward using (true) with check (true);

grant select, insert, update, delete on quarantined_op to understudy_steward;

grant select on quarantined_op to understudy_app;

create policy in_my_scopes on quarantined_op to understudy_app using (person_id = any((select my_scopes())::uuid[])) with check (person_id = any((select my_scopes())::uuid[]));

grant insert on quarantined_op to understudy_app;

alter table scope_member enable row level security;

alter table scope_member force row level security;

create policy steward_sees_all on scope_member to understudy_steward using (true) with check (true);

grant select, insert, update, delete on scope_member to understudy_steward;

grant select on scope_member to understudy_app;

create policy in_my_scopes on scope_member to understudy_app using (person_id = any((select my_scopes())::uuid[])) with check (person_id = any((select my_scopes())::uuid[]));

alter table session enable row level security;

alter table session force row level security;

create policy steward_sees_all on session to understudy_steward using (true) with check (true);

grant select, insert, update, delete on session to understudy_steward;

grant select on session to understudy_app;

alter table sign_in_address enable row level security;

alter table sign_in_address force row level security;

create policy steward_sees_all on sign_in_address to understudy_steward using (true) with check (true);

grant select, insert, update, delete on sign_in_address to understudy_steward;

grant select on sign_in_address to understudy_app;

alter table upload enable row level security;

alter table upload force row level security;

create policy steward_sees_all on upload to understudy_steward using (true) with check (true);

grant select, insert, update, delete on upload to understudy_steward;

grant select on upload to understudy_app;

create policy in_my_scopes on upload to understudy_app using (person_id = any((select my_scopes())::uuid[])) with check (person_id = any((select my_scopes())::uuid[]));

grant insert, update, delete on upload to understudy_app;

alter table shadowing_day enable row level security;

alter table shadowing_day force row level security;

create policy steward_sees_all on shadowing_day to understudy_steward using (true) with check (true);

grant select, insert, update, delete on shadowing_day to understudy_steward;

grant select on shadowing_day to understudy_app;

create policy in_my_scopes on shadowing_day to understudy_app using (placement_id = any((select my_scopes())::uuid[])) with check (placement_id = any((select my_scopes())::uuid[]));

alter table plan_item enable row level security;

alter table plan_item force row level security;

create policy steward_sees_all on plan_item to understudy_steward using (true) with check (true);

grant select, insert, update, delete on plan_item to understudy_steward;

grant select on plan_item to understudy_app;

create policy in_my_scopes on plan_item to understudy_app using (placement_id = any((select my_scopes())::uuid[])) with check (placement_id = any((select my_scopes())::uuid[]));

alter table prompt enable row level security;

alter table prompt force row level security;

create policy steward_sees_all on prompt to understudy_steward using (true) with check (true);

grant select, insert, update, delete on prompt to understudy_steward;

grant select on prompt to understudy_app;

create policy in_my_scopes on prompt to understudy_app using (placement_id = any((select my_scopes())::uuid[])) with check (placement_id = any((select my_scopes())::uuid[]));

alter table observation enable row level security;

alter table observation force row level security;

create policy steward_sees_all on observation to understudy_steward using (true) with check (true);

grant select, insert, update, delete on observation to understudy_steward;

grant select on observation to understudy_app;

create policy in_my_scopes on observation to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert, update on observation to understudy_app;

alter table comment enable row level security;

alter table comment force row level security;

create policy steward_sees_all on comment to understudy_steward using (true) with check (true);

grant select, insert, update, delete on comment to understudy_steward;

grant select on comment to understudy_app;

create policy in_my_scopes on comment to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert, update on comment to understudy_app;

alter table commitment enable row level security;

alter table commitment force row level security;

create policy steward_sees_all on commitment to understudy_steward using (true) with check (true);

grant select, insert, update, delete on commitment to understudy_steward;

grant select on commitment to understudy_app;

create policy in_my_scopes on commitment to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert, update on commitment to understudy_app;

alter table decision enable row level security;

alter table decision force row level security;

create policy steward_sees_all on decision to understudy_steward using (true) with check (true);

grant select, insert, update, delete on decision to understudy_steward;

grant select on decision to understudy_app;

create policy in_my_scopes on decision to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert on decision to understudy_app;

alter table photo enable row level security;

alter table photo force row level security;

create policy steward_sees_all on photo to understudy_steward using (true) with check (true);

grant select, insert, update, delete on photo to understudy_steward;

grant select on photo to understudy_app;

create policy in_my_scopes on photo to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert, update on photo to understudy_app;

alter table tag enable row level security;

alter table tag force row level security;

create policy steward_sees_all on tag to understudy_steward using (true) with check (true);

grant select, insert, update, delete on tag to understudy_steward;

grant select on tag to understudy_app;

create policy in_my_scopes on tag to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert, update on tag to understudy_app;

alter table text_version enable row level security;

alter table text_version force row level security;

create policy steward_sees_all on text_version to understudy_steward using (true) with check (true);

grant select, insert, update, delete on text_version to understudy_steward;

grant select on text_version to understudy_app;

create policy in_my_scopes on text_version to understudy_app using (scope_id = any((select my_scopes())::uuid[])) with check (scope_id = any((select my_scopes())::uuid[]));

grant insert, update on text_version to understudy_app;

