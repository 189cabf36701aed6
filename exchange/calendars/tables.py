"""Addresses at which somebody's calendar is read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table


class CalendarFeed(Table):
    """The address of a calendar: whose eyes it is read with, of which scope, and the hash of its secret."""

    __tablename__ = "calendar_feed"

    secret_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"))
    made_at: Mapped[datetime]
