"""A sign-in code belongs to the browser that asked for it, and is counted by the place it was asked from."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "codes"
down_revision: str | Sequence[str] | None = "receipts"


def upgrade() -> None:
    op.add_column("sign_in_code", sa.Column("browser_hash", sa.LargeBinary()))
    op.add_column("sign_in_code", sa.Column("place_hash", sa.LargeBinary()))


def downgrade() -> None:
    op.drop_column("sign_in_code", "place_hash")
    op.drop_column("sign_in_code", "browser_hash")
