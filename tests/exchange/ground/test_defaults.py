"""What a new row has when nothing is said of it."""

from uuid import uuid4

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Uuid

from exchange.ground.writing import defaults


def test_a_default_that_would_be_left_out_is_refused() -> None:
    made_here = Column("id", Uuid, default=uuid4)
    made_there = Column("number", Integer, server_default="7")
    for column in (made_here, made_there):
        with pytest.raises(TypeError, match="no plain value"):
            defaults(Table("things", MetaData(), column))


def test_a_plain_default_is_written_also_where_the_database_has_one() -> None:
    both = Column("number", Integer, default=7, server_default="7")
    assert defaults(Table("things", MetaData(), both, Column("id", Uuid))) == {"number": 7}
