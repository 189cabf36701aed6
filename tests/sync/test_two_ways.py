"""A push is answered the same by the short way and by GraphQL's own execution."""

from uuid import uuid4

import pytest
from graphql import get_operation_ast, parse

from exchange.ground.ids import uuid7
from schema.floor.straight import StraightPush
from schema.graph import committed, whole
from tests.sync.house import MORNING, House
from tests.sync.test_on_the_wire import PUSH, Push, capture, op, push

__all__ = ["push"]
RESULTS = "results {"
IN_PIECES = """
mutation Push($told: PushInput!) {
  said: push(input: $told) { ...Whole kind: __typename }
}
fragment Whole on PushResult { ... on PushBlocked { why: reason } ...Done }
fragment Done on PushOutcome {
  backedUpUntil
  all: results { ... on OpAnswer { opId } ... on OpApplied { receipt is: __typename } }
}
"""


def longer(document: str) -> str:
    """The same document in a form that only GraphQL's own execution answers."""
    return document.replace(RESULTS, "results @include(if: true) {").replace(
        "all: results", "all: results @skip(if: false)"
    )


def plainly(way: StraightPush, text: str) -> bool:
    """Whether a document goes the short way."""
    document = parse(text)
    operation = get_operation_ast(document)
    assert operation
    return way.plain(document, operation) is not None


def test_only_a_plain_push_goes_the_short_way() -> None:
    graph = whole()
    way = graph.asking.straight_push
    pushes = [text for text in committed().values() if text.startswith("mutation Push(")]
    for text in (*pushes, PUSH, IN_PIECES):
        assert plainly(way, text)
    one = "push(input: $input) { __typename }"
    twice = f"mutation($input: PushInput!) {{ {one} again: {one} }}"
    for text in (longer(PUSH), longer(IN_PIECES), twice):
        assert not plainly(way, text)


async def test_every_kind_of_answer_is_the_same_both_ways(house: House, push: Push) -> None:
    device = uuid4()
    note = capture(house.placement, note="One two three")
    named = note["do"]["captureObservation"]["id"]
    await push(house.amara, note, device=device)
    edited = [
        op(editObservation={"id": named, "base": 1, "note": f"One two {word}"}) for word in ("four", "five")
    ]
    await push(house.amara, edited[0], device=device)
    await push(house.amara, edited[1], device=uuid4())
    ops = [
        note,
        edited[1],
        op(sendAgain={"id": named, "from": "SENT_BACK"}),
        capture(house.placement, objectNumber="9" * 41),
        capture(house.placement) | {"prevOp": str(uuid7(MORNING))},
    ]
    await push(house.amara, *ops, device=device)
    short = await push(house.amara, *ops, device=device)
    long = await push(house.amara, *ops, device=device, document=longer(PUSH))
    kinds = [one["__typename"] for one in short["results"]]
    assert kinds == ["OpApplied", "OpMerged", "OpNeedsUser", "OpRejected", "OpRetry"]
    assert short == long


@pytest.mark.parametrize("known", [True, False])
async def test_a_document_in_pieces_is_answered_the_same_both_ways(
    house: House, push: Push, *, known: bool
) -> None:
    device, one = uuid4(), capture(house.placement)
    who = house.amara if known else None
    await push(who, one, device=device)
    answers = [
        await push(who, one, device=device, document=form(IN_PIECES), variable="told", key="said")
        for form in (str, longer)
    ]
    assert answers[0] == answers[1]
    assert answers[0]["kind"] == ("PushOutcome" if known else "PushBlocked")
