"""Whatever a program can write down as a question or a push, the server answers it or says what is wrong."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import randrange
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from api.auth.cookies import cookie_name
from api.auth.signing import begin_session, give_token
from api.oauth.registering import Wish, approve, register
from api.settings import Settings
from exchange.ground.sessions import Sessions
from schema.graph import PRINTED, PRINTED_FOR_PARTNERS
from schema.partners import NAMES
from tests.api.documents import PHONE, Documents
from tests.api.partnering import Partner
from tests.api.running import OURS, Running
from tests.schema.story import Story, tell

NIGHTLY = os.environ.get("NIGHTLY") == "1"
QUESTIONS, DOINGS, PUSHES = 80, 50, 30
# The same documents each time, so that a change is what turns this red; others every night.
SEEDS = [randrange(10**9) for _ in range(int(os.environ.get("ROUNDS", "40")))] if NIGHTLY else [20261122]
CAST = {"participant": "Ana", "mentor": "Bento", "coordinator": "Clara", "without a role": "Dario"}
OWN = "a program"


@dataclass
class Door:
    """Where a role asks, and what it sends along."""

    address: str
    headers: dict[str, str]


@pytest.fixture
def story(database_url: str) -> Story:
    """The small exchange of the graph's tests."""

    async def run() -> Story:
        sessions = Sessions.at(database_url, size=1)
        try:
            return await tell(sessions)
        finally:
            await sessions.close()

    return asyncio.run(run())


@pytest.fixture
def workshop(settings: Settings, story: Story, database_url: str) -> Iterator[Running]:
    """The server in development, where people may type documents too."""
    running = Running(settings.model_copy(update={"development": True, "budget": 0}), database_url)
    yield running
    running.stop()


@pytest.fixture
def doors(workshop: Running, story: Story, database_url: str) -> dict[str, Door]:
    """The door of each role."""

    async def run() -> dict[str, Door]:
        sessions, now = Sessions.at(database_url, size=1), datetime.now(UTC)
        try:
            async with sessions.as_steward() as session:
                signed_in = {
                    role: await begin_session(session, story[name], at=now) for role, name in CAST.items()
                }
                life = timedelta(days=1)
                key = await give_token(session, story["Bento"], name="CMS", life=life, at=now)
                wish = Wish("HR", story["Lisbon"], ["client_credentials"], NAMES)
                program, secret = await register(session, wish, at=now)
                await approve(session, program.id, story["Clara"], at=now)
                partner = Partner(workshop, str(program.id), secret)
        finally:
            await sessions.close()
        cookie = cookie_name(workshop.settings)
        opened = {
            role: Door("/graphql", {"cookie": f"{cookie}={token}", **OURS})
            for role, token in signed_in.items()
        }
        token = partner.post("token", grant_type="client_credentials").json()["access_token"]
        return opened | {
            "a stranger": Door("/graphql", OURS),
            "a partner": Door("/graphql", {"authorization": f"Bearer {key}"}),
            OWN: Door("/partners/graphql", {"authorization": f"Bearer {token}"}),
        }

    return asyncio.run(run())


@pytest.mark.parametrize("chance", SEEDS)
def test_no_document_and_no_role_makes_the_server_stumble(
    workshop: Running, story: Story, doors: dict[str, Door], database_url: str, chance: int
) -> None:
    ours, theirs = Documents(PRINTED, story.ids), Documents(PRINTED_FOR_PARTNERS, story.ids)
    pushes = ours.pushes(chance, PUSHES)
    asked = [*ours.questions(chance, QUESTIONS), *ours.doings(chance, DOINGS), *pushes]
    listed = theirs.questions(chance, QUESTIONS)
    ran: Counter[str] = Counter()
    for number, (role, door) in enumerate(doors.items()):
        with httpx2.Client(base_url=workshop.url, headers=door.headers, timeout=60) as client:
            for document in listed if role == OWN else asked:
                # Whoever pushes has phones of their own.
                own = document.replace(PHONE, f"{PHONE[:-1]}{number}")
                ran[role] += "errors" not in answer(client, door.address, own)
    # Documents that are all refused show little.
    assert min(ran[role] for role in doors) > QUESTIONS / 10, ran
    assert asyncio.run(decided(database_url)) > PUSHES / 2, "few operations came as far as to be decided on"


def answer(client: httpx2.Client, address: str, document: str) -> dict[str, Any]:
    """What the server answers; nothing of it may be a fault of its own."""
    came = client.post(address, json={"query": document})
    assert came.status_code in (200, 400, 403), f"{came.text}\n{document}"
    told: dict[str, Any] = came.json()
    faults = [error for error in told.get("errors", ()) if "id" in error.get("extensions", {})]
    assert faults == [], document
    return told


async def decided(database_url: str) -> int:
    """How many operations the exchange has decided on, and remembers."""
    sessions = Sessions.at(database_url, size=1)
    try:
        async with sessions.as_steward() as session:
            return int(await session.scalar(text("select count(*) from receipt")) or 0)
    finally:
        await sessions.close()
