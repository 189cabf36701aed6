"""What was entrusted is opened by who has a role today; a restriction is written by its own acts alone.

Whoever coordinates the museum names a custodian where none is left, and themes are released by one at a time.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "entrusted"
down_revision: str | Sequence[str] | None = "by_date"

IN_OFFICE = """
create function in_office(one uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (
            select from public.membership join public.museum on museum.id = membership.museum_id
             where person_id = one and since <= (now() at time zone time_zone)::date
               and (until is null or until >= (now() at time zone time_zone)::date)
        )
    $$
"""
COORDINATES = """
create or replace function coordinates(named uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (
            select from public.membership join public.museum on museum.id = membership.museum_id
             where museum_id = named and person_id = public.me() and role = 'COORDINATOR'
               and since <= (now() at time zone time_zone)::date
               and (until is null or until >= (now() at time zone time_zone)::date)
        )
    $$
"""
IS_CUSTODIAN = """
create or replace function is_custodian(named uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (
            select from public.custodian
              join public.observation on observation.id = custodian.observation_id
             where custodian.observation_id = named and custodian.person_id = public.me()
               and observation.restricted is not null and observation.removed_at is null
        ) {}
    $$
"""
RESTRICTED_FOR_ME = """
create or replace function restricted_for_me()
    returns table (id uuid, author text, why text, named_by text, named_at timestamp with time zone)
    language sql stable security definer
    as $$
        select entry.id, author.name, entry.restricted::text, namer.name, custodian.named_at
          from public.custodian
          join public.observation entry on entry.id = custodian.observation_id
          join public.person author on author.id = entry.author_id
          join public.person namer on namer.id = custodian.named_by_id
         where custodian.person_id = public.me() {}
           and entry.restricted is not null and entry.removed_at is null
         order by custodian.named_at desc, entry.id
    $$
"""
WHILE_IN_OFFICE = "and public.in_office(public.me())"
# Whose entry it is and why it is restricted; of what it says nothing.
FORSAKEN = """
create function forsaken_entries()
    returns table (id uuid, author text, why text)
    language sql stable security definer
    as $$
        select entry.id, author.name, entry.restricted::text
          from public.observation entry
          join public.placement on placement.id = entry.placement_id
          join public.person author on author.id = entry.author_id
         where entry.restricted is not null and entry.removed_at is null
           and public.coordinates(placement.host_id)
           and not exists (
               select from public.custodian
                where observation_id = entry.id and public.in_office(person_id)
           )
         order by entry.id
    $$
"""
NAME_CUSTODIAN = """
create function name_custodian(named uuid, one uuid, moment timestamp with time zone) returns uuid
    language plpgsql volatile security definer
    as $$
        declare
            entry public.observation;
        begin
            select * into entry from public.observation where id = named for update;
            if not exists (select from public.forsaken_entries() as left_alone where left_alone.id = named)
                or one = entry.author_id
                or not exists (
                    select from public.person
                      join public.person author on author.network_id = person.network_id
                     where person.id = one and author.id = entry.author_id and public.in_office(one)
                )
            then
                return null;
            end if;
            delete from public.custodian where observation_id = named;
            insert into public.custodian (observation_id, person_id, named_by_id, named_at)
            values (named, one, public.me(), moment);
            return entry.author_id;
        end
    $$
"""
RESTRICTING = """
create function restricted_by_its_act() returns trigger
    language plpgsql
    as $$
        begin
            raise insufficient_privilege
            using message = 'An entry is restricted, and freed again, by the acts for it alone.';
        end
    $$
"""
GUARDS = {
    "nobody_frees_an_entry": "update of restricted",
    "nothing_begins_restricted": "insert",
}
CHANGES = {
    "nobody_frees_an_entry": "new.restricted is distinct from old.restricted",
    "nothing_begins_restricted": "new.restricted is not null",
}
TOLD = """
create or replace function critiques_for_me(moment timestamp with time zone)
    returns table (id uuid, museum_id uuid, theme text, words text, week date, released boolean)
    language sql volatile security definer
    as $$
        with told as (
            select critique.* from public.critique
             where author_id is not null and author_id <> public.me()
               and (person_id = public.me() %(still)s
                    or addressee = 'COORDINATOR' and public.coordinates(critique.museum_id))
        ), seen as (
            select told.id,
                   public.witness(
                       gen_random_uuid(), author_id, 'Critique', told.id, false, moment, 'read in confidence',
                       json_build_object(
                           'act', 'read in confidence', 'by', public.me(), 'at', moment,
                           'of', 'Critique:' || told.id
                       )::text
                   ) as line
              from told
        )
        select told.id, told.museum_id, told.theme::text, told.words, told.week, told.released is not null
          from told join seen on seen.id = told.id
         order by md5(told.id::text)
    $$
"""
RELEASE_ONE = """
create or replace function release_critique(named uuid, monday date) returns boolean
    language sql volatile security definer
    as $$
        with done as (
            update public.critique
               set released = coalesce(released, monday)
             where id = named and author_id <> public.me()
               and (person_id = public.me() %(still)s
                    or addressee = 'COORDINATOR' and public.coordinates(museum_id))
            returning id
        )
        select exists (select from done)
    $$
"""
# Whoever comes second waits, and then finds nothing left to release; nobody takes back what is being counted.
ONE_AT_A_TIME = "lock table public.critique, public.critique_release in share row exclusive mode;"
RELEASE = """
create or replace function release_themes(monday date) returns integer
    language sql volatile security definer
    as $$
        {}
        with ripe as (
            select museum_id, theme, count(distinct author_id) as voices
              from public.critique
             where addressee = 'THEME_BOX' and released is null and author_id is not null and week < monday
             group by museum_id, theme
            having count(distinct author_id) >= 5
        ), freed as (
            update public.critique
               set released = monday
              from ripe
             where critique.museum_id = ripe.museum_id and critique.theme = ripe.theme
               and addressee = 'THEME_BOX' and released is null and author_id is not null and week < monday
        ), counted as (
            insert into public.critique_release (id, museum_id, theme, week, voices)
            select gen_random_uuid(), museum_id, theme, monday, voices from ripe
            returning id
        )
        select count(*)::integer from counted
    $$
"""
FOR_THE_APP = (
    "forsaken_entries()",
    "name_custodian(uuid, uuid, timestamp with time zone)",
)
FOR_THE_STEWARD = ("in_office(uuid)",)


def upgrade() -> None:
    op.execute(IN_OFFICE)
    op.execute(COORDINATES)
    op.execute(IS_CUSTODIAN.format(WHILE_IN_OFFICE))
    op.execute(RESTRICTED_FOR_ME.format(WHILE_IN_OFFICE))
    for function in (FORSAKEN, NAME_CUSTODIAN, RESTRICTING):
        op.execute(function)
    for function in (TOLD, RELEASE_ONE):
        op.execute(function % {"still": WHILE_IN_OFFICE})
    op.execute(RELEASE.format(ONE_AT_A_TIME))
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"revoke execute on function {signature} from public")
        op.execute(f"grant execute on function {signature} to understudy_steward")
    for signature in FOR_THE_APP:
        op.execute(f"grant execute on function {signature} to understudy_app")
    for name, when in GUARDS.items():
        op.execute(
            f"create trigger {name} before {when} on observation for each row "
            f"when (current_user = 'understudy_app' and {CHANGES[name]}) "
            "execute function restricted_by_its_act()"
        )


def downgrade() -> None:
    for name in GUARDS:
        op.execute(f"drop trigger {name} on observation")
    op.execute(IS_CUSTODIAN.format(""))
    op.execute(RESTRICTED_FOR_ME.format(""))
    for function in (TOLD, RELEASE_ONE):
        op.execute(function % {"still": ""})
    op.execute(RELEASE.format(""))
    op.execute("drop function restricted_by_its_act()")
    for signature in (*reversed(FOR_THE_APP), *FOR_THE_STEWARD):
        op.execute(f"drop function {signature}")
