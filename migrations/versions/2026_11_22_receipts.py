"""Receipts of photos, what of a device is backed up, and devices that were lost."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "receipts"
down_revision: str | Sequence[str] | None = "first_light"

IS_LOST = """
create function is_lost(named uuid) returns boolean
    language sql stable security definer
    as $$ select exists (select from public.device where id = named and revoked_at is not null) $$
"""
END_MY_SESSIONS = """
create function end_my_sessions(sparing bytea, moment timestamp with time zone) returns bigint
    language sql volatile security definer
    as $$
        with ended as (
            update public.session
               set ended_at = moment
             where person_id = public.me() and ended_at is null and token_hash is distinct from sparing
            returning token_hash
        ), told as (
            select pg_notify('understudy', 'session ' || encode(token_hash, 'hex'))::text as word from ended
        )
        select count(word) from told
    $$
"""
FOR_THE_APP = ("is_lost(uuid)", "end_my_sessions(bytea, timestamp with time zone)")


def upgrade() -> None:
    op.add_column("photo", sa.Column("receipt", sa.Text()))
    op.add_column("device", sa.Column("durable_through", sa.Integer(), server_default="0", nullable=False))
    op.add_column("feed_epoch", sa.Column("backed_up_until", sa.DateTime(timezone=True)))
    op.execute(IS_LOST)
    op.execute(END_MY_SESSIONS)
    for function in FOR_THE_APP:
        op.execute(f"revoke execute on function {function} from public")
        op.execute(f"grant execute on function {function} to understudy_app, understudy_steward")


def downgrade() -> None:
    for function in FOR_THE_APP:
        op.execute(f"drop function {function}")
    op.drop_column("feed_epoch", "backed_up_until")
    op.drop_column("device", "durable_through")
    op.drop_column("photo", "receipt")
