"""Restricted entries: why not everybody may read one, and the custodians who open it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table

MOST_CUSTODIANS = 10
STAYS_WITH_ITS_AUTHOR = "restricted is null or audience = 'ONLY_ME'"


class Restriction(StrEnum):
    """Why an entry may be opened by its custodians alone."""

    SECURITY = "SECURITY"
    SACRED = "SACRED"
    GENDER = "GENDER"


class Custodian(Table):
    """Somebody who may open a restricted entry, and may lift the restriction."""

    __tablename__ = "custodian"
    __table_args__ = (Index("ix_custodian_person", "person_id"),)

    observation_id: Mapped[UUID] = mapped_column(ForeignKey("observation.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    named_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    named_at: Mapped[datetime]
