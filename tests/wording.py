"""An agreement about a single day, between whomever a test names."""

from datetime import date
from uuid import UUID

from exchange.placements.terms import Day, Host, Objective, Obligations, Signatory, Step, Terms


def about_a_day(on: date, *, goes: UUID, receives: UUID, leads: UUID, home: UUID, host: UUID) -> Terms:
    """Whoever goes signs first, then the mentor, then whoever leads at home, twice."""
    chain = (
        (Step.PARTICIPANT, goes, home),
        (Step.MENTOR, receives, host),
        (Step.HOME_MANAGER, leads, home),
        (Step.SPONSOR, leads, home),
    )
    return Terms(
        title="A day",
        hosts=(Host(museum_id=host, mentor_id=receives, share=100, since=on, until=on),),
        days=(Day(on=on, museum_id=host, purpose="A day."),),
        obligations=Obligations(home=("Pays.",), host=("A desk.",), participant=("Writes.",)),
        objectives=(Objective(wanted="Hinge", evidence="A hinge"),),
        deliverables=(),
        insurance="As staff.",
        photos="As the host says.",
        signatories=tuple(Signatory(step=step, person_id=by, museum_id=of) for step, by, of in chain),
    )
