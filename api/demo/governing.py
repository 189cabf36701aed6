"""The charter and the committee of the demo: two versions, five seats, three motions.

Everybody says it themselves, entered as who they are; what was signed on paper is brought by the steward.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import (
    ADWOA,
    CHINEDU,
    DIMITRA,
    INGRID,
    JONAS,
    KATARZYNA,
    LAGOON,
    LEYLA,
    MISAKI,
    NETWORK_ID,
    RZECZNE,
    SPEICHERHOF,
    STRANDHALL,
    House,
    Player,
    known,
)
from api.demo.charter import FIRST, SECOND
from exchange.governance.chartering import publish_charter, sign
from exchange.governance.declaring import Interest, declare
from exchange.governance.putting import NewMotion, put_motion
from exchange.governance.rotation import first_ends
from exchange.governance.seating import NewSeat, seat_member
from exchange.governance.tables import About, Choice, InterestKind
from exchange.governance.voting import cast_vote, decide
from exchange.ground.sessions import Sessions
from exchange.people.describing import Description, describe_museum
from exchange.people.tables import Size

FOUNDED = timedelta(days=300)
REVISED = timedelta(days=12)
SITTING = (ADWOA, MISAKI, LEYLA, KATARZYNA, CHINEDU)
SIGNED_AT_FIRST = ((STRANDHALL, DIMITRA), (LAGOON, CHINEDU), (SPEICHERHOF, MISAKI), (RZECZNE, KATARZYNA))
SIGNED_SINCE = SIGNED_AT_FIRST[::2]
LIKE: dict[House, tuple[Size, str, str, str]] = {
    STRANDHALL: (Size.LARGE, "Installation, Registry, Conservation", "Studio, Step-free way in", "nb en"),
    SPEICHERHOF: (Size.MEDIUM, "Paper, Exhibitions", "Paper studio, Quiet room", "de en"),
    RZECZNE: (Size.MEDIUM, "Boats, Learning", "Workshop, Step-free way in", "pl en uk"),
    LAGOON: (Size.SMALL, "Textiles, Registry", "Guest room", "en yo"),
}


async def govern(sessions: Sessions, *, now: datetime) -> None:
    """Tell it, once everybody is there."""
    async with sessions.as_steward() as session:
        await describe(session, now=now)
        first = await publish_charter(session, NETWORK_ID, FIRST, by=DIMITRA.id, at=now - FOUNDED)
        for house, who in SIGNED_AT_FIRST:
            await sign(session, first, house.id, by=who.id, at=now - FOUNDED + timedelta(days=9))
        second = await publish_charter(session, NETWORK_ID, SECOND, by=DIMITRA.id, at=now - REVISED)
        for house, who in SIGNED_SINCE:
            await sign(session, second, house.id, by=who.id, at=now - timedelta(days=5))
        await seat(session, now=now)
    for who in (*SITTING, INGRID):
        friend = [Interest(InterestKind.FRIENDSHIP, about_person_id=JONAS.id)] if who is CHINEDU else []
        async with sessions.as_person(who.id) as session:
            await declare(session, friend, by=who.id, at=now - timedelta(days=90))
    await move(sessions, now=now)


async def describe(session: AsyncSession, *, now: datetime) -> None:
    """What each museum is like."""
    for house, (size, departments, facilities, languages) in LIKE.items():
        like = Description(
            size=size,
            departments=tuple(departments.split(", ")),
            facilities=tuple(facilities.split(", ")),
            languages=tuple(languages.split()),
            isil=house.isil,
            ror=None,
            wikidata=None,
        )
        await describe_museum(session, house.id, like, by=None, at=now - FOUNDED)


async def seat(session: AsyncSession, *, now: datetime) -> None:
    """Five seats since the charter was signed; Ingrid stands in for the fourth."""
    begins = (now - timedelta(days=280)).date()
    terms = zip(SITTING, first_ends(len(SITTING), begins), strict=True)
    for number, (who, ends) in enumerate(terms, start=1):
        new = NewSeat(
            known(f"seat {number}"), number, substitute=False, person_id=who.id, since=begins, until=ends
        )
        await seat_member(session, NETWORK_ID, new, by=DIMITRA.id, at=now - FOUNDED)
    stands_in = NewSeat(
        known("a substitute"), 4, substitute=True, person_id=INGRID.id, since=begins, until=ends
    )
    await seat_member(session, NETWORK_ID, stands_in, by=DIMITRA.id, at=now - FOUNDED)


async def move(sessions: Sessions, *, now: datetime) -> None:
    """One motion is decided, one waits for votes, and in one some have a conflict of interest."""
    charter = NewMotion(
        known("motion about the charter"),
        About.CHARTER,
        None,
        "Put version 2 of the charter to the museums",
        "Three hours a day for mentors, and a follow-up that is told to both museums.",
    )
    await put(sessions, charter, at=now - timedelta(days=20))
    for who in SITTING:
        choice = Choice.ABSTAIN if who is CHINEDU else Choice.FOR
        reason = "Three hours is much for a house of eight." if who is CHINEDU else ""
        await vote(sessions, charter.id, who, choice, reason, at=now - timedelta(days=16))
    async with sessions.as_person(ADWOA.id) as session:
        await decide(session, charter.id, by=ADWOA.id, at=now - timedelta(days=14))
    care = NewMotion(
        known("motion about care"),
        About.OTHER,
        None,
        "Let placements be split into two halves",
        "Whoever cares for somebody at home is away for five days twice, not for ten at once. It costs "
        "one more journey, which the exchange pays.",
    )
    await put(sessions, care, at=now - timedelta(days=6))
    await vote(sessions, care.id, MISAKI, Choice.FOR, "Two of my colleagues never applied for this.", at=now)
    again = NewMotion(
        known("motion about a second stay"),
        About.PLACEMENT,
        None,
        "A second stay for Jonas Brandt at Muzeum Rzeczne",
        "He would see the boats come out of the water in spring. Nobody else has asked for these weeks.",
        persons=frozenset({JONAS.id}),
        museums=frozenset({SPEICHERHOF.id, RZECZNE.id}),
    )
    await put(sessions, again, at=now - timedelta(days=2))
    await vote(sessions, again.id, LEYLA, Choice.FOR, "", at=now)


async def put(sessions: Sessions, new: NewMotion, *, at: datetime) -> None:
    """Dimitra puts a motion."""
    async with sessions.as_person(DIMITRA.id) as session:
        await put_motion(session, new, by=DIMITRA.id, at=at)


async def vote(
    sessions: Sessions, motion: UUID, who: Player, choice: Choice, reason: str, *, at: datetime
) -> None:
    """Somebody votes."""
    async with sessions.as_person(who.id) as session:
        await cast_vote(session, motion, choice, reason, by=who.id, at=at)
