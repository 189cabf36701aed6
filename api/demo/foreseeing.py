"""What the museums of the demo foresee for three years: needs, days without anybody, gaps to be found."""

from datetime import datetime, timedelta

from api.demo.calling import weeks
from api.demo.cast import DIMITRA, LAGOON, RZECZNE, SPEICHERHOF, STRANDHALL, House, known
from exchange.ground.sessions import Sessions
from exchange.programmes.foreseeing import NewBlackout, NewNeed, say_blackout, say_need
from exchange.programmes.foreseen import NeedKind

TO_FRIDAY = timedelta(days=4)


async def foresee(sessions: Sessions, *, now: datetime) -> None:
    """Dimitra writes down what the museums told her at their yearly meeting."""
    async with sessions.as_person(DIMITRA.id) as session:
        for need in needs(now):
            await say_need(session, need, by=DIMITRA.id, at=now)
        for blackout in blackouts(now):
            await say_blackout(session, blackout, by=DIMITRA.id, at=now)


def needs(now: datetime) -> tuple[NewNeed, ...]:
    """One is covered, one only in part; of the others one is too late, one in closed weeks, one nobody's."""

    def need(
        house: House, kind: NeedKind, skill: str, why: str, between: tuple[int, int], days: int
    ) -> NewNeed:
        first, last = weeks(now, *between)
        name = f"need of {house.name} in week {between[0]}"
        return NewNeed(known(name), house.id, kind, skill, why, first, last + TO_FRIDAY, days)

    return (
        need(
            LAGOON,
            NeedKind.EXHIBITION,
            "Mounting and moving",
            "The court is hung anew in autumn, with eleven loans that have never travelled.",
            (1, 3),
            5,
        ),
        need(
            SPEICHERHOF,
            NeedKind.EXHIBITION,
            "Mounting and moving",
            "Two storeys of printing presses move before the anniversary, and three of us have moved none.",
            (3, 9),
            12,
        ),
        need(
            STRANDHALL,
            NeedKind.EXHIBITION,
            "Boats under cover",
            "The winter boats go out of the hall while the roof is open.",
            (3, 3),
            3,
        ),
        need(
            RZECZNE,
            NeedKind.ACQUISITION,
            "Paper conservation",
            "Four hundred logbooks of the river pilots come to us, damp.",
            (6, 9),
            5,
        ),
        need(
            STRANDHALL,
            NeedKind.ACCESS_STANDARD,
            "Audio description",
            "From then on every permanent room has to be heard as well as seen.",
            (52, 64),
            5,
        ),
        need(
            LAGOON,
            NeedKind.ACQUISITION,
            "Paper conservation",
            "A family gives its letters of four generations once the strongroom is built.",
            (108, 116),
            10,
        ),
    )


def blackouts(now: datetime) -> tuple[NewBlackout, ...]:
    """When nobody can come."""

    def blackout(house: House, reason: str, between: tuple[int, int]) -> NewBlackout:
        first, last = weeks(now, *between)
        return NewBlackout(known(f"blackout of {house.name}"), house.id, reason, first, last + TO_FRIDAY)

    return (
        blackout(STRANDHALL, "Installing the winter loans", (30, 33)),
        blackout(SPEICHERHOF, "Stocktaking", (44, 46)),
        blackout(RZECZNE, "The river is in the cellar", (10, 13)),
        blackout(LAGOON, "Harmattan: nothing travels", (48, 55)),
    )
