"""Museums' own providers, whom they know people as, and newcomers who wait to be admitted."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "identities"
down_revision: str | Sequence[str] | None = "logs"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "identity_provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(24), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="identity_provider_key"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="identity_provider_museum_id_known"),
        sa.UniqueConstraint("museum_id", "issuer", name="one_identity_provider_per_museum_id_and_issuer"),
        sa.CheckConstraint("proof in ('SECRET', 'KEY')", name="identity_provider_has_a_known_proof"),
    )
    op.create_table(
        "identity",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.PrimaryKeyConstraint("issuer", "subject", name="identity_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="identity_person_id_known"),
    )
    op.create_index("ix_identity_person_id", "identity", ["person_id"])
    op.create_table(
        "newcomer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("turned_away_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="newcomer_key"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="newcomer_museum_id_known"),
        sa.UniqueConstraint("issuer", "subject", name="one_newcomer_per_issuer_and_subject"),
    )
    op.create_index("ix_newcomer_museum_id", "newcomer", ["museum_id"])
    for table in ("identity_provider", "identity", "newcomer"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select on {table} to understudy_app")


def downgrade() -> None:
    op.drop_table("newcomer")
    op.drop_table("identity")
    op.drop_table("identity_provider")
