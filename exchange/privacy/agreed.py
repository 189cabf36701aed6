"""What the register says of placements and their agreements: the museums' own record; hashes and ids stay."""

from exchange.privacy.kept import DELETED, Kept
from exchange.privacy.scrubs import NOTHING

PROGRAMME = "as long as the programme is on record"
FOR_ME = "request_id in (select id from mentor_request where participant_id = :person)"
AGREED: dict[str, Kept] = {
    "mentor_turn": Kept(
        "Which mentor was asked for whom, in which order, and what they said.",
        "730 days after it was requested",
        mine="mentor_id = :person",
        along=FOR_ME,
        erased="question = null, reply = null, reason = null"
        ", state = case when state in ('ASKED', 'WAITING') then 'AWAY' else state end",
    ),
    "mentor_request": Kept(
        "Who was looked for a mentor for, and when they would come.",
        "730 days after it was requested",
        mine="participant_id = :person",
        along="by_id = :person",
        erased="about = ''",
    ),
    "signature_scan": Kept(
        "Scans of what was signed on paper: where their bytes are; the hash stays with the signature.",
        PROGRAMME,
        mine="id in (select id from signature where signatory_id = :person)",
        along="id in (select signature.id from signature join placement_agreement"
        " on placement_agreement.id = agreement_id where participant_id = :person)",
        erased=DELETED,
    ),
    "signature": Kept(
        "Who signed or refused which version of a placement agreement, for whom, and its hash.",
        PROGRAMME,
        mine="signatory_id = :person or by_id = :person",
        erased=f"reason = case when reason is null then null else '{NOTHING}' end, scan_name = null",
    ),
    "delegation": Kept(
        "Who stood in for whom to sign a placement agreement, from when until when.",
        PROGRAMME,
        mine="of_id = :person or to_id = :person",
        erased="until = greatest(since, least(until, cast(:at as date)))",
    ),
    "called_off": Kept(
        "Which stay was called off from which day on, and why.",
        PROGRAMME,
        mine="agreement_id in (select id from placement_agreement where participant_id = :person)",
        along="by_id = :person",
        erased=f"reason = '{NOTHING}'",
    ),
    "agreement_version": Kept(
        "What a placement agreement said, version by version; its hash stays.",
        PROGRAMME,
        mine="agreement_id in (select id from placement_agreement where participant_id = :person)",
        erased="content = '', reason = null",
    ),
    "placement_agreement": Kept(
        "Which museums agreed to lend whom, and since when: the museums' own record.",
        PROGRAMME,
        mine="participant_id = :person",
    ),
    "booked_day": Kept(
        "On which days somebody is at which placement, so that nobody is booked twice.",
        PROGRAMME,
        mine="person_id = :person",
        erased=DELETED,
    ),
    "placement": Kept(
        "Who was lent to whom, and when: the museums' own record.",
        PROGRAMME,
        mine="participant_id = :person or mentor_id = :person",
    ),
}
