"""A session knows the device it is on, and when its person last showed that it is them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "sessions"
down_revision: str | Sequence[str] | None = "devices"


def upgrade() -> None:
    op.add_column("session", sa.Column("device", sa.Text()))
    op.add_column("session", sa.Column("stepped_up_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("session", "stepped_up_at")
    op.drop_column("session", "device")
