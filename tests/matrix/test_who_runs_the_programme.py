"""Who runs the programme: each mutation of charter, committee, calls and matching, tried by everybody.

Whoever the file refuses is refused as for what is not there, and nothing is kept. Whoever it names gets past
that question, whatever other rule says then.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from graphql import GraphQLObjectType, get_named_type
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.matching.runs import MatchRun, RunState
from exchange.people.tables import SignedIn
from tests.matrix.askers import ACCESS, ASKERS, NEVER, OWN, PARTICIPANT, Asker, may
from tests.matrix.doings import new
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_seeing import SCHEMA, leaks
from tests.matrix.world import HERS, HOME, HOST, NOW, Things, call_id

TODAY = NOW.date().isoformat()
CONVENOR, SITS = Asker("COORDINATOR", "network"), Asker("COMMITTEE", "network")
TURNED_AWAY = {"NOT_FOUND_OR_FORBIDDEN", "UNAUTHENTICATED"}
KEPT = (
    "application", "blackout", "call", "charter", "declaration", "match_run", "matter", "motion",
    "museum", "need", "offer", "placement_agreement", "ratification", "rule_set", "seat", "signature", "vote",
    "waiver", "journal",
)  # fmt: skip
OFFERS = Asker("MENTOR", "placement")
RUNS = [asker for asker in ASKERS if asker.relation == "programme" and not asker.lent]
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
    "draftPlacementAgreement": RUNS,
}
"""Who offers, who sits, who has put it: of whom the file says so in a sentence."""
OF_ONES_OWN_NETWORK = ("publishCharter",)
Form = Mapping[str, Any]


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
        "draftPlacementAgreement": {
            "agreement": {"id": new(), "programmeId": str(HERS), "participantId": str(things.participant)}
            | {"homeId": str(HOME), "content": wording(things)}
        },
    }


def wording(things: Things) -> str:
    """What an agreement says, of one day at the museum that receives."""
    of = {"museum_id": str(HOST), "since": TODAY, "until": TODAY}
    return json.dumps(
        {
            "title": "A day",
            "hosts": [of | {"mentor_id": str(things.mentor), "share": 100}],
            "days": [{"on": TODAY, "museum_id": str(HOST), "purpose": "A day."}],
            "obligations": {"home": ["Pays."], "host": ["A desk."], "participant": ["Writes."]},
            "objectives": [{"wanted": "Hinge", "evidence": "A hinge"}],
            "deliverables": [],
            "insurance": "As staff.",
            "photos": "As the host says.",
            "signatories": [
                {"step": step, "person_id": str(by), "museum_id": str(museum)}
                for step, by, museum in (
                    ("PARTICIPANT", things.participant, HOME),
                    ("MENTOR", things.mentor, HOST),
                    ("HOME_MANAGER", things.mentor, HOME),
                    ("SPONSOR", things.mentor, HOME),
                )
            ],
        }
    )


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


def document(operation: str) -> str:
    """The mutation, asked with all that it takes."""
    assert SCHEMA.mutation_type
    field = SCHEMA.mutation_type.fields[operation]
    named = ", ".join(f"${name}: {one.type}" for name, one in field.args.items())
    given = ", ".join(f"{name}: ${name}" for name in field.args)
    below = " { __typename }" if isinstance(get_named_type(field.type), GraphQLObjectType) else ""
    return f"mutation ({named}) {{ {operation}({given}){below} }}"


def lets(operation: str, asker: Asker) -> bool:
    """Whether the file lets them, in its table, or in a sentence that speaks of them."""
    if operation in IN_WORDS:
        return asker in IN_WORDS[operation]
    if operation in OF_ONES_OWN_NETWORK and asker.relation == NEVER:
        asker = Asker(asker.role, "network")
    # To what is Amara's, whoever has things of their own comes from elsewhere.
    elsewhere = asker.relation == OWN and asker.owner != PARTICIPANT
    return may(ACCESS.said["done"][operation], Asker(asker.role, "network") if elsewhere else asker)


def turned_away(answer: Answer) -> bool:
    """Whether they heard that there is nothing here, or no way in, for them."""
    if answer.errors == ["This door only reads."]:
        return True
    return bool(answer.errors) and {one["extensions"]["code"] for one in answer.errors} <= TURNED_AWAY


async def as_kept(stage: Stage) -> str:
    """Everything that these mutations could have changed; the server beside signs photos meanwhile."""
    told = {"journal": "(select * from journal where act <> 'sign photos')"}
    hashes = (
        f"select '{table}', md5(string_agg(t::text, '' order by t::text)) from {told.get(table, table)} t"
        for table in KEPT
    )
    return json.dumps([list(row) for row in await stage.rows(" union all ".join(hashes))])


NIL = UUID(int=0)
NOTHING = Things(NIL, NIL, NIL, NIL, defaultdict(lambda: NIL))
OPERATIONS = list(forms(NOTHING, defaultdict(str)))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_whom_the_file_names_does_it(stage: Stage, made: dict[str, str], operation: str) -> None:
    hers = stage.things[PARTICIPANT]

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, document(operation), **forms(hers, made)[operation])

    before = stage.run(as_kept(stage))
    refused = stage.everybody(ask, [asker for asker in ASKERS if not lets(operation, asker)])
    assert len(refused) > len(ASKERS) // 10
    wrong = [f"{asker}: {answer.text}" for asker, answer in refused.items() if not turned_away(answer)]
    wrong += [leak for asker, answer in refused.items() for leak in leaks(asker, answer.text)]
    assert wrong == []
    assert stage.run(as_kept(stage)) == before
    for asker in ASKERS:
        if not lets(operation, asker):
            continue
        answer = stage.run(ask(asker))
        assert not turned_away(answer), f"{asker}: {answer.text}"
