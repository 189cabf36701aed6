"""How long what is kept: one rule for each kind, and why. `retaining.py` applies them every hour."""

from dataclasses import dataclass
from datetime import timedelta

from exchange.privacy.scrubs import CLEAN, SCRUBS, UNSAID, scrubbed

DAY = timedelta(days=1)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing, how long it is kept, and why so long."""

    kind: str
    keeps: timedelta
    why: str
    table: str
    over: str
    """Which rows are over, as a condition; `:before` is so long ago."""
    becomes: str | None = None
    """What such a row is set to; left out, it is deleted."""


REMOVED_FOR = timedelta(days=400)
ANSWERED = """recorded_at < :before and exists (
    select from device where device.id = receipt.device_id and device.acked_through >= receipt.seq)"""
REMOVED_ENTRIES = "select id from {} where removed_at < :before"

RULES: tuple[Rule, ...] = (
    Rule(
        "sign-in code",
        DAY,
        "It opens for ten minutes; a day to count tries.",
        "sign_in_code",
        "made_at < :before",
    ),
    Rule("challenge", timedelta(0), "Nobody answered it.", "passkey_challenge", "expires_at < :before"),
    Rule(
        "session that ended",
        timedelta(days=45),
        "To show what was signed out.",
        "session",
        "ended_at < :before",
    ),
    Rule("session not seen", timedelta(days=90), "It is over after 45 days.", "session", "seen_at < :before"),
    Rule(
        "partner's key",
        REMOVED_FOR,
        "To tell whose a key was.",
        "access_token",
        "least(ended_at, expires_at) < :before",
    ),
    Rule("program's code", DAY, "To find out that it was used twice.", "oauth_code", "expires_at < :before"),
    Rule(
        "program's token",
        timedelta(days=90),
        "To find out that one was used again after it was replaced.",
        "oauth_token",
        "expires_at < :before",
    ),
    Rule("program's assertion", timedelta(0), "It is over.", "oauth_assertion", "expires_at < :before"),
    Rule("upload", timedelta(0), "Its phone has begun anew.", "upload", "expires_at < :before"),
    Rule("receipt", REMOVED_FOR, "A phone may come back with a queue that old.", "receipt", ANSWERED),
    Rule("operation set aside", REMOVED_FOR, "To rescue what it says.", "quarantined_op", "at < :before"),
    Rule(
        "wording of a removed entry",
        REMOVED_FOR,
        "As its entry.",
        "text_version",
        f"observation_id in ({REMOVED_ENTRIES.format('observation')})"
        f" or commitment_id in ({REMOVED_ENTRIES.format('commitment')})",
    ),
    Rule(
        "mark in a removed photo",
        REMOVED_FOR,
        "As its photo.",
        "mark",
        f"photo_id in ({REMOVED_ENTRIES.format('photo')}) and not ({CLEAN['mark']})",
        scrubbed("mark"),
    ),
    *(
        Rule(
            f"removed {table}",
            REMOVED_FOR,
            "So that a phone that was away hears of it; then its id alone.",
            table,
            f"removed_at < :before and not ({CLEAN[table]})",
            scrubbed(table),
        )
        for table in SCRUBS
    ),
    Rule(
        "newcomer",
        REMOVED_FOR,
        "To know again whom the coordinators turned away.",
        "newcomer",
        "coalesce(turned_away_at, asked_at) < :before",
    ),
    Rule(
        "delivery",
        timedelta(days=90),
        "To send again what a partner missed.",
        "delivery",
        "made_at < :before",
    ),
    Rule(
        "reminder",
        REMOVED_FOR,
        "So that nobody is reminded of one thing twice.",
        "reminder",
        "made_at < :before and state <> 'WAITING'",
    ),
    Rule(
        "adjustment",
        30 * DAY,
        "The placement it was said for is over.",
        "adjustment",
        "placement_id in (select id from placement where ends_on < cast(:before as timestamptz)::date)",
    ),
    Rule(
        "application",
        730 * DAY,
        "To answer who was chosen and why, until the round after the next; then that there was one.",
        "application",
        "aims <> '' and call_id in (select id from call where closes_at < :before)",
        UNSAID,
    ),
    Rule(
        "match_run",
        730 * DAY,
        "To answer who was chosen and why, until the round after the next; then the hashes.",
        "match_run",
        "asked is not null and call_id in (select id from call where closes_at < :before)",
        "asked = null, answered = null",
    ),
    Rule(
        "mentor's turn",
        730 * DAY,
        "To answer who was asked and why, until the round after the next.",
        "mentor_turn",
        "request_id in (select id from mentor_request where made_at < :before)",
    ),
    Rule("request for a mentor", 730 * DAY, "As its turns.", "mentor_request", "made_at < :before"),
    Rule("access", 6 * YEAR, "As long as claims may be made.", "access", "at < :before"),
    Rule("archive", timedelta(0), "It may be fetched for a day.", "archive", "until < :before"),
    Rule(
        "archive that failed",
        7 * DAY,
        "To see that it did.",
        "archive",
        "until is null and asked_at < :before",
    ),
)

JOURNAL = 6 * YEAR
"""The journal is chained: what goes leaves the hash on which the rest stands (`retaining.py`)."""
