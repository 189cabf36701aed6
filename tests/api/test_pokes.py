"""Pull now: who is told that something changed, who is not, and how little it says."""

from datetime import timedelta
from uuid import UUID

from api.auth.keys import end_key
from api.auth.signing import give_token
from exchange.ground.recording import Changed, record
from exchange.people.joining import belong, leave
from tests.api.ear import POKE, ear
from tests.api.running import Running
from tests.api.world import NOW, World


def happens(world: World, *scopes: UUID) -> None:
    """Something changes in these scopes."""
    changed = [Changed(scope, "Placement", scope) for scope in scopes]
    world.within(lambda session: record(session, "something", changed, by=None, at=NOW))


def key_of(world: World, person: UUID) -> str:
    """A partner's key that reads as this person."""
    life = timedelta(days=1)
    return world.within(lambda session: give_token(session, person, name="CMS", life=life, at=NOW))


def test_a_poke_comes_at_first_and_whenever_something_changed(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser, ear(workshop, browser) as ana:
        ana.greet()
        ana.listen()
        ana.poked()
        happens(world, world.placement, world.ana)
        ana.poked()
        ana.say(type="ping")
        assert ana.hear() == {"type": "pong"}
        happens(world, world.placement)
        ana.poked()


def test_who_is_not_in_a_scope_hears_nothing_of_it(workshop: Running, world: World) -> None:
    with (
        workshop.browser(world.marit) as hers,
        workshop.browser(world.olu) as his,
        ear(workshop, hers) as marit,
        ear(workshop, his) as olu,
    ):
        for one in (marit, olu):
            one.greet()
            one.listen()
            one.poked()
        happens(world, world.placement)
        marit.poked()
        olu.hears_nothing_but("2")

        world.within(lambda session: belong(session, world.placement, world.olu, at=NOW))
        olu.poked()
        happens(world, world.placement)
        marit.poked()
        olu.poked()

        world.within(lambda session: leave(session, world.placement, world.olu, at=NOW))
        olu.poked()
        happens(world, world.placement)
        marit.poked()
        olu.hears_nothing_but("3")


def test_a_partner_listens_by_key_from_anywhere(server: Running, world: World) -> None:
    key = f"Bearer {key_of(world, world.ana)}"
    with ear(server, authorization=key) as header, ear(server) as said:
        header.greet()
        said.greet(authorization=key)
        for one in (header, said):
            one.listen()
            one.poked()
        happens(world, world.placement)
        for one in (header, said):
            one.poked()


def test_what_is_kept_alone_is_told_to_its_person_only(workshop: Running, world: World) -> None:
    key = f"Bearer {key_of(world, world.ana)}"
    with (
        workshop.browser(world.ana) as browser,
        ear(workshop, browser) as ana,
        ear(workshop, authorization=key) as partner,
    ):
        for one in (ana, partner):
            one.greet()
            one.listen()
            one.poked()
        happens(world, world.ana)
        ana.poked()
        partner.hears_nothing_but("2")


def test_a_lost_device_hears_nothing(workshop: Running, world: World) -> None:
    lost = "00000000-0000-4000-8000-000000000001"
    world.do(
        "insert into device (id, person_id, made_at, seen_at, acked_through, revoked_at)"
        " values (:id, :ana, now(), now(), 0, now())",
        id=lost,
        ana=world.ana,
    )
    with workshop.browser(world.ana) as browser, ear(workshop, browser) as ana:
        ana.greet()
        ana.say(type="subscribe", id="1", payload={"query": POKE, "variables": {"device": lost}})
        assert ana.hear()["payload"][0]["extensions"]["code"] == "DEVICE_REVOKED"


def test_signing_out_ends_the_connection_at_once(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser, ear(workshop, browser) as ana:
        ana.greet()
        ana.listen()
        ana.poked()
        assert browser.delete("/auth/session").status_code == 204
        assert ana.closed() == 4403


def test_a_revoked_key_ends_the_connection_at_once(server: Running, world: World) -> None:
    key = key_of(world, world.marit)
    with ear(server, authorization=f"Bearer {key}") as partner:
        partner.greet()
        world.within(lambda session: end_key(session, "CMS", at=NOW))
        assert partner.closed() == 4403


def test_a_session_that_ends_without_a_word_is_found_out(server: Running, world: World) -> None:
    board = server.house.board
    assert board.asked_every + 10 < 60
    board.asked_every = 0.1
    with server.browser(world.ana) as browser, ear(server, browser) as ana:
        ana.greet()
        world.do("update session set ended_at = now()")
        server.house.remembered.forget_all()
        assert ana.closed() == 4403


def test_a_lost_database_is_looked_at_again(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser, ear(workshop, browser) as ana:
        ana.greet()
        ana.listen()
        ana.poked()
        world.do(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        happens(world, world.placement)
        ana.poked()
