"""The routes of newcomers: who waits at a coordinator's museums, admitting them, turning them away."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.auth.provider_routes import NOBODY
from api.auth.routes import body_of, now
from api.house import house_of
from exchange.ground.refusals import Refused, not_here
from exchange.people.admitting import admit, coordinated_by, newcomers, turn_away
from exchange.people.proof import STEP_UP, must_have_stepped_up
from exchange.people.proving import stepped_up_at
from exchange.people.tables import Role

M = TypeVar("M", bound=BaseModel)
REASON = 500
STATUS = {STEP_UP: 403, "EMAIL_TAKEN": 409, "INVALID": 400}


class Post(BaseModel):
    """What a newcomer is admitted as, and where; a participant of the museum they came by, unless said."""

    model_config = ConfigDict(extra="ignore")
    role: Role = Role.PARTICIPANT
    museum: UUID | None = None


class Reason(BaseModel):
    """Why somebody is turned away."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)
    because: str | None = Field(default=None, max_length=REASON)


async def waiting(request: Request) -> Response:
    """Who waits to be admitted at the museums of this coordinator; to anybody else, nobody does."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    async with house_of(request).sessions.as_steward() as session:
        museums = await coordinated_by(session, caller.person_id, on=now().date())
        found = await newcomers(session, set(museums))
    return answer(
        {
            "museums": [{"id": str(museum_id), "name": name} for museum_id, name in museums.items()],
            "newcomers": [
                {
                    "id": str(one.newcomer.id),
                    "name": one.newcomer.name,
                    "email": one.newcomer.email,
                    "museum": one.museum,
                    "museumId": str(one.newcomer.museum_id),
                    "provider": one.provider,
                    "askedAt": one.newcomer.asked_at.isoformat(),
                }
                for one in found
            ],
        }
    )


async def admitted(request: Request) -> Response:
    """Take a newcomer in, with a role at a museum that this coordinator speaks for."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    named: UUID = request.path_params["id"]
    at = now()
    try:
        async with house_of(request).sessions.as_steward() as session:
            museums = await must_decide(session, caller, named, at=at)
            post = said(Post, await body_of(request))
            if post.museum is not None and post.museum not in museums:
                raise not_here()
            await admit(session, named, post.role, post.museum, by=caller.person_id, at=at)
    except Refused as no:
        return refusal(STATUS.get(no.code, 404), no.code, no.sentence, no.field)
    return nothing()


async def turned_away(request: Request) -> Response:
    """Turn a newcomer away, with a reason."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    named: UUID = request.path_params["id"]
    at = now()
    try:
        async with house_of(request).sessions.as_steward() as session:
            await must_decide(session, caller, named, at=at)
            reason = said(Reason, await body_of(request))
            await turn_away(session, named, reason.because or None, by=caller.person_id, at=at)
    except Refused as no:
        return refusal(STATUS.get(no.code, 404), no.code, no.sentence, no.field)
    return nothing()


def said(shape: type[M], body: dict[str, object]) -> M:
    """What came, in its shape; refuses the first field that does not fit."""
    try:
        return shape.model_validate(body)
    except ValidationError as fault:
        field = str(fault.errors()[0]["loc"][0])
        raise Refused("INVALID", f"“{field}” is not as it must be.", field) from fault


async def must_decide(session: AsyncSession, caller: Caller, named: UUID, *, at: datetime) -> set[UUID]:
    """The museums a coordinator speaks for; refuses whoever is none where this newcomer waits."""
    assert caller.person_id is not None  # noqa: S101 - asked before
    museums = await coordinated_by(session, caller.person_id, on=at.date())
    if named not in {one.newcomer.id for one in await newcomers(session, set(museums))}:
        raise not_here()
    must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=at)
    return set(museums)
