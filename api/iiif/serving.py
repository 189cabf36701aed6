"""The manifest of a photo and its list of marks, for whoever may see the photo at this moment."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.answers import refusal
from api.house import house_of
from api.iiif.listing import page
from api.iiif.manifest import CONTEXT, MEDIA_TYPE, manifest
from api.iiif.reading import Annotated, annotated
from api.media.serving import AS_LONG_AS_SEEN, NOTHING_KEPT, QUIET
from api.oauth.knowing import reaches, visitor_of
from api.words import best_liked


async def told(request: Request) -> Response:
    """The manifest."""
    one = await seen(request)
    if isinstance(one, Response):
        return one
    headers = {**QUIET, **kept(one), "content-type": MEDIA_TYPE}
    wanted = request.headers.get("accept", "")
    if "application/ld+json" not in wanted and "application/json" in wanted:
        headers |= {"content-type": "application/json", "link": f'<{CONTEXT}>; rel="profile"'}
    headers["vary"] = f"{QUIET['vary']}, Accept"
    return Response(orjson.dumps(manifest(one, house_of(request).settings.origin)), headers=headers)


async def listed(request: Request) -> Response:
    """The list, in the language that the browser likes best."""
    one = await seen(request)
    if isinstance(one, Response):
        return one
    language = best_liked(request.headers.get("accept-language", ""))
    vary = {"vary": f"{QUIET['vary']}, Accept-Language", "content-language": language}
    headers = {**QUIET, **kept(one), **vary, "content-type": "text/html; charset=utf-8"}
    return Response(page(one, language), headers=headers)


async def seen(request: Request) -> Annotated | Response:
    """The photo with its marks, or the answer that there is none: a hidden one is as absent as an unknown."""
    caller = await visitor_of(request)
    if caller.person_id is None:
        return refusal(401, "AUTH_EXPIRED", "Sign in first.")
    if not reaches(caller, "photos:read"):
        return refusal(404, "NOT_FOUND", "There is no such photo.")
    async with house_of(request).sessions.as_person(caller.person_id, own=not caller.partner) as session:
        one = await annotated(session, request.path_params["id"])
    if one is not None and one.photo.host_only and caller.partner:
        # No partner's key opens what stays between its author and the host.
        one = None
    return one or refusal(404, "NOT_FOUND", "There is no such photo.")


def kept(one: Annotated) -> dict[str, str]:
    """How long a browser keeps what is told of a photo: no longer than the photo itself."""
    withheld = one.photo.host_only or one.observation.restricted is not None
    return NOTHING_KEPT if withheld else AS_LONG_AS_SEEN
