"""`webhook`: who is told of changes, what was sent, and sending it again."""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.codes import tidy_email
from api.settings import Settings
from api.webhooks.reaching import must_be_an_address, networks
from api.webhooks.signing import new_secret, sealed, shown
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.people.tables import SignInAddress
from exchange.webhooks.delivering import end, replay
from exchange.webhooks.subscribing import rotate, scope_named, subscribe
from exchange.webhooks.tables import Delivery, DeliveryState, Webhook

LATEST = 50


async def webhook(session: AsyncSession, settings: Settings, wish: argparse.Namespace) -> int:
    """One of the things to do with webhooks."""
    now, seal = datetime.now(UTC), Seal(settings.secret)
    if wish.what == "add":
        return await add(session, settings, seal, wish, at=now)
    if wish.what == "list":
        return await listed(session)
    named = named_as(wish.webhook)
    if wish.what == "rotate":
        secret = new_secret()
        await rotate(session, named, sealed(seal, secret), at=now)
        print(
            "For a day messages are signed with the old secret too. The new one, shown once:", file=sys.stderr
        )
        print(shown(secret))
    elif wish.what == "remove":
        if not await end(session, named, "it was removed", at=now):
            raise Refused("NOT_FOUND", f"There is no webhook {named}: `webhook list` lists them.")
        print("Nothing is told there any more; what was sent stays in its log.")
    elif wish.what == "replay":
        since = now - timedelta(hours=wish.hours) if wish.hours else None
        print(f"{await replay(session, named, since=since, at=now)} messages are sent again.")
    else:
        return await logged(session, named)
    return 0


async def add(
    session: AsyncSession, settings: Settings, seal: Seal, wish: argparse.Namespace, *, at: datetime
) -> int:
    """Make a webhook and show its secret, once."""
    must_be_an_address(wish.url, networks(settings.webhook_networks))
    address = await session.get(SignInAddress, tidy_email(wish.email) or "")
    if address is None:
        raise Refused("INVALID", f"Nobody signs in as {wish.email!a}.", "for")
    secret, scope_id = new_secret(), await scope_named(session, wish.of)
    made = await subscribe(session, address.person_id, scope_id, wish.url, sealed(seal, secret), at=at)
    print(f"Webhook {made.id}. Its receiver checks messages with this secret, shown once:", file=sys.stderr)
    print(shown(secret))
    return 0


async def listed(session: AsyncSession) -> int:
    """List the webhooks with what waits and what is dead."""
    waiting, dead = (
        func.count().filter(Delivery.state == state) for state in (DeliveryState.WAITING, DeliveryState.DEAD)
    )
    rows = select(Webhook, waiting, dead).outerjoin(Delivery, Delivery.webhook_id == Webhook.id)
    for one, many, lost in await session.execute(rows.group_by(Webhook.id).order_by(Webhook.made_at)):
        state = f"ended, {one.ended_why}" if one.ended_at else f"{many} wait, {lost} dead"
        print(f"{one.id}  {one.url}  of {one.scope_id}  {state}")
    return 0


async def logged(session: AsyncSession, webhook_id: UUID) -> int:
    """What was sent to one webhook last: types, ids and answers, never content."""
    mine = select(Delivery).where(Delivery.webhook_id == webhook_id).order_by(Delivery.made_at.desc())
    for one in await session.scalars(mine.limit(LATEST)):
        answer = one.status if one.status is not None else one.trouble or "-"
        state = f"{one.state.value.lower()} after {one.tries}"
        print(f"{one.made_at:%Y-%m-%d %H:%M:%SZ}  {one.what}  {one.entity_id}  {state}  {answer}")
    return 0


def named_as(given: str) -> UUID:
    """The id of a webhook."""
    try:
        return UUID(given)
    except ValueError:
        raise Refused("NOT_FOUND", f"There is no webhook {given!a}: `webhook list` lists them.") from None
