"""An entry may be restricted: its author keeps it, and named custodians open it, which is written down."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "restricted"
down_revision: str | Sequence[str] | None = "confided"

SEEN = (
    "person_id = (select me()) "
    "or observation_id = any(array(select id from observation where restricted is not null))"
)
# Its author or its mentor, who reads it now; the mentor loses sight of it by this.
RESTRICT = """
create function restrict_entry(named uuid, why text, people uuid[], moment timestamp with time zone)
    returns integer
    language plpgsql volatile security definer
    as $$
        declare
            entry public.observation;
            place uuid;
        begin
            select * into entry from public.observation
             where id = named and removed_at is null and restricted is null
               and scope_id = any(public.my_scopes())
               for update;
            if not found then
                return null;
            end if;
            select programme.network_id into place
              from public.placement join public.programme on programme.id = placement.programme_id
             where placement.id = entry.placement_id
               and public.me() in (entry.author_id, placement.mentor_id);
            if place is null or exists (
                select from unnest(people) as one
                 where one = entry.author_id or not exists (
                       select from public.membership
                        where person_id = one and network_id = place
                          and since <= current_date and (until is null or until >= current_date)
                 )
            ) then
                return null;
            end if;
            insert into public.custodian (observation_id, person_id, named_by_id, named_at)
            select named, one, public.me(), moment from unnest(people) as one;
            update public.observation
               set restricted = why, audience = 'ONLY_ME', scope_id = author_id,
                   rev = rev + 1, changed_at = moment
             where id = named;
            return entry.rev + 1;
        end
    $$
"""
IS_CUSTODIAN = """
create function is_custodian(named uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (
            select from public.custodian
              join public.observation on observation.id = custodian.observation_id
             where custodian.observation_id = named and custodian.person_id = public.me()
               and observation.restricted is not null and observation.removed_at is null
        )
    $$
"""
FOR_ME = """
create function restricted_for_me()
    returns table (id uuid, author text, why text, named_by text, named_at timestamp with time zone)
    language sql stable security definer
    as $$
        select entry.id, author.name, entry.restricted::text, namer.name, custodian.named_at
          from public.custodian
          join public.observation entry on entry.id = custodian.observation_id
          join public.person author on author.id = entry.author_id
          join public.person namer on namer.id = custodian.named_by_id
         where custodian.person_id = public.me()
           and entry.restricted is not null and entry.removed_at is null
         order by custodian.named_at desc, entry.id
    $$
"""
WITNESSED = """
create function witnessed(owner uuid, kind text, thing uuid, moment timestamp with time zone)
    returns bigint
    language sql volatile security definer
    as $$
        select public.witness(
            gen_random_uuid(), owner, kind, thing, false, moment, 'open restricted',
            json_build_object(
                'act', 'open restricted', 'by', public.me(), 'at', moment, 'of', kind || ':' || thing
            )::text
        )
    $$
"""
OPEN = """
create function open_restricted(named uuid, moment timestamp with time zone)
    returns table (
        id uuid, author text, why text, kind text, note text, zone text, object_number text,
        procedure text, captured_at timestamp with time zone, captured_zone text,
        photos json, recordings uuid[]
    )
    language plpgsql volatile security definer
    as $$
        begin
            if not public.is_custodian(named) then
                return;
            end if;
            perform public.witnessed(author_id, 'Observation', entry.id, moment)
               from public.observation entry where entry.id = named;
            return query
            select entry.id, author.name, entry.restricted::text, entry.kind::text, entry.note, entry.zone,
                   entry.object_number, entry.procedure, entry.captured_at, entry.captured_zone,
                   coalesce((
                       select json_agg(json_build_object('id', photo.id, 'alt', photo.alt)
                                       order by photo.position, photo.id)
                         from public.photo
                        where photo.observation_id = named and photo.removed_at is null
                          and photo.state = 'VERIFIED'
                   ), '[]'::json),
                   array(
                       select recording.id from public.recording
                        where recording.observation_id = named and recording.removed_at is null
                          and recording.state = 'VERIFIED'
                        order by recording.position, recording.id
                   )
              from public.observation entry join public.person author on author.id = entry.author_id
             where entry.id = named;
        end
    $$
"""
PART = """
create function {part}_in_custody(named uuid, moment timestamp with time zone) returns setof {part}
    language plpgsql volatile security definer
    as $$
        begin
            if exists (
                select from public.{part}
                 where id = named and removed_at is null and public.is_custodian(observation_id)
            ) then
                perform public.witnessed(author_id, '{kind}', id, moment)
                   from public.{part} where id = named;
                return query select * from public.{part} where id = named;
            end if;
        end
    $$
"""
LIFT = """
create function lift_restriction(named uuid, moment timestamp with time zone) returns uuid
    language plpgsql volatile security definer
    as $$
        declare
            author uuid;
        begin
            if public.is_custodian(named) then
                update public.observation
                   set restricted = null, rev = rev + 1, changed_at = moment
                 where id = named and restricted is not null
                returning author_id into author;
                delete from public.custodian where observation_id = named;
            end if;
            return author;
        end
    $$
"""
FOR_THE_APP = (
    "restrict_entry(uuid, text, uuid[], timestamp with time zone)",
    "restricted_for_me()",
    "open_restricted(uuid, timestamp with time zone)",
    "photo_in_custody(uuid, timestamp with time zone)",
    "recording_in_custody(uuid, timestamp with time zone)",
    "lift_restriction(uuid, timestamp with time zone)",
)
FOR_THE_STEWARD = (
    "is_custodian(uuid)",
    "witnessed(uuid, text, uuid, timestamp with time zone)",
)


def upgrade() -> None:
    op.add_column("observation", sa.Column("restricted", sa.VARCHAR(24), nullable=True))
    op.execute(
        "alter table observation add constraint observation_has_a_known_restriction "
        "check (restricted in ('SECURITY', 'SACRED', 'GENDER'))"
    )
    op.execute(
        "alter table observation add constraint restricted_stays_with_its_author "
        "check (restricted is null or audience = 'ONLY_ME')"
    )
    op.create_table(
        "custodian",
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("observation_id", "person_id", name="custodian_key"),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name="custodian_observation_id_known"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="custodian_person_id_known"),
        sa.ForeignKeyConstraint(["named_by_id"], ["person.id"], name="custodian_named_by_id_known"),
    )
    op.create_index("ix_custodian_person", "custodian", ["person_id"])
    op.execute("alter table custodian enable row level security")
    op.execute("alter table custodian force row level security")
    op.execute(
        "create policy steward_sees_all on custodian to understudy_steward using (true) with check (true)"
    )
    op.execute(
        f"create policy in_my_scopes on custodian to understudy_app using ({SEEN}) with check ({SEEN})"
    )
    op.execute("grant select, insert, update, delete on custodian to understudy_steward")
    op.execute("grant select on custodian to understudy_app")
    parts = [PART.format(part=part, kind=part.capitalize()) for part in ("photo", "recording")]
    for function in (RESTRICT, IS_CUSTODIAN, FOR_ME, WITNESSED, OPEN, *parts, LIFT):
        op.execute(function)
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"revoke execute on function {signature} from public")
        op.execute(f"grant execute on function {signature} to understudy_steward")
    for signature in FOR_THE_APP:
        op.execute(f"grant execute on function {signature} to understudy_app")


def downgrade() -> None:
    """What was restricted stays with its author alone."""
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"drop function {signature}")
    op.drop_table("custodian")
    op.drop_column("observation", "restricted")
