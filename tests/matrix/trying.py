"""Trying a mutation as everybody: whoever the file refuses is refused as for what is not there, nothing kept.

Whoever it names gets past that question, whatever other rule says then.
"""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from graphql import GraphQLObjectType, get_named_type

from tests.matrix.askers import ACCESS, ASKERS, NEVER, OWN, PARTICIPANT, Asker, may
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_seeing import SCHEMA, leaks

TURNED_AWAY = {"NOT_FOUND_OR_FORBIDDEN", "UNAUTHENTICATED"}
KEPT = (
    "agreement_version", "application", "blackout", "call", "charter", "declaration", "delegation",
    "match_run", "matter", "mentor_request", "mentor_turn", "motion", "museum", "need", "offer",
    "placement_agreement", "ratification", "rule_set", "scope_member", "seat", "signature", "vote", "waiver",
    "journal",
)  # fmt: skip
OF_ONES_OWN_NETWORK = ("publishCharter",)
Form = Mapping[str, Any]
Named = Mapping[str, Collection[Asker]]
"""Whom the file lets do something in a sentence."""


def tried(stage: Stage, operation: str, form: Callable[[], Form], named: Named) -> None:
    """Let everybody do it, those first who may not."""

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, document(operation), **form())

    before = stage.run(as_kept(stage))
    refused = stage.everybody(ask, [asker for asker in ASKERS if not lets(operation, asker, named)])
    assert len(refused) > len(ASKERS) // 10
    wrong = [f"{asker}: {answer.text}" for asker, answer in refused.items() if not turned_away(answer)]
    wrong += [leak for asker, answer in refused.items() for leak in leaks(asker, answer.text)]
    assert wrong == []
    assert stage.run(as_kept(stage)) == before
    for asker in ASKERS:
        if not lets(operation, asker, named):
            continue
        answer = stage.run(ask(asker))
        assert not turned_away(answer), f"{asker}: {answer.text}"


def document(operation: str) -> str:
    """The mutation, asked with all that it takes."""
    assert SCHEMA.mutation_type
    field = SCHEMA.mutation_type.fields[operation]
    named = ", ".join(f"${name}: {one.type}" for name, one in field.args.items())
    given = ", ".join(f"{name}: ${name}" for name in field.args)
    below = " { __typename }" if isinstance(get_named_type(field.type), GraphQLObjectType) else ""
    return f"mutation ({named}) {{ {operation}({given}){below} }}"


def lets(operation: str, asker: Asker, named: Named) -> bool:
    """Whether the file lets them, in its table, or in a sentence that speaks of them."""
    if operation in named:
        return asker in named[operation]
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
