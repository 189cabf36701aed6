"""Who agrees: each mutation of agreements and of requests to be a mentor, and each scan, tried by all."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

import httpx2
import pytest

from api.media.storage import Storage, key_of
from tests.api.running import OURS, Running
from tests.matrix.agreeing import LEADS, STANDS_IN, TODAY, TOMORROW, agreed, on_paper, terms
from tests.matrix.askers import ASKERS, MENTOR, OWN, PARTICIPANT, PLACEMENT, Asker
from tests.matrix.doings import new
from tests.matrix.furnishing import HERE, sha
from tests.matrix.stage import Stage
from tests.matrix.test_addresses import come, told
from tests.matrix.trying import Form, tried
from tests.matrix.world import HERS, HOME, HOST, Things

GOES, RECEIVES = Asker(PARTICIPANT, OWN), Asker(MENTOR, PLACEMENT)
RUNS = [asker for asker in ASKERS if asker.relation == "programme" and not asker.lent]
NAMED = [GOES, RECEIVES, LEADS, STANDS_IN]
IN_WORDS = {
    "draftPlacementAgreement": RUNS,
    "revisePlacementAgreement": RUNS,
    "signPlacementAgreementOutside": RUNS,
    # Who coordinates reads it too, and hears whose turn it is.
    "signPlacementAgreement": NAMED + RUNS,
    "refusePlacementAgreement": NAMED + RUNS,
    "callStayOff": RUNS,
    "delegatePlacementSignature": [RECEIVES],
    "takePlacementDelegationBack": [RECEIVES],
    "askMentors": RUNS,
    "replyToMentor": RUNS,
    "callMentorRequestOff": RUNS,
    "questionMentorRequest": [RECEIVES],
    "acceptMentorRequest": [RECEIVES],
    "declineMentorRequest": [RECEIVES],
}
"""Who coordinates, who signs, who is asked: of whom the file says so in a sentence."""


def forms(things: Things, made: Mapping[str, str]) -> dict[str, Form]:
    """What is sent for each mutation: right in every way, but for who sends it."""
    read, request = {"id": made["agreement"], "sha256": made["sha256"]}, {"id": made["request"]}
    span: dict[str, Any] = {"since": TODAY.isoformat(), "until": TOMORROW.isoformat()}
    paper = {"signedOn": TODAY.isoformat(), "name": "day.pdf", "sha256": "0" * 64}
    whom = {"programmeId": str(HERS), "participantId": str(things.participant), "homeId": str(HOME)}
    content = {"content": terms(things).canonical()}
    stay = dict.fromkeys(("since", "until"), TOMORROW.isoformat())
    asks: dict[str, Any] = {"id": new(), "programmeId": str(HERS)} | stay
    asks |= {"applicationId": str(things.ids["Application"]), "about": "A day.", "days": 1, "patience": 7}
    mentors = [{"mentorId": str(things.mentor), "museumId": str(HOST)}]
    return {
        "draftPlacementAgreement": {"agreement": {"id": new()} | whom | content},
        "revisePlacementAgreement": read | content,
        "delegatePlacementSignature": {"id": made["agreement"], "toId": str(STANDS_IN.person_id)} | span,
        "takePlacementDelegationBack": {"id": made["delegation"]},
        "callStayOff": {"id": made["agreement"], "hostId": str(HOST), "since": str(TODAY), "reason": "Ill."},
        # A refusal is the last word: nobody signs after it, and it never comes into force.
        "refusePlacementAgreement": read | {"reason": "Two days."},
        "signPlacementAgreement": read,
        "signPlacementAgreementOutside": read | {"scan": paper},
        # While somebody is asked for an application, nobody else is.
        "askMentors": {"request": asks | {"mentors": mentors}},
        "questionMentorRequest": request | {"question": "Which day?"},
        "replyToMentor": request | {"reply": "The first."},
        "acceptMentorRequest": request | {"close": False},
        "declineMentorRequest": request | {"reason": ""},
        "callMentorRequestOff": request,
    }


@pytest.fixture(scope="module")
def made(stage: Stage) -> dict[str, str]:
    """The agreement, the delegation and the request."""
    return stage.run(stage.as_steward(partial(agreed, things=stage.things[PARTICIPANT])))


NIL = UUID(int=0)
OPERATIONS = list(forms(Things(NIL, NIL, NIL, NIL, defaultdict(lambda: NIL)), defaultdict(str)))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_whom_the_file_names_does_it(stage: Stage, made: dict[str, str], operation: str) -> None:
    tried(stage, operation, lambda: forms(stage.things[PARTICIPANT], made)[operation], IN_WORDS)


def test_a_scan_is_opened_by_whoever_is_named_or_stands_in_and_who_coordinates(
    stage: Stage, made: dict[str, str], server: Running
) -> None:
    scan = stage.run(stage.as_steward(partial(on_paper, made=made, things=stage.things[PARTICIPANT])))
    stage.run(Storage(stage.settings.media_address).put(key_of(scan, sha(HERE)), HERE))
    wrong = []
    with httpx2.Client(base_url=server.url, headers=OURS, timeout=20) as client:
        for asker in ASKERS:
            answer = come(stage, client, asker, f"GET /media/scans/{scan}")
            unknown = come(stage, client, asker, f"GET /media/scans/{new()}")
            if (answer.content == HERE) is not (asker in NAMED + RUNS):
                wrong.append(f"{asker}: {answer.status_code}")
            if answer.content != HERE and told(answer) != told(unknown):
                wrong.append(f"{asker}: hears that it is there")
    assert wrong == []
