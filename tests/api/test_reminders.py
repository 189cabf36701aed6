"""Reminders when the app is closed: who hears nothing, what a push service may do, what a browser reads."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from api.auth.signing import end
from api.reminding.encryption import encrypted
from api.reminding.vapid import unpadded, vapid_of
from api.settings import Settings
from exchange.reminding.tables import Way
from tests.api.receiver import receiving
from tests.api.reminding import HERE, NOON, SAID, TODAY, Phone, Stage, promised
from tests.api.running import Running
from tests.api.test_letters import Letters, address, started, text_of
from tests.api.world import World


@pytest.fixture
def stage(settings: Settings, world: World) -> Iterator[Stage]:
    with receiving() as service:
        yield Stage(settings, world, service)


# ---------------------------------------------------------------- who hears nothing


def test_nobody_is_reminded_who_did_not_ask_for_it(stage: Stage) -> None:
    promised(stage.world)
    stage.turn()
    assert stage.states() == []
    assert stage.service.came == []


def test_nobody_is_woken_and_in_the_morning_it_is_said_once(stage: Stage) -> None:
    promised(stage.world)
    stage.wishes(stage.world.ana)
    stage.now = datetime(2026, 10, 7, 22, 30, tzinfo=UTC)
    stage.turn()
    stage.turn(timedelta(hours=5))
    assert stage.service.came == []
    stage.turn(timedelta(hours=2, minutes=31))
    stage.turn(timedelta(hours=1))
    assert stage.states() == [("DUE", "SENT", 1)]
    assert len(stage.service.came) == 1


def test_what_is_no_longer_so_when_the_night_is_over_is_not_said(stage: Stage) -> None:
    for meanwhile in ("state = 'DONE'", "removed_at = now()", "due_on = due_on + 60"):
        named = promised(stage.world)
        stage.wishes(stage.world.ana)
        stage.now = datetime(2026, 10, 7, 22, 30, tzinfo=UTC)
        stage.turn()
        stage.world.do(f"update commitment set {meanwhile} where id = :id", id=named)
        stage.turn(timedelta(hours=9))
    assert stage.states() == [("DUE", "DROPPED", 1)] * 3
    assert stage.service.came == []


def test_who_wants_no_reminders_any_more_gets_not_even_what_waits(stage: Stage) -> None:
    promised(stage.world)
    stage.wishes(stage.world.ana)
    stage.service.status = 503
    stage.turn()
    stage.wishes(stage.world.ana, Way.NONE)
    stage.turn(timedelta(hours=1))
    assert stage.states() == [("DUE", "DROPPED", 2)]
    assert len(stage.service.came) == 1


def test_a_browser_that_was_signed_out_hears_nothing(stage: Stage) -> None:
    promised(stage.world)
    stage.wishes(stage.world.ana)
    stage.world.within(lambda session: end(session, stage.hash, at=stage.now))
    stage.turn()
    assert stage.service.came == []


def test_a_mentor_does_not_hear_of_what_was_for_its_author_alone(stage: Stage) -> None:
    named = promised(stage.world, audience="ONLY_ME")
    stage.wishes(stage.world.marit)
    stage.world.do("update commitment set state = 'DONE', changed_at = :at where id = :id", at=NOON, id=named)
    stage.turn()
    assert stage.states() == []


WRONG: list[dict[str, Any]] = [
    {"endpoint": "http://push.example/1"},
    {"endpoint": "https://u:p@push.example/1"},
    {"endpoint": 7},
    {"keys": {"p256dh": "AAAA", "auth": "AAAA"}},
    {"keys": {}},
]
NO_CHOICES = [
    {"way": "PIGEON", "quietFrom": 20, "quietUntil": 8},
    {"way": "PUSH", "quietFrom": 20, "quietUntil": 24},
    {"way": "PUSH", "quietFrom": True, "quietUntil": 8},
    {},
]


def test_an_address_that_is_none_and_a_choice_that_is_none_are_refused_and_not_kept(
    server: Running, world: World
) -> None:
    with server.browser(world.ana) as ana:
        for said in WRONG:
            answer = ana.post("/mine/reminders/here", json=Phone("https://push.example/1").told() | said)
            assert (answer.status_code, answer.json()["error"]["code"]) == (422, "INVALID")
        for choice in NO_CHOICES:
            assert ana.put("/mine/reminders", json=choice).status_code == 422
        now = ana.get("/mine/reminders").json()
        assert (now["way"], now["browsers"]) == ("NONE", 0)


# ---------------------------------------------------------------- what a push service may do


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_taken_off_and_a_letter_goes_instead(stage: Stage, status: int) -> None:
    promised(stage.world)
    stage.wishes(stage.world.ana)
    stage.service.status = status
    letters = Letters()
    office = started(letters)
    try:
        stage.settings = stage.settings.model_copy(update={"smtp_url": address(office)})
        stage.turn()
    finally:
        office.stop()
    assert stage.world.rows("select count(*) from push_subscription")[0][0] == 0
    assert stage.states() == [("DUE", "SENT", 1)]
    assert letters.next()["To"] == "ana@museum.example"


def test_a_push_service_that_is_away_is_tried_again_and_nothing_is_lost(stage: Stage) -> None:
    promised(stage.world)
    stage.wishes(stage.world.ana)
    stage.service.status = 503
    stage.turn()
    assert stage.states() == [("DUE", "WAITING", 1)]
    stage.service.status = 201
    stage.turn(timedelta(minutes=1))
    assert stage.states() == [("DUE", "SENT", 2)]
    topics = {headers["topic"] for headers, _ in stage.service.came}
    assert len(topics) == 1, "a copy takes the place of the first"


def test_a_sender_that_died_in_the_middle_left_a_lease_and_another_sends_it(stage: Stage) -> None:
    promised(stage.world)
    stage.wishes(stage.world.ana)
    stage.turn()
    stage.world.do("update reminder set state = 'WAITING', next_try_at = :at", at=NOON + timedelta(minutes=2))
    stage.turn(timedelta(minutes=1))
    assert len(stage.service.came) == 1
    stage.turn(timedelta(minutes=1))
    assert len(stage.service.came) == 2
    assert len({headers["topic"] for headers, _ in stage.service.came}) == 1


# ---------------------------------------------------------------- what is said


def test_a_push_says_kind_and_id_to_that_browser_alone_and_is_signed_by_us(stage: Stage) -> None:
    named = promised(stage.world, TODAY + timedelta(days=7))
    stage.wishes(stage.world.ana)
    stage.turn()
    stage.turn()
    assert stage.heard(stage.world.ana) == [{"kind": "SOON", "id": str(named)}]
    headers, body = stage.service.came[0]
    assert SAID.encode() not in body
    token, _, key = headers["authorization"].removeprefix("vapid t=").partition(", k=")
    point = unpadded(key)
    x, y = (base64.urlsafe_b64encode(half).rstrip(b"=").decode() for half in (point[1:33], point[33:]))
    known = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y})
    claims = jwt.decode(token, known, algorithms=["ES256"]).claims
    assert claims["aud"] == f"http://127.0.0.1:{stage.service.port}"
    assert claims["sub"] == "mailto:understudy@localhost"
    assert vapid_of(stage.settings).as_dict() == vapid_of(stage.settings).as_dict()
    kept = stage.world.rows("select sealed from push_subscription")[0][0]
    assert b"127.0.0.1" not in bytes(kept)


def test_a_question_opens_after_thirty_days_and_the_mentor_hears_once_that_it_landed(stage: Stage) -> None:
    named = promised(stage.world, TODAY - timedelta(days=30))
    stage.wishes(stage.world.ana)
    stage.turn()
    assert stage.heard(stage.world.ana) == [{"kind": "FOLLOW_UP", "id": str(named)}]
    stage.service.came.clear()
    stage.wishes(stage.world.marit)
    stage.world.do(
        "insert into follow_up (id, commitment_id, author_id, days, how_far, said_at, received_at) "
        "values (:id, :commitment, :ana, 30, 'FULLY', :at, :at)",
        id=uuid4(), commitment=named, ana=stage.world.ana, at=stage.now,
    )  # fmt: skip
    stage.turn(timedelta(hours=1))
    assert stage.heard(stage.world.marit) == [{"kind": "LANDED", "id": str(named)}]
    stage.world.do("update commitment set state = 'DONE', changed_at = :at", at=NOON + timedelta(days=2))
    stage.turn(timedelta(days=3))
    assert [kind for kind, _, _ in stage.states()] == ["FOLLOW_UP", "LANDED"]


def test_a_manager_hears_that_they_are_asked_until_they_have_answered(stage: Stage) -> None:
    world, named = stage.world, promised(stage.world, TODAY + timedelta(days=40))
    world.do("update placement set home_manager_id = :olu, home_id = host_id", olu=world.olu)
    world.do("update commitment set manager_id = :olu", olu=world.olu)
    world.do(
        "insert into agreement (id, commitment_id, manager_id, answer, asked_at) "
        "values (:id, :commitment, :olu, 'ASKED', :at)",
        id=uuid4(), commitment=named, olu=world.olu, at=NOON,
    )  # fmt: skip
    stage.wishes(world.olu)
    stage.turn(timedelta(minutes=1))
    assert stage.heard(world.olu) == [{"kind": "ASKED", "id": str(named)}]
    world.do("update agreement set answer = 'AGREED', answered_at = :at", at=NOON)
    stage.turn(timedelta(days=1))
    assert len(stage.states()) == 1


def test_a_letter_is_in_the_language_of_its_reader_and_quotes_nothing(stage: Stage) -> None:
    named = promised(stage.world)
    stage.world.do("update person set locale = 'de' where id = :ana", ana=stage.world.ana)
    stage.wishes(stage.world.ana, Way.LETTER)
    letters = Letters()
    office = started(letters)
    try:
        stage.settings = stage.settings.model_copy(update={"smtp_url": address(office)})
        stage.turn()
        letter = letters.next()
    finally:
        office.stop()
    text = text_of(letter)
    assert "fällig" in text
    assert f"/commitment/{named}" in text
    assert SAID not in text
    assert stage.states() == [("DUE", "SENT", 1)]


def test_a_browser_is_switched_on_tried_out_and_switched_off_again(settings: Settings, world: World) -> None:
    with receiving() as service:
        phone = Phone(service.url)
        server = Running(settings.model_copy(update={"webhook_networks": HERE}), world.url)
        try:
            with server.browser(world.ana) as ana:
                first = ana.get("/mine/reminders").json()
                assert (first["way"], first["here"]) == ("NONE", False)
                assert (first["quietFrom"], first["quietUntil"]) == (20, 8)
                assert len(unpadded(first["key"])) == 65
                assert ana.post("/mine/reminders/here", json=phone.told()).status_code == 201
                said = {"way": "PUSH", "quietFrom": 21, "quietUntil": 7}
                assert ana.put("/mine/reminders", json=said).json()["here"] is True
                assert ana.post("/mine/reminders/test").status_code == 202
                assert service.some.wait(20), "nothing was pushed"
                assert phone.reads(service.came[0][1])["kind"] == "TRIED"
                assert ana.delete("/mine/reminders/here").status_code == 204
                assert ana.get("/mine/reminders").json()["browsers"] == 0
        finally:
            server.stop()


def test_what_we_encrypt_is_what_the_standard_s_example_says() -> None:
    """RFC 8291, appendix A."""
    ours = int.from_bytes(unpadded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    message = encrypted(
        b"When I grow up, I want to be a watermelon",
        theirs=unpadded(point),
        secret=unpadded("BTBZMqHH6r4Tts7J_aSIgg"),
        ours=ec.derive_private_key(ours, ec.SECP256R1()),
        salt=unpadded("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert base64.urlsafe_b64encode(message).rstrip(b"=").decode() == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
