"""Who read what is guarded is written down for whom it belongs to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "accesses"
down_revision: str | Sequence[str] | None = "sessions"

SCOPE = "scope_id = any((select my_scopes())::uuid[])"
# Nobody says who reads: it is whoever the transaction was entered as.
WITNESS = """
create function witness(
    named uuid, owner uuid, kind text, thing uuid, key boolean, moment timestamp with time zone,
    deed text, said text
) returns bigint
    language sql volatile security definer
    as $$
        with fresh as (
            insert into public.access (id, scope_id, by_id, act, what, thing_id, lent, at)
            select named, owner, public.me(), deed, kind, thing, key, moment
             where not exists (
                   select from public.access
                    where thing_id = thing and what = kind and by_id = public.me() and lent = key
                      and act = deed and at > moment - interval '10 minutes'
             )
            returning id
        )
        select public.append_to_log(owner, array['Access'], array[id], moment, public.me(), deed, said)
          from fresh
    $$
"""
SIGNATURE = "witness(uuid, uuid, text, uuid, boolean, timestamp with time zone, text, text)"


def upgrade() -> None:
    op.create_table(
        "access",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("lent", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="access_key"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="access_scope_id_known"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="access_by_id_known"),
    )
    op.create_index("ix_access_scope_at", "access", ["scope_id", "at", "id"])
    op.create_index("ix_access_thing", "access", ["thing_id", "by_id", "at"])
    op.execute("alter table access enable row level security")
    op.execute("alter table access force row level security")
    op.execute(
        "create policy steward_sees_all on access to understudy_steward using (true) with check (true)"
    )
    op.execute(f"create policy in_my_scopes on access to understudy_app using ({SCOPE}) with check ({SCOPE})")
    op.execute("grant select, insert, update, delete on access to understudy_steward")
    op.execute("grant select on access to understudy_app")
    op.execute(WITNESS)
    op.execute(f"revoke execute on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to understudy_app, understudy_steward")


def downgrade() -> None:
    op.execute(f"drop function {SIGNATURE}")
    op.drop_table("access")
