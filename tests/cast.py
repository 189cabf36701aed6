"""Who is who in the tests: Amara learns from Ingrid; Leyla, beside Adwoa, must not hear of it."""

from datetime import UTC, date, datetime
from uuid import UUID

from joserfc.jwk import OKPKey
from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import (
    ADWOA,
    AMARA,
    DIMITRA,
    INGRID,
    LAGOON,
    LEYLA,
    NETWORK_ID,
    STRANDHALL,
    Player,
    known,
)
from api.demo.seating import seat
from exchange.floor.planning import plan_day
from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from exchange.placements.placing import place
from exchange.placements.tables import Placement, PlacementState
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Programme

__all__ = [
    "ADWOA", "AMARA", "DAY", "DIMITRA", "HERS", "INGRID", "LAGOON", "LEYLA", "MORNING",
    "PLAN_ITEM", "PROGRAMME", "PROMPT", "STAMP", "STRANDHALL", "THEIRS", "seat_everyone",
]  # fmt: skip

THE_TESTS_KEY: dict[str, str | list[str]] = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "zRI7zRtCUodcu3e__gPi8rje-xn2D40_OuMoBSo_WFA",
    "d": "gonUWsWDs0BjYVv2rfejfxkdF716Dq6lcUpRrv3vuF0",
    "kid": "VdvCwVPjqzc4Q4PC_TPmZCWe0MfkmH8_EizxdyJYwgM",
}
# Not a key that anything real was signed with: a receipt of the tests is the same in every run.
STAMP = Stamp("https://strandhall.example", OKPKey.import_key(THE_TESTS_KEY))
MORNING = datetime(2026, 10, 8, 9, 31, 4, 123456, UTC)
TODAY = date(2026, 10, 8)
PROGRAMME = known("a programme of the tests")
HERS = known("Amara's placement in the tests")  # Amara at Strandhall, beside Ingrid
THEIRS = known("Leyla's placement in the tests")  # Leyla at Lagoon House, beside Adwoa
DAY, PLAN_ITEM, PROMPT = known("her day"), known("her plan item"), known("her prompt")


async def seat_everyone(sessions: Sessions) -> None:
    """Seat two museums, five people and two placements in an empty database; Amara has a day planned."""
    async with sessions.as_steward() as session:
        await seat(session, (STRANDHALL, LAGOON), (AMARA, INGRID, LEYLA, ADWOA, DIMITRA), at=MORNING)
        await open_one(session)
        await place(session, placement(HERS, AMARA, INGRID, "Shadowing the installation team"), at=MORNING)
        await place(session, placement(THEIRS, LEYLA, ADWOA, "A registry without paper"), at=MORNING)
        await plan(session)


async def open_one(session: AsyncSession) -> None:
    programme = Programme(
        id=PROGRAMME,
        network_id=NETWORK_ID,
        name="Handling and care 2026",
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 12, 31),
    )
    objectives = ["How a move is led without raising a voice."]
    await open_programme(session, programme, objectives=objectives, coordinators=[DIMITRA.id], at=MORNING)


def placement(id: UUID, participant: Player, mentor: Player, title: str) -> Placement:
    return Placement(
        id=id,
        programme_id=PROGRAMME,
        participant_id=participant.id,
        mentor_id=mentor.id,
        home_id=participant.house.id,
        host_id=mentor.house.id,
        title=title,
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 10, 16),
        state=PlacementState.UNDER_WAY,
        default_audience=None,
    )


async def plan(session: AsyncSession) -> None:
    day = ShadowingDay(id=DAY, placement_id=HERS, on_date=TODAY, purpose="The amphora's mount", place=None)
    item = PlanItem(
        id=PLAN_ITEM,
        placement_id=HERS,
        day_id=DAY,
        starts_at=MORNING,
        ends_at=MORNING,
        title="Exchanging the mount",
        zone="Gallery 4",
        object_number="STR 1932.14",
    )
    question = "Who is allowed to say “stop”, and how?"
    prompt = Prompt(
        id=PROMPT, placement_id=HERS, day_id=DAY, objective_id=None, position=1, question=question
    )
    await plan_day(session, day, plan=[item], prompts=[prompt], at=MORNING)
