"""A device of somebody else's is known as such to whoever reads on it."""

from collections.abc import Sequence

from alembic import op

revision: str = "devices"
down_revision: str | Sequence[str] | None = "recordings"

IS_SOMEBODY_ELSES = """
create function is_somebody_elses(named uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (select from public.device where id = named and person_id is distinct from public.me())
    $$
"""


def upgrade() -> None:
    op.execute(IS_SOMEBODY_ELSES)
    op.execute("revoke execute on function is_somebody_elses(uuid) from public")
    op.execute("grant execute on function is_somebody_elses(uuid) to understudy_app, understudy_steward")


def downgrade() -> None:
    op.execute("drop function is_somebody_elses(uuid)")
