"""What is done in the matrix: an operation of each name, on things of whoever the row belongs to."""

from typing import Any
from uuid import UUID, uuid4

from exchange.ground.ids import uuid7
from exchange.placements.tables import Audience
from tests.matrix.askers import canary, person
from tests.matrix.world import NOW, Things, planned_id

Op = dict[str, Any]
PHOTO = {"size": 3, "mime": "image/jpeg", "width": 1, "height": 1, "decorative": False}
MENTOR = Audience.MENTOR.value
AUDIENCES = [one.value for one in Audience]
ON_OBSERVATIONS = (
    "editObservation", "reclassifyObservation", "restrictObservation", "tagObservation", "sendAgain",
    "removeObservation",
    "attachPhoto", "describePhoto", "sayConsent", "detachPhoto", "attachRecording", "writeWords",
    "detachRecording", "markPhoto", "editMark", "removeMark", "writeComment", "decideObservation",
    "noteHandling", "handOver", "placeNotice", "takeNoticeOff", "withdrawObservation",
    "proposeAmendment", "withdrawAmendment", "answerAmendment", "giveEndorsement", "withdrawEndorsement",
)  # fmt: skip
ON_APPROVED = (
    "proposeAmendment", "withdrawAmendment", "answerAmendment", "giveEndorsement", "withdrawEndorsement",
)  # fmt: skip
ON_COMMITMENTS = (
    "editCommitment", "moveCommitment", "reclassifyCommitment", "askAgreement", "takeAgreementBack",
    "addEvidence", "takeEvidenceAway", "sayBarrier", "followUpCommitment",
)  # fmt: skip


def new() -> str:
    """An id as a device makes it."""
    return str(uuid7(NOW))


def photo(content: bytes, sha256: str, text: str = "") -> Op:
    """A photo that is announced."""
    return PHOTO | {"id": new(), "sha256": sha256, "size": len(content), "alt": text, "position": 0}


def recording(content: bytes, sha256: str, text: str = "") -> Op:
    """A recording that is announced."""
    said = {"id": new(), "sha256": sha256, "size": len(content), "mime": "audio/webm"}
    return said | {"durationMs": 1000, "words": text, "position": 0}


def handling(text: str = "") -> Op:
    """A handling note."""
    return {"id": new(), "severity": "HIGH", "care": text}


def noticed(observation: str) -> Op:
    """A notice on an observation."""
    return {"placeNotice": {"id": new(), "observationId": observation, "kind": "TRADITIONAL_KNOWLEDGE"}}


def captured(things: Things, note: str, **parts: list[Op] | Op) -> Op:
    """Capture something on the day, for the mentor."""
    given: Op = {"tags": [], "photos": [], "recordings": []} | parts
    return {
        "captureObservation": given
        | {
            "id": new(),
            "placementId": str(things.placement),
            "dayId": str(planned_id("ShadowingDay", things.placement)),
            "promptId": str(planned_id("Prompt", things.placement)),
            "kind": "HANDLING",
            "objectNumber": "SH 4",
            "note": note,
            "audience": MENTOR,
            "capturedZone": "Europe/Oslo",
        }
    }


def promised(things: Things, sentence: str, observation: str | None = None) -> Op:
    """Promise something, for the mentor to read."""
    return {
        "makeCommitment": {
            "id": new(),
            "placementId": str(things.placement),
            "observationId": observation,
            "sentence": sentence,
            "dueOn": "2026-03-01",
            "audience": MENTOR,
            "capturedZone": "Europe/Oslo",
        }
    }


def evidence(commitment: str, words: str) -> Op:
    """Say what shows that a commitment is being kept."""
    return {"addEvidence": {"id": new(), "commitmentId": commitment, "kind": "NOTE", "words": words}}


def barrier(commitment: str, words: str) -> Op:
    """Say what stands in the way of a commitment."""
    return {"sayBarrier": {"id": new(), "commitmentId": commitment, "code": "TIME", "words": words}}


def follow_up(commitment: str, words: str) -> Op:
    """Say how far a commitment has come."""
    said = {"id": new(), "commitmentId": commitment, "days": 30, "howFar": "PARTLY", "words": words}
    return {"followUpCommitment": said}


def shown(kind: str, id: str, audience: str) -> Op:
    """Show an entry to others than its mentor."""
    return {f"reclassify{kind}": {"id": id, "from": MENTOR, "to": audience}}


def marked(photo_id: str, words: str) -> Op:
    """Point at the middle of a photo."""
    region = {"x": 50_000, "y": 50_000, "width": None, "height": None}
    said = {"id": new(), "photoId": photo_id, "number": 1, "kind": "LOOK", "region": region, "words": words}
    return {"markPhoto": said}


def commented(id: str, body: str) -> Op:
    return {"writeComment": {"id": new(), "observationId": id, "body": body}}


def decided(id: str, verdict: str, reason: str, start: str = "SUBMITTED") -> Op:
    said = {"id": new(), "observationId": id, "from": start, "verdict": verdict, "reason": reason}
    return {"decideObservation": said}


def proposed(id: str, note: str) -> Op:
    """Propose another wording of what was approved."""
    said = {"id": new(), "observationId": id, "kind": "HANDLING", "note": note, "reason": "It was wrong."}
    return {"proposeAmendment": said}


def endorsed(things: Things, id: str, sentence: str) -> Op:
    """Say what an approved entry shows of its author."""
    said = {"id": new(), "observationId": id, "objectiveId": str(things.ids["Objective"])}
    return {"giveEndorsement": said | {"level": "ALONE", "sentence": sentence}}


def debriefed(things: Things, text: str) -> Op:
    """Look back on the day, for the mentor to read."""
    said: Op = {"dayId": str(planned_id("ShadowingDay", things.placement)), "base": 100}
    said |= {"happened": text, "soWhat": text, "changes": text, "stays": text}
    return {"writeDebrief": said | {"audience": MENTOR, "drawnFrom": []}}


def done(operation: str, things: Things, content: bytes, sha256: str) -> Op:
    """An operation that is right in every way; whether it is done depends on who does it alone."""
    parts = ("spare", "photo of", "recording of", "notice of")
    spare, photo_id, recording_id, notice_id = (
        str(things.ids.get(f"{part} {operation}", "")) for part in parts
    )
    note_id = things.ids.get(f"handling of {operation}", "")
    mark_id = str(things.ids.get(f"mark of {operation}", ""))
    narrower = {"id": spare, "from": MENTOR, "to": Audience.ONLY_ME.value}
    forms: dict[str, Op] = {
        **captured(things, "Another one."),
        **promised(things, "Another one."),
        **commented(spare, "Something."),
        **decided(spare, "APPROVED", ""),
        **marked(photo_id, "Another one."),
        "editMark": {"id": mark_id, "base": 2, "words": "Reworded."},
        "removeMark": {"id": mark_id},
        **evidence(spare, "A form."),
        **barrier(spare, "Nobody had time."),
        **follow_up(spare, "Half of it."),
        "askAgreement": {"id": new(), "commitmentId": spare},
        "takeAgreementBack": {"commitmentId": spare},
        "takeEvidenceAway": {"id": new(), "commitmentId": spare},
        **proposed(spare, "Reworded."),
        **endorsed(things, spare, "She did."),
        **debriefed(things, "Another look."),
        "withdrawObservation": {"id": spare, "from": "SUBMITTED"},
        "withdrawAmendment": {"id": str(things.ids.get("Amendment withdrawAmendment"))},
        "answerAmendment": {"id": str(things.ids.get("Amendment answerAmendment")), "answer": "ACCEPTED"},
        "withdrawEndorsement": {"id": str(things.ids.get("Endorsement withdrawEndorsement"))},
        "editObservation": {"id": spare, "base": 1, "note": "Reworded."},
        "editCommitment": {"id": spare, "base": 1, "sentence": "Reworded."},
        "reclassifyObservation": narrower,
        "reclassifyCommitment": narrower,
        "restrictObservation": {
            "id": spare,
            "why": "SACRED",
            "custodians": [str(person("REGISTRAR", "network"))],
        },
        "tagObservation": {"id": spare, "add": [{"id": new(), "word": "new"}], "remove": []},
        "sendAgain": {"id": spare, "from": "SENT_BACK"},
        "removeObservation": {"id": spare, "base": 100},
        "moveCommitment": {"id": spare, "from": "PROMISED", "to": "UNDER_WAY"},
        "attachPhoto": {"observationId": spare, "photo": photo(content, sha256)},
        "attachRecording": {"observationId": spare, "recording": recording(content, sha256)},
        "describePhoto": {"id": photo_id, "alt": "Described.", "decorative": False},
        "sayConsent": {"id": photo_id, "consent": "NONE_VISIBLE"},
        "detachPhoto": {"id": photo_id},
        "writeWords": {"id": recording_id, "words": "Written down."},
        "detachRecording": {"id": recording_id},
        "noteHandling": {"observationId": spare, "handling": handling("Anew.") | {"id": str(note_id)}},
        "handOver": {"observationId": spare, "reference": "TMS 77"},
        **noticed(spare),
        "takeNoticeOff": {"id": notice_id},
        "confide": {
            "id": str(uuid4()),
            "placementId": str(things.placement),
            "theme": "GUIDANCE",
            "addressee": "THEME_BOX",
            "words": "Nobody said where to sit.",
        },
        "chooseAudience": {"placementId": str(things.placement), "audience": MENTOR},
    }
    if operation not in forms:
        raise LookupError(f"Say in {__file__} how somebody does {operation}.")
    return {operation: forms[operation]}


def text_of(kind: str, audience: str, *, hers: bool) -> str:
    """What stands in something of a kind."""
    return canary(f"{kind} {audience}") if hers else "Theirs."


def uuid_of(op: Op) -> UUID:
    """The id of what an operation makes."""
    (said,) = op.values()
    return UUID(said["id"])
