"""The sixteen promises of the protocol, each asked of what the devices know and of what really stands there.

I9 and I11 to I16 are partly asked elsewhere: I9 of every single answer (`lines.Listener`, and the model at
every page), I11 where a page is applied (`device.Device.turn`) and in the model, I12 where a swarm settles
(`swarm.settle`), I13 where photos are sent (`through.send_photos` and `api verify` after it), I14 where an
answer is heard (`device.Device.hear`), I16 where a row is turned over (`device.is_a_legal_step`).
"""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from tests.faults.device import Device, Json
from tests.faults.lines import Listener

Rows: TypeAlias = Callable[..., Awaitable[list[tuple[Any, ...]]]]
"""Asks the database as the steward, who sees what really stands there."""

VISIBLE = """
select 'Observation:' || id, jsonb_build_object('rev', rev, 'note', note, 'zone', zone, 'audience', audience,
       'review', state) from observation where removed_at is null and scope_id = any(:scopes)
union all select 'Commitment:' || id, jsonb_build_object('rev', rev, 'sentence', sentence,
       'audience', audience, 'progress', state) from commitment
       where removed_at is null and scope_id = any(:scopes)
union all select 'Comment:' || c.id, jsonb_build_object('body', body) from comment c
       join observation o on o.id = observation_id and o.removed_at is null
       where c.removed_at is null and c.scope_id = any(:scopes)
union all select 'Tag:' || t.id, jsonb_build_object('word', word) from tag t
       join observation o on o.id = observation_id and o.removed_at is null
       where t.removed_at is null and t.scope_id = any(:scopes)
union all select 'Photo:' || p.id, jsonb_build_object('sha256', sha256, 'bytes', p.state) from photo p
       join observation o on o.id = observation_id and o.removed_at is null
       where p.removed_at is null and p.scope_id = any(:scopes)
union all select 'Decision:' || d.id, jsonb_build_object('verdict', verdict) from decision d
       join observation o on o.id = observation_id and o.removed_at is null where d.scope_id = any(:scopes)
"""
"""An oracle of its own: the scopes are read from the memberships, no policy of the database takes part."""
KINDS = ("Observation", "Commitment", "Comment", "Tag", "Photo", "Decision")


async def visible_to(rows: Rows, person_id: UUID) -> dict[str, Json]:
    """What one person may see now, by kind and id."""
    scopes = await rows(
        "select scope_id from scope_member where person_id = :person and left_at is null", person=person_id
    )
    found = await rows(VISIBLE, scopes=[one for (one,) in scopes])
    return {str(key): value for key, value in found}


async def all_hold(devices: Sequence[Device], rows: Rows, listener: Listener) -> None:
    """Ask every promise that can be asked once everything is quiet."""
    i1_nothing_asked_has_vanished(devices)
    await i2_what_was_acknowledged_has_its_effect(devices, rows)
    await i3_every_effect_is_there_once(devices, rows)
    await i4_nothing_stands_there_that_nobody_wrote(devices, rows)
    i5_edits_of_a_device_keep_their_order(devices)
    await i6_every_acknowledged_wording_is_kept(devices, rows)
    await i7_a_tag_stays_unless_somebody_took_it_off_having_seen_it(devices, rows)
    await i8_every_device_shows_what_its_person_may_see(devices, rows)
    i9_nobody_was_told_what_they_may_not_see(listener)
    await i15_nothing_is_left_open(rows)
    await the_feed_has_no_gaps(rows)


def i1_nothing_asked_has_vanished(devices: Sequence[Device]) -> None:
    for device in devices:
        waiting = {op["opId"] for op in device.queue}
        assert set(device.asked) == waiting | set(device.told), "I1"
        assert waiting.isdisjoint(device.told), "I1"


def done(devices: Sequence[Device], *names: str) -> Iterator[tuple[str, Json]]:
    """The operations of these names that were answered as done."""
    for device in devices:
        yield from ((name, said) for name, said in device.acknowledged() if name in names)


async def i2_what_was_acknowledged_has_its_effect(devices: Sequence[Device], rows: Rows) -> None:
    for table, name in WRITES:
        ids = {str(one) for (one,) in await rows(f"select id from {table}")}
        acknowledged = {said["id"] for _, said in done(devices, name)}
        # A verdict that had been given already is done without another decision.
        assert table == "decision" or acknowledged <= ids, ("I2", table, acknowledged - ids)
    receipts = {str(one) for (one,) in await rows("select op_id from receipt where answer <> '{}'")}
    told = {op_id for device in devices for op_id in device.told}
    reused = {one for device in devices for one, answer in device.told.items() if is_reused(answer)}
    assert told - reused <= receipts, "I2"


def is_reused(answer: Json) -> bool:
    return answer.get("rejected") == "OP_ID_REUSED"


WRITES = (
    ("observation", "captureObservation"),
    ("commitment", "makeCommitment"),
    ("comment", "writeComment"),
    ("decision", "decideObservation"),
)


async def i3_every_effect_is_there_once(devices: Sequence[Device], rows: Rows) -> None:
    wordings = await rows("select coalesce(observation_id, commitment_id)::text, value from text_version")
    asked = {(said["id"], said.get("note", said.get("sentence"))) for said in texts(devices, all_of=True)}
    twice = [one for one, times in Counter(wordings).items() if times > 1 and tuple(one) in asked]
    assert twice == [], ("I3", twice)
    for act, table in (("comment", "comment"), ("decide", "decision")):
        lines = await rows("select 1 from journal where act = :act", act=act)
        assert len(lines) == len(await rows(f"select 1 from {table}")), ("I3", act)
    bodies = Counter(str(body) for (body,) in await rows("select body from comment"))
    assert all(times == 1 for body, times in bodies.items() if body.startswith("Said")), "I3"


async def i4_nothing_stands_there_that_nobody_wrote(devices: Sequence[Device], rows: Rows) -> None:
    asked = [next(iter(one["op"]["do"].items())) for device in devices for one in device.asked.values()]
    for table, name in WRITES:
        written = {said["id"] for one, said in asked if one == name}
        stands = {str(one) for (one,) in await rows(f"select id from {table}")}
        assert stands <= written, ("I4", table, stands - written)
    assert await rows("select 1 from observation where note = 'Mine now.'") == [], "I4"
    assert await rows("select 1 from tag where word = 'pried'") == [], "I4"


def i5_edits_of_a_device_keep_their_order(devices: Sequence[Device]) -> None:
    for device in devices:
        revs: dict[str, list[int]] = defaultdict(list)
        for op_id in device.asked:  # in the order they were written
            answer = device.told.get(op_id, {})
            if "rev" in answer:
                revs[answer["entity"]].append(answer["rev"])
        for entity, numbers in revs.items():
            assert numbers == sorted(numbers), ("I5", entity, numbers)


def texts(devices: Sequence[Device], *, all_of: bool = False) -> Iterator[Json]:
    """What was written in words, about an observation or a promise."""
    names = ("captureObservation", "editObservation", "makeCommitment")
    for device in devices:
        asked = [next(iter(one["op"]["do"].items())) for one in device.asked.values()]
        for name, said in asked if all_of else device.acknowledged():
            if name in names and ("note" in said or "sentence" in said):
                yield said


async def i6_every_acknowledged_wording_is_kept(devices: Sequence[Device], rows: Rows) -> None:
    # What came after an approval waits as a proposal, and is kept as well.
    kept = set(
        await rows(
            "select coalesce(observation_id, commitment_id)::text, value from text_version"
            " union select observation_id::text, note from amendment"
        )
    )
    acknowledged = {(said["id"], said.get("note", said.get("sentence"))) for said in texts(devices)}
    assert acknowledged <= kept, ("I6", acknowledged - kept)


async def i7_a_tag_stays_unless_somebody_took_it_off_having_seen_it(
    devices: Sequence[Device], rows: Rows
) -> None:
    put, off = set(), set()
    for name, said in done(devices, "tagObservation", "captureObservation"):
        put |= {one["id"] for one in said["add" if name == "tagObservation" else "tags"]}
    for device in devices:
        for one in device.asked.values():
            off |= set(one["op"]["do"].get("tagObservation", {}).get("remove", ()))
    here = {
        str(one)
        for (one,) in await rows(
            "select t.id from tag t join observation o on o.id = observation_id"
            " where t.removed_at is null or o.removed_at is not null"
        )
    }
    assert put - off <= here, ("I7", put - off - here)


async def i8_every_device_shows_what_its_person_may_see(devices: Sequence[Device], rows: Rows) -> None:
    for device in devices:
        shown = {
            key: {name: value for name, value in row.items() if name not in ("id", "__typename")}
            for key, row in device.rows.items()
            if row["__typename"] in KINDS
        }
        seen = await visible_to(rows, device.person_id)
        assert shown == seen, ("I8", device.person_id, difference(shown, seen))


def difference(shown: dict[str, Json], seen: dict[str, Json]) -> list[tuple[str, object, object]]:
    keys = sorted(shown.keys() | seen.keys())
    return [(one, shown.get(one), seen.get(one)) for one in keys if shown.get(one) != seen.get(one)]


def i9_nobody_was_told_what_they_may_not_see(listener: Listener) -> None:
    assert listener.heard > 0
    assert listener.leaks == [], "I9"


def i10_nothing_of_a_scope_is_left(device: Device, scope_id: UUID) -> None:
    left = [one for one in device.rows if device.scopes[one] == str(scope_id)]
    assert left == [], ("I10", left)


async def i15_nothing_is_left_open(rows: Rows) -> None:
    forgotten = await rows(
        "select pid, state, query from pg_stat_activity where datname = current_database()"
        " and state like 'idle in transaction%' and pid <> pg_backend_pid()"
    )
    assert forgotten == [], "I15"


async def the_feed_has_no_gaps(rows: Rows) -> None:
    assert await rows("select scope_id from feed group by scope_id having max(position) <> count(*)") == []
