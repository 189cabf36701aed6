"""Handling notes and notices of Local Contexts, as the graph shows them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from exchange.floor import notes
from exchange.floor.notes import NoticeKind, Severity
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.people.types import Person

if TYPE_CHECKING:
    from schema.floor.types import Observation, Photo

choice(
    Severity,
    LOW="Ordinary care is enough.",
    MODERATE="More care than usual.",
    HIGH="It is harmed easily.",
    CRITICAL="It is not touched without its conservator.",
)
choice(
    NoticeKind,
    TRADITIONAL_KNOWLEDGE="TK Notice: there may be rights and responsibilities of an Indigenous community.",
    BIOCULTURAL="BC Notice: the same, for what is gathered from living things.",
    ATTRIBUTION_INCOMPLETE="Attribution Incomplete: who it is from is not or wrongly said.",
    OPEN_TO_COLLABORATE="Open to Collaborate: the institution wants to work with communities.",
    TK_LABEL="TK Label: given by a community, in its words.",
    BC_LABEL="BC Label: given by a community, in its words.",
)
Entry = Annotated["Observation", strawberry.lazy("schema.floor.types")]


@rows(notes.Handling)
class Handling(Node):
    """What an observation says about handling its object: unofficial, for the registrar."""

    observation: Entry = one("The observation it belongs to.")
    severity: Severity = column("How much harm is near when nobody takes care.")
    vulnerable: str = column("What is easily harmed, by its material or how it is made.")
    condition: str = column("The condition that was seen.")
    care: str = column("What to do.")
    avoid: str = column("What not to do.")
    needs: str = column("The people and the equipment it takes.")
    review_on: date | None = column("When somebody looks at it again.")
    handed_over_at: datetime | None = column("When the registrar got it; null before.")
    handed_over_by: Person | None = one("Who gave it to the registrar.")
    reference: str | None = column("Its number in the museum's collection system.")
    rev: int = column("How often it was changed, from 1.")


@rows(notes.Notice)
class Notice(Node):
    """A notice of Local Contexts, or a community's label in the words it was given in: never edited here."""

    observation: Entry = one("The observation it is on.")
    photo: Annotated["Photo", strawberry.lazy("schema.floor.types")] | None = one(
        "The one photo that it is on; null: all of the observation."
    )
    by: Person = one("Who placed it.")
    kind: NoticeKind = column("Which notice, or that it is a label.")
    label: str | None = column("The type of a label, as the Hub calls it, such as `culturally_sensitive`.")
    community: str | None = column("The community that gave a label.")
    words: str | None = column("The words of a label, as they were given.")
    language: str | None = column("The language of the words, BCP 47.")
    project: str | None = column("The project of the Local Contexts Hub that a label stands in.")
    placed_at: datetime = column("When it was placed.")
    rev: int = column("How often it was changed, from 1.")


NODES = (Handling, Notice)
