"""What is said in confidence: kept apart, released to a theme from five people on, answered by the museum."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "confided"
down_revision: str | Sequence[str] | None = "partners"

THEMES = "('GUIDANCE', 'RESPECT', 'SAFETY', 'ORGANISATION', 'FACILITIES')"
TABLES = ("critique", "critique_release", "critique_answer")
OWN = "author_id = (select me())"
RELEASED_WITH_MINE = (
    "exists (select from critique mine where mine.museum_id = critique_answer.museum_id "
    "and mine.theme = critique_answer.theme and mine.released is not null)"
)
# A coordinator of the museum at this moment; whoever wrote it is never asked about it here.
COORDINATES = """
create function coordinates(named uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (
            select from public.membership
             where museum_id = named and person_id = public.me() and role = 'COORDINATOR'
               and since <= current_date and (until is null or until >= current_date)
        )
    $$
"""
# Words, theme and week, and no author. That somebody read it stands in the author's own scope.
FOR_ME = """
create function critiques_for_me(moment timestamp with time zone)
    returns table (id uuid, museum_id uuid, theme text, words text, week date, released boolean)
    language sql volatile security definer
    as $$
        with told as (
            select critique.* from public.critique
             where author_id is not null and author_id <> public.me()
               and (person_id = public.me()
                    or addressee = 'COORDINATOR' and public.coordinates(critique.museum_id))
        ), seen as (
            select told.id,
                   public.witness(
                       gen_random_uuid(), author_id, 'Critique', told.id, false, moment, 'read in confidence',
                       json_build_object(
                           'act', 'read in confidence', 'by', public.me(), 'at', moment,
                           'of', 'Critique:' || told.id
                       )::text
                   ) as line
              from told
        )
        select told.id, told.museum_id, told.theme::text, told.words, told.week, told.released is not null
          from told join seen on seen.id = told.id
         order by md5(told.id::text)
    $$
"""
THEMES_OF_MINE = """
create function critique_themes()
    returns table (museum_id uuid, theme text, voices integer, words text[], answers text[])
    language sql stable security definer
    as $$
        select shown.museum_id, shown.theme,
               (select sum(voices)::integer from public.critique_release done
                 where done.museum_id = shown.museum_id and done.theme = shown.theme),
               array_agg(shown.words order by md5(shown.id::text)),
               array(select answer.words from public.critique_answer answer
                      where answer.museum_id = shown.museum_id and answer.theme = shown.theme
                      order by answer.week, answer.id)
          from public.critique shown
         where shown.released is not null and public.coordinates(shown.museum_id)
         group by shown.museum_id, shown.theme
         order by shown.museum_id, shown.theme
    $$
"""
RELEASE_ONE = """
create function release_critique(named uuid, monday date) returns boolean
    language sql volatile security definer
    as $$
        with done as (
            update public.critique
               set released = coalesce(released, monday)
             where id = named and author_id <> public.me()
               and (person_id = public.me()
                    or addressee = 'COORDINATOR' and public.coordinates(museum_id))
            returning id
        )
        select exists (select from done)
    $$
"""
# Only closed weeks, only together, and what was counted once stays counted: whoever leaves changes nothing.
RELEASE = """
create function release_themes(monday date) returns integer
    language sql volatile security definer
    as $$
        with ripe as (
            select museum_id, theme, count(distinct author_id) as voices
              from public.critique
             where addressee = 'THEME_BOX' and released is null and author_id is not null and week < monday
             group by museum_id, theme
            having count(distinct author_id) >= 5
        ), freed as (
            update public.critique
               set released = monday
              from ripe
             where critique.museum_id = ripe.museum_id and critique.theme = ripe.theme
               and addressee = 'THEME_BOX' and released is null and author_id is not null and week < monday
        ), counted as (
            insert into public.critique_release (id, museum_id, theme, week, voices)
            select gen_random_uuid(), museum_id, theme, monday, voices from ripe
            returning id
        )
        select count(*)::integer from counted
    $$
"""
ANSWER = """
create function answer_theme(named uuid, place uuid, about text, said text, monday date) returns boolean
    language sql volatile security definer
    as $$
        with done as (
            insert into public.critique_answer (id, museum_id, theme, words, week)
            select named, place, about, said, monday
             where public.coordinates(place)
               and exists (
                   select from public.critique
                    where museum_id = place and theme = about and released is not null
               )
                on conflict do nothing
            returning id
        )
        select exists (select from done)
            or exists (
                select from public.critique_answer
                 where museum_id = place and theme = about and words = said and week = monday
                   and public.coordinates(place)
            )
    $$
"""
FOR_THE_APP = (
    "critiques_for_me(timestamp with time zone)",
    "critique_themes()",
    "release_critique(uuid, date)",
    "answer_theme(uuid, uuid, text, text, date)",
)
FOR_THE_STEWARD = ("coordinates(uuid)", "release_themes(date)")


def upgrade() -> None:
    op.create_table(
        "critique",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.VARCHAR(24), nullable=False),
        sa.Column("addressee", sa.VARCHAR(24), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("released", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="critique_key"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="critique_author_id_known"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="critique_museum_id_known"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="critique_person_id_known"),
        sa.CheckConstraint(f"theme in {THEMES}", name="critique_has_a_known_theme"),
        sa.CheckConstraint(
            "addressee in ('COORDINATOR', 'PERSON', 'THEME_BOX')", name="critique_has_a_known_addressee"
        ),
        sa.CheckConstraint("length(words) <= 5000", name="critique_has_at_most_5000_characters"),
        sa.CheckConstraint("extract(isodow from week) = 1", name="critique_knows_its_week_alone"),
        sa.CheckConstraint(
            "(addressee = 'PERSON') = (person_id is not null)", name="critique_for_a_person_names_them"
        ),
    )
    op.create_index("ix_critique_theme", "critique", ["museum_id", "theme"])
    op.create_index("ix_critique_author", "critique", ["author_id"])
    op.create_table(
        "critique_release",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.VARCHAR(24), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="critique_release_key"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="critique_release_museum_id_known"),
        sa.CheckConstraint(f"theme in {THEMES}", name="critique_release_has_a_known_theme"),
    )
    op.create_index("ix_critique_release_theme", "critique_release", ["museum_id", "theme"])
    op.create_table(
        "critique_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.VARCHAR(24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="critique_answer_key"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="critique_answer_museum_id_known"),
        sa.UniqueConstraint("museum_id", "theme", "week", "words", name="nothing_is_answered_twice"),
        sa.CheckConstraint(f"theme in {THEMES}", name="critique_answer_has_a_known_theme"),
        sa.CheckConstraint("length(words) between 1 and 5000", name="answer_has_1_to_5000_characters"),
    )
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select on {table} to understudy_app")
    for table, condition in (("critique", OWN), ("critique_answer", RELEASED_WITH_MINE)):
        both = f"using ({condition}) with check ({condition})"
        op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")
    op.execute("grant insert on critique to understudy_app")
    for function in (COORDINATES, FOR_ME, THEMES_OF_MINE, RELEASE_ONE, RELEASE, ANSWER):
        op.execute(function)
    for signature in (*FOR_THE_APP, *FOR_THE_STEWARD):
        op.execute(f"revoke execute on function {signature} from public")
        op.execute(f"grant execute on function {signature} to understudy_steward")
    for signature in FOR_THE_APP:
        op.execute(f"grant execute on function {signature} to understudy_app")


def downgrade() -> None:
    for signature in (*FOR_THE_APP, *reversed(FOR_THE_STEWARD)):
        op.execute(f"drop function {signature}")
    for table in reversed(TABLES):
        op.drop_table(table)
