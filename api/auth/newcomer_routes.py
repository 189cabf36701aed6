"""The routes of newcomers: who waits at a coordinator's museums, admitting them, turning them away."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.auth.provider_routes import NOBODY
from api.auth.routes import now
from api.house import house_of
from exchange.ground.refusals import Refused, not_here
from exchange.people.admitting import admit, coordinated_by, newcomers, turn_away
from exchange.people.proof import STEP_UP, must_have_stepped_up
from exchange.people.proving import stepped_up_at


async def waiting(request: Request) -> Response:
    """Who waits to be admitted at the museums of this coordinator; to anybody else, nobody does."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    async with house_of(request).sessions.as_steward() as session:
        museums = await coordinated_by(session, caller.person_id, on=now().date())
        found = await newcomers(session, museums)
    return answer(
        {
            "newcomers": [
                {
                    "id": str(one.id),
                    "name": one.name,
                    "email": one.email,
                    "museum": museum,
                    "askedAt": one.asked_at.isoformat(),
                }
                for one, museum in found
            ]
        }
    )


async def admitted(request: Request) -> Response:
    """Take a newcomer in as a participant."""
    return await decided(request, admit)


async def turned_away(request: Request) -> Response:
    """Turn a newcomer away."""
    return await decided(request, turn_away)


async def decided(request: Request, decide: Callable[..., Awaitable[object]]) -> Response:
    """What a coordinator decides about somebody who waits, having just shown that it is them."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    named: UUID = request.path_params["id"]
    try:
        async with house_of(request).sessions.as_steward() as session:
            await must_decide(session, caller, named)
            await decide(session, named, at=now())
    except Refused as no:
        return refusal({STEP_UP: 403, "EMAIL_TAKEN": 409}.get(no.code, 404), no.code, no.sentence)
    return nothing()


async def must_decide(session: AsyncSession, caller: Caller, named: UUID) -> None:
    """Refuses whoever is no coordinator of the museum at which this newcomer waits."""
    assert caller.person_id is not None  # noqa: S101 - asked before
    museums = await coordinated_by(session, caller.person_id, on=now().date())
    if named not in {one.id for one, _ in await newcomers(session, museums)}:
        raise not_here()
    must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
