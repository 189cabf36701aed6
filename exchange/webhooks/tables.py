"""Where partner systems want to be told, how far they were, and what was sent to them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    DEAD = "DEAD"


class Webhook(Table):
    """An address that hears of a museum, a programme or a placement what its owner may see of it."""

    __tablename__ = "webhook"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"))
    url: Mapped[str]
    secret: Mapped[bytes]
    former_secret: Mapped[bytes | None]
    former_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]


class WebhookPlace(Table):
    """How far a webhook has read the log of one scope."""

    __tablename__ = "webhook_place"

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"), primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)


class Delivery(Table):
    """One message to one webhook: a row's type and id, and what became of the telling."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_waiting", "next_try_at", postgresql_where="state = 'WAITING'"),
        Index("ix_delivery_webhook", "webhook_id", "made_at"),
        Index("ix_delivery_entity", "webhook_id", "entity_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    what: Mapped[str]
    entity_id: Mapped[UUID]
    scope_id: Mapped[UUID]
    happened_at: Mapped[datetime]
    made_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(one_of(DeliveryState, "delivery_has_a_known_state"))
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    status: Mapped[int | None]
    trouble: Mapped[str | None]
