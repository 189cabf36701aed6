"""An address that only a museum's provider vouches for is known as such, until its owner comes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "vouching"
down_revision: str | Sequence[str] | None = "turned_away"


def upgrade() -> None:
    op.add_column("sign_in_address", sa.Column("vouched_by", sa.Text()))


def downgrade() -> None:
    op.drop_column("sign_in_address", "vouched_by")
