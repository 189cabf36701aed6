"""A canary in everything that Ana writes, says or is called: found nowhere, it was forgotten everywhere."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from PIL import Image

from api.auth.signing import give_token
from api.backup.programs import run
from api.house import House
from api.media.tidying import tidy_once
from tests.api.capturing import captures
from tests.api.running import Running
from tests.api.sending import begin, send, sent
from tests.api.world import NOW, World

CANARY = "kanarienvogel"
FORMULA = f"=HYPERLINK({CANARY})"


def picture() -> bytes:
    """A photo that says in its metadata who took it."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = CANARY
    Image.new("RGB", (64, 48), "red").save(file, "JPEG", exif=exif)
    return file.getvalue()


def sing(server: Running, world: World) -> None:
    """Let Ana leave her canary everywhere."""
    world.do("update person set name = :name where id = :id", name=CANARY, id=world.ana)
    world.do(
        "update sign_in_address set email = :m where person_id = :id", m=f"{CANARY}@x.example", id=world.ana
    )
    world.within(lambda session: give_token(session, world.ana, name=CANARY, life=timedelta(days=1), at=NOW))
    content = picture()
    shown, half = world.photo(content), world.photo(content + b"half" * 99)
    with server.browser(world.ana) as phone:
        phone.post("/auth/code", json={"email": f"{CANARY}@x.example"})
        sent(phone, shown, content)
        where = begin(phone, half).headers["location"]
        send(phone, where, content)
        push(phone, world)
    with server.browser(world.marit) as tablet:
        tablet.get(f"/media/photos/{shown.id}/original")
    told = {"id": uuid4(), "me": world.ana, "scope": world.placement, "of": shown.observation_id, "c": CANARY}
    world.do("insert into tag values (:id, :scope, :of, :c, now(), null, 1)", **told)
    world.do("insert into comment values (:id, :scope, :of, :me, :c, now(), now(), null, 1)", **told)
    world.do("insert into decision values (:id, :scope, :of, :me, 'SENT_BACK', :c, now(), now(), 1)", **told)
    quoted = {"id": uuid4(), "she": world.marit, "c": f"You wrote “{CANARY}”: where was that?"}
    quoted |= {name: told[name] for name in ("scope", "of")}
    world.do("insert into comment values (:id, :scope, :of, :she, :c, now(), now(), null, 1)", **quoted)
    quoted["id"] = uuid4()
    world.do(
        "insert into decision values (:id, :scope, :of, :she, 'SENT_BACK', :c, now(), now(), 1)", **quoted
    )
    world.do(
        """insert into text_version
           (id, scope_id, observation_id, field, value, author_id, written_at, rev, kept)
           values (:id, :scope, :of, 'note', :c, :me, now(), 1, false)""",
        **told,
    )
    world.do(
        "insert into passkey values (:id, :me, 'x', 'y', 0, :c, now(), null)",
        **{name: told[name] for name in ("id", "me", "c")},
    )


def push(phone: httpx2.Client, world: World) -> None:
    """Capture, promise and send something that cannot be taken."""
    body: Any = captures(world.placement, 3)
    first, second, third = body["variables"]["input"]["ops"]
    noted = first["do"]["captureObservation"]
    noted |= {"note": FORMULA, "zone": CANARY, "objectNumber": CANARY, "procedure": CANARY}
    at = second["capturedAt"]
    second["do"] = {
        "makeCommitment": {
            "id": second["do"]["captureObservation"]["id"],
            "placementId": str(world.placement),
            "observationId": None,
            "sentence": CANARY,
            "dueOn": "2027-01-01",
            "audience": "MENTOR",
            "capturedZone": "Europe/Berlin",
        }
    }
    third["do"]["captureObservation"] |= {"note": CANARY, "placementId": str(uuid4()), "zone": at}
    answer = phone.post("/graphql", json=body).json()
    assert answer["data"], answer
    kinds = [one["__typename"] for one in answer["data"]["push"]["results"]]
    assert kinds == ["OpApplied", "OpApplied", "OpRejected"], answer


def in_house(server: Running, world: World, act: Callable[[House], Awaitable[Any]]) -> Any:
    """Do something as the server's duties would, beside it."""

    async def run_it() -> Any:
        async with House.opened(server.settings, world.url) as house:
            return await act(house)

    return asyncio.run(run_it())


def later(server: Running, world: World, after: timedelta) -> None:
    """Let some time pass, and the hourly duty come."""
    in_house(server, world, lambda house: tidy_once(house, at=NOW + after))


def places(url: str, folder: Path) -> set[str]:
    """Where the canary is: every line of the whole database, every file below a folder."""
    plain = folder / "dump.sql"
    asyncio.run(run("pg_dump", url, f"--file={plain}"))
    found, table = set(), ""
    for line in plain.read_text().splitlines():
        if line.startswith("COPY "):
            table = line.split()[1]
        if CANARY in line.lower() or CANARY.encode().hex() in line:
            found.add(table)
    plain.unlink()
    return found | {
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and CANARY.encode() in file.read_bytes() + file.name.encode()
    }
