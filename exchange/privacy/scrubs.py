"""Scrubbing: what is left of a row when nobody may read its content any more.

The row and its id stay, so that devices hear that it is gone and nothing that points to it breaks.
"""

NOTHING = "–"
"""Stands where a rule of the table wants a word."""
BYTES = (
    "sha256 = repeat('0', 64), size = 1, mime = 'application/octet-stream'"
    ", state = 'EXPECTED', receipt = null"
)
REMOVED = "removed_at = coalesce(removed_at, :at), rev = rev + 1"

UNSAID = (
    "aims = '', project = '', skills = '{}', interests = '{}', languages = '{}', weeks = '{}'"
    ", situations = '{}', adjustments = null, asks_waiver = null, judged = null, verdict = null"
    ", budget_line = null, budget_minor = null, currency = null"
)
"""What is left of an application: who, for which call, and what came of it."""

SCRUBS: dict[str, str] = {
    "observation": "note = '', zone = null, object_number = null, procedure = null, changed_at = :at",
    "commitment": f"sentence = '{NOTHING}', changed_at = :at",
    "tag": f"word = '{NOTHING}'",
    "photo": f"alt = null, width = 1, height = 1, {BYTES}",
    "recording": f"words = null, duration_ms = 1, {BYTES}",
    "mark": "words = '', x = 0, y = 0, width = null, height = null",
    "comment": f"body = '{NOTHING}'",
    "handling": "vulnerable = '', condition = '', care = '', avoid = '', needs = '', reference = null",
    "notice": "label = null, community = null, words = null, project = null",
    "amendment": "note = '', zone = null, object_number = null, procedure = null, reason = null"
    f", answer = case when answer is null then null else '{NOTHING}' end",
    "endorsement": "sentence = null",
    "debrief": "happened = '', so_what = '', changes = '', stays = '', drawn_from = '{}', changed_at = :at",
}
"""For every table whose rows are removed and not deleted."""

CLEAN: dict[str, str] = {
    "observation": "note = '' and zone is null and object_number is null and procedure is null",
    "commitment": f"sentence = '{NOTHING}'",
    "tag": f"word = '{NOTHING}'",
    "photo": "sha256 = repeat('0', 64) and alt is null",
    "recording": "sha256 = repeat('0', 64) and words is null",
    "mark": "words = '' and x = 0 and y = 0 and width is null",
    "comment": f"body = '{NOTHING}'",
    "handling": "vulnerable || condition || care || avoid || needs = '' and reference is null",
    "notice": "label is null and community is null and words is null and project is null",
    "amendment": "note = '' and reason is null and zone is null",
    "endorsement": "sentence is null",
    "debrief": "happened = '' and so_what = '' and changes = '' and stays = ''",
}
"""By what a row is known that has been scrubbed."""


MINE_GOES = {"note": "''", "zone": "null", "object_number": "null", "procedure": "null", "reason": "null"}
OF_TWO_HANDS = ", ".join(
    [
        *(
            f"{field} = case when author_id = :person then {nothing} else {field} end"
            for field, nothing in MINE_GOES.items()
        ),
        f"answer = case when answered_by_id = :person and answer <> '' then '{NOTHING}' else answer end",
        "removed_at = case when author_id = :person then coalesce(removed_at, :at) else removed_at end",
        "rev = rev + 1",
    ]
)
"""A proposal is its author's, the answer its mentor's: of each goes what was theirs."""


def scrubbed(table: str) -> str:
    """What a row of this table is set to when its content goes."""
    return f"{SCRUBS[table]}, {REMOVED}"
