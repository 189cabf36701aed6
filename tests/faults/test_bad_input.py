"""Bad input, case by case: the tests that show what is done about it; those that stood nowhere are here."""

import ast
import random
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx2
import pytest

from schema.engine.following import Following, Place, opened, sealed
from tests.api.capturing import captures
from tests.api.running import Running
from tests.api.world import World
from tests.cast import AMARA, HERS
from tests.faults.device import Device
from tests.faults.lines import SEAL, Inside
from tests.faults.pens import Story, capture, new
from tests.sync.house import House

TESTS = Path(__file__).parents[1]
CASES: Mapping[str, Sequence[str]] = {
    "a photo that is empty, cut short, something else or wrongly named: set aside, its note lives": (
        "api/test_smaller_pictures.py::test_what_is_not_a_photo_is_refused_soon_and_leaves_nothing",
        "api/test_smaller_pictures.py::test_a_bomb_is_quarantined_while_its_note_lives",
        "api/test_photos_coming_in.py::test_nonsense_is_refused_with_its_field",
    ),
    "a picture that unfolds into gigabytes: refused soon, in a process of its own": (
        "api/test_smaller_pictures.py::test_what_is_not_a_photo_is_refused_soon_and_leaves_nothing",
    ),
    "a picture that is a page or a program too: never served as that, and nothing of it in what is made": (
        "api/test_photos_going_out.py::test_an_original_is_saved_and_never_opened_as_a_page",
        "api/test_smaller_pictures.py::test_the_metadata_is_gone_and_the_picture_stands_upright",
    ),
    "uploads at a wrong place, too long, damaged, in crumbs, somebody else's, of a photo taken off": (
        "api/test_photos_coming_in.py::test_a_wrong_offset_changes_nothing_and_says_the_right_one",
        "api/test_photos_coming_in.py::test_more_than_announced_is_not_kept",
        "api/test_photos_coming_in.py::test_a_damaged_chunk_is_forgotten",
        "api/test_photos_coming_in.py::test_an_upload_belongs_to_who_began_it",
        "api/test_photos_coming_in.py::test_a_photo_detached_on_the_way_is_not_received",
        "faults/test_slow_clients.py::test_ten_thousand_tiny_pieces_are_too_many",
    ),
    "characters: what cannot be kept is refused, everything else comes back byte for byte": (
        "api/test_hard_to_abuse_bodies.py::test_a_body_that_cannot_be_right_is_refused",
        "faults/test_bad_input.py::test_every_character_comes_back_as_it_was_written",
    ),
    "too much of anything: refused before it is read": (
        "api/test_hard_to_abuse_bodies.py::test_refusing_costs_next_to_nothing",
        "api/test_requests_from_elsewhere.py::test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not",
        "faults/test_bad_input.py::test_what_is_far_too_much_is_refused_and_nothing_is_kept",
    ),
    "documents that are made to hurt: refused before they do": (
        "api/test_hard_to_abuse_documents.py::test_what_is_made_to_hurt_is_refused_before_it_does",
        "api/test_hard_to_abuse_documents.py::test_a_size_that_cannot_be_is_refused_in_a_variable_too",
    ),
    "cursors of somebody else, of another device, damaged in any bit: the feed begins anew": (
        "schema/test_changes.py::test_a_cursor_that_is_not_this_device_s_begins_anew",
        "schema/test_changes.py::test_a_cursor_of_another_life_of_the_database_begins_anew",
        "faults/test_bad_input.py::test_a_cursor_with_one_bit_changed_opens_nothing",
    ),
    "words that mean something to a database, a page, a spreadsheet or a shell: words": (
        "faults/test_bad_input.py::test_every_character_comes_back_as_it_was_written",
        "api/test_photos_coming_in.py::test_a_made_up_upload_reaches_no_file",
    ),
    "requests that are packed, have two lengths or a head without end: refused, the line cut": (
        "api/test_hard_to_abuse_bodies.py::test_other_forms_are_refused",
        "api/test_hard_to_abuse_bodies.py::test_a_request_of_two_lengths_is_refused_and_the_line_cut",
        "faults/test_bad_input.py::test_a_head_without_end_is_refused",
    ),
    "whatever a machine makes up, with anybody's key: no stumble": (
        "api/test_any_document.py::test_no_document_and_no_role_makes_the_server_stumble",
        "api/test_hard_to_abuse_nonsense.py::test_whatever_comes_is_answered_sensibly",
    ),
}
WORDS = {
    "four bytes": "🏛️🖼️ 𝔊 𠜎",
    "a family": "👩🏽‍🎨👨‍👩‍👧‍👦 🏳️‍🌈",
    "right to left": "abc \u202egnp.oto\u202c עברית العربية",
    "not composed": "e\u0301 é ﬁ Å \u212b",
    "a pile of marks": "Z" + "\u0310\u0334\u0353" * 300,
    "odd spaces": "\u00a0\u2009\u200b\ufeff tab\t line\r\nline\u2028",
    "a database": "'; drop table observation; -- \\'); select pg_sleep(9)",
    "a page": "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}${7*7}",
    "a spreadsheet": "=cmd|' /C calc'!A0",
    "a header": "x\r\nSet-Cookie: understudy=mine",
    "a path": "../../../etc/passwd\\..\\..",
    "a format": "%s %(x)s %n {0} {x!r} \\x00 \\u0000",
    "one long line": "w" * 10_000,
}


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_shown_by_tests_that_are_there(case: str) -> None:
    for one in CASES[case]:
        file, _, name = one.partition("::")
        tree = ast.parse((TESTS / file).read_text())
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        assert name in names, one


@pytest.mark.parametrize("kind", WORDS)
async def test_every_character_comes_back_as_it_was_written(
    house: House, inside: Inside, story: Story, kind: str
) -> None:
    device, words = Device(AMARA.id), WORDS[kind]
    op = capture_with(device, story, note=words, zone=words[:100])
    assert await device.push(inside, [op]) is None
    await device.catch_up(inside)
    [row] = [row for key, row in device.rows.items() if key.startswith("Observation:")]
    assert row["note"].encode() == words.encode()
    assert row["zone"] == words[:100]
    assert await house.rows("select note from observation") == [(words,)]


def capture_with(device: Device, story: Story, **fields: str) -> dict[str, Any]:
    op = capture(story, device, random.Random(1))
    op["do"]["captureObservation"] |= {"tags": [], "photos": [], **fields}
    return op


def test_what_is_far_too_much_is_refused_and_nothing_is_kept(server: Running, world: World) -> None:
    long = captures(world.placement)
    long["variables"]["input"]["ops"][0]["do"]["captureObservation"]["note"] = "w" * 10_000_000
    tagged = captures(world.placement)
    tags = [{"id": str(new()), "word": f"tag {number}"} for number in range(5_000)]
    tagged["variables"]["input"]["ops"][0]["do"]["captureObservation"]["tags"] = tags
    many = captures(world.placement)
    many["variables"]["input"]["ops"] *= 10_000
    with server.browser(world.ana) as browser:
        answers = [browser.post("/graphql", json=body) for body in (long, tagged, many)]
    assert {answer.status_code for answer in answers} <= {400, 413}
    assert world.rows("select * from observation") == []
    assert world.rows("select * from receipt") == []


def test_a_cursor_with_one_bit_changed_opens_nothing() -> None:
    device = Device(AMARA.id)
    following = Following(AMARA.id, device.device_id, new(), (Place(HERS, 7, 3), Place(AMARA.id, 2, 0)))
    good = sealed(SEAL, following)
    assert opened(SEAL, good, AMARA.id, device.device_id) == following
    for at in range(len(good)):
        for bit in range(7):
            changed = good[:at] + chr(ord(good[at]) ^ 1 << bit) + good[at + 1 :]
            found = opened(SEAL, changed, AMARA.id, device.device_id)
            # The last character may carry bits that mean nothing.
            assert found is None or (found == following and at == len(good) - 1)


def test_a_head_without_end_is_refused(server: Running) -> None:
    with socket.create_connection(("127.0.0.1", server.settings.port), timeout=10) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        came = b""
        try:
            for number in range(2_000):
                line.sendall(b"X-%d: %s\r\n" % (number, b"x" * 1_000))
            line.sendall(b"\r\n")
            came = line.recv(65_536)
        except OSError:
            pass
    assert came == b"" or came.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431")), came[:200]
    assert httpx2.get(f"{server.url}/healthz").status_code == 200
