"""The routes of my devices: where I am signed in, and signing out there from here."""

from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.caller import Caller
from api.auth.ending import end_one, end_others, places_of
from api.auth.knowing import caller_of
from api.house import house_of
from exchange.ground.refusals import Refused

NOBODY = ("AUTH_EXPIRED", "Sign in first.")


async def places(request: Request) -> Response:
    """Where a person is signed in."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    async with house_of(request).sessions.as_steward() as session:
        found = await places_of(session, caller.person_id, here=here_of(caller), at=now())
    return answer(
        {
            "places": [
                {
                    "id": str(one.id),
                    "device": one.device,
                    "madeAt": one.made_at.isoformat(),
                    "seenAt": one.seen_at.isoformat(),
                    "here": one.here,
                }
                for one in found
            ]
        }
    )


async def end_all_others(request: Request) -> Response:
    """Sign out everywhere but here."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    async with house_of(request).sessions.as_steward() as session:
        ended = await end_others(session, caller.person_id, here=here_of(caller), at=now())
    return forgotten(request, ended)


async def end_there(request: Request) -> Response:
    """Sign out at one place."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    named: UUID = request.path_params["id"]
    try:
        async with house_of(request).sessions.as_steward() as session:
            ended = await end_one(session, caller.person_id, named, at=now())
    except Refused as no:
        return refusal(404, no.code, no.sentence)
    return forgotten(request, [ended])


def forgotten(request: Request, ended: list[bytes]) -> Response:
    """Done; this process believes none of them for a moment longer."""
    house = house_of(request)
    for kept in ended:
        house.remembered.forget(b"s" + kept)
        house.board.doubt(b"s" + kept)
    return nothing()


def here_of(caller: Caller) -> bytes:
    """The hash of the session that asks."""
    return caller.token[1:]


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
