"""Tables under names of their own: apart within one statement, and made once for all statements."""

from sqlalchemy import select

from exchange.tables import METADATA
from schema.engine.statement import Writer

TAGS = METADATA.tables["tag"]


def test_a_table_that_is_read_twice_in_a_statement_has_two_names() -> None:
    writer = Writer()
    said = str(select(writer.aliased(TAGS).c.id, writer.aliased(TAGS).c.id))
    assert "tag AS tag_1, tag AS tag_2" in said


def test_the_next_statement_copies_no_columns_again() -> None:
    assert Writer().aliased(TAGS) is Writer().aliased(TAGS)
