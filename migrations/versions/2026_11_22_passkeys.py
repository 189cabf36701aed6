"""Passkeys, and what their browsers were asked to sign."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "passkeys"
down_revision: str | Sequence[str] | None = "codes"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="passkey_key"),
        sa.UniqueConstraint("credential_id", name="one_passkey_per_credential_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="passkey_person_id_known"),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_table(
        "passkey_challenge",
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("challenge", name="passkey_challenge_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="passkey_challenge_person_id_known"),
    )
    for table in ("passkey", "passkey_challenge"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select on {table} to understudy_app")


def downgrade() -> None:
    op.drop_table("passkey_challenge")
    op.drop_table("passkey")
