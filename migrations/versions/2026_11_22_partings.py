"""Who took part in a placement goes on seeing it, and the names that stand in it, without a role too."""

from collections.abc import Sequence

from alembic import op

revision: str = "partings"
down_revision: str | Sequence[str] | None = "restricted"

# It reads past the policies that ask it, so it cannot ask itself; of nobody but me does it tell anything.
TOOK_PART = """
create function took_part() returns uuid[]
    language sql stable security definer
    as $$
        select coalesce(array_agg(distinct id), '{}')
          from (
                select me.id from public.me() as me(id) where me.id is not null
                 union all
                select unnest(array[
                           placement.id, programme.id, programme.network_id, placement.home_id,
                           placement.host_id, placement.participant_id, placement.mentor_id
                       ])
                  from public.placement join public.programme on programme.id = placement.programme_id
                 where public.me() in (placement.participant_id, placement.mentor_id)
               ) as part
    $$
"""
OR = " or id = any((select took_part())::uuid[])"
MINE = "= any((select my_scopes())::uuid[])"
IN_A_CIRCLE = "id = any(array(select placement_id from circle))"
SEEN = {
    "network": f"id {MINE}",
    "museum": f"network_id {MINE}",
    "person": f"network_id {MINE}",
    "programme": f"network_id {MINE}",
    "placement": f"id {MINE} or programme_id {MINE} or {IN_A_CIRCLE}",
}


def upgrade() -> None:
    op.execute(TOOK_PART)
    op.execute("revoke execute on function took_part from public")
    op.execute("grant execute on function took_part to understudy_app, understudy_steward")
    for table, condition in SEEN.items():
        seen(table, condition + OR)


def downgrade() -> None:
    for table, condition in SEEN.items():
        seen(table, condition)
    op.execute("drop function took_part")


def seen(table: str, condition: str) -> None:
    """Say when the app sees a row of a table."""
    op.execute(f"alter policy in_my_scopes on {table} using ({condition}) with check ({condition})")
