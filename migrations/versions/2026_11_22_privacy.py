"""Archives of one's own data, erasure, a journal that can be trimmed, and webhooks."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "privacy"
down_revision: str | Sequence[str] | None = "identities"

MOMENT = sa.DateTime(timezone=True)
OWN = "person_id = any((select my_scopes())::uuid[])"
SEEN = {"archive": OWN, "erasure": OWN, "webhook": None, "webhook_place": None, "delivery": None}


def upgrade() -> None:
    op.add_column("scope", sa.Column("journal_from", sa.LargeBinary(), server_default="", nullable=False))
    make_archive()
    make_erasure()
    make_webhook()
    make_delivery()
    for table, condition in SEEN.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select on {table} to understudy_app")
        if condition:
            seen = f"using ({condition}) with check ({condition})"
            op.execute(f"create policy in_my_scopes on {table} to understudy_app {seen}")


def make_archive() -> None:
    op.create_table(
        "archive",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("parts_done", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger()),
        sa.Column("until", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="archive_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="archive_person_id_known"),
        sa.CheckConstraint("state in ('WAITING', 'READY', 'FAILED')", name="archive_has_a_known_state"),
    )
    op.create_index("ix_archive_person", "archive", ["person_id", "asked_at"])


def make_erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("erased_at", MOMENT),
        sa.Column("swept_at", MOMENT),
        sa.PrimaryKeyConstraint("person_id", name="erasure_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="erasure_person_id_known"),
    )


def make_webhook() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret", sa.LargeBinary()),
        sa.Column("former_until", MOMENT),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_why", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="webhook_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="webhook_person_id_known"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="webhook_scope_id_known"),
    )
    op.create_index("ix_webhook_person_id", "webhook", ["person_id"])
    op.create_table(
        "webhook_place",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("webhook_id", "scope_id", name="webhook_place_key"),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name="webhook_place_webhook_id_known", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="webhook_place_scope_id_known"),
    )


def make_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", MOMENT),
        sa.Column("status", sa.Integer()),
        sa.Column("trouble", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="delivery_key"),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name="delivery_webhook_id_known", ondelete="CASCADE"
        ),
        sa.CheckConstraint("state in ('WAITING', 'DELIVERED', 'DEAD')", name="delivery_has_a_known_state"),
    )
    waiting = sa.text("state = 'WAITING'")
    op.create_index("ix_delivery_waiting", "delivery", ["next_try_at"], postgresql_where=waiting)
    op.create_index("ix_delivery_webhook", "delivery", ["webhook_id", "made_at"])
    op.create_index("ix_delivery_entity", "delivery", ["webhook_id", "entity_id"])


def downgrade() -> None:
    for table in reversed(SEEN):
        op.drop_table(table)
    op.drop_column("scope", "journal_from")
