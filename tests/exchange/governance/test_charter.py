"""Museums take part by ratifying the charter, word for word as it was published."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.demo.cast import AMARA, CHINEDU, DIMITRA, LAGOON, NETWORK_ID, STRANDHALL, Player
from exchange.governance.charter import TIME_TO_RATIFY, Content, hash_of
from exchange.governance.chartering import must_publish, must_take_part, newest, publish_charter, ratify
from exchange.ground.refusals import Refused
from tests.exchange.governance.conftest import NOW, Committee

CHARTER = Content("We lend people.", "Say what binds you.", "Ask first.", "Turn by turn.", "Nobody pays.")
LATER = NOW + timedelta(days=1)


async def publish(committee: Committee, content: Content, by: Player = DIMITRA) -> None:
    async with committee.sessions.as_person(by.id) as session:
        network = await must_publish(session, by=by.id, at=NOW)
        await publish_charter(session, network, content, by=by.id, at=NOW)


async def sign(committee: Committee, by: Player, content: Content) -> None:
    async with committee.sessions.as_person(by.id) as session:
        charter = await newest(session)
        assert charter is not None
        await ratify(session, charter.id, by.house.id, hash_of(content), by=by.id, at=LATER)


async def takes_part(committee: Committee, *, days: int = 0) -> None:
    async with committee.sessions.as_steward() as session:
        both = {STRANDHALL.id, LAGOON.id}
        await must_take_part(session, NETWORK_ID, both, at=LATER + timedelta(days=days))


@pytest.mark.anyio
async def test_only_whoever_signs_for_a_museum_ratifies_and_only_what_they_read(committee: Committee) -> None:
    with pytest.raises(Refused, match="not here"):
        await publish(committee, CHARTER, by=AMARA)
    with pytest.raises(Refused, match="policy has"):
        await publish(committee, replace(CHARTER, equity=" "))
    await publish(committee, CHARTER)
    with pytest.raises(Refused, match="already"):
        await publish(committee, CHARTER)
    with pytest.raises(Refused, match="not here"):
        await sign(committee, AMARA, CHARTER)
    with pytest.raises(Refused, match="CHANGED"):
        await sign(committee, CHINEDU, replace(CHARTER, text="Another"))
    await sign(committee, CHINEDU, CHARTER)
    await sign(committee, CHINEDU, CHARTER)
    with pytest.raises(Refused, match="Strandhall Museum: the charter"):
        await takes_part(committee)


@pytest.mark.anyio
async def test_a_new_version_leaves_time_to_ratify_and_then_asks_everybody_anew(committee: Committee) -> None:
    await takes_part(committee)
    await publish(committee, CHARTER)
    for who in (CHINEDU, DIMITRA):
        await sign(committee, who, CHARTER)
    await takes_part(committee)
    second = replace(CHARTER, text="We lend people, and thank them.")
    await publish(committee, second)
    await takes_part(committee)
    with pytest.raises(Refused, match="NOT_RATIFIED"):
        await takes_part(committee, days=TIME_TO_RATIFY.days)
    with pytest.raises(Refused, match="CHANGED"):
        await sign(committee, CHINEDU, CHARTER)
    for who in (CHINEDU, DIMITRA):
        await sign(committee, who, second)
    await takes_part(committee, days=TIME_TO_RATIFY.days)


@given(st.permutations(["text", "conflicts", "photography", "equity"]))
def test_words_that_move_from_one_policy_to_the_next_change_the_hash(names: list[str]) -> None:
    moved = replace(
        CHARTER, **{names[0]: "", names[1]: getattr(CHARTER, names[0]) + getattr(CHARTER, names[1])}
    )
    assert hash_of(moved) != hash_of(CHARTER)
