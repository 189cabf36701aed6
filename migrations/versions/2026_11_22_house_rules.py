"""Museums' rules for photos, handling notes, notices of Local Contexts, photos that stay with the host."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision: str = "house_rules"
down_revision: str | Sequence[str] | None = "withdrawn"

MOMENT = sa.DateTime(timezone=True)
WORDS = ARRAY(sa.Text())
MINE = "{} = any((select my_scopes())::uuid[])"
IN_SCOPE = ["observation.id", "observation.scope_id"]


def upgrade() -> None:
    op.create_table(
        "photo_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("effect", sa.String(24), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("objects", WORDS, nullable=False),
        sa.Column("zones", WORDS, nullable=False),
        sa.Column("placements", WORDS, nullable=False),
        sa.Column("expires_days", sa.Integer()),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT),
        sa.Column("replaces_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="photo_rule_key"),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name="photo_rule_network_id_known"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="photo_rule_museum_id_known"),
        sa.ForeignKeyConstraint(["replaces_id"], ["photo_rule.id"], name="photo_rule_replaces_id_known"),
        sa.CheckConstraint(
            "kind in ('NO_LOANS', 'NO_STORE_LOCATIONS', 'PEOPLE_IN_FRAME', 'CULTURALLY_SENSITIVE',"
            " 'FRAGILE')",
            name="rule_has_a_known_kind",
        ),
        sa.CheckConstraint("effect in ('BLOCK', 'HOST_ONLY', 'WARN')", name="rule_has_a_known_effect"),
        sa.CheckConstraint("length(sentence) between 1 and 400", name="rule_has_1_to_400_characters"),
        sa.CheckConstraint("valid_until > valid_from", name="rule_holds_forward"),
        sa.CheckConstraint(
            "expires_days is null or effect = 'HOST_ONLY' and expires_days between 1 and 3650",
            name="only_what_stays_with_the_host_expires",
        ),
    )
    op.create_index("ix_photo_rule_network_id", "photo_rule", ["network_id"])
    op.create_index("ix_photo_rule_museum", "photo_rule", ["museum_id", "valid_from"])
    op.create_table(
        "handling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("severity", sa.String(24), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("vulnerable", "condition", "care", "avoid", "needs")
        ),
        sa.Column("review_on", sa.Date()),
        sa.Column("handed_over_at", MOMENT),
        sa.Column("handed_over_by_id", sa.Uuid()),
        sa.Column("reference", sa.Text()),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="handling_key"),
        sa.UniqueConstraint("observation_id", name="one_handling_note_per_observation"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="handling_author_id_known"),
        sa.ForeignKeyConstraint(
            ["handed_over_by_id"], ["person.id"], name="handling_handed_over_by_id_known"
        ),
        sa.ForeignKeyConstraint(
            ["observation_id", "scope_id"],
            IN_SCOPE,
            name="handling_stands_in_the_scope_of_its_observation",
            onupdate="CASCADE",
        ),
        sa.CheckConstraint(
            "severity in ('LOW', 'MODERATE', 'HIGH', 'CRITICAL')", name="handling_note_has_a_known_severity"
        ),
        sa.CheckConstraint(
            "greatest(length(vulnerable), length(condition), length(care), length(avoid), length(needs))"
            " <= 1000",
            name="handling_note_has_lines_of_at_most_1000_characters",
        ),
        sa.CheckConstraint("length(reference) <= 120", name="reference_has_at_most_120_characters"),
        sa.CheckConstraint(
            "(handed_over_at is null) = (handed_over_by_id is null)", name="somebody_handed_it_over"
        ),
    )
    op.create_index("ix_handling_scope", "handling", ["scope_id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid()),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("label", "community", "words", "language", "project")),
        sa.Column("placed_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="notice_key"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="notice_photo_id_known"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="notice_by_id_known"),
        sa.ForeignKeyConstraint(
            ["observation_id", "scope_id"],
            IN_SCOPE,
            name="notice_stands_in_the_scope_of_its_observation",
            onupdate="CASCADE",
        ),
        sa.CheckConstraint(
            "kind in ('TRADITIONAL_KNOWLEDGE', 'BIOCULTURAL', 'ATTRIBUTION_INCOMPLETE',"
            " 'OPEN_TO_COLLABORATE', 'TK_LABEL', 'BC_LABEL')",
            name="notice_has_a_known_kind",
        ),
        sa.CheckConstraint(
            "kind not in ('TK_LABEL', 'BC_LABEL') or label is not null and community is not null "
            "and words is not null and project is not null or removed_at is not null",
            name="label_is_given_by_a_community",
        ),
        sa.CheckConstraint(
            "greatest(length(label), length(community), length(project)) <= 200 and length(words) <= 4000",
            name="notice_is_short",
        ),
    )
    op.create_index("ix_notice_observation", "notice", ["observation_id"])
    op.create_index("ix_notice_scope", "notice", ["scope_id"])
    for table, column in (("photo_rule", "network_id"), ("handling", "scope_id"), ("notice", "scope_id")):
        guard(table, MINE.format(column))
    op.add_column(
        "photo", sa.Column("host_only", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.add_column("photo", sa.Column("rule_id", sa.Uuid()))
    op.add_column("photo", sa.Column("expires_at", MOMENT))
    op.add_column("photo", sa.Column("expired_at", MOMENT))
    op.create_foreign_key("photo_rule_id_known", "photo", "photo_rule", ["rule_id"], ["id"])
    op.create_index(
        "ix_photo_expiring", "photo", ["expires_at"], postgresql_where=sa.text("expired_at is null")
    )


def downgrade() -> None:
    op.drop_index("ix_photo_expiring", "photo")
    for column in ("expired_at", "expires_at", "rule_id", "host_only"):
        op.drop_column("photo", column)
    for table in ("notice", "handling", "photo_rule"):
        op.drop_table(table)


def guard(table: str, condition: str) -> None:
    """Put a table under forced row-level security."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
    )
    both = f"using ({condition}) with check ({condition})"
    op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")
    op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
    op.execute(f"grant select, insert, update on {table} to understudy_app")
