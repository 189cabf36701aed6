"""Marks on photos, and comments that name one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "marks"
down_revision: str | Sequence[str] | None = "entrusted"

MOMENT = sa.DateTime(timezone=True)
SCOPE = "scope_id = any((select my_scopes())::uuid[])"


def upgrade() -> None:
    op.create_table(
        "mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("captured_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="mark_key"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="mark_author_id_known"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="mark_photo_id_known"),
        sa.ForeignKeyConstraint(
            ["observation_id", "scope_id"],
            ["observation.id", "observation.scope_id"],
            name="mark_stands_in_the_scope_of_its_observation",
            onupdate="CASCADE",
        ),
        sa.UniqueConstraint("id", "observation_id", name="one_mark_per_id_and_observation"),
        sa.UniqueConstraint("photo_id", "number", name="one_mark_per_photo_and_number"),
        sa.CheckConstraint("length(words) <= 2000", name="mark_has_at_most_2000_characters"),
        sa.CheckConstraint("number between 1 and 1000000", name="mark_is_counted_from_1"),
        sa.CheckConstraint("num_nulls(width, height) <> 1", name="mark_is_a_point_or_a_box"),
        sa.CheckConstraint("width > 0 and height > 0", name="box_has_an_area"),
        sa.CheckConstraint(
            "x >= 0 and y >= 0 and x + coalesce(width, 0) <= 100000 and y + coalesce(height, 0) <= 100000",
            name="mark_lies_within_its_photo",
        ),
        sa.CheckConstraint("kind in ('LOOK', 'QUESTION', 'RISK', 'IDEA')", name="mark_has_a_known_kind"),
    )
    op.create_index("ix_mark_observation", "mark", ["observation_id"])
    op.create_index("ix_mark_scope", "mark", ["scope_id"])
    op.execute("alter table mark enable row level security")
    op.execute("alter table mark force row level security")
    op.execute("create policy steward_sees_all on mark to understudy_steward using (true) with check (true)")
    op.execute(f"create policy in_my_scopes on mark to understudy_app using ({SCOPE}) with check ({SCOPE})")
    op.execute("grant select, insert, update, delete on mark to understudy_steward")
    op.execute("grant select, insert, update on mark to understudy_app")
    op.add_column("comment", sa.Column("mark_id", sa.Uuid()))
    op.create_foreign_key(
        "comment_mark_id_known", "comment", "mark", ["mark_id", "observation_id"], ["id", "observation_id"]
    )
    op.create_index("ix_comment_mark", "comment", ["mark_id"])


def downgrade() -> None:
    op.drop_index("ix_comment_mark", "comment")
    op.drop_constraint("comment_mark_id_known", "comment")
    op.drop_column("comment", "mark_id")
    op.drop_table("mark")
