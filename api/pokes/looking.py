"""Looking whether anything changed for those who listen: one statement, twice a second, for all of them.

The position of a scope's log moves with every act in it, in the act's own transaction. So a person's mark,
made of the positions of their scopes of this moment, is another one exactly when `changes` has something
new for them.
"""

import logging
import time

import anyio
from sqlalchemy import text

from api.house import House

log = logging.getLogger("understudy.pokes")

AGAIN = 2.0
MARKS = text(
    """
    select person.id, (select epoch from feed_epoch), shown.marks, shown.shared
      from unnest(cast(:people as uuid[])) as person(id),
           lateral (
               select md5(coalesce(string_agg(place.mark, ',' order by scope_id), '')) as marks,
                      md5(coalesce(string_agg(place.mark, ',' order by scope_id)
                                   filter (where scope_id <> person.id), '')) as shared
                 from (select scope_id, concat(scope.id, scope.position) as mark
                         from scope_member join scope on scope.id = scope_member.scope_id
                        where scope_member.person_id = person.id
                          and (left_at is null or left_at > now())) as place
           ) as shown
    """
)


async def look(house: House) -> None:
    """Ring for everybody for whom something changed, for as long as this process lives."""
    board = house.board
    while True:
        await board.somebody.wait()
        if not board.listeners():
            board.somebody = anyio.Event()
            continue
        begun = time.monotonic()
        try:
            await look_once(house)
        except Exception:
            # The database is away, or this is a bug: phones still ask by themselves, now and then.
            log.warning("could not look for changes; trying again", exc_info=True)
            await anyio.sleep(AGAIN)
        # However many listen, looking takes at most a tenth of the time.
        await anyio.sleep(max(board.looked_every, 9 * (time.monotonic() - begun)))


async def look_once(house: House) -> None:
    """Show everybody who listens how their scopes stand now."""
    async with house.sessions.as_steward() as steward:
        rows = list(await steward.execute(MARKS, {"people": house.board.listeners()}))
    marks = {}
    for person_id, epoch, mine, shared in rows:
        marks[person_id, False] = f"{epoch} {mine}"
        marks[person_id, True] = f"{epoch} {shared}"
    house.board.show(marks)
