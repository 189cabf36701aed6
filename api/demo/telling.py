"""Telling the demo's story: photos first, then everything that happened, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.demo.agreeing import agree_in_writing
from api.demo.calling import call_and_apply
from api.demo.cast import NETWORK_ID
from api.demo.choosing import choose_and_tell
from api.demo.crediting import choose_on_paper
from api.demo.developing import develop_all
from api.demo.entries import rzeczne_stay, speicherhof_stay, strandhall_stay
from api.demo.entrusting import entrust
from api.demo.foreseeing import foresee
from api.demo.governing import govern
from api.demo.happening import all_of
from api.demo.house_rules import say_rules
from api.demo.mentoring import ask_for_mentors
from api.demo.staging import set_stage
from api.media.storage import Storage
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from exchange.people.tables import Network

STAYS = (strandhall_stay.STAY, speicherhof_stay.STAY, rzeczne_stay.STAY)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a story is told: a database, photos, and what is signed and sealed with."""

    sessions: Sessions
    storage: Storage
    stamp: Stamp
    seal: Seal


async def tell(stage: Stage, *, now: datetime, progress: Callable[[str], None]) -> None:
    """Tell the story around this moment; told already, it is left as it is.

    Days are counted from `now`. Everything is written in one transaction, so that a story that was
    interrupted is told again from its beginning; what few see comes after it, said by each of them.
    """
    async with stage.sessions.as_steward() as session:
        if await session.get(Network, NETWORK_ID) is not None:
            return
    progress("Telling the demo’s story: a few seconds, only this once.")
    developed = await develop_all(stage.storage, STAYS, progress=progress)
    async with stage.sessions.as_steward() as session:
        await set_stage(session, STAYS, now=now)
        happened = [one for stay in STAYS for one in all_of(stay, developed, stage.stamp, now=now)]
        for one in sorted(happened, key=lambda one: one.heard(now)):
            await one.happen(session, now=now)
        await say_rules(session, now=now)
        await agree_in_writing(session, stage.storage, now=now)
    await entrust(stage.sessions, stage.seal, now=now)
    await call_and_apply(stage.sessions, stage.seal, now=now)
    await choose_and_tell(stage.sessions, stage.seal, now=now)
    await ask_for_mentors(stage.sessions, now=now)
    await foresee(stage.sessions, now=now)
    await choose_on_paper(stage.sessions, now=now)
    await govern(stage.sessions, now=now)
    progress("Twelve people, three placements, forty observations.")
