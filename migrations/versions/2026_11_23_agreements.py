"""Placement agreements with their versions and signatures; nobody is at two placements on one day."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "agreements"
down_revision: str | Sequence[str] | None = "governance"

MOMENT = sa.DateTime(timezone=True)
SCOPES = ("PERSON", "PLACEMENT", "PROGRAMME", "MUSEUM", "NETWORK", "CIRCLE")
MINE = "= any((select my_scopes())::uuid[])"
WITH_IT = "exists (select from placement_agreement where placement_agreement.id = agreement_id)"
SEEN = {
    "placement_agreement": f"id {MINE} or programme_id {MINE}",
    "agreement_version": WITH_IT,
    "signature": WITH_IT,
    "delegation": WITH_IT,
    "booked_day": "person_id = (select me())",
}
STAYS = """
create function what_was_signed_stays() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' and to_jsonb(old) - tg_argv = to_jsonb(new) - tg_argv
           and coalesce(to_jsonb(new) ->> 'content', '') in ('', to_jsonb(old) ->> 'content') then
            return new;
        end if;
        raise exception 'what was signed stays: %', tg_table_name;
    end
$$
"""
"""What was written may still be scrubbed when its person is erased: the columns that are named."""
SCRUBBED = {"agreement_version": "'content', 'reason'", "signature": "'reason', 'scan_name'"}
BOOKS = """
create function book_the_day() returns trigger language plpgsql as $$
    begin
        if tg_op <> 'INSERT' then
            delete from booked_day where placement_id = old.placement_id and on_date = old.on_date;
        end if;
        if tg_op <> 'DELETE' then
            insert into booked_day (person_id, on_date, placement_id)
            select participant_id, new.on_date, new.placement_id from placement where id = new.placement_id;
        end if;
        return null;
    end
$$
"""
ALREADY = """
insert into booked_day (person_id, on_date, placement_id)
select participant_id, on_date, placement_id
  from shadowing_day join placement on placement.id = placement_id
 order by shadowing_day.id
    on conflict do nothing
"""
"""Where somebody was booked twice before this was known, the day that was planned first keeps its place."""


def upgrade() -> None:
    scopes((*SCOPES, "AGREEMENT"))
    op.create_table(
        "placement_agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="placement_agreement_key"),
        sa.ForeignKeyConstraint(["id"], ["scope.id"], name="placement_agreement_id_known"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name="placement_agreement_programme_id_known"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["person.id"], name="placement_agreement_participant_id_known"
        ),
        sa.ForeignKeyConstraint(["home_id"], ["museum.id"], name="placement_agreement_home_id_known"),
        sa.CheckConstraint("in_force > 0", name=op.f("versions_are_counted_from_1")),
    )
    for column in ("programme_id", "participant_id", "home_id"):
        op.create_index(f"ix_placement_agreement_{column}", "placement_agreement", [column])
    op.create_table(
        "agreement_version",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", "number", name="agreement_version_key"),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["placement_agreement.id"], name="agreement_version_agreement_id_known"
        ),
        sa.UniqueConstraint("agreement_id", "number", "hash", name="one_agreement_version_per_hash"),
        sa.CheckConstraint("number > 0", name=op.f("an_agreement_begins_with_version_1")),
        sa.CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name=op.f("agreement_hash_has_64_hex_digits")),
        sa.CheckConstraint(
            "length(reason) <= 2000", name=op.f("amendment_reason_has_at_most_2000_characters")
        ),
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("signatory_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("outside_on", sa.Date(), nullable=True),
        sa.Column("scan_sha256", sa.Text(), nullable=True),
        sa.Column("scan_name", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="signature_key"),
        sa.ForeignKeyConstraint(
            ["agreement_id", "number", "hash"],
            ["agreement_version.agreement_id", "agreement_version.number", "agreement_version.hash"],
            name="a_signature_names_what_was_signed",
        ),
        sa.ForeignKeyConstraint(["signatory_id"], ["person.id"], name="signature_signatory_id_known"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="signature_by_id_known"),
        sa.UniqueConstraint("agreement_id", "number", "step", name="one_signature_per_step"),
        sa.CheckConstraint("answer in ('SIGNED', 'REFUSED')", name=op.f("signature_has_a_known_answer")),
        sa.CheckConstraint("answer <> 'REFUSED' or length(reason) > 0", name=op.f("a_refusal_says_why")),
        sa.CheckConstraint("length(reason) <= 2000", name=op.f("refusal_has_at_most_2000_characters")),
        sa.CheckConstraint(
            "num_nulls(outside_on, scan_sha256) in (0, 2)",
            name=op.f("signed_outside_has_a_day_and_a_scan"),
        ),
        sa.CheckConstraint("scan_sha256 ~ '^[0-9a-f]{64}$'", name=op.f("scan_hash_has_64_hex_digits")),
        sa.CheckConstraint("length(scan_name) <= 200", name=op.f("scan_name_has_at_most_200_characters")),
    )
    op.create_index("ix_signature_signatory", "signature", ["signatory_id"])
    op.create_index("ix_signature_by", "signature", ["by_id"])
    op.create_table(
        "delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="delegation_key"),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["placement_agreement.id"], name="delegation_agreement_id_known"
        ),
        sa.ForeignKeyConstraint(["of_id"], ["person.id"], name="delegation_of_id_known"),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name="delegation_to_id_known"),
        sa.CheckConstraint("until >= since", name=op.f("delegation_runs_forward")),
        sa.CheckConstraint("of_id <> to_id", name=op.f("nobody_stands_in_for_themselves")),
    )
    for column in ("agreement_id", "of_id", "to_id"):
        op.create_index(f"ix_delegation_{column}", "delegation", [column])
    op.create_table(
        "booked_day",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "on_date", name="booked_day_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="booked_day_person_id_known"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="booked_day_placement_id_known"),
    )
    op.create_index("ix_booked_day_placement_id", "booked_day", ["placement_id"])
    op.add_column("placement", sa.Column("agreement_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "placement_agreement_id_known", "placement", "placement_agreement", ["agreement_id"], ["id"]
    )
    op.create_index("ix_placement_agreement_id", "placement", ["agreement_id"])
    op.execute(STAYS)
    for table, columns in SCRUBBED.items():
        op.execute(
            f"create trigger {table}_stays before update or delete on {table} "
            f"for each row execute function what_was_signed_stays({columns})"
        )
    op.execute(ALREADY)
    op.execute(BOOKS)
    op.execute(
        "create trigger shadowing_day_is_booked after insert or delete or update of on_date, placement_id "
        "on shadowing_day for each row execute function book_the_day()"
    )
    for table, condition in SEEN.items():
        guard(table, condition)


def downgrade() -> None:
    op.execute("drop trigger shadowing_day_is_booked on shadowing_day")
    op.execute("drop function book_the_day")
    op.drop_column("placement", "agreement_id")
    for table in ("booked_day", "delegation", "signature", "agreement_version", "placement_agreement"):
        op.drop_table(table)
    op.execute("drop function what_was_signed_stays")
    for log in ("feed", "journal", "scope_member"):
        op.execute(f"delete from {log} where scope_id in (select id from scope where kind = 'AGREEMENT')")  # noqa: S608 - no value stands in it
    op.execute("delete from scope where kind = 'AGREEMENT'")
    scopes(SCOPES)


def scopes(kinds: Sequence[str]) -> None:
    """Say which kinds of scope there are."""
    words = ", ".join(f"'{one}'" for one in kinds)
    op.drop_constraint("scope_has_a_known_kind", "scope")
    op.create_check_constraint(op.f("scope_has_a_known_kind"), "scope", f"kind in ({words})")


def guard(table: str, condition: str) -> None:
    """Put a table under forced row-level security: whoever it concerns reads it, the steward writes."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
    )
    op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
    op.execute(f"grant select on {table} to understudy_app")
    policy = f"create policy in_my_scopes on {table} to understudy_app"
    op.execute(f"{policy} using ({condition}) with check ({condition})")
