"""Calendars that other programs read, by an address whose secret is kept as a hash."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "calendars"
down_revision: str | Sequence[str] | None = "parted"


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name="calendar_feed_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="calendar_feed_person_id_known"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="calendar_feed_scope_id_known"),
    )
    op.create_index("ix_calendar_feed_person_id", "calendar_feed", ["person_id"])
    op.execute("alter table calendar_feed enable row level security")
    op.execute("alter table calendar_feed force row level security")
    op.execute(
        "create policy steward_sees_all on calendar_feed to understudy_steward using (true) with check (true)"
    )
    op.execute("grant select, insert, update, delete on calendar_feed to understudy_steward")
    op.execute("grant select on calendar_feed to understudy_app")


def downgrade() -> None:
    op.drop_table("calendar_feed")
