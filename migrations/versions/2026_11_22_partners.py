"""Programs of partners: what they may read, and what they hold for it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "partners"
down_revision: str | Sequence[str] | None = "circles"

MOMENT = sa.DateTime(timezone=True)
WORDS = sa.ARRAY(sa.Text())
TABLES = ("oauth_client", "oauth_code", "oauth_token", "oauth_assertion")
# A program that acts for its museum stands where the museum stands: in its network, its own scope and the
# programmes for which it lends or receives somebody. It is nobody's colleague, so no placement is its own.
ENTER_AS_MUSEUM = """
create function enter_as_museum(client uuid) returns void
    language sql volatile security definer
    as $$
        with mine as (
            select museum.id, museum.network_id
              from public.oauth_client join public.museum on museum.id = oauth_client.museum_id
             where oauth_client.id = client
               and oauth_client.approved_at is not null and oauth_client.ended_at is null
        )
        select set_config('app.person', client::text, true),
               set_config('app.scopes', coalesce(array_agg(scope.id), '{}')::text, true)
          from public.scope
         where scope.id in (select id from mine)
            or scope.id in (select network_id from mine)
            or scope.id in (
                   select placement.programme_id from public.placement join mine
                       on mine.id in (placement.home_id, placement.host_id)
               )
    $$
"""
ENTER_AS = """
create or replace function enter_as(person uuid, own boolean) returns boolean
    language plpgsql volatile security definer
    as $$
        begin
            perform set_config('app.person', person::text, true),
                    set_config('app.scopes', array(
                        select scope_id from public.scope_member
                         where person_id = person and (left_at is null or left_at > now())
                           and (own or scope_id <> person)
                    )::text, true);%s
            return true;
        end
    $$
"""
OR_AS_MUSEUM = """
            if not own and public.my_scopes() = '{}' then
                perform public.enter_as_museum(person);
            end if;"""


def upgrade() -> None:
    op.create_table(
        "oauth_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("redirects", WORDS, nullable=False),
        sa.Column("grants", WORDS, nullable=False),
        sa.Column("reach", WORDS, nullable=False),
        sa.Column("proof", sa.String(24), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary()),
        sa.Column("keys", sa.Text()),
        sa.Column("algorithm", sa.String(24)),
        sa.Column("registered_at", MOMENT, nullable=False),
        sa.Column("approved_at", MOMENT),
        sa.Column("approved_by", sa.Uuid()),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="oauth_client_key"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="oauth_client_museum_id_known"),
        sa.ForeignKeyConstraint(["approved_by"], ["person.id"], name="oauth_client_approved_by_known"),
        sa.CheckConstraint("proof in ('NONE', 'SECRET', 'SIGNATURE')", name="client_has_a_known_proof"),
        sa.CheckConstraint("algorithm in ('ES256', 'EDDSA', 'RS256')", name="client_has_a_known_algorithm"),
        sa.CheckConstraint("(proof = 'SECRET') = (secret_hash is not null)", name="secret_fits"),
        sa.CheckConstraint(
            "(proof = 'SIGNATURE') = (keys is not null and algorithm is not null)", name="keys_fit"
        ),
        sa.CheckConstraint("(approved_at is null) = (approved_by is null)", name="somebody_approved"),
    )
    op.create_index("ix_oauth_client_museum_id", "oauth_client", ["museum_id"])
    op.create_table(
        "oauth_code",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Uuid(), nullable=False),
        sa.Column("redirect", sa.Text(), nullable=False),
        sa.Column("challenge", sa.Text(), nullable=False),
        sa.Column("reach", WORDS, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("code_hash", name="oauth_code_key"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.id"], name="oauth_code_client_id_known"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="oauth_code_person_id_known"),
    )
    op.create_table(
        "oauth_token",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("family", sa.Uuid(), nullable=False),
        sa.Column("reach", WORDS, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("replaced_at", MOMENT),
        sa.Column("successor", sa.Text()),
        sa.PrimaryKeyConstraint("token_hash", name="oauth_token_key"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.id"], name="oauth_token_client_id_known"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="oauth_token_person_id_known"),
        sa.CheckConstraint("kind in ('ACCESS', 'REFRESH')", name="token_has_a_known_kind"),
    )
    op.create_index("ix_oauth_token_family", "oauth_token", ["family"])
    op.create_index("ix_oauth_token_client_person", "oauth_token", ["client_id", "person_id"])
    op.create_table(
        "oauth_assertion",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("jti_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "jti_hash", name="oauth_assertion_key"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.id"], name="oauth_assertion_client_id_known"),
    )
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select on {table} to understudy_app")
    op.execute(ENTER_AS_MUSEUM)
    op.execute("revoke execute on function enter_as_museum from public")
    op.execute("grant execute on function enter_as_museum to understudy_steward")
    op.execute(ENTER_AS % OR_AS_MUSEUM)


def downgrade() -> None:
    op.execute(ENTER_AS % "")
    op.execute("drop function enter_as_museum")
    for table in reversed(TABLES):
        op.drop_table(table)
