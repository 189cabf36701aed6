"""What the register says of calls, of who applied, and of how it was chosen among them."""

from exchange.privacy.agreed import PROGRAMME
from exchange.privacy.kept import Kept
from exchange.privacy.scrubs import NOTHING, UNSAID

OF_MY_APPLICATION = "application_id in (select id from application where person_id = :person)"
RUN_WITH_ME = "call_id in (select call_id from application where person_id = :person)"
DECIDED = "('ACCEPTED', 'DECLINED')"
PERSON = "as long as its person is here"

CALLED: dict[str, Kept] = {
    "match_run": Kept(
        "By which question and answer somebody was chosen, or not.",
        "730 days after its call closed; the hashes, as long as the programme",
        mine=RUN_WITH_ME,
        secret=("asked", "answered"),
        erased="asked = null, answered = null",
    ),
    "waiver": Kept(
        "Which rule of a call was overlooked for whom, and why.",
        "as long as its application",
        mine="by_id = :person",
        also=OF_MY_APPLICATION,
        along=OF_MY_APPLICATION,
        erased=f"reason = '{NOTHING}'",
    ),
    "application": Kept(
        "What somebody who applies wants to learn, and what their sponsor pledges.",
        "730 days after its call closed; that there was one, as long as the programme",
        mine="person_id = :person",
        erased=f"{UNSAID}, state = case when state in {DECIDED} then state else 'WITHDRAWN' end",
        told="Application",
        scope="programme_id",
    ),
    "offer": Kept(
        "What a mentor offers to teach at their museum, and when.",
        PERSON,
        mine="mentor_id = :person",
        erased="about = '', ended_at = coalesce(ended_at, :at)",
        told="Offer",
        scope="network_id",
    ),
    "need": Kept("What a museum will need somebody to learn, and when.", PROGRAMME),
    "blackout": Kept("When a museum receives nobody, and why.", PROGRAMME),
    "rule_set": Kept("By which rules somebody was eligible, version by version.", PROGRAMME),
    "call": Kept("What a programme called for, when, and who paid.", PROGRAMME),
}
