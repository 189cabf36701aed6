"""The parts of an observation: whatever stands in its scope by a foreign key, in this area or in another.

A wording is no part: it is told with its entry, and never by itself.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy
from sqlalchemy import Select, String, Update, literal, or_, select, union_all, update
from sqlalchemy.sql.selectable import CompoundSelect

from exchange.floor.synced import TextVersion
from exchange.ground.table import Table

STANDS = "_stands_in_the_scope_of_its_observation"


def tables() -> Sequence[sqlalchemy.Table]:
    """The tables of parts, in the order of their names."""
    return [
        table
        for name, table in sorted(Table.metadata.tables.items())
        if name != TextVersion.__tablename__
        and any(constraint.name == name + STANDS for constraint in table.constraints)
    ]


def parts_of(observation_id: UUID) -> CompoundSelect[str, UUID]:
    """The graph's name and the id of every part."""
    return union_all(*(part(table, observation_id) for table in tables()))


def parts_by_others(observation_id: UUID, person_id: UUID) -> CompoundSelect[str, UUID]:
    """The parts that somebody else made."""
    return union_all(
        *(
            part(table, observation_id).where(or_(*(table.c[maker] != person_id for maker in makers)))
            for table in tables()
            if (makers := {"author_id", "by_id"} & set(table.c.keys()))
        )
    )


def taking_away(observation_id: UUID, at: datetime) -> Sequence[Update]:
    """The statements that take every part away that can be taken away and still is here."""
    return [
        update(table)
        .where(table.c.observation_id == observation_id, table.c.removed_at.is_(None))
        .values(removed_at=at, rev=table.c.rev + 1)
        for table in tables()
        if "removed_at" in table.c
    ]


def part(table: sqlalchemy.Table, observation_id: UUID) -> Select[str, UUID]:
    """The rows of one table that belong to the observation."""
    kind = literal(table.name.capitalize(), String)
    return select(kind, table.c.id).where(table.c.observation_id == observation_id)
