"""Mutants: each rule of the protocol turned off, and the test that must notice.

As a plugin of pytest (`-p tests.sync.mutants`, `MUTANT=<name>`) it turns one rule off before the tests begin.
`test_mutants.py` runs the table.
"""

import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from exchange.floor.pushes import Doing
from exchange.floor.wording import Together
from schema.engine.following import opened
from schema.engine.pointing import POINTED_ROWS


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule, where it stands, what stands there instead, and the test that fails then."""

    rule: str
    place: str
    instead: Any
    test: str


def gives(value: Any) -> Callable[..., Any]:
    """Something that always comes to the same."""
    return lambda *_given, **_named: value


def gives_later(value: Any) -> Callable[..., Any]:
    """The same, for what is waited for."""

    async def give(*_given: Any, **_named: Any) -> Any:
        return value

    return give


async def anybody_s(doing: Doing, kind: Any, id: Any) -> Any:
    """Any entry, whoever wrote it."""
    return await keeping().hold(doing, kind, id)


def keeping() -> Any:
    """The module in which entries are got hold of."""
    return importlib.import_module("exchange.floor.keeping")


def forgetful(*given: Any) -> Doing:
    """What is done, without what the device itself had written before."""
    return Doing(*given[:4])


def anybody_s_cursor(seal: Any, cursor: Any, _person: Any, device: Any) -> Any:
    """A cursor, taken from whoever brings it."""
    for person in (_person, *SEEN):
        SEEN.add(person)
        for known in (device, *DEVICES):
            DEVICES.add(known)
            if found := opened(seal, cursor, person, known):
                return found
    return None


SEEN: set[Any] = set()
DEVICES: set[Any] = set()
PUSHING, EXACTLY = "tests/sync/test_pushing.py", "tests/sync/test_exactly_once.py"
FLOOR, HEALING = "tests/exchange/floor", "tests/sync/test_healing.py"

MUTANTS: dict[str, Mutant] = {
    "no_receipts": Mutant(
        "An operation is answered once; a repetition gets that answer.",
        "exchange.floor.answering:claim",
        gives_later(None),
        f"{PUSHING}::test_what_was_rejected_is_answered_the_same_again_and_kept_once",
    ),
    "any_payload": Mutant(
        "Another payload under the same id is refused.",
        "exchange.floor.pushes:Op.digest",
        property(gives(b"the same")),
        f"{PUSHING}::test_an_operation_id_is_not_used_twice_for_different_things",
    ),
    "no_prev": Mutant(
        "An operation waits for the one before it on the same entry.",
        "exchange.floor.answering:answer_before",
        gives_later(None),
        f"{PUSHING}::test_an_operation_before_its_predecessor_waits_for_it",
    ),
    "no_dependency": Mutant(
        "What needs an operation that comes again waits with it.",
        "exchange.floor.pushes:Op.names",
        property(gives(frozenset())),
        f"{PUSHING}::test_what_needs_an_operation_that_has_to_come_again_comes_again_with_it",
    ),
    "stored_answers_unfiltered": Mutant(
        "A stored answer is filtered by what may be seen now.",
        "exchange.floor.answering:unseen",
        lambda given: given,
        f"{PUSHING}::test_a_stored_answer_shows_nothing_of_what_may_no_longer_be_seen",
    ),
    "no_quota": Mutant(
        "What is set aside for one person has an end.",
        "exchange.floor.quarantining:MOST_BYTES_A_PERSON",
        10**9,
        f"{PUSHING}::test_more_than_can_be_set_aside_stays_on_the_phone",
    ),
    "nothing_set_aside": Mutant(
        "What is rejected is kept whole.",
        "exchange.floor.answering:set_aside",
        gives_later(None),
        f"{PUSHING}::test_an_object_number_too_long_is_set_aside_whole_and_the_others_go_on",
    ),
    "any_version": Mutant(
        "A version of the future is set aside.",
        "exchange.floor.forms:VERSION_OF_OPS",
        2,
        f"{PUSHING}::test_a_version_from_the_future_is_set_aside",
    ),
    "last_writer_wins": Mutant(
        "Two wordings that do not fit are both kept and both shown.",
        "exchange.floor.rewording:put_together",
        lambda _base, _theirs, mine, **_most: Together(mine, fits=True),
        f"{FLOOR}/test_rewording.py::test_two_wordings_that_do_not_fit_stay_both_until_they_were_read",
    ),
    "own_edits_conflict": Mutant(
        "A device is merged against what it showed itself.",
        "exchange.floor.answering:Doing",
        forgetful,
        f"{FLOOR}/test_rewording.py::test_a_device_is_never_in_conflict_with_itself",
    ),
    "no_steps": Mutant(
        "A state moves by its steps alone.",
        "exchange.floor.committing:takes_a_step",
        gives(value=True),
        f"{FLOOR}/test_committing.py::test_a_promise_is_not_done_before_it_was_begun",
    ),
    "widening_on_an_old_picture": Mutant(
        "Hiding wins over showing on an old picture.",
        "exchange.floor.reclassifying:NeedsYou",
        gives(None),
        f"{FLOOR}/test_reclassifying.py::test_hiding_elsewhere_wins_over_showing_on_an_old_picture",
    ),
    "delete_hides_unseen": Mutant(
        "What somebody else wrote is not taken away unread.",
        "exchange.floor.observing:parts_by_others",
        gives(text("select where false")),
        f"{FLOOR}/test_tags_and_photos.py::test_what_somebody_wrote_is_not_taken_away_unread",
    ),
    "anybody_edits": Mutant(
        "Only its author changes an entry.",
        "exchange.floor.observing:hold_own",
        anybody_s,
        f"{FLOOR}/test_rewording.py::test_a_mentor_does_not_edit_the_note_of_an_author",
    ),
    "any_device": Mutant(
        "Somebody else's device, or a lost one, sends nothing.",
        "exchange.floor.pushing:greet",
        gives_later(None),
        "tests/sync/test_devices.py::test_somebody_elses_device_sends_nothing",
    ),
    "lost_devices_read": Mutant(
        "A lost device hears that it is, whoever is signed in.",
        "schema.floor.writes:is_lost",
        gives_later(value=False),
        "tests/sync/test_lost_devices.py::test_a_lost_device_hears_that_it_is_signed_in_or_not",
    ),
    "anybody_s_device_reads": Mutant(
        "On a device of somebody else's nothing is read.",
        "schema.engine.changes:IS_SOMEBODY_ELSES",
        "false",
        "tests/sync/test_lost_devices.py::test_on_a_device_of_somebody_else_s_nothing_is_read",
    ),
    "any_cursor": Mutant(
        "A cursor is of use to its own device alone.",
        "schema.engine.changes:opened",
        anybody_s_cursor,
        "tests/schema/test_changes.py::test_a_cursor_that_is_not_this_device_s_begins_anew",
    ),
    "scope_of_the_pointer": Mutant(
        "A row is purged with the scope it stands in, not with one that only told of it.",
        "schema.engine.changes:ChangesReader._scope",
        gives(POINTED_ROWS.c.scope_id),
        f"{HEALING}::test_who_leaves_a_scope_keeps_nothing_of_it_not_even_what_moved_into_it",
    ),
    "blind_digest": Mutant(
        "A digest sees every number.",
        "schema.engine.digests:NUMBER",
        "size",
        f"{HEALING}::test_a_damaged_copy_is_mended",
    ),
    "durable_with_gaps": Mutant(
        "What came late is not durable because of what came early.",
        "exchange.floor.marking:ANSWERED",
        text("select device_id as id, max(seq) as through from receipt group by 1"),
        "tests/sync/test_a_restore.py::test_what_came_late_is_not_durable_because_of_what_came_early",
    ),
    "untried_backup": Mutant(
        "A backup that lacks a photo lets no phone forget.",
        "api.backup.photos:written_down",
        gives("c"),
        "tests/sync/test_a_restore.py::test_after_a_restore_the_phones_bring_what_the_backup_lacks",
    ),
    "unsigned_receipts": Mutant(
        "A receipt is signed when the answer is kept, and never again.",
        "exchange.floor.receipts:Applied",
        lambda *given: importlib.import_module("exchange.floor.answers").Applied(*given[:3]),
        "tests/sync/test_receipts.py::test_sent_again_it_has_the_same_receipt_byte_for_byte_even_under_another_key",
    ),
}


def pytest_configure() -> None:
    """Turn the rule off that this run is about."""
    mutant = MUTANTS[os.environ["MUTANT"]]
    module, _, path = mutant.place.partition(":")
    holder: Any = importlib.import_module(module)
    *way, name = path.split(".")
    for step in way:
        holder = getattr(holder, step)
    assert hasattr(holder, name), mutant.place
    setattr(holder, name, mutant.instead)
