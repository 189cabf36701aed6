"""A calendar at an address of its own: what an unknown secret hears, what stands in it, and how it ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx2
import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy.ext.asyncio import AsyncSession

from api.calendars.writing import tag_of, written
from exchange.calendars.occasions import Kind, Occasion
from exchange.floor.packing import take_out
from exchange.floor.planning import plan_day
from exchange.floor.tables import PlanItem, ShadowingDay
from exchange.programmes.foreseen import Need, NeedKind
from tests.api.running import Running
from tests.api.world import World

AT = datetime(2026, 10, 8, 9, 31, tzinfo=UTC)


def furnished(world: World) -> str:
    """Ana has a day with a plan, a promise to her mentor and one to herself."""
    day, promise, own = uuid4(), uuid4(), uuid4()
    item = f"'{uuid4()}', '{world.placement}', '{day}'"
    world.do(
        "insert into shadowing_day (id, placement_id, on_date, purpose) "
        f"values ('{day}', '{world.placement}', '2026-10-25', 'The night the clocks go back')"
    )
    world.do(
        "insert into plan_item (id, placement_id, day_id, starts_at, ends_at, title, zone) values "
        f"({item}, '2026-10-25T00:30Z', '2026-10-25T01:30Z', 'Watch', 'Depot')"
    )
    for promised, audience, scope, sentence in (
        (promise, "MENTOR", world.placement, "Labels on two sides."),
        (own, "ONLY_ME", world.ana, "Ask for a raise."),
    ):
        world.do(
            "insert into commitment (id, scope_id, placement_id, author_id, sentence, due_on, state,"
            " audience, captured_at, captured_zone, received_at, changed_at, rev) values "
            f"('{promised}', '{scope}', '{world.placement}', '{world.ana}', '{sentence}', '2026-11-01',"
            f" 'PROMISED', '{audience}', now(), 'Europe/Berlin', now(), now(), 1)"
        )
    return str(promise)


def made(browser: httpx2.Client) -> str:
    answer = browser.post("/mine/calendar")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["address"])


def test_an_address_is_for_its_owner_and_shown_once(
    server: Running, world: World, key: dict[str, str]
) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert httpx2.request(method, f"{server.url}/mine/calendar", headers=key).status_code == 401
    with server.browser(world.ana) as ana:
        world.do("update session set stepped_up_at = now() - interval '16 minutes'")
        assert ana.post("/mine/calendar").json()["error"]["code"] == "STEP_UP"
        assert ana.get("/mine/calendar").json() == {"calendar": None}
        world.do("update session set stepped_up_at = now()")
        secret = made(ana).rpartition("/")[2].removesuffix(".ics")
        assert len(secret) == 43
        assert secret not in ana.get("/mine/calendar").text


def test_an_unknown_secret_hears_what_any_unknown_page_hears_and_not_for_ever(server: Running) -> None:
    unknown = httpx2.get(f"{server.url}/calendar/{'x' * 43}.ics")
    nothing = httpx2.get(f"{server.url}/mine/nothing")
    assert (unknown.status_code, unknown.content) == (404, nothing.content)
    answers = {httpx2.get(f"{server.url}/calendar/{n}.ics").status_code for n in range(30)}
    assert answers == {404, 429}


def test_two_public_parsers_read_what_stands_in_it(server: Running, world: World) -> None:
    promise = furnished(world)
    with server.browser(world.ana) as ana, server.browser(world.marit) as marit:
        address, hers = made(ana), made(marit)
    answer = httpx2.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "raise" not in answer.text
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    events: dict[Any, Any] = {one.uid: one for one in IcsCalendarStream.calendar_from_ics(answer.text).events}
    assert len(events) == 2 + 4 * 2
    due = events[f"due-{promise}@understudy"]
    assert (due.summary, due.dtstart, due.sequence) == ("Due: Labels on two sides.", date(2026, 11, 1), 0)
    assert events[f"after-30-{promise}@understudy"].dtstart == date(2026, 12, 1)
    [plan] = [one for uid, one in events.items() if uid and uid.startswith("plan-")]
    # Half past two, twice in that night: first with summer time, then without.
    assert plan.dtstart.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert plan.dtend.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert plan.dtstart.utcoffset() == timedelta(hours=2)
    other: Any = icalendar.Calendar.from_ical(answer.text)
    assert [str(one["tzid"]) for one in other.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert {str(one["uid"]) for one in other.walk("VEVENT")} == set(events)
    assert "Labels" not in httpx2.get(hers).text


def test_it_is_fetched_again_only_when_it_changed_and_says_what_was_given_up(
    server: Running, world: World
) -> None:
    promise = furnished(world)
    with server.browser(world.ana) as ana:
        address = made(ana)
        first = httpx2.get(address)
        same = {"if-none-match": first.headers["etag"]}
        assert httpx2.get(address, headers=same).status_code == 304
        world.do(f"update commitment set state = 'DROPPED', rev = 2 where id = '{promise}'")
        again = httpx2.get(address, headers=same)
        there: Any = icalendar.Calendar.from_ical(again.text)
        [due] = [one for one in there.walk("VEVENT") if one["uid"] == f"due-{promise}@understudy"]
        assert (str(due["status"]), due["sequence"]) == ("CANCELLED", 1)
        renewed = made(ana)
        assert httpx2.get(address).status_code == 404
        assert httpx2.get(renewed).status_code == 200
        assert ana.delete("/mine/calendar").status_code == 204
        assert httpx2.get(renewed).status_code == 404


ZONES = st.sampled_from(["Europe/Berlin", "Africa/Lagos", "America/St_Johns", "Pacific/Kiritimati"])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=30, deadline=None)
@given(MOMENTS, ZONES, st.text(st.characters(exclude_categories=["C"]), max_size=90))
def test_a_moment_and_a_title_come_back_as_they_went_whatever_the_clocks_do(
    starts: datetime, zone: str, title: str
) -> None:
    starts = starts.replace(microsecond=0)
    one = Occasion("plan-1", Kind.PLANNED, title, starts, starts, zone, "/today")
    text = written([one], locale="en", origin="https://understudy.example", at=AT)
    there: Any = icalendar.Calendar.from_ical(text)
    [event] = there.walk("VEVENT")
    assert event["dtstart"].dt.astimezone(UTC) == starts
    assert event["dtstart"].dt.utcoffset() == starts.astimezone(ZoneInfo(zone)).utcoffset()
    assert str(event["summary"]) == title
    assert tag_of([one], "en") == tag_of([one], "en") != tag_of([one], "de")


def named(address: str) -> dict[str, Any]:
    """What stands at an address, by the beginning of its name, as a public library reads it."""
    answer = httpx2.get(address)
    assert answer.status_code == 200, answer.text
    events: list[Any] = IcsCalendarStream.calendar_from_ics(answer.text).events
    return {str(one.uid).removesuffix("@understudy"): one for one in events}


def test_the_calendar_of_a_placement_is_for_who_sees_it_and_days_taken_out_stay_as_cancelled(
    server: Running, world: World
) -> None:
    there, day = f"/mine/calendars/{world.placement}", uuid4()
    with server.browser(world.olu) as olu:
        for method in ("POST", "DELETE"):
            refused = olu.request(method, there)
            unknown = olu.request(method, f"/mine/calendars/{uuid4()}")
            assert (refused.status_code, refused.content) == (unknown.status_code, unknown.content)
            assert refused.status_code == 404
        assert str(world.placement) not in olu.get("/mine/calendars").text
    assert world.rows("select 1 from calendar_feed") == []

    item = PlanItem(
        id=uuid4(), placement_id=world.placement, day_id=day, starts_at=AT, ends_at=AT, title="Watch"
    )
    row = ShadowingDay(id=day, placement_id=world.placement, on_date=AT.date(), purpose="Quietly")
    world.within(lambda session: plan_day(session, row, plan=[item], at=datetime.now(UTC)))
    with server.browser(world.marit) as marit:
        address = str(marit.post(there).json()["address"])
        told = {one["kind"]: one for one in marit.get("/mine/calendars").json()["calendars"]}
    assert set(told) == {"PERSON", "PLACEMENT", "MUSEUM", "NETWORK"}
    assert told["PLACEMENT"]["madeAt"] is not None
    assert told["MUSEUM"]["madeAt"] is None
    assert named(address).keys() == {f"placement-{world.placement}", f"day-{day}", f"plan-{item.id}"}

    async def out(session: AsyncSession) -> None:
        await take_out(session, await session.get_one(ShadowingDay, day), at=datetime.now(UTC))

    world.within(out)
    found = named(address)
    gone, plan = found[f"day-{day}"], found[f"plan-{item.id}"]
    assert (gone.status, gone.sequence, gone.dtstart, gone.summary) == (
        "CANCELLED",
        1,
        AT.date(),
        "Shadowing",
    )
    assert (plan.status, plan.sequence) == ("CANCELLED", 1)
    assert plan.dtstart.astimezone(UTC) == AT
    world.do("update journal set at = now() - interval '31 days' where scope_id = :id", id=world.placement)
    assert named(address).keys() == {f"placement-{world.placement}"}


def test_a_network_calendar_follows_each_change_and_shuts_behind_whoever_leaves(
    server: Running, world: World
) -> None:
    ((museum_id, network_id),) = world.rows(
        "select m.id, m.network_id from museum m join placement p on p.host_id = m.id"
    )
    need = Need(
        id=uuid4(),
        network_id=network_id,
        museum_id=museum_id,
        kind=NeedKind.EXHIBITION,
        skill="Mounting",
        why="",
        first_day=AT.date(),
        last_day=AT.date(),
        days=1,
        changed_at=AT,
    )

    async def say(session: AsyncSession) -> None:
        session.add(need)

    world.within(say)
    with server.browser(world.ana) as ana:
        address = str(ana.post(f"/mine/calendars/{network_id}").json()["address"])
        first = named(address)[f"need-{need.id}"]
        assert (first.summary, first.status, first.sequence) == ("Needed: Mounting", "CONFIRMED", 0)
        assert (first.dtstart, first.dtend) == (AT.date(), AT.date() + timedelta(days=1))

        world.do("update need set rev = 3, withdrawn_at = now() where id = :id", id=need.id)
        last = named(address)[f"need-{need.id}"]
        assert (last.status, last.sequence) == ("CANCELLED", 2)
        world.do("update need set withdrawn_at = now() - interval '31 days' where id = :id", id=need.id)
        assert f"need-{need.id}" not in named(address)

        other = str(ana.post(f"/mine/calendars/{network_id}").json()["address"])
        assert httpx2.get(address).status_code == 404
        world.do("update scope_member set left_at = now() where scope_id = :id", id=network_id)
        assert httpx2.get(other).status_code == 404
        world.do("update scope_member set left_at = null where scope_id = :id", id=network_id)
        assert ana.delete(f"/mine/calendars/{network_id}").status_code == 204
        assert httpx2.get(other).status_code == 404
