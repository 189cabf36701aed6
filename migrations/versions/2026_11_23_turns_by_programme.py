"""The turns of mentors are found by their programme: a coordinator asks for those alone."""

from collections.abc import Sequence

from alembic import op

revision: str = "turns_by_programme"
down_revision: str | Sequence[str] | None = "mentors_asked"


def upgrade() -> None:
    op.create_index("ix_mentor_turn_programme_id", "mentor_turn", ["programme_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_mentor_turn_programme_id", "mentor_turn")
