"""What a museum's rules for photos come to: the same for the phone and for the museum."""

import json
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.floor.house_rules import (
    Effect,
    Frame,
    PhotoRule,
    RuleKind,
    decided,
    is_like,
    plainly,
    verdict,
)
from exchange.ground.refusals import Refused

WRITTEN = json.loads((Path(__file__).parent / "photo-rules.json").read_text(encoding="utf-8"))
ELSEWHERE = "00000000-0000-7000-8000-0000000000bb"
BEGINS = datetime(2026, 10, 1, tzinfo=UTC)
NOON = datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
NUMBERS = st.text("aB4. *", max_size=12)


def rule(said: dict[str, Any]) -> PhotoRule:
    until = said.get("validUntil")
    return PhotoRule(
        id=UUID(said["id"]),
        kind=RuleKind(said["kind"]),
        effect=Effect(said["effect"]),
        sentence="A rule.",
        objects=said["objects"],
        zones=said["zones"],
        placements=said.get("placements", []),
        expires_days=said.get("expiresDays"),
        valid_from=BEGINS,
        valid_until=until and datetime.fromisoformat(until),
    )


def frame(said: dict[str, Any]) -> Frame:
    return Frame(
        said.get("placement", ELSEWHERE),
        datetime.fromisoformat(said["at"]) if "at" in said else NOON,
        said.get("objectNumber"),
        said.get("zone"),
        said.get("people", False),
    )


RULES = [rule(one) for one in WRITTEN["rules"]]


@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: case["says"])
def test_the_rules_come_to_what_is_written(case: dict[str, Any]) -> None:
    found = verdict(RULES, frame(case["frame"]))
    numbers = [[one.id.int & 0xFF for one in some] for some in (found.block, found.host_only, found.warn)]
    assert numbers == [case["block"], case["hostOnly"], case["warn"]]


def test_what_the_device_knew_to_be_forbidden_is_refused_and_the_rule_is_said() -> None:
    loan = frame({"objectNumber": "LN 7"})
    with pytest.raises(Refused, match="A rule") as no:
        decided(RULES, loan, known=[RULES[0].id])
    assert no.value.field == "photos"


def test_what_was_taken_in_good_faith_stays_with_the_host_and_does_not_go() -> None:
    kept = decided(RULES, frame({"objectNumber": "LN 7"}), known=[RULES[1].id])
    assert kept is not None
    assert (kept.rule_id, kept.expires_at) == (RULES[0].id, None)


def test_of_two_rules_the_sooner_end_holds() -> None:
    kept = decided(RULES, frame({"objectNumber": "LN 7", "zone": "Depot 1"}), known=[])
    assert kept is not None
    assert (kept.rule_id, kept.expires_at) == (RULES[1].id, NOON + timedelta(days=14))


@given(pattern=NUMBERS, number=NUMBERS.map(lambda text: text.replace("*", "")))
def test_a_pattern_is_read_as_every_shell_reads_it(pattern: str, number: str) -> None:
    assert is_like(pattern, number) is fnmatchcase(number, pattern)


@given(st.text(max_size=20))
def test_what_is_compared_plainly_once_stays_as_it_is(words: str) -> None:
    assert plainly(plainly(words)) == plainly(words)


@given(st.permutations(RULES))
def test_in_what_order_rules_come_does_not_matter(rules: list[PhotoRule]) -> None:
    both = frame({"objectNumber": "LN 7", "zone": "Depot 1", "people": True})
    assert decided(rules, both, known=[]) == decided(RULES, both, known=[])
