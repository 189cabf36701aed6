"""Who comes to which address beside the graph: over real HTTP, with a cookie, with a key, with nothing."""

import base64
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.cookies import cookie_name
from api.auth.ending import shown_id
from api.auth.signing import begin_session
from api.auth.tokens import token_hash
from api.media.storage import Storage
from api.mine.archiving import key_of_archive
from exchange.ground.ids import uuid7
from exchange.people.identities import Newcomer
from exchange.people.tables import Passkey
from exchange.privacy.tables import Archive, ArchiveState
from schema.access import PARTNER, PUBLIC
from tests.api.running import OURS, Running
from tests.matrix.askers import ACCESS, ASKERS, OWN, PARTICIPANT, Asker, may
from tests.matrix.doings import AUDIENCES, new
from tests.matrix.furnishing import COMING, HERE, sha
from tests.matrix.stage import Stage
from tests.matrix.test_seeing import leaks
from tests.matrix.world import HOST, NOW

NO = (401, 403, 404, 409)
TUS = {"tus-resumable": "1.0.0"}
PIECE = {**TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream"}
WITHOUT_COOKIE = ("DELETE /auth/session", "POST /auth/demo")
"""They end the session they come with; the next line still needs it."""
WRONG_CODE = "CODE_WRONG"
"""A code that does not fit is answered 401 as well, and only to who may try one."""
DEAR = ("POST /mine/archive",)
"""What makes the museum work for a while is asked for by a few."""
ASKING = {"query": "{ __typename }"}


@pytest.fixture(scope="module")
def client(server: Running) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server.url, headers=OURS, timeout=20) as one:
        yield one


def come(stage: Stage, client: httpx2.Client, asker: Asker, address: str, **said: Any) -> httpx2.Response:
    """Come to an address as somebody."""
    method, path = address.split(" ")
    headers = dict(said.pop("headers", {}))
    bare = f"{method} {path}" in WITHOUT_COOKIE
    if asker.lent and asker.person_id:
        headers["authorization"] = f"Bearer {stage.keys[asker.person_id]}"
    elif asker.person_id and not bare:
        headers["cookie"] = f"{cookie_name(stage.settings)}={stage.tokens[asker.person_id]}"
    answer = client.request(method, path, headers=headers, **said)
    client.cookies.clear()
    return answer


def pictures() -> list[tuple[str, str, str]]:
    """Every address of bytes, and of what is told of a photo, with the kind of row that they belong to."""
    shapes = [(f"GET /media/photos/%s/{shape}", "Photo") for shape in ("original", "screen", "thumb")]
    shapes += [(f"GET /iiif/photos/%s/{told}", "Photo") for told in ("manifest.json", "marks.html")]
    return [
        (address, f"{kind} {audience}", ACCESS.kinds()[f"{kind} {audience}"])
        for address, kind in [*shapes, ("GET /media/recordings/%s", "Recording")]
        for audience in AUDIENCES
    ]


@pytest.mark.parametrize("address, kind, who", pictures())
def test_bytes_are_served_to_whom_the_file_names(
    stage: Stage, client: httpx2.Client, address: str, kind: str, who: str
) -> None:
    wrong = []
    absent: dict[tuple[bool, bool], httpx2.Response] = {}
    for asker in ASKERS:
        answer = come(stage, client, asker, address % stage.target(asker).ids[kind])
        knocking = (asker.lent, asker.person_id is None)
        if knocking not in absent:
            absent[knocking] = come(stage, client, asker, address % new())
        unknown = absent[knocking]
        if (answer.status_code == 200) is not may(who, asker):
            wrong.append(f"{asker}: {answer.status_code}")
        if answer.status_code != 200 and told(answer) != told(unknown):
            wrong.append(f"{asker}: hears that it is there")
        assert unknown.status_code in NO
    assert wrong == []


def told(answer: httpx2.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that an answer says, but for when and under which number."""
    apart = ("date", "x-request-id")
    return answer.status_code, answer.content, [one for one in answer.headers.items() if one[0] not in apart]


def begun(photo: UUID) -> dict[str, str]:
    """Ask to send the bytes of a photo."""
    said = {"photoId": str(photo), "sha256": sha(COMING)}
    words = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items())
    return {**TUS, "upload-length": str(len(COMING)), "upload-metadata": words}


def test_the_bytes_of_a_photo_are_sent_by_whom_the_file_names(stage: Stage, client: httpx2.Client) -> None:
    uploads: dict[str, str] = {}
    owners = [asker for asker in ASKERS if asker.relation == OWN and not asker.lent]
    for asker in owners:
        spare = stage.target(asker).ids["photo of editObservation"]
        answer = come(stage, client, asker, "POST /media/uploads", headers=begun(spare))
        assert answer.status_code == 201, answer.text
        uploads[asker.owner] = answer.headers["location"]
    others = [asker for asker in ASKERS if asker not in owners]
    wrong = []
    for asker in [*others, *owners]:
        where, spare = uploads[asker.owner], stage.target(asker).ids["photo of editObservation"]
        known = steps(stage, client, asker, spare, where)
        unknown = steps(stage, client, asker, UUID(new()), f"/media/uploads/{'x' * 32}")
        for name, answer in known.items():
            line = f"{name} /media/uploads" + ("" if name == "POST" else "/{name}")
            if (answer.status_code not in NO) is not may(ACCESS.said["addresses"][line], asker):
                wrong.append(f"{asker}: {name}: {answer.status_code}")
            if answer.status_code in NO and told(answer) != told(unknown[name]):
                wrong.append(f"{asker}: {name} tells that it is there")
            wrong += leaks(asker, str(told(answer)))
    assert wrong == []


def steps(
    stage: Stage, client: httpx2.Client, asker: Asker, photo: UUID, where: str
) -> dict[str, httpx2.Response]:
    """Begin an upload, ask how far it is, and send it."""
    return {
        "POST": come(stage, client, asker, "POST /media/uploads", headers=begun(photo)),
        "HEAD": come(stage, client, asker, f"HEAD {where}", headers=TUS),
        "PATCH": come(stage, client, asker, f"PATCH {where}", headers=PIECE, content=COMING),
    }


def about_oneself() -> list[tuple[str, str]]:
    """The addresses that name nobody's row: they are about whoever asks, or about nobody."""
    return [
        (address, who)
        for address, who in ACCESS.said["addresses"].items()
        if who in ("anybody", "known", "lent", "signed_in") and "{" not in address
    ]


@pytest.mark.parametrize("address, who", about_oneself())
def test_an_address_is_open_to_whom_the_file_names(
    stage: Stage, client: httpx2.Client, address: str, who: str
) -> None:
    body: Any = ASKING if "graphql" in address else {"email": "nobody@museum.example"}
    said: dict[str, Any] = {"json": body} if address.startswith("POST") else {}
    if address.startswith("GET") and address.endswith("/graphql"):
        said = {"params": ASKING}
    askers = [
        asker for asker in ASKERS if address not in DEAR or asker.role in (PARTICIPANT, PARTNER, PUBLIC)
    ]
    answers = {asker: come(stage, client, asker, address, **said) for asker in askers}
    wrong = []
    for asker, answer in answers.items():
        assert answer.status_code < 500 or address == "GET /developers/graphiql", answer.text
        if not address.startswith("GET /register"):  # a network publishes its name there
            wrong += leaks(asker, str(told(answer)))
        refused = answer.status_code == 401 and WRONG_CODE not in answer.text
        if who != "anybody" and refused is may(who, asker):
            wrong.append(f"{asker}: {answer.status_code}")
    assert wrong == []
    if who == "anybody" and "/graphql" not in address:
        assert len({answer.status_code for answer in answers.values()}) == 1, "anybody is answered alike"


async def made(session: AsyncSession, address: str, person_id: UUID) -> UUID:
    """Something at an address that is somebody's own, or that their museum decides about; its id there."""
    if "places" in address:
        return shown_id(token_hash(await begin_session(session, person_id, at=NOW)))
    thing = ROWS[address.split("/")[2]](uuid7(NOW), person_id)
    session.add(thing)
    return thing.id


ROWS: dict[str, Callable[[UUID, UUID], Passkey | Archive | Newcomer]] = {
    "passkeys": lambda named, person_id: Passkey(
        id=named,
        person_id=person_id,
        credential_id=named.bytes,
        public_key=b"a key",
        sign_count=0,
        name="A phone",
        made_at=NOW,
        seen_at=None,
    ),
    "archive": lambda named, person_id: Archive(
        id=named,
        person_id=person_id,
        state=ArchiveState.READY,
        asked_at=NOW,
        size=len(HERE),
        until=NOW + timedelta(days=1),
        next_try_at=None,
    ),
    "newcomers": lambda named, _: Newcomer(
        id=named,
        museum_id=HOST,
        issuer="https://museum.example",
        subject=str(named),
        name="Nobody yet",
        email=f"{named}@museum.example",
        locale="en",
        asked_at=NOW,
        turned_away_at=None,
    ),
}
SOMEBODY_S = [
    address
    for address, who in ACCESS.said["addresses"].items()
    if address.endswith("{id}") and who in ("alone", "coordinator")
]


@pytest.mark.parametrize("address", SOMEBODY_S)
def test_what_is_at_an_address_is_for_whom_the_file_names(
    stage: Stage, client: httpx2.Client, address: str
) -> None:
    def kept() -> int:
        (row,) = stage.run(stage.rows("select count(*) from passkey"))
        return int(row[0])

    theirs = {
        role: stage.run(stage.as_steward(partial(made, address=address, person_id=things.participant)))
        for role, things in stage.things.items()
    }
    for role, named in theirs.items():
        archive = key_of_archive(stage.things[role].participant, named)
        stage.run(Storage(stage.settings.media_address).put(archive, HERE))
    who = ACCESS.said["addresses"][address]
    wrong = []
    for asker in sorted(ASKERS, key=lambda one: may(who, one)):
        before = kept()
        unknown = come(stage, client, asker, address.replace("{id}", new()))
        answer = come(stage, client, asker, address.replace("{id}", str(theirs[asker.owner])))
        # Taking a passkey away that is not there is done already: only what is kept tells.
        done = kept() < before if "passkeys" in address else answer.is_success
        if done is not may(who, asker):
            wrong.append(f"{asker}: {answer.status_code}")
        if not done and told(answer) != told(unknown):
            wrong.append(f"{asker}: hears that it is there")
    assert wrong == []
