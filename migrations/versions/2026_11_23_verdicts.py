"""What the matching said about an application, for whoever applied."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "verdicts"
down_revision: str | Sequence[str] | None = "match_run"


def upgrade() -> None:
    op.add_column("application", sa.Column("verdict", JSONB(none_as_null=True)))


def downgrade() -> None:
    op.drop_column("application", "verdict")
