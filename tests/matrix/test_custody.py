"""A restricted entry is opened by its one custodian; to everybody else it is not there, whatever they ask."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.people.tables import SignedIn
from tests.api.running import OURS, Running
from tests.matrix.askers import ASKERS, OWN, PARTICIPANT, PLACEMENT, Asker
from tests.matrix.doings import captured, new, photo, recording, uuid_of
from tests.matrix.furnishing import HERE, bytes_are_here, sha
from tests.matrix.stage import Answer, Stage
from tests.matrix.test_addresses import NO, come, told
from tests.matrix.world import NOW

AMARA, MENTOR, CUSTODIAN = Asker(PARTICIPANT, OWN), Asker("MENTOR", PLACEMENT), Asker("REGISTRAR", "network")
SECRET = "The shrine opens from behind."
OPEN = "mutation ($id: UUID!) { openRestricted(id: $id) { note photos { alt screen } recordings } }"
LIFT = "mutation ($id: UUID!) { liftRestriction(id: $id) }"
WHO = "query ($id: UUID!) { custodians(id: $id) }"
MINE = "query { restrictedForMe { id } }"
ACCESSES = "select by_id from access where act = 'open restricted'"


@pytest.fixture(scope="module")
def client(server: Running) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server.url, headers=OURS, timeout=20) as one:
        yield one


@pytest.fixture(scope="module")
def shrine(stage: Stage) -> dict[str, UUID]:
    """What Amara wrote, and her mentor restricted: the ids of the entry and of its parts."""
    things = stage.target(AMARA)
    parts = {"photos": [photo(HERE, sha(HERE), SECRET)], "recordings": [recording(HERE, sha(HERE), SECRET)]}
    seen = captured(things, SECRET, **parts)
    named = {"id": str(uuid_of(seen)), "why": "SACRED", "custodians": [str(CUSTODIAN.person_id)]}

    async def written() -> None:
        await stage.done(AMARA, [seen])
        await bytes_are_here(stage, things)
        await stage.done(MENTOR, [{"restrictObservation": named}])

    stage.run(written())
    ids = {"entry": uuid_of(seen)}
    return ids | {name: UUID(str(one["id"])) for name, [one] in parts.items()}


async def shown(session: AsyncSession, *, at: datetime) -> None:
    """When its custodian last showed that it is them."""
    theirs = update(SignedIn).where(SignedIn.person_id == CUSTODIAN.person_id)
    await session.execute(theirs.values(stepped_up_at=at))


def told_of(stage: Stage, document: str, named: UUID | str | None = None) -> dict[Asker, Answer]:
    given = {} if named is None else {"id": str(named)}

    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, document, **given)

    return stage.everybody(ask)


def test_nobody_but_its_custodian_opens_it_or_hears_that_it_is_there(
    stage: Stage, shrine: dict[str, UUID]
) -> None:
    unknown = told_of(stage, OPEN, new())
    for asker, answer in told_of(stage, OPEN, shrine["entry"]).items():
        if asker == CUSTODIAN:
            assert answer.data["openRestricted"]["note"] == SECRET
            assert len(answer.data["openRestricted"]["photos"]) == 1
        else:
            assert SECRET not in answer.text, asker
            assert answer == unknown[asker], asker
    by = {row.by_id for row in stage.run(stage.rows(ACCESSES))}
    assert by == {CUSTODIAN.person_id}
    for asker, answer in told_of(stage, MINE).items():
        assert (str(shrine["entry"]) in answer.text) is (asker == CUSTODIAN), asker
    for asker, answer in told_of(stage, WHO, shrine["entry"]).items():
        knows = bool(answer.data and answer.data["custodians"])
        assert knows is (asker in {AMARA, CUSTODIAN}), asker


@pytest.mark.parametrize("part", ["photos/%s/original", "photos/%s/screen", "recordings/%s"])
def test_its_bytes_are_served_to_its_custodian_and_kept_nowhere(
    stage: Stage, client: httpx2.Client, shrine: dict[str, UUID], part: str
) -> None:
    here, elsewhere = f"GET /media/restricted/{part}", f"GET /media/{part}"
    named = shrine[part.split("/", maxsplit=1)[0]]
    for asker in ASKERS:
        answer = come(stage, client, asker, here % named)
        if asker == CUSTODIAN:
            assert (answer.status_code, answer.content) == (200, HERE)
            assert answer.headers["cache-control"] == "private, no-store"
        else:
            assert answer.status_code in NO, asker
            assert told(answer) == told(come(stage, client, asker, here % new())), asker
        if asker != AMARA:
            assert come(stage, client, asker, elsewhere % named).status_code in NO, asker


def test_nothing_is_opened_by_who_has_not_just_shown_that_it_is_them(
    stage: Stage, client: httpx2.Client, shrine: dict[str, UUID]
) -> None:
    stage.run(stage.as_steward(partial(shown, at=NOW - timedelta(minutes=16))))
    try:
        for document in (OPEN, LIFT):
            answer = stage.run(stage.answer(CUSTODIAN, document, id=str(shrine["entry"])))
            assert SECRET not in answer.text
            assert [one["extensions"]["code"] for one in answer.errors] == ["STEP_UP"]
        no = come(stage, client, CUSTODIAN, f"GET /media/restricted/photos/{shrine['photos']}/screen")
        assert (no.status_code, no.json()["error"]["code"]) == (403, "STEP_UP")
    finally:
        stage.run(stage.as_steward(partial(shown, at=NOW)))


def test_nobody_but_its_custodian_lifts_it(stage: Stage, shrine: dict[str, UUID]) -> None:
    async def ask(asker: Asker) -> Answer:
        return await stage.answer(asker, LIFT, id=str(shrine["entry"]))

    answers = stage.everybody(ask, [asker for asker in ASKERS if asker != CUSTODIAN])
    assert not any(answer.data for answer in answers.values())
    kept = "select restricted from observation where id = :id"
    assert [tuple(row) for row in stage.run(stage.rows(kept, id=shrine["entry"]))] == [("SACRED",)]
    assert stage.run(ask(CUSTODIAN)).data == {"liftRestriction": True}
    assert [tuple(row) for row in stage.run(stage.rows(kept, id=shrine["entry"]))] == [(None,)]
