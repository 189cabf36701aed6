"""Runs that were ordered, one after the other, each in a process of its own."""

import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CalledProcessError

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.matching.choice import Progress
from exchange.matching.running import claim_run, give_up, heard, keep_answer, opened_question

log = logging.getLogger("understudy.matching")

NAP = 2.0
ROOT = Path(__file__).parents[2]
LONGEST_ANSWER = 64 * 1024 * 1024
Say = Callable[[Progress], Awaitable[None]]


async def match(house: House) -> None:
    """Answer what was ordered, for as long as this process lives."""
    while True:
        try:
            while await match_one(house.sessions, house.seal):
                pass
        except (OSError, SQLAlchemyError) as fault:
            log.warning("a run could not be answered yet: %s", type(fault).__name__)
        await anyio.sleep(NAP)


async def match_one(sessions: Sessions, seal: Seal) -> bool:
    """Answer one run; False when none waits."""
    async with sessions.as_steward() as session:
        run = await claim_run(session, at=datetime.now(UTC))
    if run is None:
        return False

    async def say(progress: Progress) -> None:
        async with sessions.as_steward() as session:
            await heard(session, run.id, progress, at=datetime.now(UTC))

    try:
        answer = await answered_alone(opened_question(run, seal), say)
    except (CalledProcessError, Refused) as fault:
        log.exception("run %s came to nothing", run.id, exc_info=fault)
        async with sessions.as_steward() as session:
            await give_up(session, run.id, at=datetime.now(UTC))
        return True
    async with sessions.as_steward() as session:
        await keep_answer(session, run.id, answer, seal=seal, at=datetime.now(UTC))
    return True


async def answered_alone(question: bytes, say: Say) -> bytes:
    """The answer of a process of its own; it ends with ours."""
    command = [sys.executable, "-m", "api.matching.alone"]
    async with await anyio.open_process(command, stderr=None, cwd=ROOT) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a process without pipes")
        await process.stdin.send(question)
        await process.stdin.aclose()
        lines, answer = BufferedByteReceiveStream(process.stdout), b""
        while not answer:
            try:
                line = await lines.receive_until(b"\n", LONGEST_ANSWER)
            except anyio.IncompleteRead:
                break
            if line.startswith(b"{"):
                answer = line
            else:
                points, at_most = map(int, line.split())
                await say(Progress(points, at_most))
        code = await process.wait()
    if code or not answer:
        raise CalledProcessError(code, command)
    return answer
