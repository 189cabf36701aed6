"""The round that this autumn's stays came from: a call for ten days, and three who were chosen for it.

Who applied did so on paper, so the steward brings what became of it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from api.demo.calling import called, monday
from api.demo.cast import AMARA, DIMITRA, JONAS, OLENA, known
from exchange.ground.sessions import Sessions
from exchange.matching.tables import Application, ApplicationState
from exchange.programmes.calling import NewCall, close_call, draft_call, open_call
from exchange.programmes.calls import Preset

AUTUMN = known("call autumn")
CALLED_BEFORE, CLOSED_BEFORE, CHOSEN_BEFORE = timedelta(days=90), timedelta(days=70), timedelta(days=60)
AIMS = {
    AMARA: "To see a move led without a raised voice.",
    JONAS: "What visitors meet first, and who decided that it is so.",
    OLENA: "Paper that was wet once, and the patience it takes.",
}


async def choose_on_paper(sessions: Sessions, *, now: datetime) -> None:
    """Dimitra calls and closes; three are chosen, whose stays are under way."""
    async with sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, autumn(now), by=DIMITRA.id, at=now - CALLED_BEFORE)
        await open_call(session, AUTUMN, by=DIMITRA.id, at=now - CALLED_BEFORE)
        await close_call(session, AUTUMN, by=DIMITRA.id, at=now - CLOSED_BEFORE)
    at = now - CHOSEN_BEFORE
    async with sessions.as_steward() as session:
        session.add_all(
            Application(
                id=known(f"application of {who.name} in autumn"),
                call_id=AUTUMN,
                programme_id=autumn(now).programme_id,
                person_id=who.id,
                home_id=who.house.id,
                sponsor_id=None,
                state=ApplicationState.ACCEPTED,
                aims=aims,
                project="What comes of it is told to both museums.",
                skills=[],
                interests=[],
                languages=["en"],
                weeks=[monday(now, timedelta())],
                parts=1,
                remote_days=0,
                situations=[],
                days_pledged=10,
                backfill=True,
                employed=True,
                pledged_at=at,
                made_at=at,
                changed_at=at,
                submitted_at=at,
            )
            for who, aims in AIMS.items()
        )


def autumn(now: datetime) -> NewCall:
    """Ten days beside a colleague, as the stays of the demo are."""
    new = called(
        AUTUMN,
        Preset.EXCHANGE,
        "Ten days beside a colleague",
        "Ten days beside somebody who does what you would like to do at home.",
        now=now,
    )
    return replace(
        new,
        days=10,
        credit_hours=60,
        opens_at=now - CALLED_BEFORE,
        closes_at=now - CLOSED_BEFORE,
        first_day=monday(now, -timedelta(days=21)),
        last_day=(now + timedelta(days=21)).date(),
    )
