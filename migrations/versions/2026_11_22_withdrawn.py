"""What was said in confidence is taken back by who said it, as long as it was not released."""

from collections.abc import Sequence

from alembic import op

revision: str = "withdrawn"
down_revision: str | Sequence[str] | None = "vouching"

# One statement, so that whoever releases it at the same moment comes before or after, never between.
WITHDRAW = """
create function withdraw_critique(named uuid) returns boolean
    language sql volatile security definer
    as $$
        with gone as (
            delete from public.critique
             where id = named and author_id = public.me() and released is null
            returning id
        )
        select exists (select from gone)
    $$
"""


def upgrade() -> None:
    op.execute(WITHDRAW)
    op.execute("revoke execute on function withdraw_critique(uuid) from public")
    op.execute("grant execute on function withdraw_critique(uuid) to understudy_steward")
    op.execute("grant execute on function withdraw_critique(uuid) to understudy_app")


def downgrade() -> None:
    op.execute("drop function withdraw_critique(uuid)")
