"""The charter and its ratifications, and the committee: seats, declared interests, motions, votes."""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision: str = "governance"
down_revision: str | Sequence[str] | None = "calls"

MOMENT = sa.DateTime(timezone=True)
WORDS = ARRAY(sa.Text())
IDS = ARRAY(sa.Uuid())
IN_NETWORK = "network_id = any((select my_scopes())::uuid[])"
DECIDED = "exists (select from motion where motion.id = motion_id and state <> 'OPEN')"
SEEN = {
    "charter": (IN_NETWORK, "insert, update"),
    "ratification": (IN_NETWORK, "insert"),
    "seat": (IN_NETWORK, "insert, update"),
    "declaration": ("person_id = (select me())", "insert, update"),
    "motion": (IN_NETWORK, "insert, update"),
    "matter": ("may_read_matter(motion_id)", "insert"),
    "vote": (
        f"person_id = (select me()) or may_read_matter(motion_id) and {DECIDED}",
        "insert, update",
    ),
}

FUNCTIONS = (Path(__file__).parent / "governance.sql").read_text(encoding="utf-8").split(";\n\n")
FOR_THE_APP = ("may_read_matter(uuid)", "bench_of(uuid)", "declared_by_the_committee()")
FOR_THE_STEWARD = ("ballot_of(uuid)", "conflicts_with(uuid, uuid)")
TRIGGERS = ("a_vote_is_of_whoever_may_vote()", "a_decision_is_counted()")


def upgrade() -> None:
    op.add_column("museum", sa.Column("size", sa.String(24)))
    for name in ("departments", "facilities", "languages"):
        op.add_column("museum", sa.Column(name, WORDS, nullable=False, server_default="{}"))
    op.create_check_constraint("museum_has_a_known_size", "museum", "size in ('SMALL', 'MEDIUM', 'LARGE')")
    of_the_charter()
    of_the_committee()
    for function in FUNCTIONS:
        op.execute(function)
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"revoke execute on function {signature} from public")
        op.execute(f"grant execute on function {signature} to understudy_steward")
    for signature in FOR_THE_APP:
        op.execute(f"grant execute on function {signature} to understudy_app")
    op.execute(
        "create trigger vote_is_of_whoever_may_vote before insert or update of choice on vote "
        "for each row execute function a_vote_is_of_whoever_may_vote()"
    )
    op.execute(
        "create trigger decision_is_counted before insert or update on motion "
        "for each row execute function a_decision_is_counted()"
    )
    for table, (condition, written) in SEEN.items():
        guard(table, condition, written)


def of_the_charter() -> None:
    """Charters and their ratifications."""
    op.create_table(
        "charter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("text", "conflicts", "photography", "equity", "compensation", "sha256")
        ),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT),
        sa.PrimaryKeyConstraint("id", name="charter_key"),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name="charter_network_id_known"),
        sa.UniqueConstraint("network_id", "version", name="one_charter_of_each_version"),
        sa.CheckConstraint("length(text) between 1 and 60000", name="charter_has_1_to_60000_characters"),
        sa.CheckConstraint("until > published_at", name="charter_is_in_force_forward"),
    )
    op.create_table(
        "ratification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("charter_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("signatory_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="ratification_key"),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name="ratification_network_id_known"),
        sa.ForeignKeyConstraint(["charter_id"], ["charter.id"], name="ratification_charter_id_known"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="ratification_museum_id_known"),
        sa.ForeignKeyConstraint(["signatory_id"], ["person.id"], name="ratification_signatory_id_known"),
        sa.UniqueConstraint("charter_id", "museum_id", name="a_museum_ratifies_once"),
    )
    for column in ("network_id", "museum_id", "signatory_id"):
        op.create_index(f"ix_ratification_{column}", "ratification", [column])


def of_the_committee() -> None:
    """Seats, declared interests, motions, what they are about, and votes."""
    op.create_table(
        "seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("substitute", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="seat_key"),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name="seat_network_id_known"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="seat_person_id_known"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="seat_museum_id_known"),
        sa.CheckConstraint("number between 1 and 15", name="seats_are_numbered"),
        sa.CheckConstraint('"until" > since', name="term_runs_forward"),
    )
    op.create_index("ix_seat_number", "seat", ["network_id", "number", "since"])
    op.create_index("ix_seat_person_id", "seat", ["person_id"])
    op.create_table(
        "motion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(24), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("put_by_id", sa.Uuid(), nullable=False),
        sa.Column("put_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        *(
            sa.Column(name, sa.Integer())
            for name in ("seats", "recused", "votes_for", "votes_against", "abstained")
        ),
        sa.PrimaryKeyConstraint("id", name="motion_key"),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name="motion_network_id_known"),
        sa.ForeignKeyConstraint(["put_by_id"], ["person.id"], name="motion_put_by_id_known"),
        sa.CheckConstraint(
            "about in ('APPLICATION', 'PLACEMENT', 'CHARTER', 'MUSEUM', 'OTHER')",
            name="motion_is_about_a_known_kind",
        ),
        sa.CheckConstraint(
            "state in ('OPEN', 'CARRIED', 'REJECTED', 'WITHDRAWN')", name="motion_has_a_known_state"
        ),
        sa.CheckConstraint(
            "state in ('OPEN', 'WITHDRAWN') "
            "or coalesce((votes_for + votes_against + abstained) * 2 > seats, false)",
            name="decided_with_a_quorum",
        ),
        sa.CheckConstraint(
            "state <> 'CARRIED' or coalesce(votes_for > votes_against, false)",
            name="carried_by_more_than_are_against",
        ),
    )
    op.create_index("ix_motion_network", "motion", ["network_id", "put_at"])
    op.create_index("ix_motion_put_by_id", "motion", ["put_by_id"])
    op.create_table(
        "declaration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("about_person_id", sa.Uuid()),
        sa.Column("about_museum_id", sa.Uuid()),
        sa.Column("motion_id", sa.Uuid()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="declaration_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="declaration_person_id_known"),
        sa.ForeignKeyConstraint(["about_person_id"], ["person.id"], name="declaration_about_person_id_known"),
        sa.ForeignKeyConstraint(["about_museum_id"], ["museum.id"], name="declaration_about_museum_id_known"),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name="declaration_motion_id_known"),
        sa.CheckConstraint(
            "kind in ('NOTHING', 'FAMILY', 'FRIENDSHIP', 'WORK', 'MONEY', 'OTHER')",
            name="declaration_has_a_known_kind",
        ),
        sa.CheckConstraint("length(words) <= 400", name="declaration_has_at_most_400_characters"),
        sa.CheckConstraint('"until" > since', name="declaration_is_good_forward"),
        sa.CheckConstraint(
            "(kind = 'NOTHING') = (num_nonnulls(about_person_id, about_museum_id, motion_id) = 0)",
            name="interest_is_in_somebody_or_something",
        ),
    )
    op.create_index("ix_declaration_person_id", "declaration", ["person_id"])
    op.create_table(
        "matter",
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("about_id", sa.Uuid()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *(sa.Column(name, IDS, nullable=False) for name in ("persons", "beside", "museums")),
        sa.PrimaryKeyConstraint("motion_id", name="matter_key"),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name="matter_motion_id_known"),
        sa.CheckConstraint("length(title) between 1 and 200", name="matter_has_a_title"),
        sa.CheckConstraint("length(words) <= 5000", name="matter_has_at_most_5000_characters"),
    )
    op.create_index("ix_matter_about", "matter", ["about_id"])
    op.create_table(
        "vote",
        sa.Column("motion_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("motion_id", "person_id", name="vote_key"),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name="vote_motion_id_known"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="vote_person_id_known"),
        sa.CheckConstraint("choice in ('FOR', 'AGAINST', 'ABSTAIN')", name="vote_has_a_known_choice"),
        sa.CheckConstraint("length(reason) <= 1000", name="reason_has_at_most_1000_characters"),
    )
    op.create_index("ix_vote_person_id", "vote", ["person_id"])


def guard(table: str, condition: str, written: str) -> None:
    """Put a table under forced row-level security."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
    )
    both = f"using ({condition}) with check ({condition})"
    op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")
    op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
    op.execute(f"grant select, {written} on {table} to understudy_app")


def downgrade() -> None:
    op.execute("drop trigger vote_is_of_whoever_may_vote on vote")
    op.execute("drop trigger decision_is_counted on motion")
    for table in ("vote", "matter", "declaration", "motion", "seat", "ratification", "charter"):
        op.drop_table(table)
    for signature in (*TRIGGERS, "declared_by_the_committee()", "bench_of(uuid)", "may_read_matter(uuid)"):
        op.execute(f"drop function {signature}")
    for signature in FOR_THE_STEWARD:
        op.execute(f"drop function {signature}")
    op.drop_constraint("museum_has_a_known_size", "museum")
    for column in ("languages", "facilities", "departments", "size"):
        op.drop_column("museum", column)
