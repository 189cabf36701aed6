"""`matching`: the runs there are, and one of them again, compared byte by byte."""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import zip_longest
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import Settings
from api.watching import moment
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.matching.answer import answered
from exchange.matching.question import hashed
from exchange.matching.running import opened_answer, opened_question
from exchange.matching.runs import MatchRun


def understand_matching(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be asked about runs."""
    whats = verbs.add_parser("matching", help="list the runs of the matching, or run one again: list, replay")
    each = whats.add_subparsers(dest="asked", required=True, metavar="<what>")
    each.add_parser("list", help="every run, with the hashes of question and answer")
    again = each.add_parser("replay", help="answer its question again, and say whether it is the same")
    again.add_argument("run", metavar="ID", help="as `matching list` lists it")


async def matching(session: AsyncSession, settings: Settings, wish: argparse.Namespace) -> int:
    """Do what was asked."""
    if wish.asked == "replay":
        return await replay(session, Seal(settings.secret), wish.run)
    for run in await session.scalars(select(MatchRun).order_by(MatchRun.ordered_at)):
        hashes = f"asked {run.asked_hash}  answered {run.answered_hash or '-'}"
        print(f"{run.id}  {moment(run.ordered_at)}  {run.state.value:<8}  {hashes}")
    return 0


async def replay(session: AsyncSession, seal: Seal, named: str) -> int:
    """Answer a question again; the exit is 1 when the answer is another one."""
    try:
        run = await session.get(MatchRun, UUID(named))
    except ValueError:
        run = None
    if run is None:
        raise Refused("NOT_FOUND", f"There is no run {named!a}: `matching list` lists them.")
    question, before = opened_question(run, seal), opened_answer(run, seal)
    if hashed(question) != run.asked_hash or hashed(before) != run.answered_hash:
        print("What is kept is not what its hashes say.", file=sys.stderr)
        return 1
    again = answered(question)
    if again == before:
        print(f"The same to the byte: {hashed(again)}.")
        return 0
    where = next(differences(json.loads(before), json.loads(again)))
    print(f"Another answer. The first difference: {where}", file=sys.stderr)
    return 1


def differences(before: object, again: object, where: str = "") -> Iterator[str]:
    """Where two answers differ, the first place first."""
    if isinstance(before, dict) and isinstance(again, dict):
        for name in sorted(before.keys() | again.keys()):
            yield from differences(before.get(name), again.get(name), f"{where}.{name}".lstrip("."))
    elif isinstance(before, list) and isinstance(again, list):
        for place, (one, other) in enumerate(zip_longest(before, again)):
            yield from differences(one, other, f"{where}[{place}]")
    elif before != again:
        yield f"{where}: {json.dumps(before)} was, {json.dumps(again)} is."
