"""Why somebody was turned away, for the coordinators of their museum."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "turned_away"
down_revision: str | Sequence[str] | None = "adjustments"


def upgrade() -> None:
    op.add_column("newcomer", sa.Column("turned_away_because", sa.Text()))


def downgrade() -> None:
    op.drop_column("newcomer", "turned_away_because")
