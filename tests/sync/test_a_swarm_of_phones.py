"""Three devices, two people, and a network that loses and repeats: what was acknowledged is there, once."""

import random

import pytest

from tests.sync.house import House
from tests.sync.phone import Phone
from tests.sync.swarm import Walker

STEPS = 150
ROUNDS = 4


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_whatever_the_network_does_nothing_is_lost_and_nothing_happens_twice(
    house: House, amara: Phone, tablet: Phone, ingrid: Phone, seed: int
) -> None:
    chance = random.Random(seed)
    walkers = [Walker(amara, [], chance)]
    walkers += [Walker(phone, walkers[0].entries, chance) for phone in (tablet, ingrid)]
    for _ in range(STEPS):
        walker = chance.choice(walkers)
        if chance.random() < 0.7:
            walker.write()
        else:
            await walker.push(trouble=True)
    for _ in range(ROUNDS):  # the network is well again: the queues empty within a few rounds
        for walker in walkers:
            while waiting := len(walker.queue):
                await walker.push(trouble=False)
                if len(walker.queue) == waiting:
                    break
    assert [len(walker.queue) for walker in walkers] == [0, 0, 0]
    done = [op.said for walker in walkers for op in walker.done()]

    captured = sorted(said["id"] for said in done if "photos" in said)
    assert captured == sorted(str(one) for (one,) in await house.rows("select id from observation"))
    assert captured == sorted(str(one) for (one,) in await house.rows("select observation_id from photo"))
    comments = sorted(said["body"] for said in done if "body" in said)
    assert comments == sorted(str(body) for (body,) in await house.rows("select body from comment"))

    kept = await house.rows("select observation_id::text, value from text_version")
    # What came after an approval waits as a proposal, which says all of the entry, also what stays as it is.
    proposed = await house.rows("select observation_id::text, note from amendment")
    worded = {(said["id"], said["note"]) for said in done if "note" in said}
    assert worded <= {*kept, *proposed}
    assert all(kept.count(wording) == 1 for wording in worded - set(proposed))
    assert all(kept.count(wording) <= 1 for wording in worded)
    shown = await house.rows("select id::text, note from observation")
    assert set(shown) <= set(kept)

    hidden = await house.rows("select id from observation where audience = 'ONLY_ME' order by id")
    seen_by_ingrid = await house.seen_by(house.ingrid, "select id from observation order by id")
    everything = await house.rows("select id from observation order by id")
    assert sorted(hidden + seen_by_ingrid) == everything

    gaps = "select scope_id from feed group by scope_id having max(position) <> count(*)"
    assert await house.rows(gaps) == []
    assert await house.rows("select op_id from receipt where answer = '{}'") == []
