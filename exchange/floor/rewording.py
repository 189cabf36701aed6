"""Rewording a text that may have been reworded elsewhere: nothing that was ever acknowledged is lost."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from exchange.floor.answers import Conflict
from exchange.floor.keeping import Entry
from exchange.floor.pushes import Doing
from exchange.floor.rows import wording_row
from exchange.floor.synced import TextVersion
from exchange.floor.tables import Observation
from exchange.floor.wording import put_together


@dataclass(frozen=True, slots=True)
class Reworded:
    """What came of it: what it says now, the version its device now shows, and what did not fit."""

    changed: bool
    text: str
    version_id: UUID
    merged: bool = False
    conflict: Conflict | None = None


async def reword(
    doing: Doing, entry: Entry, field: str, theirs: str, mine: str, *, base: int, most: int
) -> Reworded:
    """Give a text of an entry another wording, merged with what was written since `base`.

    `theirs` is what stands there; whoever asks puts what comes of it in its place.
    A merge makes two versions, what was sent and what came of it, each with a number of its own; the
    second one is the number that the whole act ends with, which `keep` gives.
    """
    began = await wording_on_device(doing, entry, field, base)
    latest = await newest(doing, entry, field)
    if mine == theirs:
        return Reworded(changed=False, text=theirs, version_id=latest.id)
    if began is not None and mine == began.value:
        return Reworded(changed=False, text=theirs, version_id=began.id, merged=True)
    together = put_together(began.value if began else "", theirs, mine, most=most)
    text = together.text
    sent = write_down(doing, entry, field, mine, rev=entry.rev + 1)
    if not together.fits:
        latest.kept = True
        conflict = Conflict(field, mine, theirs)
        return Reworded(changed=True, text=text, version_id=sent.id, merged=True, conflict=conflict)
    if text != mine:
        entry.rev += 1
        write_down(doing, entry, field, text, rev=entry.rev + 1)
        return Reworded(changed=True, text=text, version_id=sent.id, merged=True)
    await settle(doing, entry, field, base)
    return Reworded(changed=True, text=text, version_id=sent.id)


def write_down(doing: Doing, entry: Entry, field: str, value: str, *, rev: int) -> TextVersion:
    """Keep one wording for good."""
    seen = isinstance(entry, Observation)
    row = wording_row(
        field, value, rev=rev, by=doing.by, scope_id=entry.scope_id, written_at=doing.captured_at, at=doing.at
    )
    version = TextVersion(
        **row, observation_id=entry.id if seen else None, commitment_id=None if seen else entry.id
    )
    doing.session.add(version)
    return version


async def wording_on_device(doing: Doing, entry: Entry, field: str, base: int) -> TextVersion | None:
    """What the device showed when the person went on writing.

    That is what stood here at `base`; or, when it is newer, what the device itself sent last and had no
    answer to yet.
    """
    known = TextVersion.rev <= base
    if own := doing.wrote.get(field):
        known |= TextVersion.id == UUID(own)
    versions = select(TextVersion).where(of(entry), TextVersion.field == field, known)
    return await doing.session.scalar(versions.order_by(TextVersion.rev.desc()).limit(1))


async def newest(doing: Doing, entry: Entry, field: str) -> TextVersion:
    """The version that stands in the entry now."""
    versions = select(TextVersion).where(of(entry), TextVersion.field == field)
    return (await doing.session.scalars(versions.order_by(TextVersion.rev.desc()).limit(1))).one()


async def settle(doing: Doing, entry: Entry, field: str, base: int) -> None:
    """Whoever goes on writing after they saw both wordings has read the one that was set aside."""
    await doing.session.execute(
        update(TextVersion)
        .where(of(entry), TextVersion.field == field, TextVersion.kept, TextVersion.rev < base)
        .values(kept=False)
    )


def of(entry: Entry) -> ColumnElement[bool]:
    """The versions of this entry's texts."""
    if isinstance(entry, Observation):
        return TextVersion.observation_id == entry.id
    return TextVersion.commitment_id == entry.id
