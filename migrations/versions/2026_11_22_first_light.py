"""First light: people, placements, the floor, its review, and who may see what."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision: str = "first_light"
down_revision: str | Sequence[str] | None = None

STATEMENTS = (Path(__file__).parent / "first_light.sql").read_text(encoding="utf-8")
TABLES = (
    "text_version, decision, comment, upload, photo, tag, commitment, observation, prompt, plan_item, "
    "shadowing_day, placement, objective, programme, access_token, session, sign_in_code, "
    "sign_in_address, scope_member, membership, quarantined_op, device, person, museum, network, "
    "receipt, feed_epoch, journal, feed, scope"
)


def upgrade() -> None:
    for statement in STATEMENTS.split(";\n\n"):
        op.execute(statement.removesuffix(";\n").replace(":", r"\:"))


def downgrade() -> None:
    """Empty the database; the two roles stay, since other databases of the cluster may use them."""
    op.execute(f"drop table {TABLES}")
    op.execute("drop function append_to_log")
    for function in ("enter_as(uuid)", "my_scopes()", "me()"):
        op.execute(f"drop function {function}")
