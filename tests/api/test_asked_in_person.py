"""Whoever is asked in person, to be a mentor or to sign, hears of it without having wished for word."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from api.settings import Settings
from exchange.reminding.tables import Way
from tests.api.receiver import receiving
from tests.api.reminding import SAID, Stage, asked_to_mentor, to_sign
from tests.api.test_letters import Letters, address, started, text_of
from tests.api.world import World


@pytest.fixture
def stage(settings: Settings, world: World) -> Iterator[Stage]:
    with receiving() as service:
        yield Stage(settings, world, service)


def test_who_is_asked_in_person_gets_a_letter_without_ever_having_wished_for_one(stage: Stage) -> None:
    agreement = to_sign(stage.world)
    asked_to_mentor(stage.world, agreement)
    stage.world.do("update person set locale = 'fr' where id = :marit", marit=stage.world.marit)
    letters = Letters()
    office = started(letters)
    try:
        stage.settings = stage.settings.model_copy(update={"smtp_url": address(office)})
        stage.turn()
        letters.next()
        letters.next()
    finally:
        office.stop()
    read = {one["To"]: text_of(one) for one in letters.kept}
    for to, asks, place, choose in (
        ("ana", "An agreement waits for your signature", "/agreements", "How you hear of such things"),
        ("marit", "On vous demande d’être mentor", "/requests", "Vous choisissez ici comment"),
    ):
        text = read[f"{to}@museum.example"]
        assert text.startswith(f"{asks}\n\n{stage.settings.origin}{place}\n\n{choose}")
        assert not any(said in text for said in (SAID, "A day", "Ana", str(agreement)))
    assert sorted(stage.states()) == [("REQUESTED", "SENT", 1), ("SIGNATURE", "SENT", 1)]


def test_who_wants_no_word_or_answers_in_the_night_hears_none_and_who_signs_next_does(stage: Stage) -> None:
    agreement = to_sign(stage.world)
    asked_to_mentor(stage.world, agreement)
    stage.now = datetime(2026, 10, 8, 22, 30, tzinfo=UTC)
    stage.wishes(stage.world.marit, Way.NONE)
    stage.turn()
    assert stage.states() == [("SIGNATURE", "WAITING", 0)]
    stage.wishes(stage.world.marit)
    stage.turn()
    assert sorted(stage.states()) == [("REQUESTED", "WAITING", 0), ("SIGNATURE", "WAITING", 0)]
    stage.world.do("update mentor_turn set state = 'NO', answered_at = :at", at=stage.now)
    stage.world.do(
        "insert into signature (id, agreement_id, number, hash, step, signatory_id, by_id, answer, at) "
        "select :id, agreement_id, number, hash, 0, :ana, :ana, 'SIGNED', :at from agreement_version",
        id=uuid4(), ana=stage.world.ana, at=stage.now,
    )  # fmt: skip
    stage.turn(timedelta(hours=9))
    assert sorted(stage.states()[:2]) == [("REQUESTED", "DROPPED", 1), ("SIGNATURE", "DROPPED", 1)]
    assert stage.heard(stage.world.marit) == [{"kind": "SIGNATURE", "id": str(agreement)}], "she signs next"
