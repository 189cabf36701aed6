"""What Alembic runs: one connection, one transaction, the tables of the exchange as the model."""

from alembic import context

from exchange.tables import METADATA


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Compare what stands in the public schema; Alembic's own table stands apart."""
    return kind != "schema" or name in (None, "public")


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    version_table_schema="migration",
    include_name=include_name,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
