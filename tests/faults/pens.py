"""What people do in the tests of faults: they capture, reword, tag, promise, talk, decide, hide and pry."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from exchange.ground.ids import uuid7
from tests.cast import AMARA, HERS, INGRID, LEYLA, MORNING, THEIRS
from tests.faults.device import Device, Json

PLACEMENT = {AMARA.id: HERS, INGRID.id: HERS, LEYLA.id: THEIRS}
STATES = ("SUBMITTED", "SENT_BACK", "SENT_AGAIN", "APPROVED")
STEPS = ("PROMISED", "UNDER_WAY", "DONE", "DROPPED")


@dataclass
class Entry:
    """An entry that somebody began; `sealed` when it is never shown to anybody else."""

    id: UUID
    author: UUID
    sealed: bool
    tags: list[str] = field(default_factory=list)


@dataclass
class Story:
    """All that was written in a test, whoever wrote it, and the bytes of its photos."""

    entries: list[Entry] = field(default_factory=list)
    promises: list[Entry] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)

    def secrets_from(self, person_id: UUID) -> Iterator[str]:
        """The ids of everything this person must never be told of."""
        for one in (*self.entries, *self.promises):
            other_placement = PLACEMENT[one.author] != PLACEMENT[person_id]
            if one.author != person_id and (one.sealed or other_placement):
                yield str(one.id)


def new() -> UUID:
    return uuid7(MORNING)


def write(story: Story, device: Device, chance: random.Random) -> Json | None:
    """Let the person of a device do one thing, whatever it is; nothing, when there is nothing to do."""
    me = device.person_id
    mine = [one for one in story.entries if one.author == me]
    if me == INGRID.id:
        return review(story, device, chance)
    if me == LEYLA.id and chance.random() < 0.3:
        return pry(story, device, chance)
    if not mine or chance.random() < 0.25:
        return capture(story, device, chance)
    if chance.random() < 0.15:
        return promise(story, device, chance)
    return change(chance.choice(mine), device, chance)


def capture(story: Story, device: Device, chance: random.Random) -> Json:
    """Begin an entry, now and then with a photo, now and then for nobody else."""
    entry = Entry(new(), device.person_id, sealed=chance.random() < 0.25)
    story.entries.append(entry)
    photos = [photo(story, chance)] if chance.random() < 0.05 else []
    return device.write(
        entry.id,
        {
            "captureObservation": {
                "id": str(entry.id),
                "placementId": str(PLACEMENT[device.person_id]),
                "kind": "ROUTINE",
                "note": f"Gloves are changed between two objects. {entry.id}",
                "audience": "ONLY_ME" if entry.sealed else "MENTOR",
                "capturedZone": "Europe/Helsinki",
                "tags": [tag(entry)] if chance.random() < 0.3 else [],
                "photos": photos,
            }
        },
    )


def photo(story: Story, chance: random.Random) -> Json:
    """A photo before its bytes, which the story keeps."""
    return announced(story, chance.randbytes(chance.randint(2_000, 9_000)))


def announced(story: Story, content: bytes) -> Json:
    """What is said of a photo before its bytes come."""
    digest = hashlib.sha256(content).hexdigest()
    story.photos[digest] = content
    size = {"size": len(content), "width": 4, "height": 3, "position": 0, "decorative": True}
    return {"id": str(new()), "sha256": digest, "mime": "image/jpeg", **size}


def tag(entry: Entry) -> Json:
    """A word to put on an entry."""
    one = {"id": str(new()), "word": "gloves"}
    entry.tags.append(one["id"])
    return one


def change(entry: Entry, device: Device, chance: random.Random) -> Json:
    """One of the things an author does to an entry of theirs."""
    key, unique = {"id": str(entry.id)}, f"{entry.id} {new()}"
    row = device.rows.get(f"Observation:{entry.id}", {})
    edit = {**key, "base": row.get("rev", 1)}
    start, goal = chance.sample(("ONLY_ME", "MENTOR"), 2)
    seen = [one for one in entry.tags if chance.random() < 0.5]
    choices: list[Any] = [
        {"editObservation": {**edit, "note": f"Wording {unique}"}},
        {"editObservation": {**edit, "note": f"Gloves are changed between two objects. {unique}"}},
        {"editObservation": {**edit, "zone": f"Hall {unique}"}},
        {"tagObservation": {**key, "add": [tag(entry)], "remove": []}},
        {"tagObservation": {**key, "add": [], "remove": seen}},
        {"writeComment": {"id": str(new()), "observationId": str(entry.id), "body": f"Said {unique}"}},
        {"sendAgain": {**key, "from": "SENT_BACK"}},
    ]
    if not entry.sealed:
        choices.append({"reclassifyObservation": {**key, "from": start, "to": goal}})
    if chance.random() < 0.02:
        return device.write(entry.id, {"removeObservation": edit})
    return device.write(entry.id, chance.choice(choices))


def promise(story: Story, device: Device, chance: random.Random) -> Json:
    """Promise something, or go on with a promise."""
    mine = [one for one in story.promises if one.author == device.person_id]
    if mine and chance.random() < 0.7:
        one = chance.choice(mine)
        start, goal = chance.sample(STEPS, 2)
        return device.write(one.id, {"moveCommitment": {"id": str(one.id), "from": start, "to": goal}})
    one = Entry(new(), device.person_id, sealed=chance.random() < 0.3)
    story.promises.append(one)
    said = {
        "id": str(one.id),
        "placementId": str(PLACEMENT[device.person_id]),
        "observationId": None,
        "sentence": f"I will change gloves at home. {one.id}",
        "dueOn": "2027-01-31",
        "audience": "ONLY_ME" if one.sealed else "MENTOR",
        "capturedZone": "Europe/Helsinki",
    }
    return device.write(one.id, {"makeCommitment": said})


def review(story: Story, device: Device, chance: random.Random) -> Json | None:
    """What a mentor does with an entry that came to the tablet."""
    here = [one for one in story.entries if f"Observation:{one.id}" in device.rows]
    if not here:
        return None
    one = chance.choice(here)
    key = {"id": str(new()), "observationId": str(one.id)}
    if chance.random() < 0.5:
        return device.write(one.id, {"writeComment": {**key, "body": f"Said {one.id} {new()}"}})
    verdict = chance.choice(("APPROVED", "SENT_BACK", "SENT_BACK"))
    said = {**key, "from": chance.choice(STATES), "verdict": verdict, "reason": "Look again."}
    return device.write(one.id, {"decideObservation": said})


def pry(story: Story, device: Device, chance: random.Random) -> Json | None:
    """Somebody of another placement, who knows an id, tries it out."""
    others = [one for one in story.entries if one.author != device.person_id]
    if not others:
        return None
    one = chance.choice(others)
    key = {"id": str(one.id)}
    choices: list[Any] = [
        {"editObservation": {**key, "base": 1, "note": "Mine now."}},
        {"writeComment": {"id": str(new()), "observationId": str(one.id), "body": "What is in here?"}},
        {"tagObservation": {**key, "add": [{"id": str(new()), "word": "pried"}], "remove": []}},
        {"reclassifyObservation": {**key, "from": "ONLY_ME", "to": "MENTOR"}},
    ]
    return device.write(new(), chance.choice(choices))
