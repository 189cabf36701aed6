"""Whether somebody still belongs to a placement: who took part sees it for ever, and adds to it no longer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_

from exchange.people.tables import ScopeMember
from exchange.placements.tables import Placement


def still_belongs(person_id: UUID, *, at: datetime) -> ColumnElement[bool]:
    """The placements to which this person belongs at this moment."""
    here = ScopeMember.scope_id == Placement.id, ScopeMember.person_id == person_id
    return exists().where(*here, or_(ScopeMember.left_at.is_(None), ScopeMember.left_at > at))
