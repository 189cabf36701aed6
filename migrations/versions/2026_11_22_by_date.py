"""A circle ends for each reader by the calendar, and shows its placement while an entry stands in it."""

from collections.abc import Sequence

from alembic import op

revision: str = "by_date"
down_revision: str | Sequence[str] | None = "house_rules"

# Why somebody reads, and when that ends; with several reasons the last end counts. An author always reads.
REASONS = """
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
        ), reasons as (
            select here.participant_id as reader, 'infinity'::timestamp with time zone as until from here
             union all
            select member.person_id, coalesce(member.left_at, 'infinity')
              from here join public.scope_member member
                on (member.scope_id = here.id and member.person_id = here.mentor_id)
                or member.scope_id = here.programme_id
                or (wide = 'PUBLISHED' and member.scope_id = here.network_id)
             union all
            select membership.person_id,
                   coalesce((membership.until + 1)::timestamp at time zone museum.time_zone, 'infinity')
              from museums
              join public.membership on membership.museum_id = museums.id
              join public.museum on museum.id = museums.id
             where membership.since <= (now() at time zone museum.time_zone)::date
               and membership.role not in ('SPONSOR', 'EVALUATOR')
        )
        select reasons.reader, nullif(max(reasons.until), 'infinity') as until
          from reasons
         group by reasons.reader
        having max(reasons.until) > now()
"""
READERS_UNTIL = f"""
create function readers_until(named uuid, wide text)
    returns table (reader uuid, until timestamp with time zone)
    language sql stable security definer
    as $$ {REASONS} $$
"""
READERS = """
create or replace function readers_of(named uuid, wide text) returns setof uuid
    language sql stable security definer
    as $$ {} $$
"""
REDRAW = """
create or replace function redraw_circle(named uuid, wide text, moment timestamp with time zone)
    returns uuid
    language plpgsql volatile security definer
    as $$
        declare
            circled uuid := md5(named::text || ' ' || wide)::uuid;
        begin
            insert into public.scope (id, kind) values (circled, 'CIRCLE') on conflict do nothing;
            insert into public.circle (placement_id, audience, scope_id) values (named, wide, circled)
                on conflict do nothing;
            insert into public.scope_member as member (scope_id, person_id, joined_at, left_at)
            select circled, {}
                on conflict (scope_id, person_id) do update
                   set left_at = excluded.left_at,
                       joined_at = case when member.left_at <= moment then excluded.joined_at
                                        else member.joined_at end
                 where member.left_at is distinct from excluded.left_at;
            update public.scope_member
               set left_at = moment
             where scope_id = circled and (left_at is null or left_at > moment)
               and person_id not in (select public.readers_of(named, wide));
            return circled;
        end
    $$
"""
BY_DATE = "reader, moment, until from public.readers_until(named, wide)"
UNTIL_DRAWN_ANEW = (
    "reader, moment, null::timestamp with time zone from public.readers_of(named, wide) as reader"
)
# It reads past the policies that ask it; of circles that are not mine it tells nothing.
SHOWN = """
create function shown_to_me() returns uuid[]
    language sql stable security definer
    as $$
        select coalesce(array_agg(distinct placement_id), '{}')
          from public.circle
         where scope_id = any(public.my_scopes())
           and (
               exists (
                   select from public.observation
                    where scope_id = circle.scope_id and removed_at is null
               ) or exists (
                   select from public.commitment
                    where scope_id = circle.scope_id and removed_at is null
               )
           )
    $$
"""
MINE = "= any((select my_scopes())::uuid[])"
TOOK_PART = "id = any((select took_part())::uuid[])"
PLACEMENT = f"id {MINE} or programme_id {MINE} or %s or {TOOK_PART}"
IN_A_CIRCLE = "id = any(array(select placement_id from circle))"
SHOWN_TO_ME = "id = any((select shown_to_me())::uuid[])"

FOR_THE_APP = ("shown_to_me()",)
FOR_THE_STEWARD = ("readers_until(uuid, text)",)


def upgrade() -> None:
    op.execute(READERS_UNTIL)
    op.execute(READERS.format("select reader from public.readers_until(named, wide)"))
    op.execute(REDRAW.format(BY_DATE))
    op.execute(SHOWN)
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"revoke execute on function {signature} from public")
        op.execute(f"grant execute on function {signature} to understudy_steward")
    for signature in FOR_THE_APP:
        op.execute(f"grant execute on function {signature} to understudy_app")
    placements_are_seen(SHOWN_TO_ME)
    op.execute("select redraw_circle(placement_id, audience, now()) from circle order by scope_id")


def downgrade() -> None:
    """Circles are drawn anew by the hour; nobody reads more by it at this moment."""
    placements_are_seen(IN_A_CIRCLE)
    op.execute(READERS.format(REASONS.replace(", nullif(max(reasons.until), 'infinity') as until", "")))
    op.execute(REDRAW.format(UNTIL_DRAWN_ANEW))
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"drop function {signature}")


def placements_are_seen(by_readers: str) -> None:
    """Say when the readers of a circle see its placement."""
    condition = PLACEMENT % by_readers
    op.execute(f"alter policy in_my_scopes on placement using ({condition}) with check ({condition})")
