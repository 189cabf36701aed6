"""An application that was put to the committee follows what is decided about its motion."""

from collections.abc import Sequence

from alembic import op

revision: str = "motions_decide"
down_revision: str | Sequence[str] | None = "verdicts"

FOLLOWS = """
create function an_application_follows_its_motion() returns trigger
    language plpgsql security definer
    as $$
    begin
        update public.application
           set state = case new.state
                   when 'CARRIED' then 'ACCEPTED' when 'REJECTED' then 'DECLINED' else 'SUBMITTED'
               end,
               changed_at = coalesce(new.decided_at, changed_at)
          from public.matter
         where matter.motion_id = new.id and application.id = matter.about_id
           and application.state = 'BEFORE_COMMITTEE';
        return null;
    end
    $$
"""


def upgrade() -> None:
    op.execute(FOLLOWS)
    op.execute(
        "create trigger application_follows_its_motion after update of state on motion "
        "for each row when (new.about = 'APPLICATION' and new.state <> 'OPEN') "
        "execute function an_application_follows_its_motion()"
    )


def downgrade() -> None:
    op.execute("drop trigger application_follows_its_motion on motion")
    op.execute("drop function an_application_follows_its_motion()")
