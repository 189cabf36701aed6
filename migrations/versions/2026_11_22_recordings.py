"""Voice recordings beside photos; an upload is of one or of the other."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "recordings"
down_revision: str | Sequence[str] | None = "passkeys"

MOMENT = sa.DateTime(timezone=True)
SCOPE = "scope_id = any((select my_scopes())::uuid[])"


def upgrade() -> None:
    op.create_table(
        "recording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text()),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("received_at", MOMENT),
        sa.Column("receipt", sa.Text()),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="recording_key"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="recording_author_id_known"),
        sa.ForeignKeyConstraint(
            ["observation_id", "scope_id"],
            ["observation.id", "observation.scope_id"],
            name="recording_stands_in_the_scope_of_its_observation",
            onupdate="CASCADE",
        ),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="recording_hash_has_64_hex_digits"),
        sa.CheckConstraint("size > 0", name="recording_has_bytes"),
        sa.CheckConstraint("duration_ms > 0", name="recording_takes_time"),
        sa.CheckConstraint("length(words) <= 10000", name="spoken_text_has_at_most_10000_characters"),
        sa.CheckConstraint(
            "state in ('EXPECTED', 'VERIFIED', 'QUARANTINED')", name="recording_has_a_known_state"
        ),
    )
    op.create_index("ix_recording_observation", "recording", ["observation_id", "position", "id"])
    op.create_index("ix_recording_scope", "recording", ["scope_id"])
    op.execute("alter table recording enable row level security")
    op.execute("alter table recording force row level security")
    op.execute(
        "create policy steward_sees_all on recording to understudy_steward using (true) with check (true)"
    )
    op.execute(
        f"create policy in_my_scopes on recording to understudy_app using ({SCOPE}) with check ({SCOPE})"
    )
    op.execute("grant select, insert, update, delete on recording to understudy_steward")
    op.execute("grant select, insert, update on recording to understudy_app")
    op.add_column("upload", sa.Column("recording_id", sa.Uuid()))
    op.alter_column("upload", "photo_id", nullable=True)
    op.create_check_constraint("upload_is_of_one_thing", "upload", "num_nonnulls(photo_id, recording_id) = 1")


def downgrade() -> None:
    op.drop_constraint("upload_is_of_one_thing", "upload")
    # What is left to send of recordings is begun again when they are known again.
    op.execute("delete from upload where photo_id is null")
    op.alter_column("upload", "photo_id", nullable=False)
    op.drop_column("upload", "recording_id")
    op.drop_table("recording")
