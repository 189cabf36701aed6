"""Entering is one step, with or without one's own scope, and is not planned anew for every statement."""

from collections.abc import Sequence

from alembic import op

revision: str = "entering"
down_revision: str | Sequence[str] | None = "privacy"

STILL_THERE = "person_id = person and (left_at is null or left_at > now())"
# A language that keeps its plans: entering is a part of every read, and of the small ones a large part.
ENTER = f"""
create function enter_as(person uuid, own boolean) returns boolean
    language plpgsql volatile security definer
    as $$
        begin
            perform set_config('app.person', person::text, true),
                    set_config('app.scopes', array(
                        select scope_id from public.scope_member
                         where {STILL_THERE} and (own or scope_id <> person)
                    )::text, true);
            return true;
        end
    $$
"""  # noqa: S608 - all ours
AS_BEFORE = """
create or replace function enter_as(person uuid) returns void
    language sql volatile security definer
    as $$ %s $$
"""
ITSELF = f"""
        select set_config('app.person', person::text, true),
               set_config('app.scopes', coalesce(array_agg(scope_id), '{{}}')::text, true)
          from public.scope_member
         where {STILL_THERE}
"""  # noqa: S608 - all ours


def upgrade() -> None:
    op.execute(ENTER)
    op.execute("revoke execute on function enter_as(uuid, boolean) from public")
    op.execute("grant execute on function enter_as(uuid, boolean) to understudy_app, understudy_steward")
    op.execute(AS_BEFORE % "select public.enter_as(person, true)")


def downgrade() -> None:
    op.execute(AS_BEFORE % ITSELF)
    op.execute("drop function enter_as(uuid, boolean)")
