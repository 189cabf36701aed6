"""Commitments that land: who agrees to them at home, what shows them, what stood in their way."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "landing"
down_revision: str | Sequence[str] | None = "marks"

MINE = "= any((select my_scopes())::uuid[])"
MANAGED = f"home_manager_id = (select me()) and home_id {MINE}"
PLACEMENT = (
    f"id {MINE} or programme_id {MINE} or id = any((select shown_to_me())::uuid[]) "
    "or id = any((select took_part())::uuid[])"
)
COMMITMENT = f"scope_id {MINE}"
ASKED = f"manager_id = (select me()) and placement_id = any(array(select id from placement where {MANAGED}))"  # noqa: S608 - no value stands in it
WITH_ITS_COMMITMENT = "exists (select from commitment where commitment.id = commitment_id)"
WRITTEN = {
    "agreement": "insert, update",
    "evidence": "insert, delete",
    "barrier": "insert, update",
    "follow_up": "insert, update",
}


def upgrade() -> None:
    op.add_column("placement", sa.Column("home_manager_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "placement_home_manager_id_known", "placement", "person", ["home_manager_id"], ["id"]
    )
    op.create_index("ix_placement_home_manager_id", "placement", ["home_manager_id"])
    op.add_column("commitment", sa.Column("manager_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("commitment_manager_id_known", "commitment", "person", ["manager_id"], ["id"])
    op.create_index(
        "ix_commitment_manager",
        "commitment",
        ["manager_id"],
        postgresql_where=sa.text("manager_id is not null"),
    )
    agreement()
    evidence()
    barrier()
    follow_up()
    seen("placement", f"{PLACEMENT} or ({MANAGED})")
    seen("commitment", f"{COMMITMENT} or ({ASKED})")
    for table, written in WRITTEN.items():
        closed(table, WITH_ITS_COMMITMENT, written)


def agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.VARCHAR(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="agreement_key"),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name="agreement_commitment_id_known"),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name="agreement_manager_id_known"),
        sa.CheckConstraint("answer <> 'TO_CHANGE' or length(reason) > 0", name="to_change_says_why"),
        sa.CheckConstraint("length(reason) <= 2000", name="reason_has_at_most_2000_characters"),
        known("answer", "agreement_has_a_known_answer", "ASKED AGREED TO_CHANGE TAKEN_BACK"),
    )
    op.create_index("ix_agreement_commitment", "agreement", ["commitment_id", "asked_at", "id"])
    op.create_index("ix_agreement_manager", "agreement", ["manager_id"])


def evidence() -> None:
    op.create_table(
        "evidence",
        *of_a_commitment("evidence"),
        sa.Column("kind", sa.VARCHAR(24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="evidence_photo_id_known"),
        sa.CheckConstraint("length(words) <= 2000", name="evidence_has_at_most_2000_characters"),
        sa.CheckConstraint("length(place) <= 300", name="place_has_at_most_300_characters"),
        sa.CheckConstraint("length(url) <= 2000", name="link_has_at_most_2000_characters"),
        sa.CheckConstraint("(kind = 'LINK') = (url is not null)", name="a_link_has_an_address"),
        sa.CheckConstraint("(kind = 'PHOTO') = (photo_id is not null)", name="a_picture_has_a_photo"),
        known("kind", "evidence_has_a_known_kind", "NOTE PHOTO LINK ARTEFACT"),
    )
    op.create_index("ix_evidence_commitment", "evidence", ["commitment_id", "added_at", "id"])
    op.create_index("ix_evidence_photo_id", "evidence", ["photo_id"])


def barrier() -> None:
    codes = "TIME MONEY AUTHORITY STAFF SPACE POLICY TECHNOLOGY OTHER"
    op.create_table(
        "barrier",
        *of_a_commitment("barrier"),
        sa.Column("code", sa.VARCHAR(24), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("helped", sa.Text(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(words) <= 1000", name="barrier_has_at_most_1000_characters"),
        sa.CheckConstraint("length(helped) <= 1000", name="what_helped_has_at_most_1000_characters"),
        sa.CheckConstraint("code <> 'OTHER' or length(words) > 0", name="other_says_what"),
        known("code", "barrier_has_a_known_code", codes),
    )
    op.create_index("ix_barrier_commitment", "barrier", ["commitment_id", "said_at", "id"])


def follow_up() -> None:
    op.create_table(
        "follow_up",
        *of_a_commitment("follow_up"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("how_far", sa.VARCHAR(24), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("minutes_a_week", sa.Integer(), nullable=True),
        sa.Column("measured", sa.VARCHAR(24), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("commitment_id", "days", name="one_follow_up_per_commitment_and_days"),
        sa.CheckConstraint("days in (30, 90, 180)", name="follow_up_is_one_of_three"),
        sa.CheckConstraint("length(words) <= 2000", name="follow_up_has_at_most_2000_characters"),
        sa.CheckConstraint("minutes_a_week between 0 and 10080", name="a_week_has_10080_minutes"),
        sa.CheckConstraint(
            "(minutes_a_week is null) = (measured is null)", name="a_saving_says_how_it_was_measured"
        ),
        known("how_far", "follow_up_has_a_known_answer", "FULLY PARTLY NOT"),
        known("measured", "follow_up_has_a_known_measure", "ESTIMATED TIMED COUNTED"),
    )


def of_a_commitment(table: str) -> Sequence[sa.schema.SchemaItem]:
    """What every part of a commitment has."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"{table}_key"),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=f"{table}_commitment_id_known"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=f"{table}_author_id_known"),
    )


def known(column: str, name: str, words: str) -> sa.CheckConstraint:
    """One of some words."""
    return sa.CheckConstraint(f"{column} in ({', '.join(repr(one) for one in words.split())})", name=name)


def seen(table: str, condition: str) -> None:
    """Say when the app sees a row of a table."""
    op.execute(f"alter policy in_my_scopes on {table} using ({condition}) with check ({condition})")


def closed(table: str, condition: str, written: str) -> None:
    """Put a new table under forced row security."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
    )
    op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
    op.execute(f"grant select, {written} on {table} to understudy_app")
    both = f"using ({condition}) with check ({condition})"
    op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")


def downgrade() -> None:
    for table in reversed(WRITTEN):
        op.drop_table(table)
    seen("commitment", COMMITMENT)
    seen("placement", PLACEMENT)
    op.drop_column("commitment", "manager_id")
    op.drop_column("placement", "home_manager_id")
