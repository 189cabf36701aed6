"""Evaluators; and who leaves a scope may leave it at a moment to come, when their role ends."""

from collections.abc import Sequence

from alembic import op

revision: str = "roles"
down_revision: str | Sequence[str] | None = "accesses"

BEFORE = ("PARTICIPANT", "MENTOR", "COORDINATOR", "COMMITTEE", "SPONSOR", "REGISTRAR")
ENTER_AS = """
create or replace function enter_as(person uuid) returns void
    language sql volatile security definer
    as $$
        select set_config('app.person', person::text, true),
               set_config('app.scopes', coalesce(array_agg(scope_id), '{}')::text, true)
          from public.scope_member
         where person_id = person and %s
    $$
"""


def upgrade() -> None:
    known_roles(*BEFORE, "EVALUATOR")
    op.execute(ENTER_AS % "(left_at is null or left_at > now())")


def downgrade() -> None:
    op.execute(ENTER_AS % "left_at is null")
    known_roles(*BEFORE)


def known_roles(*roles: str) -> None:
    """Let the table of memberships take these roles and no others."""
    words = ", ".join(f"'{role}'" for role in roles)
    op.execute("alter table membership drop constraint membership_has_a_known_role")
    op.execute(f"alter table membership add constraint membership_has_a_known_role check (role in ({words}))")
