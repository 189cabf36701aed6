"""Bytes on their way to the museum."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table


class Upload(Table):
    """The bytes of a photo, a recording or a scan on their way, and until when the rest is waited for."""

    __tablename__ = "upload"
    __table_args__ = (
        CheckConstraint("num_nonnulls(photo_id, recording_id, scan_id) = 1", name="upload_is_of_one_thing"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    photo_id: Mapped[UUID | None] = mapped_column(index=True)
    recording_id: Mapped[UUID | None]
    scan_id: Mapped[UUID | None]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
