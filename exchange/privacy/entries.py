"""What the register says of entries and of what belongs to them, in the order in which they are erased."""

from exchange.privacy.kept import DELETED, Kept
from exchange.privacy.scrubs import NOTHING, OF_TWO_HANDS, scrubbed

# What others said about an entry goes with it, for it may quote what is gone; what they said elsewhere stays.
OF_MINE = "observation_id in (select id from observation where author_id = :person)"
CONTENT = "until its author removes it; then 400 days, without anybody seeing it"

PROMISED_BY_ME = "commitment_id in (select id from commitment where author_id = :person)"
ENTRIES: dict[str, Kept] = {
    "text_version": Kept(
        "Every wording that was ever acknowledged, so that a merge loses nothing.",
        "as long as its entry",
        mine=f"author_id = :person or {OF_MINE}",
        erased=DELETED,
    ),
    "tag": Kept("Words by which an entry is found.", CONTENT, OF_MINE, erased=scrubbed("tag"), told="Tag"),
    "handling": Kept(
        "How an object is to be handled, for whoever touches it next and for its registrar.",
        CONTENT,
        mine="author_id = :person",
        also=f"handed_over_by_id = :person or {OF_MINE}",
        along=OF_MINE,
        erased=scrubbed("handling"),
        told="Handling",
    ),
    "notice": Kept(
        "Notices and communities’ labels of Local Contexts on an observation.",
        CONTENT,
        mine="by_id = :person",
        also=OF_MINE,
        along=OF_MINE,
        erased=scrubbed("notice"),
        told="Notice",
    ),
    "photo": Kept(
        "What a photo shows and where its bytes are.",
        CONTENT,
        mine="author_id = :person",
        along=OF_MINE,
        erased=scrubbed("photo"),
        told="Photo",
    ),
    "mark": Kept(
        "Where in a photo somebody points, and what is to be seen there.",
        CONTENT,
        mine="author_id = :person",
        along=OF_MINE,
        erased=scrubbed("mark"),
        told="Mark",
    ),
    "recording": Kept(
        "What is said in a recording and where its bytes are.",
        CONTENT,
        mine="author_id = :person",
        along=OF_MINE,
        erased=scrubbed("recording"),
        told="Recording",
    ),
    "comment": Kept(
        "What mentor and author say about an entry.",
        CONTENT,
        mine="author_id = :person",
        also=f"removed_at is null and {OF_MINE}",
        along=OF_MINE,
        erased=scrubbed("comment"),
        told="Comment",
    ),
    "decision": Kept(
        "What a mentor decided about an entry, and why.",
        "as long as its entry",
        mine="by_id = :person",
        also=OF_MINE,
        along=OF_MINE,
        erased=f"reason = case when reason is null then null else '{NOTHING}' end, rev = rev + 1",
        told="Decision",
    ),
    "agreement": Kept(
        "Whether the home manager agreed to a commitment, or what had to change first.",
        "as long as its commitment",
        mine="manager_id = :person",
        also=PROMISED_BY_ME,
        along=PROMISED_BY_ME,
        erased=f"reason = case when reason is null then null else '{NOTHING}' end",
    ),
    "evidence": Kept(
        "What shows that a commitment is being kept.",
        "until its author takes it away",
        mine="author_id = :person",
        erased=DELETED,
    ),
    "barrier": Kept(
        "What stood in the way of a commitment, and what helped.",
        "as long as its commitment",
        mine="author_id = :person",
        erased=DELETED,
    ),
    "follow_up": Kept(
        "How far a commitment had come 30, 90 and 180 days after it was due, and what it saves.",
        "as long as its commitment",
        mine="author_id = :person",
        erased=DELETED,
    ),
    "amendment": Kept(
        "What an author proposes to change in an approved entry, and what the mentor answered.",
        CONTENT,
        mine="author_id = :person or answered_by_id = :person",
        along=OF_MINE,
        erased=OF_TWO_HANDS,
        told="Amendment",
    ),
    "endorsement": Kept(
        "What a mentor says that an approved entry shows of its author.",
        CONTENT,
        mine="by_id = :person",
        also=f"removed_at is null and {OF_MINE}",
        along=OF_MINE,
        erased="sentence = null, rev = rev + 1",
        told="Endorsement",
    ),
    "debrief": Kept(
        "What a participant thinks of a day when it is over, for themselves or for the two.",
        CONTENT,
        mine="author_id = :person",
        erased=scrubbed("debrief"),
        told="Debrief",
    ),
    "commitment": Kept(
        "What a participant promises to change at home.",
        CONTENT,
        mine="author_id = :person",
        erased=scrubbed("commitment"),
        told="Commitment",
    ),
    "custodian": Kept(
        "Who may open an entry that its author or its mentor restricted.",
        "until one of them lifts it",
        mine="person_id = :person",
        also=OF_MINE,
        along=OF_MINE,
        erased=DELETED,
    ),
    "observation": Kept(
        "What was seen on the floor: the record that an exchange is for.",
        CONTENT,
        mine="author_id = :person",
        erased=scrubbed("observation"),
        told="Observation",
    ),
}
