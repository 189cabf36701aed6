"""Everything that was ever published, asked again by everybody, with Amara's ids in its variables."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType, parse, print_ast

from tests.law.published import LEDGER, ledger
from tests.matrix.askers import ASKERS, OWN, PARTICIPANT, Asker
from tests.matrix.doings import new
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_seeing import leaks


def questions() -> list[str]:
    """The questions among what was published, each once."""
    documents = {one.document for one in ledger(LEDGER.read_text(encoding="utf-8"))}
    return sorted(document for document in documents if operation(document).operation is OperationType.QUERY)


def operation(document: str) -> OperationDefinitionNode:
    """The one operation of a document."""
    (found,) = (one for one in parse(document).definitions if isinstance(one, OperationDefinitionNode))
    return found


def variables(stage: Stage, document: str) -> list[dict[str, Any]]:
    """What a question may be asked with: every id of Amara's where it takes one."""
    taken = {
        one.variable.name.value: print_ast(one.type) for one in operation(document).variable_definitions or ()
    }
    hers = stage.things[PARTICIPANT].ids
    plain: dict[str, Any] = {"year": 2026, "limit": 100, "digest": True, "again": [], "after": None}
    plain["where"] = {"placement": f"Placement:{hers['Placement']}"}
    plain |= {"placementId": str(hers["Placement"]), "audience": "PUBLISHED"}
    plain |= {"me": f"Person:{hers['Person']}", "museumId": str(hers["Museum"])}
    plain |= {"museum": f"Museum:{hers['Museum']}"}
    plain |= {"callId": str(hers["Call"]), "applicationId": str(hers["Application"])}
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


@pytest.mark.parametrize("document", questions())
def test_nobody_reads_what_is_amara_s_by_what_was_published(stage: Stage, document: str) -> None:
    asked = variables(stage, document)
    assert asked
    # Whoever asks with one of many ids is one of a few; whoever asks with none is everybody.
    askers = ASKERS if len(asked) <= 2 else [one for one in ASKERS if one.role == PARTICIPANT]
    for given in asked:

        async def ask(asker: Asker, given: dict[str, Any] = given) -> Answer:
            return await stage.answer(asker, document, **given)

        wrong = [
            leak for asker, one in stage.everybody(ask, askers).items() for leak in leaks(asker, one.text)
        ]
        assert wrong == []
    first = stage.run(stage.answer(Asker(PARTICIPANT, OWN), document, **asked[0]))
    codes = [error.get("extensions", {}).get("code") for error in first.errors]
    assert first.data is not None or set(codes) <= {"BAD_PAGE_SIZE", "QUERY_LIMIT"}, first.errors
