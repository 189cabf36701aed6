"""Sending reminders, for as long as this process lives."""

import logging
import smtplib
from datetime import UTC, datetime, timedelta

import anyio
import httpcore2
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from api.letters.posting import deliver as give_to_mail_server
from api.reminding.letter import reminder_letter
from api.reminding.pushing import push
from api.webhooks.reaching import Guarded, networks
from exchange.people.tables import Person, SignInAddress
from exchange.reminding.choosing import forget, living, way_of
from exchange.reminding.delivering import claim, ended, not_taken, still_so
from exchange.reminding.remembering import remember
from exchange.reminding.tables import PushSubscription, Reminder, ReminderState, Way
from exchange.webhooks.schedule import is_taken

log = logging.getLogger("understudy.reminders")

NAP = 3.0
LOOK = timedelta(minutes=1)
GONE = (404, 410)


async def remind(house: House) -> None:
    """Look once a minute what is due, and send it, for as long as this process lives."""
    looked = datetime.min.replace(tzinfo=UTC)
    guarded = Guarded(networks(house.settings.webhook_networks))
    async with httpcore2.AsyncConnectionPool(network_backend=guarded, max_connections=8) as pool:
        while True:
            at = datetime.now(UTC)
            try:
                if at - looked >= LOOK:
                    async with house.sessions.as_steward() as session:
                        await remember(session, at=at)
                    looked = at
                while await remind_once(house, pool, at=datetime.now(UTC)):
                    pass
            except (OSError, SQLAlchemyError) as fault:
                log.warning("reminders wait: %s", type(fault).__name__)
            await anyio.sleep(NAP)


async def remind_once(house: House, pool: httpcore2.AsyncConnectionPool, *, at: datetime) -> int:
    """Send what is due, once; how much that was."""
    async with house.sessions.as_steward() as session:
        due = await claim(session, at=at)
    async with anyio.create_task_group() as together:
        for one in due:
            together.start_soon(deliver, house, pool, one, at)
    return len(due)


async def deliver(
    house: House, pool: httpcore2.AsyncConnectionPool, reminder: Reminder, at: datetime
) -> None:
    """Say one thing to one person, by the way they chose, if it is still so and theirs to know."""
    async with house.sessions.as_person(reminder.person_id) as session:
        so = await still_so(session, reminder, at=at)
    async with house.sessions.as_steward() as session:
        way = await way_of(session, reminder)
        browsers = await living(session, reminder.person_id) if way is Way.PUSH else []
    if not so or way is Way.NONE:
        async with house.sessions.as_steward() as session:
            await ended(session, reminder.id, ReminderState.DROPPED, at=at)
        return
    reached, trouble = await pushed(house, pool, reminder, browsers)
    if not reached and not trouble:
        reached, trouble = await written(house, reminder)
    async with house.sessions.as_steward() as session:
        if trouble and not reached:
            log.info("reminder %s: %s", reminder.id, trouble)
            await not_taken(session, reminder.id, trouble, at=at)
        else:
            state = ReminderState.SENT if reached else ReminderState.DROPPED
            await ended(session, reminder.id, state, at=at)


async def pushed(
    house: House,
    pool: httpcore2.AsyncConnectionPool,
    reminder: Reminder,
    browsers: list[PushSubscription],
) -> tuple[bool, str]:
    """Push to every browser of somebody: whether one took it, or else why it is worth trying again."""
    reached, troubles = False, []
    for browser in browsers:
        status, trouble = await push(house, pool, reminder, browser)
        if is_taken(status):
            reached = True
        elif status in GONE:
            async with house.sessions.as_steward() as session:
                await forget(session, browser.id)
        else:
            troubles.append(trouble)
    return reached, "; ".join(troubles)[:500]


async def written(house: House, reminder: Reminder) -> tuple[bool, str]:
    """Write a letter, where that was wished for or no browser is left: whether it went, or why not yet."""
    theirs = select(SignInAddress.email).where(SignInAddress.person_id == reminder.person_id)
    async with house.sessions.as_steward() as session:
        person = await session.get(Person, reminder.person_id)
        address = await session.scalar(theirs.order_by(SignInAddress.email).limit(1))
    if person is None or address is None:
        return False, ""
    letter = reminder_letter(address, reminder, person.locale, house.settings)
    if not house.settings.smtp_url:
        house.post.send(letter)
        return False, ""
    try:
        await anyio.to_thread.run_sync(give_to_mail_server, letter, house.settings)
    except smtplib.SMTPRecipientsRefused:
        return False, ""
    except (OSError, smtplib.SMTPException) as fault:
        return False, f"the mail server: {type(fault).__name__}"
    return True, ""
