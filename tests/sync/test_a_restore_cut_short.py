"""A restore that is killed between the dump and the new epoch: nobody serves it, and it is done again."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from api.backup.backing_up import back_up
from api.backup.restoring import restore
from api.backup.under_way import be_whole, is_under_way
from api.embedded.trouble import WillNotStart
from api.media.storage import Storage
from api.verbs.restored import restored
from exchange.floor.pushes import Outcome
from exchange.ground.sessions import Sessions
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen

TOP = Path(__file__).parents[2]
STEPS = ["begin_epoch", *(["erase_again"] if "NIGHTLY" in os.environ else [])]
KILLED_BEFORE = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
from api.backup import restoring
from api.media.storage import Storage
from exchange.ground.sessions import Sessions

def die(*_given, **_named):
    os.kill(os.getpid(), 9)

step, url, store, kept = sys.argv[1:]
setattr(restoring, step, die)
sessions, at = Sessions.at(url, size=1), datetime.now(UTC)
asyncio.run(restoring.restore(sessions, Storage(store), url, Path(kept), at=at))
"""


def killed_before(step: str, url: str, store: Storage, kept: Path) -> None:
    """Restore in a process of its own, which dies before it takes this step."""
    assert store.folder is not None
    command = [sys.executable, "-c", KILLED_BEFORE, step, url, store.folder.as_uri(), str(kept)]
    done = subprocess.run(command, cwd=TOP, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.parametrize("step", STEPS)
async def test_killed_on_its_way_it_is_not_served_until_it_was_done_again(
    database_url: str,
    elsewhere: str,
    amara: Phone,
    storage: Storage,
    step: str,
) -> None:
    assert storage.folder is not None
    house, kept = amara.house, storage.folder.with_name("kept")
    await amara.done(seen(house.placement))
    assert await back_up(house.sessions, storage, database_url, kept, at=MORNING) == []
    before = await amara.push()
    assert isinstance(before, Outcome)
    fresh = Storage(storage.folder.with_name("new disk").as_uri())

    killed_before(step, elsewhere, fresh, kept)
    sessions = Sessions.at(elsewhere, size=1)
    here: House = replace(house, sessions=sessions)
    assert await here.count("observation") == 1
    with pytest.raises(WillNotStart, match="was cut short"):
        await be_whole(elsewhere)
    async with sessions.as_steward() as session:
        assert await restored(session) == 1, "only the whole of it makes it whole"

    epoch = await restore(sessions, fresh, elsewhere, kept, at=MORNING)
    await be_whole(elsewhere)
    async with sessions.as_steward() as session:
        assert not await is_under_way(session)
    amara.house = here
    after = await amara.push()
    assert isinstance(after, Outcome)
    assert after.feed_epoch == epoch != before.feed_epoch
    assert await here.count("observation") == 1
    await sessions.close()
