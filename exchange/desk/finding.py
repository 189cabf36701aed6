"""Finding by their names people, museums, calls, applications, agreements and placements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, literal, literal_column, select, union_all
from sqlalchemy import SQLColumnExpression as Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import Select

from exchange.ground.refusals import Refused
from exchange.ground.spelling import LETTERS, folded
from exchange.matching.tables import Application, ApplicationState
from exchange.people.tables import Museum, Person
from exchange.placements.agreements import AgreementVersion, PlacementAgreement
from exchange.placements.consulting import GONE
from exchange.placements.tables import Placement
from exchange.programmes.calls import Call

MOST_OF_EACH = 8
MOST_WORDS, LONGEST = 6, 100
Naming: TypeAlias = Select[*tuple[Any, ...]]
"""A statement of what has a name: kind, id, title, and what stands beside it."""
MARKS = "[\u0300-\u036f\u064b-\u065f]"
NFKD: ColumnElement[str] = literal_column("nfkd", String())


class Found(StrEnum):
    """What sort of thing was found."""

    PERSON = "PERSON"
    MUSEUM = "MUSEUM"
    CALL = "CALL"
    APPLICATION = "APPLICATION"
    AGREEMENT = "AGREEMENT"
    PLACEMENT = "PLACEMENT"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, by its names."""

    kind: Found
    id: UUID
    title: str
    beside: str | None
    leads_to: UUID
    """The id by which it is looked at: its own, or of a placement its participant's."""


def folded_in_sql(column: Column[str]) -> ColumnElement[str]:
    """A name without capitals and accents, in the database."""
    plain = func.lower(func.regexp_replace(func.normalize(column, NFKD), MARKS, "", "g"))
    for letter, written in LETTERS.items():
        plain = func.replace(plain, letter, written)
    return plain


async def find(session: AsyncSession, words: str) -> Sequence[Hit]:
    """What has every one of these words in its names; refuses a question that is too long."""
    asked = folded(words).split()
    if len(words) > LONGEST or len(asked) > MOST_WORDS:
        raise Refused("INVALID", f"Ask with at most {MOST_WORDS} words and {LONGEST} characters.", "words")
    if not asked:
        return []
    parts = [narrowed(part, asked) for part in named()]
    found = await session.execute(union_all(*parts))
    hits = [Hit(Found(row.kind), row.id, row.title, row.beside, row.leads_to) for row in found]
    order = list(Found)
    return sorted(hits, key=lambda one: (order.index(one.kind), folded(one.title), one.id))


def named() -> Iterator[Naming]:
    """Everything that has a name, with what stands beside it."""
    called = cast(func.nullif(AgreementVersion.content, GONE), JSONB)["title"].astext
    newest = (
        select(func.max(AgreementVersion.number))
        .where(AgreementVersion.agreement_id == PlacementAgreement.id)
        .correlate(PlacementAgreement)
        .scalar_subquery()
    )
    yield naming(Found.PERSON, Person.id, Person.name)
    yield naming(Found.MUSEUM, Museum.id, Museum.name, Museum.town)
    yield naming(Found.CALL, Call.id, Call.title)
    yield (
        naming(Found.APPLICATION, Application.id, Person.name, Call.title)
        .join(Person, Person.id == Application.person_id)
        .join(Call, Call.id == Application.call_id)
        .where(Application.state != ApplicationState.WITHDRAWN)
    )
    yield (
        naming(Found.AGREEMENT, PlacementAgreement.id, called, Person.name)
        .join(Person, Person.id == PlacementAgreement.participant_id)
        .join(AgreementVersion, AgreementVersion.agreement_id == PlacementAgreement.id)
        .where(AgreementVersion.number == newest, AgreementVersion.content != GONE)
    )
    yield naming(
        Found.PLACEMENT, Placement.id, Placement.title, Person.name, leads_to=Placement.participant_id
    ).join(Person, Person.id == Placement.participant_id)


def naming(
    kind: Found,
    id: Column[UUID],
    title: Column[str],
    beside: Column[str] | None = None,
    *,
    leads_to: Column[UUID] | None = None,
) -> Naming:
    """A statement of things of one kind, by their names."""
    second = literal_column("null", String()) if beside is None else beside
    found: Naming = select(
        literal(kind.value).label("kind"),
        id.label("id"),
        title.label("title"),
        second.label("beside"),
        (id if leads_to is None else leads_to).label("leads_to"),
    )
    return found


def narrowed(part: Naming, asked: Sequence[str]) -> Naming:
    """Only what has every word, the shortest names first."""
    _, _, title, beside, _ = part.selected_columns
    text = folded_in_sql(func.concat_ws(" ", title, beside))
    has = [text.contains(word, autoescape=True) for word in asked]
    return part.where(*has).order_by(func.length(title), title).limit(MOST_OF_EACH)
