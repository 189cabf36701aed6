"""How many a call takes from one museum; in how many parts, and from how far, an offer takes somebody."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "shares"
down_revision: str | Sequence[str] | None = "motions_decide"

RULES = {
    "call": {"a_museum_has_a_share": "most_from_one_museum between 1 and 50"},
    "offer": {
        "an_offer_is_of_1_to_60_parts": "parts between 1 and 60",
        "an_offer_has_no_less_than_no_remote_days": "remote_days between 0 and days",
    },
}


def upgrade() -> None:
    op.add_column("call", sa.Column("most_from_one_museum", sa.Integer()))
    op.add_column("offer", sa.Column("parts", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("offer", sa.Column("remote_days", sa.Integer(), nullable=False, server_default="0"))
    for table, rules in RULES.items():
        for name, rule in rules.items():
            op.create_check_constraint(op.f(name), table, rule)


def downgrade() -> None:
    for table, rules in RULES.items():
        for name in rules:
            op.drop_constraint(op.f(name), table, type_="check")
    for column in ("parts", "remote_days"):
        op.drop_column("offer", column)
    op.drop_column("call", "most_from_one_museum")
