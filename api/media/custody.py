"""Photos and recordings of restricted entries, on their way to a custodian who just showed that it is them.

They have an address of their own: what a device keeps of photos it does not keep of these.
"""

from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.answers import refusal
from api.auth.knowing import caller_of
from api.house import house_of
from api.media.serving import NOTHING_KEPT, handed_photo, handed_recording
from api.media.storage import SHAPES
from exchange.floor.recorded import Recording
from exchange.floor.restricting import photo_in_custody, recording_in_custody
from exchange.floor.tables import Photo
from exchange.ground.refusals import Refused
from exchange.people.proof import must_have_stepped_up
from exchange.people.proving import stepped_up_at


async def photo(request: Request) -> Response:
    """One shape of one photo."""
    shape = request.path_params["shape"]
    by = await just_shown(request)
    if isinstance(by, Response):
        return by
    row: Photo | None = None
    if shape in SHAPES:
        async with house_of(request).sessions.as_person(by) as session:
            row = await photo_in_custody(session, request.path_params["id"], at=datetime.now(UTC))
    return await handed_photo(request, row, shape, NOTHING_KEPT)


async def recording(request: Request) -> Response:
    """One recording."""
    by = await just_shown(request)
    if isinstance(by, Response):
        return by
    async with house_of(request).sessions.as_person(by) as session:
        row: Recording | None = await recording_in_custody(
            session, request.path_params["id"], at=datetime.now(UTC)
        )
    return await handed_recording(request, row, NOTHING_KEPT)


async def just_shown(request: Request) -> UUID | Response:
    """Who asks, if they have just shown that it is them; a key never has."""
    caller = await caller_of(request)
    if caller.person_id is None:
        return refusal(401, "AUTH_EXPIRED", "Sign in first.")
    try:
        async with house_of(request).sessions.as_steward() as session:
            shown = None if caller.partner else await stepped_up_at(session, caller.token[1:])
        must_have_stepped_up(shown, at=datetime.now(UTC))
    except Refused as no:
        return refusal(403, no.code, no.sentence)
    return caller.person_id
