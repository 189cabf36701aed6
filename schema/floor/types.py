"""Shadowing days and what is captured on them, as the graph shows them."""

from datetime import date, datetime

from exchange.floor import recorded, tables
from exchange.floor.recorded import RecordingState
from exchange.floor.restricted import Restriction
from exchange.floor.tables import CommitmentState, Consent, ObservationKind, PhotoState, ReviewState
from exchange.placements.tables import Audience
from schema.engine.mapping import choice, column, computed, many, one, rows
from schema.engine.node import Node
from schema.floor import followed
from schema.floor.followed import Agreement, Barrier, Evidence, FollowUp
from schema.floor.marked import Mark
from schema.floor.notes import Handling, Notice
from schema.floor.paths import manifest_of, path_to, recording_path
from schema.floor.rules import PhotoRule
from schema.floor.synced import Device, TextVersion
from schema.people.types import Person
from schema.placements.types import Placement
from schema.programmes.types import Objective
from schema.review.types import Amendment, Comment, Decision, Endorsement

choice(
    ObservationKind,
    ROUTINE="How something is done here every day.",
    QUESTION="Something to ask about.",
    FRICTION="Something that gets in the way.",
    IDEA="Something to try.",
    HANDLING="How an object is touched, moved or kept.",
)
choice(
    Restriction,
    SECURITY="It tells how something is protected.",
    SACRED="It is sacred to somebody.",
    GENDER="It is for women alone, or for men alone.",
)
choice(
    ReviewState,
    SUBMITTED="Waits for the mentor.",
    SENT_BACK="Waits for its author, who was asked to look again.",
    SENT_AGAIN="Waits for the mentor, after its author looked again.",
    APPROVED="Stands as it is; a change to it is proposed.",
    WITHDRAWN="Was taken out of review by its author, who may hand it over again.",
)
choice(
    CommitmentState,
    PROMISED="Promised, not begun.",
    UNDER_WAY="Begun at home.",
    DONE="Done at home.",
    DROPPED="Given up.",
)
choice(
    PhotoState,
    EXPECTED="Announced; its bytes have not arrived.",
    RECEIVED="Its bytes are safe and their hash was checked.",
    VERIFIED="Its bytes are safe and smaller pictures have been made.",
    QUARANTINED="Its bytes are kept, but cannot be read as a picture.",
)


choice(
    Consent,
    NONE_VISIBLE="Nobody can be recognised in it.",
    OBTAINED="Everybody in it agreed to its being shown.",
    REFUSED="Somebody in it does not want it to be shown.",
    UNKNOWN="Somebody is in it who has not been asked.",
)


choice(
    RecordingState,
    EXPECTED="Announced; its bytes have not arrived.",
    VERIFIED="Its bytes are safe and their hash was checked.",
    QUARANTINED="Its bytes are kept, but are no recording that can be played.",
)


@rows(tables.ShadowingDay)
class ShadowingDay(Node):
    """One day beside a mentor."""

    placement: Placement = one("The placement it belongs to.")
    on_date: date = column("The day, in the host museum's time zone.")
    purpose: str = column("What the day is for.")
    place: str | None = column("Where to meet or work, when that is known.")
    plan: list["PlanItem"] = many("What is planned, in order of time.", by="day_id", order=("starts_at",))
    prompts: list["Prompt"] = many(
        "Questions worth watching for, in order.", by="day_id", order=("position",)
    )


@rows(tables.PlanItem)
class PlanItem(Node):
    """One thing that is planned on a shadowing day."""

    day: ShadowingDay = one("The day it is planned for.")
    starts_at: datetime = column("When it begins.")
    ends_at: datetime = column("When it ends.")
    title: str = column("What is planned.")
    zone: str | None = column("The room or zone where it happens.")
    object_number: str | None = column("The number of the object it is about.")


@rows(tables.Prompt)
class Prompt(Node):
    """A question worth watching for on a shadowing day."""

    day: ShadowingDay = one("The day it is for.")
    objective: Objective | None = one("The objective it serves, when it serves one.")
    position: int = column("Its place among the day's prompts, from 1.")
    question: str = column("The question.")


@rows(tables.Observation)
class Observation(Node):
    """Something seen on the floor; who may read it was chosen before it was written."""

    placement: Placement = one("The placement during which it was seen.")
    author: Person = one("Who saw it.")
    day: ShadowingDay | None = one("The shadowing day it belongs to, when it belongs to one.")
    prompt: Prompt | None = one("The prompt it answers, when it answers one.")
    kind: ObservationKind = column("What sort of thing was seen.")
    note: str = column("What was seen, in the author's words; at most 10,000 characters.")
    zone: str | None = column("The room or zone where it was seen; at most 120 characters.")
    object_number: str | None = column("The number of the object it is about; at most 40 characters.")
    procedure: str | None = column("The procedure it is about; at most 200 characters.")
    audience: Audience = column("Who may read it.")
    restricted: Restriction | None = column(
        "Why its custodians alone may open it, beside its author, when that is so."
    )
    state: ReviewState = column("How far mentor and author have come with it.")
    captured_at: datetime = column("When it was captured, by the phone's clock.")
    captured_zone: str = column("The IANA time zone in which it was captured.")
    received_at: datetime = column("When it arrived at the museum.")
    changed_at: datetime = column("When it was last changed.")
    rev: int = column("How often it was changed, from 1; an edit says which one it began from.")
    tags: list["Tag"] = many("The words put on it.", by="observation_id", order=("added_at",))
    photos: list["Photo"] = many(
        "Its photos, in the author's order.", by="observation_id", order=("position",), first=10
    )
    handling: list[Handling] = many(
        "Its handling note, where it has one.", by="observation_id", order=("severity",), first=1
    )
    notices: list[Notice] = many(
        "The notices and labels of Local Contexts on it.", by="observation_id", order=("placed_at",)
    )
    marks: list[Mark] = many(
        "The places in its photos that its author points at, by their numbers.",
        by="observation_id",
        order=("photo_id", "number"),
    )
    recordings: list["Recording"] = many(
        "Its voice recordings, in the author's order.", by="observation_id", order=("position",)
    )
    comments: list[Comment] = many(
        "What was said about it, oldest first.", by="observation_id", order=("written_at",), first=10
    )
    commitments: list["Commitment"] = many(
        "The commitments that grew from it, oldest first.", by="observation_id", order=("captured_at",)
    )
    decisions: list[Decision] = many(
        "What the mentor decided about it, oldest first.", by="observation_id", order=("decided_at",)
    )
    amendments: list[Amendment] = many(
        "What its author proposed to change since it was approved, oldest first.",
        by="observation_id",
        order=("proposed_at",),
    )
    endorsements: list[Endorsement] = many(
        "What the mentor says it shows of its author, oldest first.", by="observation_id", order=("given_at",)
    )
    versions: list[TextVersion] = many(
        "Every wording of its texts that was ever acknowledged, oldest first.",
        by="observation_id",
        order=("written_at",),
    )


@rows(tables.Tag)
class Tag(Node):
    """A word put on an observation; taken off by its own id."""

    observation: Observation = one("What it is put on.")
    word: str = column("The word; at most 60 characters.")


@rows(tables.Photo)
class Photo(Node):
    """A photo of an observation: its description, what its bytes must hash to, and where they are served."""

    observation: Observation = one("What it belongs to.")
    position: int = column("Its place among the observation's photos, from 0.")
    sha256: str = column("The SHA-256 of its bytes, as 64 hexadecimal digits.")
    size: int = column("How many bytes it has.")
    mime: str = column("The media type of its bytes, such as `image/jpeg`.")
    width: int = column("Its width in pixels, oriented.")
    height: int = column("Its height in pixels, oriented.")
    alt: str | None = column("What it shows, for who cannot see it; at most 1,000 characters.")
    decorative: bool = column("Whether it shows nothing that needs describing.")
    consent: Consent | None = column("What the people in it said to its being shown; null: not said yet.")
    host_only: bool = column("Whether its author and the host alone see it, by the museum's rules.")
    rule: PhotoRule | None = one("The rule by which that is so.")
    expires_at: datetime | None = column("When its bytes go; null: they stay until somebody decides.")
    expired_at: datetime | None = column("When its bytes went; null while they are here.")
    state: PhotoState = column("Where its bytes are.")
    received_at: datetime | None = column("When its bytes were safe at the museum; null before.")
    receipt: str | None = column("The museum's signed word that its bytes are here, a JWS; null before.")
    rev: int = column("How often it was changed, from 1.")
    marks: list[Mark] = many(
        "The places in it that its author points at, by their numbers.", by="photo_id", order=("number",)
    )
    manifest: str = computed(
        "The path of its IIIF manifest, with its marks and what was said about them.", manifest_of
    )
    original: str = computed(
        "The path of its bytes as they came; 404 until they have come.", path_to("original")
    )
    screen: str = computed(
        "The path of a picture of at most 1280 pixels, WebP; 404 until it is VERIFIED.", path_to("screen")
    )
    thumb: str = computed(
        "The path of a picture of at most 320 pixels, WebP; 404 until it is VERIFIED.", path_to("thumb")
    )


@rows(recorded.Recording)
class Recording(Node):
    """A voice recording of an observation: how long it is, its words, and where its bytes are served."""

    observation: Observation = one("What it belongs to.")
    position: int = column("Its place among the observation's recordings, from 0.")
    sha256: str = column("The SHA-256 of its bytes, as 64 hexadecimal digits.")
    size: int = column("How many bytes it has.")
    mime: str = column("The media type of its bytes, such as `audio/webm`; once they came, by what they are.")
    duration_ms: int = column("How long it is, in milliseconds, by the phone's clock.")
    words: str | None = column("What is said, for who cannot hear it; at most 10,000 characters.")
    state: RecordingState = column("Where its bytes are.")
    received_at: datetime | None = column("When its bytes were safe at the museum; null before.")
    receipt: str | None = column("The signed receipt of its bytes; null before they came.")
    rev: int = column("How often it was changed, from 1.")
    original: str = computed("The path of its bytes as they came; 404 until they have come.", recording_path)


@rows(tables.Commitment)
class Commitment(Node):
    """One thing a participant promises to change at home, and by when."""

    placement: Placement = one("The placement it grew from.")
    author: Person = one("Who promises it.")
    observation: Observation | None = one(
        "The observation it grew from, when there is one that you may read."
    )
    day: ShadowingDay | None = one("The shadowing day whose debrief it grew from, when it did.")
    sentence: str = column("What is promised; at most 2,000 characters.")
    due_on: date = column("The day by which it is promised.")
    state: CommitmentState = column("How far it has come.")
    audience: Audience = column("Who may read it.")
    captured_at: datetime = column("When it was written, by the phone's clock.")
    captured_zone: str = column("The IANA time zone in which it was written.")
    received_at: datetime = column("When it arrived at the museum.")
    changed_at: datetime = column("When it was last changed.")
    rev: int = column("How often it was changed, from 1; an edit says which one it began from.")
    manager: Person | None = one("Who was asked to agree to it at home, and reads it therefore.")
    agreements: list[Agreement] = many(
        "Each time that somebody was asked to agree, and what they said, oldest first.",
        by="commitment_id",
        order=("asked_at",),
        first=10,
    )
    evidence: list[Evidence] = many(
        "What shows that it is being kept, oldest first.",
        by="commitment_id",
        order=("added_at",),
        first=20,
    )
    barriers: list[Barrier] = many(
        "What stood in its way, oldest first.", by="commitment_id", order=("said_at",), first=20
    )
    follow_ups: list[FollowUp] = many(
        "What became of it 30, 90 and 180 days after it was due, in this order.",
        by="commitment_id",
        order=("days",),
        first=3,
    )


NODES = (
    Device,
    ShadowingDay,
    PlanItem,
    Prompt,
    Observation,
    Tag,
    Photo,
    Recording,
    Commitment,
    TextVersion,
    *followed.NODES,
)
