"""Whether the process lives, and what it can do."""

import anyio
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.backup.under_way import is_under_way
from api.house import House, house_of
from migrations.moving import current, head

PATIENCE = 2.0  # seconds for all answers together


async def alive(_request: Request) -> Response:
    """The process answers."""
    return answer({"alive": True})


async def ready(request: Request) -> Response:
    """Ready when the database answers, whole and at the newest revision: then people can work.

    Without room for photos or in the database there is less that they can do, which is said beside it. A
    proxy must not turn everybody away for that.
    """
    house = house_of(request)
    checks = dict.fromkeys(("database", "migrations", "whole", "media"), False)
    checks["room"] = house.room.is_there()
    async with anyio.create_task_group() as asking:
        asking.start_soon(look_at_database, house, checks)
        asking.start_soon(look_at_media, house, checks)
    fine = checks["database"] and checks["migrations"] and checks["whole"]
    return answer({"ready": fine, **checks}, 200 if fine else 503)


async def look_at_media(house: House, checks: dict[str, bool]) -> None:
    """Whether photos can be stored."""
    with anyio.move_on_after(PATIENCE):
        checks["media"] = await house.storage.writable()


async def look_at_database(house: House, checks: dict[str, bool]) -> None:
    """Whether the database answers, and at which revision."""
    with anyio.move_on_after(PATIENCE):
        found = await standing(house)
        checks["database"] = found is not None
        at, whole = found or ("", False)
        checks["migrations"] = at == head()
        checks["whole"] = whole


async def standing(house: House) -> tuple[str, bool] | None:
    """At which revision the database stands, and whether it is whole; None when it does not answer."""
    try:
        async with house.sessions.as_steward() as session:
            connection = await session.connection()
            at = await connection.run_sync(current) or ""
            return at, not await is_under_way(session)
    except Exception:  # noqa: BLE001 - whatever is wrong, it does not answer
        return None
