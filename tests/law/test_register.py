"""What is stored has a reason, an end and a reader, table by table; and nothing of a person is forgotten."""

import re

from api.verbs.register import entries
from exchange.floor.parts import tables
from exchange.privacy.entries import OF_MINE
from exchange.privacy.kept import DELETED
from exchange.privacy.register import REGISTER
from exchange.privacy.rules import RULES
from exchange.tables import METADATA
from exchange.visibility import SEEN

PEOPLE = {"person_id", "author_id", "by_id", "participant_id", "mentor_id"}

KEPT_BY_ID = ("placement", "placement_agreement", "journal", "erasure", "motion", "ratification")
"""What tells of a person nothing but their id."""


def test_every_table_says_why_it_is_kept_and_how_long() -> None:
    assert set(REGISTER) == set(METADATA.tables)
    assert not [name for name, kept in REGISTER.items() if not kept.why.endswith(".") or not kept.until]


def test_a_table_that_names_a_person_says_whose_its_rows_are_and_what_erasing_does() -> None:
    silent = {
        name
        for name, table in METADATA.tables.items()
        if PEOPLE & set(table.columns.keys()) and REGISTER[name].mine is None
    }
    assert silent == set()


def test_a_text_of_a_person_does_not_outlive_them() -> None:
    left = {
        name
        for name, kept in REGISTER.items()
        if kept.mine and kept.erased is None and name not in KEPT_BY_ID
    }
    assert left == set()


def test_the_columns_that_a_register_names_are_there() -> None:
    for name, kept in REGISTER.items():
        assert set(kept.secret) <= set(METADATA.tables[name].columns.keys()), name
        assert kept.erased is None or kept.erased == DELETED or "=" in kept.erased
        if kept.told:
            assert kept.scope in METADATA.tables[name].columns, name


def test_what_is_kept_for_some_days_has_a_rule_by_which_it_goes() -> None:
    promised = {table for table, kept in REGISTER.items() if re.match(r"\d+ (hours|days)", kept.until)}
    assert "newcomer" in promised
    assert promised - {rule.table for rule in RULES} == set()


def test_every_rule_is_about_a_table_and_has_a_reason() -> None:
    assert {rule.table for rule in RULES} <= set(METADATA.tables)
    assert not [rule.kind for rule in RULES if not rule.why.endswith(".")]


def test_the_printed_register_says_who_sees_every_table() -> None:
    told = {str(entry["table"]): str(entry["who sees it"]) for entry in entries()}
    assert told.keys() == METADATA.tables.keys()
    assert {name for name, who in told.items() if who.startswith("nobody")} == set(METADATA.tables) - set(
        SEEN
    )


def test_what_others_wrote_about_an_entry_does_not_outlive_its_author() -> None:
    """It may quote them; by each part of an entry the register says that it goes along."""
    left = {
        table.name
        for table in [*tables(), METADATA.tables["text_version"]]
        if OF_MINE not in f"{REGISTER[table.name].mine} {REGISTER[table.name].along}"
    }
    assert left == set()
    assert {"comment", "decision"} <= {name for name, kept in REGISTER.items() if kept.along}
