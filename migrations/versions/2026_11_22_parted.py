"""Who took part where is looked up by its two indexes, and no longer by reading every placement."""

from collections.abc import Sequence

from alembic import op

revision: str = "parted"
down_revision: str | Sequence[str] | None = "rules_counted"

TOOK_PART = """
create or replace function took_part() returns uuid[]
    language sql stable security definer
    as $$
        with mine as ({})
        select coalesce(array_agg(distinct id), '{{}}')
          from (
                select me.id from public.me() as me(id) where me.id is not null
                 union all
                select unnest(array[
                           mine.id, programme.id, programme.network_id, mine.home_id,
                           mine.host_id, mine.participant_id, mine.mentor_id
                       ])
                  from mine join public.programme on programme.id = mine.programme_id
               ) as part
    $$
"""
BY_INDEX = """
            select * from public.placement where participant_id = public.me()
             union all
            select * from public.placement where mentor_id = public.me()
"""
BY_READING_ALL = "select * from public.placement where public.me() in (participant_id, mentor_id)"


def upgrade() -> None:
    op.execute(TOOK_PART.format(BY_INDEX))


def downgrade() -> None:
    op.execute(TOOK_PART.format(BY_READING_ALL))
