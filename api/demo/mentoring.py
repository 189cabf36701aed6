"""Who is asked to be a mentor in the demo: one said no, the next has some days left to reply."""

from datetime import datetime, timedelta

from api.demo import programme
from api.demo.calling import weeks
from api.demo.cast import ADWOA, DIMITRA, HANNELORE, INGRID, OLENA, known
from exchange.ground.sessions import Sessions
from exchange.placements.requesting import ask_mentors, say_no
from exchange.placements.requests import MentorRequest, RequestState

REQUEST = known("request for Olena")
ASKED_BEFORE, NO_BEFORE = timedelta(days=3), timedelta(days=1)


async def ask_for_mentors(sessions: Sessions, *, now: datetime) -> None:
    """Dimitra asks for Olena; Hannelore cannot, and Ingrid is asked since yesterday."""
    since = weeks(now, 2)[0]
    request = MentorRequest(
        id=REQUEST,
        programme_id=programme.ID,
        application_id=known(f"application of {OLENA.name}"),
        about="Olena teaches the volunteers who hold our boats. She would like to mount beside somebody for "
        "a week, and take home three drawings that say where hands may go.",
        since=since,
        until=since + timedelta(days=4),
        days=5,
        patience=6,
        state=RequestState.OPEN,
        by_id=DIMITRA.id,
        made_at=now - ASKED_BEFORE,
    )
    mentors = [(one.id, one.house.id) for one in (HANNELORE, INGRID, ADWOA)]
    async with sessions.as_steward() as session:
        await ask_mentors(session, request, mentors, by=DIMITRA.id, at=now - ASKED_BEFORE)
    async with sessions.as_steward() as session:
        reason = "The workshop moves in that week. In autumn, gladly."
        await say_no(session, REQUEST, reason, by=HANNELORE.id, at=now - NO_BEFORE)
