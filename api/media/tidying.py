"""What nobody will send any more is thrown away, once an hour."""

import logging
import time
from datetime import UTC, datetime
from itertools import count

import anyio
from obstore.exceptions import BaseError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from api.media.expiring import expire_photos
from api.media.reconciling import reconcile
from api.mine.archiving import drop_archives
from api.mine.sweeping import sweep_all
from exchange.floor.receiving import sign_earlier
from exchange.floor.uploads import Upload
from exchange.ground.sessions import Sessions
from exchange.placements.circling import redraw
from exchange.privacy.retaining import SOME, retain, trim_journal
from exchange.privacy.rules import RULES
from exchange.review.confiding import release_themes

log = logging.getLogger("understudy.tidying")

HOUR = 3600.0
HOURS = 24
DAY = HOURS * HOUR


async def tidy(house: House) -> None:
    """Tidy up for as long as this process lives; look everything over once a day."""
    for hour in count():
        try:
            await tidy_once(house, at=datetime.now(UTC))
            await sign_once(house, at=datetime.now(UTC))
            await look_who_reads(house, at=datetime.now(UTC))
            if hour % HOURS == 1:
                await reconcile(house, at=datetime.now(UTC))
        except (OSError, SQLAlchemyError, BaseError) as fault:
            log.warning("could not tidy up: %s", type(fault).__name__)
        await anyio.sleep(HOUR)


async def look_who_reads(house: House, *, at: datetime) -> None:
    """Let readers out whose role is over, and release what enough people said in confidence."""
    async with house.sessions.as_steward() as session:
        await redraw(session, at=at)
        await release_themes(session, at=at)


async def sign_once(house: House, *, at: datetime) -> None:
    """Photos from before there were receipts get theirs."""
    signed = 1
    while signed:
        async with house.sessions.as_steward() as session:
            signed = await sign_earlier(session, stamp=house.stamp, at=at)


async def keep_to_the_rules(sessions: Sessions, *, at: datetime) -> None:
    """Let everything go that is over, some at a time."""
    for rule in RULES:
        gone = SOME
        while gone == SOME:
            async with sessions.as_steward() as session:
                gone = await retain(session, rule, at=at)
        if gone:
            log.info("%s: %s went, kept %s", rule.kind, gone, rule.keeps)
    async with sessions.as_steward() as session:
        await trim_journal(session, at=at)


async def tidy_once(house: House, *, at: datetime) -> None:
    """Let go of what is over by the rules, with what is stored of it, and of part files nobody adds to."""
    await keep_to_the_rules(house.sessions, at=at)
    await expire_photos(house.sessions, house.storage, at=at)
    await sweep_all(house.sessions, house.storage, house.parts, at=at)
    await drop_archives(house.sessions, house.storage)
    async with house.sessions.as_steward() as session:
        open_ones = select(Upload.id).where(Upload.finished_at.is_(None))
        wanted = set(await session.scalars(open_ones))
    if not house.parts.is_dir():
        return
    for part in house.parts.iterdir():
        # A part younger than a day may belong to an upload that began while we were reading.
        if part.name not in wanted and part.stat().st_mtime < time.time() - DAY:
            part.unlink(missing_ok=True)
