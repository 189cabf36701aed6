"""A year in numbers: what each museum received, counted from what the person who asks may read."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from exchange.floor.tables import Commitment, CommitmentState, Observation, Photo
from exchange.ground.ids import uuid7
from exchange.people.tables import Museum
from exchange.placements.tables import Placement
from exchange.review.tables import Decision, Verdict
from tests.schema.conftest import Asker
from tests.schema.story import MORNING

YEAR = """query (
  $year: Int! = 2026, $where: ReportWhere, $kind: [ObservationKind!], $seen: ObservationWhere) {
  report(year: $year, where: $where) {
    museum { name } month placements people observations photos commitments
    asked: observations(where: {kind: $kind}) seen: observations(where: $seen)
    frictions: observations(where: {kind: [FRICTION], state: null})
    promised: commitments(where: {state: [PROMISED]}) done: commitments(where: {state: [DONE]})
    medianHoursToDecision medianDaysToDone
  } }"""
MONTHS = (
    "query ($year: Int! = 2026) { report(year: $year, by: MONTH) { museum { name } month observations } }"
)


@pytest.mark.parametrize("year", [1899, 3000, -1, 2**31 - 1])
async def test_a_year_that_no_museum_has_is_refused(ask: Asker, year: int) -> None:
    assert await ask.refused("Ana", YEAR, year=year) == "BAD_YEAR"
    assert ask.reading.statements == 0


async def test_a_where_that_names_no_museum_is_refused(ask: Asker) -> None:
    where = {"museum": ask.story.node("Person", "Ana")}
    assert await ask.refused("Ana", YEAR, where=where) == "BAD_ID"
    assert await ask.refused("Ana", YEAR, seen={"author": "Ana"}) == "BAD_ID"


async def test_nobody_reads_an_empty_report(ask: Asker) -> None:
    assert await ask(None, YEAR) == {"report": []}


async def test_a_year_counts_what_the_person_who_asks_may_read(ask: Asker) -> None:
    lisbon, maputo = (await ask("Ana", YEAR))["report"]
    assert lisbon == {
        "museum": {"name": "Museu de Lisboa"},
        "month": None,
        "placements": 1,
        "people": 1,
        "observations": 12,
        "photos": 15,
        "commitments": 4,
        "asked": 12,
        "seen": 12,
        "frictions": 2,
        "promised": 4,
        "done": 0,
        "medianHoursToDecision": 0.0,
        "medianDaysToDone": None,
    }
    assert maputo["museum"] == {"name": "Museu de Maputo"}
    assert (maputo["people"], maputo["observations"], maputo["medianHoursToDecision"]) == (0, 0, None)
    mentors, _ = (await ask("Bento", YEAR))["report"]
    assert (mentors["observations"], mentors["photos"], mentors["commitments"]) == (8, 10, 2)
    coordinators, _ = (await ask("Clara", YEAR))["report"]
    assert (coordinators["placements"], coordinators["observations"]) == (1, 0)
    assert ask.reading.statements == 3


async def test_a_total_is_narrowed_as_its_list_is(ask: Asker) -> None:
    listed = "query ($seen: ObservationWhere) { observations(where: $seen) { totalCount } }"
    placement, author = ask.story.node("Placement", "placement"), ask.story.node("Person", "Ana")
    asked: tuple[dict[str, Any], ...] = (
        {},
        {"kind": ["IDEA", "QUESTION"], "state": ["SENT_BACK"]},
        {"kind": []},
        {"placement": placement, "author": author, "kind": None},
        {"host": ask.story.node("Museum", "Lisbon"), "capturedFrom": "2026-10-08T09:33:00Z"},
        {"home": ask.story.node("Museum", "Lisbon")},
    )
    for seen in asked:
        lisbon, _ = (await ask("Ana", YEAR, seen=seen, kind=seen.get("kind")))["report"]
        assert lisbon["seen"] == (await ask("Ana", listed, seen=seen))["observations"]["totalCount"]
        kinds = {"kind": seen.get("kind")}
        assert lisbon["asked"] == (await ask("Ana", listed, seen=kinds))["observations"]["totalCount"]


async def test_a_report_is_narrowed_to_some_museums(ask: Asker) -> None:
    lisbon = ask.story.node("Museum", "Lisbon")
    for where in ({"museum": lisbon}, {"country": "PT"}, {"country": "PT", "network": None}):
        lines = (await ask("Ana", YEAR, where=where))["report"]
        assert [line["museum"]["name"] for line in lines] == ["Museu de Lisboa"]


async def test_what_was_removed_counts_no_more(ask: Asker) -> None:
    async with ask.sessions.as_steward() as session:
        gone = Observation.id == ask.story.observations[0]
        await session.execute(update(Observation).where(gone).values(removed_at=MORNING))
        mine = Commitment.id == ask.story["commitment"]
        await session.execute(update(Commitment).where(mine).values(removed_at=MORNING))
        shown = Photo.observation_id == ask.story.observations[3]
        await session.execute(update(Photo).where(shown).values(removed_at=MORNING))
    lisbon, _ = (await ask("Ana", YEAR))["report"]
    assert (lisbon["observations"], lisbon["photos"], lisbon["commitments"]) == (11, 13, 3)


async def months(ask: Asker, name: str, **variables: int) -> list[Any]:
    lines = (await ask("Ana", MONTHS, **variables))["report"]
    return [line["observations"] for line in lines if line["museum"]["name"] == name]


async def test_a_month_begins_at_midnight_of_the_museum(ask: Asker) -> None:
    moments = ["2026-07-31T22:59:59.999999Z", "2026-07-31T23:00:00Z", "2026-12-31T23:59:59Z"]
    async with ask.sessions.as_steward() as session:
        for one, at in zip(ask.story.observations, moments, strict=False):
            seen = update(Observation).where(Observation.id == one)
            await session.execute(seen.values(captured_at=datetime.fromisoformat(at)))
    assert await months(ask, "Museu de Lisboa") == [0, 0, 0, 0, 0, 0, 1, 1, 0, 9, 0, 1]
    assert await months(ask, "Museu de Lisboa", year=2027) == [0] * 12
    async with ask.sessions.as_steward() as session:
        await session.execute(update(Museum).values(time_zone="Pacific/Auckland"))
    assert await months(ask, "Museu de Lisboa") == [0, 0, 0, 0, 0, 0, 0, 2, 0, 9, 0, 0]
    assert await months(ask, "Museu de Lisboa", year=2027) == [1, *[0] * 11]
    assert await months(ask, "Museu de Maputo") == [0] * 12


async def test_a_placement_counts_in_each_month_of_which_it_has_a_day(ask: Asker) -> None:
    async with ask.sessions.as_steward() as session:
        dates = {"starts_on": date(2026, 9, 30), "ends_on": date(2026, 11, 1)}
        await session.execute(update(Placement).values(**dates))
    document = '{ report(year: 2026, by: MONTH, where: {country: "PT"}) { month placements people } }'
    lines = (await ask("Ana", document))["report"]
    assert {line["month"] for line in lines if line["placements"]} == {9, 10, 11}
    assert [line["people"] for line in lines] == [line["placements"] for line in lines]


async def test_the_median_is_of_first_decisions_in_hours_and_of_commitments_done_in_days(ask: Asker) -> None:
    async with ask.sessions.as_steward() as session:
        await session.execute(update(Observation).values(received_at=MORNING, captured_at=MORNING))
        await session.execute(update(Decision).values(received_at=MORNING + timedelta(hours=50)))
        for hours, number in ((1, 0), (9, 0), (2, 1), (4.25, 4)):
            session.add(decision(ask, number, MORNING + timedelta(hours=hours)))
        done = {"state": CommitmentState.DONE, "changed_at": MORNING + timedelta(days=2, hours=3)}
        mine = Commitment.id == ask.story["commitment"]
        await session.execute(update(Commitment).where(mine).values(**done))
    lisbon, maputo = (await ask("Ana", YEAR))["report"]
    # First decisions after 1, 2, 4.25 hours and, told in the story, three of 50: between 4.25 and 50.
    assert lisbon["medianHoursToDecision"] == pytest.approx(27.1)
    assert lisbon["medianDaysToDone"] == pytest.approx(2.1)
    assert (lisbon["done"], lisbon["promised"]) == (1, 3)
    assert maputo["medianDaysToDone"] is None


def decision(ask: Asker, number: int, at: datetime) -> Decision:
    return Decision(
        id=uuid7(at),
        scope_id=ask.story["placement"],
        observation_id=ask.story.observations[number],
        by_id=ask.story["Bento"],
        verdict=Verdict.APPROVED,
        decided_at=at - timedelta(hours=1),
        received_at=at,
    )


async def test_only_what_is_asked_for_is_added_up(ask: Asker, said: list[str]) -> None:
    await ask("Ana", "{ report(year: 2026) { museum { id } observations } }")
    (statement,) = said
    for table in ("photo", "commitment", "decision", "percentile"):
        assert table not in statement
    await ask("Ana", "{ report(year: 2026) { month } }")
    assert "placement" not in said[-1]
