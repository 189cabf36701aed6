"""How every table is declared: names of constraints, types of columns, and enumerations by name."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Date, DateTime, Enum, LargeBinary, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "one_%(table_name)s_per_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
    "fk": "%(table_name)s_%(column_0_N_name)s_known",
    "pk": "%(table_name)s_key",
}


class Table(DeclarativeBase):
    """A table of the exchange; its columns take their types from the annotations."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        UUID: Uuid(),
        datetime: DateTime(timezone=True),
        date: Date(),
        str: Text(),
        bytes: LargeBinary(),
        list[str]: ARRAY(Text()),
    }


def one_of(choices: type[StrEnum], name: str) -> Enum:
    """A text column that holds one of the given words, checked by the database under a readable name."""
    return Enum(choices, native_enum=False, create_constraint=True, name=name, length=24)
