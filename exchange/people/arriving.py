"""Arriving by way of one's museum: known, or waiting; and connecting one's account there. Steward's work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.people.identities import Identity, Newcomer
from exchange.people.tables import SignInAddress


class TurnedAwayError(Refused):
    """An account that a coordinator turned away comes again; it hears the reason that was given."""

    def __init__(self, because: str | None) -> None:
        sentence = "The coordinators of the exchange did not admit this account."
        super().__init__("TURNED_AWAY", sentence)
        self.because = because


@dataclass(frozen=True, slots=True)
class Account:
    """An account at a museum's provider, as it vouches for it; an e-mail address only when it is sure."""

    issuer: str
    subject: str
    name: str
    email: str | None
    locale: str


async def arrive(session: AsyncSession, account: Account, museum_id: UUID, *, at: datetime) -> UUID | None:
    """The person whose account this is; None when somebody new waits to be admitted.

    Refuses whoever was turned away, and a new account with the e-mail address of somebody known: an address
    alone never says who somebody is.
    """
    identity = await session.get(Identity, (account.issuer, account.subject), with_for_update=True)
    if identity is not None:
        identity.seen_at = at
        return identity.person_id
    known = select(SignInAddress.person_id).where(SignInAddress.email == account.email)
    if account.email and await session.scalar(known):
        sentence = "You are known here already: sign in with a code, then connect this account in Settings."
        raise Refused("ACCOUNT_ELSEWHERE", sentence)
    waiting = insert(Newcomer).values(
        id=uuid7(at),
        museum_id=museum_id,
        issuer=account.issuer,
        subject=account.subject,
        name=account.name,
        email=account.email,
        locale=account.locale,
        asked_at=at,
    )
    await session.execute(waiting.on_conflict_do_nothing(index_elements=["issuer", "subject"]))
    of_account = select(Newcomer).where(
        Newcomer.issuer == account.issuer, Newcomer.subject == account.subject
    )
    here = (await session.scalars(of_account)).one()
    if here.turned_away_at is not None:
        raise TurnedAwayError(here.turned_away_because)
    return None


async def connect(session: AsyncSession, account: Account, person_id: UUID, *, at: datetime) -> None:
    """Let a person sign in with an account of their museum; refuses somebody else's."""
    mine = insert(Identity).values(
        issuer=account.issuer, subject=account.subject, person_id=person_id, linked_at=at
    )
    await session.execute(mine.on_conflict_do_nothing(index_elements=["issuer", "subject"]))
    identity = await session.get_one(Identity, (account.issuer, account.subject))
    if identity.person_id != person_id:
        raise Refused("IDENTITY_TAKEN", "This account belongs to somebody else here.")
    # Whoever waited as somebody new has turned out to be somebody known.
    of_account = Newcomer.issuer == account.issuer, Newcomer.subject == account.subject
    await session.execute(delete(Newcomer).where(*of_account))


async def disconnect(session: AsyncSession, issuer: str, person_id: UUID) -> None:
    """Take this person's accounts at an issuer away; anybody else's are not here."""
    mine = delete(Identity).where(Identity.issuer == issuer, Identity.person_id == person_id)
    await session.execute(mine)
