"""More than its author and the mentor may read an entry: circles of readers, and consent for photos."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "circles"
down_revision: str | Sequence[str] | None = "entering"

BEFORE = ("ONLY_ME", "MENTOR")
NOW = (*BEFORE, "PLACEMENT", "MUSEUM", "PROGRAMME", "PUBLISHED")
SCOPES = ("PERSON", "PLACEMENT", "PROGRAMME", "MUSEUM", "NETWORK")
AUDIENCES = (
    ("observation", "audience", "observation_has_a_known_audience"),
    ("commitment", "audience", "commitment_has_a_known_audience"),
    ("placement", "default_audience", "placement_has_a_known_audience"),
)
OF_TWO = "scope_id = case audience when 'ONLY_ME' then author_id else placement_id end"
OF_SIX = (
    "scope_id = case audience when 'ONLY_ME' then author_id when 'MENTOR' then placement_id "
    "else md5(placement_id::text || ' ' || audience)::uuid end"
)
MINE = "= any((select my_scopes())::uuid[])"
OTHERS = (
    "scope_id <> all(array(select scope_id from circle "
    "where placement_id <> all((select my_scopes())::uuid[])))"
)
PLACEMENT = f"id {MINE} or programme_id {MINE}"
IN_A_CIRCLE = "id = any(array(select placement_id from circle))"
CONSENTS = ("NONE_VISIBLE", "OBTAINED", "REFUSED", "UNKNOWN")

# Sponsors and evaluators of an exchange read no entry because of that role.
READERS_OF = """
create function readers_of(named uuid, wide text) returns setof uuid
    language sql stable security definer
    as $$
        with here as (
            select placement.*, programme.network_id
              from public.placement join public.programme on programme.id = placement.programme_id
             where placement.id = named
        ), museums as (
            select unnest(array[here.home_id, here.host_id]) as id from here
             where wide in ('MUSEUM', 'PROGRAMME', 'PUBLISHED')
             union
            select unnest(array[other.home_id, other.host_id])
              from here join public.placement other on other.programme_id = here.programme_id
             where wide in ('PROGRAMME', 'PUBLISHED')
        )
        select participant_id from here
         union
        select mentor_id from here
         union
        select member.person_id
          from here join public.scope_member member
            on member.scope_id = here.programme_id
            or (wide = 'PUBLISHED' and member.scope_id = here.network_id)
         where member.left_at is null or member.left_at > now()
         union
        select membership.person_id
          from museums join public.membership on membership.museum_id = museums.id
         where membership.since <= current_date
           and (membership.until is null or membership.until >= current_date)
           and membership.role not in ('SPONSOR', 'EVALUATOR')
    $$
"""
REDRAW = """
create function redraw_circle(named uuid, wide text, moment timestamp with time zone) returns uuid
    language plpgsql volatile security definer
    as $$
        declare
            circled uuid := md5(named::text || ' ' || wide)::uuid;
        begin
            insert into public.scope (id, kind) values (circled, 'CIRCLE') on conflict do nothing;
            insert into public.circle (placement_id, audience, scope_id) values (named, wide, circled)
                on conflict do nothing;
            insert into public.scope_member (scope_id, person_id, joined_at)
            select circled, reader, moment from public.readers_of(named, wide) as reader
                on conflict (scope_id, person_id) do update
                   set joined_at = excluded.joined_at, left_at = null
                 where scope_member.left_at is not null;
            update public.scope_member
               set left_at = moment
             where scope_id = circled and left_at is null
               and person_id not in (select public.readers_of(named, wide));
            return circled;
        end
    $$
"""
# The reader who lets others in goes on in the same transaction, as one of them.
DRAW = """
create function draw_circle(named uuid, wide text, moment timestamp with time zone) returns uuid
    language plpgsql volatile security definer
    as $$
        declare
            circled uuid;
        begin
            if not exists (
                select from public.placement where id = named and participant_id = public.me()
            ) then
                raise insufficient_privilege
                using message = 'Only its participant shows a placement to others.';
            end if;
            circled := public.redraw_circle(named, wide, moment);
            if circled <> all(public.my_scopes()) then
                perform set_config('app.scopes', array_append(public.my_scopes(), circled)::text, true);
            end if;
            return circled;
        end
    $$
"""
WHO_READS = """
create function who_reads(named uuid, wide text) returns setof uuid
    language sql stable security definer
    as $$
        select reader from public.readers_of(named, wide) as reader
         where exists (select from public.placement where id = named and participant_id = public.me())
    $$
"""
# Whoever gets a role, or loses it, comes into the circles or leaves them in the same transaction.
FOLLOW = """
create function circles_follow() returns trigger
    language plpgsql security definer
    as $$
        begin
            perform public.redraw_circle(placement_id, audience, now()) from public.circle order by scope_id;
            return null;
        end
    $$
"""
LEAVES = """
create trigger circles_follow after insert or update or delete on membership
    for each statement execute function circles_follow()
"""
WIDE = "not in ('ONLY_ME', 'MENTOR')"
NARROW = f"update {{}} set audience = 'ONLY_ME', scope_id = author_id where audience {WIDE}"  # noqa: S608 - no value stands in it
CHOSEN_FEW = f"update placement set default_audience = 'MENTOR' where default_audience {WIDE}"  # noqa: S608 - no value stands in it
IN_CIRCLES = "delete from {} where scope_id in (select scope_id from circle)"
FOR_THE_APP = ("draw_circle(uuid, text, timestamp with time zone)", "who_reads(uuid, text)")
FOR_THE_STEWARD = ("readers_of(uuid, text)", "redraw_circle(uuid, text, timestamp with time zone)")


def upgrade() -> None:
    known("scope", "kind", "scope_has_a_known_kind", (*SCOPES, "CIRCLE"))
    for table, column, name in AUDIENCES:
        known(table, column, name, NOW)
    for table in ("observation", "commitment"):
        stands(table, OF_SIX)
    op.add_column("photo", sa.Column("consent", sa.VARCHAR(24), nullable=True))
    words = ", ".join(f"'{one}'" for one in CONSENTS)
    op.execute(f"alter table photo add constraint photo_has_a_known_consent check (consent in ({words}))")
    op.create_table(
        "circle",
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.VARCHAR(24), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("placement_id", "audience", name="circle_key"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="circle_placement_id_known"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="circle_scope_id_known"),
        sa.UniqueConstraint("scope_id", name="one_circle_per_scope_id"),
    )
    words = ", ".join(f"'{one}'" for one in NOW)
    op.execute(f"alter table circle add constraint circle_has_a_known_audience check (audience in ({words}))")
    op.execute("alter table circle enable row level security")
    op.execute("alter table circle force row level security")
    op.execute(
        "create policy steward_sees_all on circle to understudy_steward using (true) with check (true)"
    )
    op.execute(
        f"create policy in_my_scopes on circle to understudy_app "
        f"using (scope_id {MINE}) with check (scope_id {MINE})"
    )
    op.execute("grant select, insert, update, delete on circle to understudy_steward")
    op.execute("grant select on circle to understudy_app")
    seen("placement", f"{PLACEMENT} or {IN_A_CIRCLE}")
    for table in ("comment", "decision", "text_version"):
        seen(table, f"scope_id {MINE} and {OTHERS}")
    for function in (READERS_OF, REDRAW, DRAW, WHO_READS, FOLLOW):
        op.execute(function)
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"revoke execute on function {signature} from public")
        op.execute(f"grant execute on function {signature} to understudy_steward")
    for signature in FOR_THE_APP:
        op.execute(f"grant execute on function {signature} to understudy_app")
    op.execute(LEAVES)


def downgrade() -> None:
    """Whoever reads more than two did before reads nothing: entries go back to their authors alone."""
    op.execute("drop trigger circles_follow on membership")
    for table in ("observation", "commitment"):
        op.execute(NARROW.format(table))
    for table in ("comment", "decision", "text_version"):
        seen(table, f"scope_id {MINE}")
    seen("placement", PLACEMENT)
    op.execute("drop function circles_follow()")
    for signature in (*FOR_THE_APP, *reversed(FOR_THE_STEWARD)):
        op.execute(f"drop function {signature}")
    for table in ("scope_member", "feed", "journal"):
        op.execute(IN_CIRCLES.format(table))
    op.drop_table("circle")
    op.execute("delete from scope where kind = 'CIRCLE'")
    op.drop_column("photo", "consent")
    for table in ("observation", "commitment"):
        stands(table, OF_TWO)
    op.execute(CHOSEN_FEW)
    for table, column, name in AUDIENCES:
        known(table, column, name, BEFORE)
    known("scope", "kind", "scope_has_a_known_kind", SCOPES)


def known(table: str, column: str, name: str, choices: Sequence[str]) -> None:
    """Let a column hold these words and no others."""
    words = ", ".join(f"'{one}'" for one in choices)
    op.execute(f"alter table {table} drop constraint {name}")
    op.execute(f"alter table {table} add constraint {name} check ({column} in ({words}))")


def stands(table: str, condition: str) -> None:
    """Say anew in whose scope an entry stands."""
    name = f"{table}_stands_in_the_scope_of_its_audience"
    op.execute(f"alter table {table} drop constraint {name}")
    op.execute(f"alter table {table} add constraint {name} check ({condition})")


def seen(table: str, condition: str) -> None:
    """Say anew who sees a row of a table."""
    op.execute(f"drop policy in_my_scopes on {table}")
    both = f"using ({condition}) with check ({condition})"
    op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")
