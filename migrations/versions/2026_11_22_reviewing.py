"""Entries withdrawn, proposals to approved ones, endorsements, debriefs, and what waits for mentors."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "reviewing"
down_revision: str | Sequence[str] | None = "landing"

MOMENT = sa.DateTime(timezone=True)
MINE = "scope_id = any((select my_scopes())::uuid[])"
OTHERS = "select scope_id from circle where placement_id <> all((select my_scopes())::uuid[])"
BETWEEN = f"{MINE} and scope_id <> all(array({OTHERS}))"
TABLES = {"amendment": BETWEEN, "endorsement": BETWEEN, "debrief": MINE}
KINDS = "('ROUTINE', 'QUESTION', 'FRICTION', 'IDEA', 'HANDLING')"
AUDIENCES = "('ONLY_ME', 'MENTOR', 'PLACEMENT', 'MUSEUM', 'PROGRAMME', 'PUBLISHED')"
STATE = "observation_has_a_known_state"
BEFORE = "state in ('SUBMITTED', 'SENT_BACK', 'SENT_AGAIN', 'APPROVED')"
SINCE = "state in ('SUBMITTED', 'SENT_BACK', 'SENT_AGAIN', 'APPROVED', 'WITHDRAWN')"
# How much waits, and since when; a coordinator learns it of every mentor, a mentor of themselves. What is in
# an entry, whose it is and how many there ever were is no part of it.
LOADS = """
create function mentor_loads(asked uuid)
    returns table (mentor_id uuid, name text, waiting bigint, oldest timestamp with time zone)
    language sql stable security definer
    as $$
        select person.id, person.name, count(waits.since), min(waits.since)
          from public.person
          join public.placement on placement.mentor_id = person.id and placement.host_id = asked
          left join lateral (
              select coalesce(
                         (select min(amendment.received_at) from public.amendment
                           where amendment.observation_id = observation.id and amendment.state = 'WAITING'),
                         case observation.state when 'SENT_AGAIN' then observation.changed_at
                         else observation.received_at end
                     ) as since
                from public.observation
               where observation.placement_id = placement.id and observation.audience <> 'ONLY_ME'
                 and observation.author_id <> person.id and observation.removed_at is null
                 and (
                     observation.state in ('SUBMITTED', 'SENT_AGAIN')
                     or exists (
                         select from public.amendment
                          where amendment.observation_id = observation.id and amendment.state = 'WAITING'
                     )
                 )
          ) as waits on true
         where person.id = public.me() or exists (
             select from public.membership
              where membership.person_id = public.me() and membership.museum_id = asked
                and membership.role = 'COORDINATOR' and since <= current_date
                and (until is null or until >= current_date)
         )
         group by person.id, person.name
         order by min(waits.since) nulls last, person.name, person.id
    $$
"""


def upgrade() -> None:
    op.drop_constraint(STATE, "observation")
    op.create_check_constraint(STATE, "observation", SINCE)
    op.add_column("commitment", sa.Column("day_id", sa.Uuid()))
    op.create_foreign_key("commitment_day_id_known", "commitment", "shadowing_day", ["day_id"], ["id"])
    make_amendments()
    make_endorsements()
    make_debriefs()
    for table, condition in TABLES.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select, insert, update on {table} to understudy_app")
        both = f"using ({condition}) with check ({condition})"
        op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")
    op.execute(LOADS)
    op.execute("revoke execute on function mentor_loads(uuid) from public")
    op.execute("grant execute on function mentor_loads(uuid) to understudy_app, understudy_steward")


def make_amendments() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text()),
        sa.Column("object_number", sa.Text()),
        sa.Column("procedure", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_by_id", sa.Uuid()),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="amendment_key"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="amendment_author_id_known"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name="amendment_answered_by_id_known"),
        of_its_observation("amendment"),
        sa.CheckConstraint("length(note) <= 10000", name="note_has_at_most_10000_characters"),
        sa.CheckConstraint("length(zone) <= 120", name="zone_has_at_most_120_characters"),
        sa.CheckConstraint("length(object_number) <= 40", name="object_number_has_at_most_40_characters"),
        sa.CheckConstraint("length(procedure) <= 200", name="procedure_has_at_most_200_characters"),
        sa.CheckConstraint("length(reason) <= 2000", name="reason_has_at_most_2000_characters"),
        sa.CheckConstraint("length(answer) <= 2000", name="answer_has_at_most_2000_characters"),
        sa.CheckConstraint("state <> 'DECLINED' or length(answer) > 0", name="declined_says_why"),
        sa.CheckConstraint(f"kind in {KINDS}", name="amendment_has_a_known_kind"),
        sa.CheckConstraint(
            "state in ('WAITING', 'ACCEPTED', 'DECLINED', 'REPLACED', 'WITHDRAWN')",
            name="amendment_has_a_known_state",
        ),
    )
    op.create_index("ix_amendment_observation", "amendment", ["observation_id", "proposed_at", "id"])
    op.create_index("ix_amendment_scope", "amendment", ["scope_id"])


def make_endorsements() -> None:
    op.create_table(
        "endorsement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(24), nullable=False),
        sa.Column("sentence", sa.Text()),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="endorsement_key"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="endorsement_by_id_known"),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name="endorsement_objective_id_known"),
        of_its_observation("endorsement"),
        sa.CheckConstraint("length(sentence) between 1 and 500", name="sentence_has_1_to_500_characters"),
        sa.CheckConstraint(
            "level in ('WITH_HELP', 'ALONE', 'TEACHES')", name="endorsement_has_a_known_level"
        ),
    )
    op.create_index("ix_endorsement_observation", "endorsement", ["observation_id", "given_at", "id"])
    op.create_index("ix_endorsement_scope", "endorsement", ["scope_id"])


def make_debriefs() -> None:
    parts = ("happened", "so_what", "changes", "stays")
    op.create_table(
        "debrief",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope_id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in parts),
        sa.Column("drawn_from", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("audience", sa.String(24), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="debrief_key"),
        sa.ForeignKeyConstraint(["scope_id"], ["scope.id"], name="debrief_scope_id_known"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="debrief_author_id_known"),
        sa.ForeignKeyConstraint(
            ["id", "placement_id"],
            ["shadowing_day.id", "shadowing_day.placement_id"],
            name="debrief_belongs_to_the_placement_of_its_day",
        ),
        sa.CheckConstraint(
            "scope_id = case audience when 'ONLY_ME' then author_id when 'MENTOR' then placement_id end",
            name="debrief_stands_in_the_scope_of_its_audience",
        ),
        sa.CheckConstraint("audience in ('ONLY_ME', 'MENTOR')", name="debrief_stays_between_the_two"),
        sa.CheckConstraint(f"audience in {AUDIENCES}", name="debrief_has_a_known_audience"),
        *(
            sa.CheckConstraint(f"length({name}) <= 5000", name=f"{name}_has_at_most_5000_characters")
            for name in parts
        ),
    )
    op.create_index("ix_debrief_scope", "debrief", ["scope_id"])
    op.create_index("ix_debrief_author", "debrief", ["author_id"])


def of_its_observation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["observation_id", "scope_id"],
        ["observation.id", "observation.scope_id"],
        name=f"{table}_stands_in_the_scope_of_its_observation",
        onupdate="CASCADE",
    )


def downgrade() -> None:
    op.execute("drop function mentor_loads(uuid)")
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("commitment", "day_id")
    # Who handed an entry over once can withdraw it again when they have learnt what that is.
    op.execute("update observation set state = 'SENT_BACK' where state = 'WITHDRAWN'")
    op.drop_constraint(STATE, "observation")
    op.create_check_constraint(STATE, "observation", BEFORE)
