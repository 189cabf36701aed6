"""Whether the process lives, and whether it can work."""

import anyio
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer
from api.house import House, house_of
from migrations.moving import current, head


async def alive(_request: Request) -> Response:
    """The process answers."""
    return answer({"alive": True})


async def ready(request: Request) -> Response:
    """The database answers at the newest revision, and photos can be stored."""
    house = house_of(request)
    checks = {"database": False, "migrations": False, "media": False}
    with anyio.move_on_after(2):
        checks["media"] = await house.storage.writable()
        at = await revision(house)
        checks["database"] = at is not None
        checks["migrations"] = at == head()
    fine = all(checks.values())
    return answer({"ready": fine, **checks}, 200 if fine else 503)


async def revision(house: House) -> str | None:
    """The revision the database stands at; None when it does not answer."""
    try:
        async with house.sessions.as_steward() as session:
            connection = await session.connection()
            return await connection.run_sync(current) or ""
    except Exception:  # noqa: BLE001 - whatever is wrong, it does not answer
        return None
