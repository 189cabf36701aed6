"""Who runs the programme: each mutation of charter, committee, calls and matching, tried by everybody."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.matching.runs import MatchRun, RunState
from exchange.people.tables import SignedIn
from tests.matrix.askers import NEVER, PARTICIPANT, Asker
from tests.matrix.doings import new
from tests.matrix.stage import Stage
from tests.matrix.trying import Form, document, tried
from tests.matrix.world import HERS, NOW, Things, call_id

TODAY = NOW.date().isoformat()
CONVENOR, SITS = Asker("COORDINATOR", "network"), Asker("COMMITTEE", "network")
OFFERS = Asker("MENTOR", "placement")
IN_WORDS = {
    "sayOffer": [OFFERS],
    "endOffer": [OFFERS],
    "castVote": [SITS],
    "decideMotion": [SITS],
    "stepBack": [SITS],
    "putMotion": [
        SITS,
        *(Asker("COORDINATOR", one) for one in ("own", "museum", "programme", "network", NEVER)),
    ],
    "withdrawMotion": [CONVENOR],
}
"""Who offers, who sits, who has put it: of whom the file says so in a sentence."""


def span(**more: Any) -> dict[str, Any]:
    """Something of one day."""
    return {"id": new(), "firstDay": TODAY, "lastDay": TODAY} | more


def forms(things: Things, made: Mapping[str, str]) -> dict[str, Form]:
    """What is sent for each mutation: right in every way, but for who sends it."""
    ids = {
        kind: str(things.ids[kind]) for kind in ("Museum", "Application", "Offer", "Call", "Need", "Blackout")
    }
    museum, application, offer = {"museumId": ids["Museum"]}, {"id": ids["Application"]}, {"id": ids["Offer"]}
    none: dict[str, Any] = {"skills": [], "interests": [], "languages": []}
    shape = {"preset": "SHADOWING", "days": 1, "parts": 1, "remoteDays": 0, "reciprocal": False}
    words = {"title": "A day", "mission": "A day beside somebody.", "deliverables": [], "metrics": []}
    when = {"opensAt": NOW.isoformat(), "closesAt": "2030-01-01T12:00:00Z", "zone": "Europe/Oslo"}
    paid = {"payer": "HOME", "covers": [], "criteria": []}
    draft = span(programmeId=str(HERS), skills=["Packing"]) | shape | words | when | paid
    return {
        "describeMuseum": museum | {"description": {"departments": ["Paper"]}},
        "publishCharter": {"charter": dict.fromkeys(POLICIES, "We lend each other people.")},
        "ratifyCharter": museum | {"charterId": made["charter"], "sha256": made["sha256"]},
        "giveSeat": {"seat": seat(2)},
        "endSeat": {"seatId": made["seat"], "lastDay": TODAY},
        "putMotion": {"motion": {"id": new(), "about": "CHARTER", "title": "Whether to meet."}},
        "stepBack": {"motionId": made["motion"], "words": "We are friends."},
        "castVote": {"motionId": made["motion"], "choice": "FOR", "reason": ""},
        "decideMotion": {"motionId": made["motion"]},
        "draftCall": {"call": draft},
        "openCall": {"id": ids["Call"]},
        "sayNeed": {"need": span(kind="OTHER", skill="Packing", days=1) | museum},
        "withdrawNeed": {"id": ids["Need"]},
        "sayBlackout": {"blackout": span(reason="We move.") | museum},
        "withdrawBlackout": {"id": ids["Blackout"]},
        "submitApplication": application,
        "askWaiver": application | {"why": "I worked elsewhere."},
        "waiveCriterion": application | {"fact": "LANGUAGES", "reason": "They worked elsewhere."},
        "putApplication": application | {"motionId": new()},
        "pledge": {
            "pledge": {"applicationId": ids["Application"], "days": 1, "backfill": False, "employed": True}
        },
        "sayOffer": {
            "offer": offer
            | museum
            | none
            | {"about": "A day.", "adjustments": [], "weeks": [], "days": 1}
            | {"skills": ["Packing"], "blackouts": []}
        },
        "endOffer": offer,
        "runMatching": {"id": new(), "callId": ids["Call"]},
        "tellVerdicts": {"runId": made["run"]},
        "withdrawMotion": {"motionId": made["motion"]},
        "withdrawApplication": application,
        "closeCall": {"id": ids["Call"]},
    }


POLICIES = ("text", "conflicts", "photography", "equity", "compensation")


def seat(number: int) -> dict[str, Any]:
    """A seat of the committee for a day."""
    sits = {"personId": str(SITS.person_id), "since": TODAY, "until": "2027-01-01"}
    return {"id": new(), "number": number, "substitute": False} | sits


@pytest.fixture(scope="module")
def made(stage: Stage) -> dict[str, str]:
    """What nobody has of their own: a charter, a seat, a motion, a run of the matching."""

    run = MatchRun(
        id=UUID(new()),
        call_id=call_id(HERS),
        programme_id=HERS,
        by_id=Asker("COORDINATOR", "programme").person_id,
        # What waits is taken up by the server that stands beside, whenever it looks.
        state=RunState.FAILED,
        seed="",
        formula="",
        asked_hash="",
        ordered_at=NOW,
    )

    async def furnished(session: AsyncSession) -> None:
        await session.execute(update(SignedIn).values(stepped_up_at=NOW))
        session.add(run)

    async def done() -> dict[str, str]:
        await stage.as_steward(furnished)
        sent: dict[str, Any] = {"giveSeat": {"seat": seat(1)}}
        sent |= {"publishCharter": {"charter": dict.fromkeys(POLICIES, "We lend each other.")}}
        sent |= {"putMotion": {"motion": {"id": new(), "about": "CHARTER", "title": "Whether to move."}}}
        for operation, form in sent.items():
            answer = await stage.answer(CONVENOR, document(operation), **form)
            assert answer.data, answer.text
        [(charter, sha256)] = await stage.rows("select id, sha256 from charter")
        return {
            "charter": str(charter),
            "sha256": sha256,
            "seat": str(sent["giveSeat"]["seat"]["id"]),
            "motion": str(sent["putMotion"]["motion"]["id"]),
            "run": str(run.id),
        }

    return stage.run(done())


NIL = UUID(int=0)
NOTHING = Things(NIL, NIL, NIL, NIL, defaultdict(lambda: NIL))
OPERATIONS = list(forms(NOTHING, defaultdict(str)))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_whom_the_file_names_does_it(stage: Stage, made: dict[str, str], operation: str) -> None:
    tried(stage, operation, lambda: forms(stage.things[PARTICIPANT], made)[operation], IN_WORDS)
