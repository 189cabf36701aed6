"""A rule for photos counts its changes within its network, so that a device can tell that it lacks one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "rules_counted"
down_revision: str | Sequence[str] | None = "reviewing"


def upgrade() -> None:
    op.add_column(
        "photo_rule",
        sa.Column("scope_id", sa.Uuid(), sa.Computed("network_id", persisted=True), nullable=True),
    )
    op.add_column("photo_rule", sa.Column("rev", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("photo_rule", "rev")
    op.drop_column("photo_rule", "scope_id")
