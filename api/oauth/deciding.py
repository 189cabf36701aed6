"""Where a coordinator says which programs of their museum may read, and everybody takes back a yes."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.auth.knowing import caller_of
from api.bodies import Unreadable
from api.house import house_of
from api.oauth.agreeing import agreed_by, take_back
from api.oauth.consent import no_request, prove_first, sign_in_first, waiting
from api.oauth.consenting import NOBODY, OVER, PATIENCE, now, page
from api.oauth.registering import approve, end, programs_of
from api.oauth.routes import form_of
from exchange.ground.refusals import Refused
from exchange.ground.sealing import NotSealedHereError
from exchange.people.proof import STEP_UP, must_have_stepped_up
from exchange.people.proving import stepped_up_at

Decision = Callable[..., Awaitable[object]]
SEALED_FOR = "decision of a coordinator"
DECISIONS: dict[str, Decision] = {"approve": approve, "end": end, "take-back": take_back}


async def programs(request: Request) -> Response:
    """The programs that this person may decide about."""
    house, caller = house_of(request), await caller_of(request)
    if caller.person_id is None or caller.partner:
        return page(sign_in_first("/oauth/programs"), 401)
    async with house.sessions.as_steward() as session:
        found = await programs_of(session, caller.person_id, at=now())
        agreed = await agreed_by(session, caller.person_id, at=now())
    sealed = house.seal.close(SEALED_FOR, orjson.dumps([str(caller.person_id), now().timestamp()]))
    return page(waiting(found, agreed, sealed))


async def decide_about(request: Request) -> Response:
    """Approve or end one program, or take back what one agreed to, and show them all again."""
    house, caller = house_of(request), await caller_of(request)
    if caller.partner or caller.person_id is None:
        return page(no_request(NOBODY), 401)
    try:
        form = await form_of(request)
        person, since = orjson.loads(house.seal.open(SEALED_FOR, form.get("request", "")))
        decision, program = DECISIONS[form.get("decision", "")], UUID(form.get("program", ""))
    except (Unreadable, NotSealedHereError, ValueError, KeyError):
        return page(no_request(OVER), 400)
    late = now().timestamp() - since > PATIENCE.total_seconds()
    if str(caller.person_id) != person or late:
        return page(no_request(OVER), 400)
    try:
        async with house.sessions.as_steward() as session:
            if decision is approve:
                must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
            await decision(session, program, caller.person_id, at=now())
    except Refused as no:
        if no.code == STEP_UP:
            return page(prove_first(no.sentence), 403)
        return page(no_request(no.sentence), 404)
    return RedirectResponse("/oauth/programs", 303, {"cache-control": "no-store"})
