"""What only few see in the demo: something said in confidence, what helps, a restricted entry, a newcomer.

Everybody says it themselves, entered as who they are; only voices of earlier stays and the newcomer, who is
no person yet, are brought by the steward.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    INGRID,
    JONAS,
    KATARZYNA,
    LEYLA,
    NETWORK_ID,
    OLENA,
    STRANDHALL,
    known,
    player,
)
from api.demo.entries import strandhall_stay
from api.demo.seating import IN_OFFICE
from exchange.floor.pushes import Doing
from exchange.floor.restricted import Restriction
from exchange.floor.restricting import restrict
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.people.arriving import Account, arrive
from exchange.people.joining import appoint, join
from exchange.people.tables import Museum, Person, Role
from exchange.placements.adjusting import KEY, NewAdjustment, say_adjustment
from exchange.placements.resigning import end_role
from exchange.review.confided import Addressee, Critique, Theme
from exchange.review.confiding import NewCritique, confide, release_themes, week_of

ISSUER = "https://sign-in.strandhall.example"
VOICES = (
    (ADWOA, "Nobody showed us the way out at the back. We found it by the smell of the sea."),
    (CHINEDU, "The alarm in the packing room went off while I was alone. I did not know whom to call."),
    (JONAS, "I was asked to hold a ladder on wet stone. I said no, and that was fine."),
    (
        KATARZYNA,
        "Gloves and shoes were there in every size. The walk from the bay to gallery 2 is too dark at five.",
    ),
    (OLENA, "I would have liked a number of somebody on the first evening."),
)
TORVALD = player("Torvald Eide", "torvald.eide", STRANDHALL, Role.REGISTRAR)
"""He kept the keys until yesterday."""
PLAN = "The plan changed twice before nine. I learned of it from the cloakroom."
NAME = "My name was said in four ways today. I corrected it once and then let it be."
EARLIER = timedelta(days=14)


async def entrust(sessions: Sessions, seal: Seal, *, now: datetime) -> None:
    """Tell it, once everything else was told."""
    await theme(sessions, now=now)
    role = await came(sessions, now=now)
    async with sessions.as_person(AMARA.id) as session:
        doing = Doing(session, AMARA.id, at=now, captured_at=now)
        await confide(doing, critique(Theme.GUIDANCE, Addressee.THEME_BOX, PLAN))
        await confide(doing, critique(Theme.RESPECT, Addressee.PERSON, NAME))
        helps = NewAdjustment(
            known("what helps Amara"),
            strandhall_stay.STAY.id,
            "A seat for ten minutes each hour, and the plan in large print.",
            frozenset({INGRID.id}),
        )
        await say_adjustment(session, helps, by=AMARA.id, seal=seal.apart(KEY), at=now)
        await restrict(doing, known("observation a key for seals"), Restriction.SECURITY, [LEYLA.id])
        await restrict(doing, known("observation six hollows"), Restriction.SECURITY, [TORVALD.id])
    async with sessions.as_steward() as session:
        await end_role(session, role, now.date() - timedelta(days=1), by=None, at=now)


async def came(sessions: Sessions, *, now: datetime) -> UUID:
    """A colleague who was still here when he was named as a custodian; his role."""
    async with sessions.as_steward() as session:
        colleague = Person(id=TORVALD.id, network_id=NETWORK_ID, name=TORVALD.name, locale=TORVALD.locale)
        await join(session, colleague, TORVALD.email, at=now - IN_OFFICE)
        museum = await session.get_one(Museum, STRANDHALL.id)
        since = now.date() - IN_OFFICE
        role = await appoint(session, colleague, museum, TORVALD.roles[0], since=since, at=now - IN_OFFICE)
        return role.id


def critique(theme: Theme, addressee: Addressee, words: str) -> NewCritique:
    """Something Amara says in confidence; what is for one person is for her colleague at home."""
    whom = ADWOA.id if addressee is Addressee.PERSON else None
    return NewCritique(uuid4(), strandhall_stay.STAY.id, theme, addressee, whom, words)


async def theme(sessions: Sessions, *, now: datetime) -> None:
    """Five voices of earlier stays make a theme for the host; and somebody new waits at its door."""
    async with sessions.as_steward() as session:
        for who, words in VOICES:
            said = Critique(
                id=uuid4(),
                author_id=who.id,
                museum_id=STRANDHALL.id,
                theme=Theme.SAFETY,
                addressee=Addressee.THEME_BOX,
                person_id=None,
                words=words,
                week=week_of(now - EARLIER),
                released=None,
            )
            session.add(said)
        await session.flush()
        await release_themes(session, at=now)
        tove = Account(ISSUER, "tove", "Tove Lindqvist", "tove.lindqvist@strandhall.example", "en")
        await arrive(session, tove, STRANDHALL.id, at=now - timedelta(days=1))
