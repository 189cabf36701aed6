"""Everything that was ever published, asked again by everybody, with Amara's ids in its variables."""

import json
from hashlib import sha256
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, OperationType, parse, print_ast
from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import known
from exchange.ground.sealing import Seal
from exchange.matching.formula import Formula
from exchange.matching.question import Question, canonical, hashed
from exchange.matching.runs import KEY, MatchRun, RunState, answer_of, question_of
from schema.asking import Question as Asked
from schema.graph import committed
from tests.law.published import LEDGER, ledger
from tests.matrix.askers import ACCESS, ASKERS, OWN, PARTICIPANT, Asker, canary, may, person
from tests.matrix.doings import new
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_seeing import leaks
from tests.matrix.world import HERS, NOW, Things, call_id

AMARA = Asker(PARTICIPANT, OWN)
RUN = known("matrix: run of her call")
THE_APP_S = committed().keys()


def questions() -> list[str]:
    """The questions among what was published, each once."""
    documents = {one.document for one in ledger(LEDGER.read_text(encoding="utf-8"))}
    return sorted(document for document in documents if operation(document).operation is OperationType.QUERY)


def operation(document: str) -> OperationDefinitionNode:
    """The one operation of a document."""
    (found,) = (one for one in parse(document).definitions if isinstance(one, OperationDefinitionNode))
    return found


def as_published(document: str, given: dict[str, Any]) -> Asked:
    """The question as it is put: by its id where the app has it, which may be longer than what is typed."""
    key = f"sha256:{sha256(document.encode()).hexdigest()}"
    if key in THE_APP_S:
        return Asked(None, given, document_id=key)
    return Asked(document, given)


def variables(stage: Stage, document: str) -> list[dict[str, Any]]:
    """What a question may be asked with: every id of Amara's where it takes one."""
    taken = {
        one.variable.name.value: print_ast(one.type) for one in operation(document).variable_definitions or ()
    }
    hers = stage.things[PARTICIPANT].ids
    plain: dict[str, Any] = {"year": 2026, "limit": 100, "digest": True, "again": [], "after": None}
    plain["where"] = {"placement": f"Placement:{hers['Placement']}"}
    if taken.get("where") == "ApplicationWhere!":
        plain["where"] = {"call": f"Call:{hers['Call']}"}
    plain |= {"placementId": str(hers["Placement"]), "audience": "PUBLISHED"}
    plain |= {"me": f"Person:{hers['Person']}", "museumId": str(hers["Museum"])}
    plain |= {"museum": f"Museum:{hers['Museum']}"}
    plain |= {"callId": str(hers["Call"]), "applicationId": str(hers["Application"])}
    plain |= {"call": f"Call:{hers['Call']}", "programmeId": str(hers["Programme"]), "runId": str(RUN)}
    plain |= {"since": "2026-01-01", "until": "2026-12-31", "from": "2026-01-01", "to": "2026-12-31"}
    plain |= {"words": "canary"}
    given = {name: plain[name] for name in taken if name in plain}
    if "deviceId" in taken:
        return [given | {"deviceId": new()}, given | {"deviceId": str(hers["Device"])}]
    if "id" not in taken:
        return [given]
    if taken["id"].startswith("UUID"):
        every = [str(one) for kind, one in hers.items() if kind[0].isupper()]
    else:
        every = [f"{kind.partition(' ')[0]}:{one}" for kind, one in hers.items() if kind[0].isupper()]
    return [given | {"id": one} for one in every]


def somebody_who_may(document: str) -> Asker:
    """Amara, where the file lets her ask, in its table or in a sentence; else the first whom it lets."""
    asked = [
        one.name.value for one in operation(document).selection_set.selections if isinstance(one, FieldNode)
    ]
    meant = {ACCESS.said["asked"][field] for field in asked} & ACCESS.who.keys()
    return next((asker for asker in [AMARA, *ASKERS] if all(may(who, asker) for who in meant)), AMARA)


@pytest.fixture(scope="module")
def run(stage: Stage) -> None:
    """A run of the matching for her call, whose answer names what she applied with."""
    hers = stage.things[PARTICIPANT]
    seal = stage.context(AMARA).seal
    stage.run(stage.as_steward(lambda session: answered(session, hers, seal)))


async def answered(session: AsyncSession, hers: Things, seal: Seal) -> None:
    """Keep the run, with its answer."""
    stay = {
        "applicant": str(hers.ids["Application"]),
        "opening": str(hers.ids["Offer"]),
        "start": "2026-01-05",
        "points": {"participation": 100, "fit": 30, "priority": 0},
        "skills": [canary("Application")],
        "interests": [],
        "languages": [],
        "weeks_possible": 1,
        "number": 1,
        "runner_up": None,
    }
    without = {"stays": [], "points": 0, "only_with": [], "only_without": []}
    said = {"points": 130, "at_most": 130, "solver": "none", "stays": [stay], "left_over": []}
    answer = json.dumps(said | {"without_priority": without}).encode()
    question = canonical(Question((), (), Formula(), seed=""))
    session.add(
        MatchRun(
            id=RUN,
            call_id=call_id(HERS),
            programme_id=HERS,
            by_id=person("COORDINATOR", "programme"),
            state=RunState.ANSWERED,
            seed="",
            formula=Formula().version,
            asked=seal.apart(KEY).close(question_of(RUN), question),
            asked_hash=hashed(question),
            answered=seal.apart(KEY).close(answer_of(RUN), answer),
            answered_hash=hashed(answer),
            ordered_at=NOW,
            answered_at=NOW,
        )
    )


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("document", questions())
def test_nobody_reads_what_is_amara_s_by_what_was_published(stage: Stage, document: str) -> None:
    asked = variables(stage, document)
    assert asked
    # Whoever asks with one of many ids is one of a few; whoever asks with none is everybody.
    askers = ASKERS if len(asked) <= 2 else [one for one in ASKERS if one.role == PARTICIPANT]
    for given in asked:

        async def ask(asker: Asker, given: dict[str, Any] = given) -> Answer:
            return await stage.answer_by(stage.graph, asker, as_published(document, given))

        wrong = [
            leak for asker, one in stage.everybody(ask, askers).items() for leak in leaks(asker, one.text)
        ]
        assert wrong == []
    question = as_published(document, asked[0])
    first = stage.run(stage.answer_by(stage.graph, somebody_who_may(document), question))
    codes = [error.get("extensions", {}).get("code") for error in first.errors]
    assert first.data is not None or set(codes) <= {"BAD_PAGE_SIZE", "QUERY_LIMIT"}, first.errors
