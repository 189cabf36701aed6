"""Whether somebody still belongs to a placement: who took part sees it for ever, and adds to it no longer."""

from sqlalchemy import ColumnElement, any_, func

from exchange.placements.tables import Placement


def still_belongs() -> ColumnElement[bool]:
    """The placements to which whoever this transaction was entered as belongs now."""
    return Placement.id == any_(func.my_scopes())
