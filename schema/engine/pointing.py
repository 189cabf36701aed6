"""The pointers of one page of the change feed: what the page's statement begins with."""

from typing import Any

from sqlalchemy import CTE, BigInteger, Integer, Text, Uuid, bindparam, column, table, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

KNOWN = """
    select k.id, k.position, k.born
      from unnest(:scopes, :positions, :borns) as k(id, position, born)
     where :epoch = (select feed_epoch.epoch from feed_epoch)
"""
"""What the device follows; nothing, if its cursor comes from another life of the database."""

FOLLOWED = """
    select scope.id, scope.kind, known.id is null as added,
           coalesce(known.position, 0) as position, coalesce(known.born, scope.position) as born
      from scope left join known on known.id = scope.id and known.id <> all(:again)
"""
"""The scopes that are the person's now, some to be read again; row-level security leaves no others."""

POINTERS = """
    select followed.id as scope_id, line.position, line.kind, line.entity_id,
           line.position > followed.born as later,
           row_number() over (order by array_position(
               array['NETWORK', 'MUSEUM', 'PROGRAMME', 'PLACEMENT', 'PERSON'], followed.kind::text
           ), followed.id, line.position) as number
      from followed cross join lateral (
               select feed.position, feed.kind, feed.entity_id
                 from feed
                where feed.scope_id = followed.id and feed.position > followed.position
                order by feed.position
                limit :page_size + 1
           ) as line
     order by number
     limit :page_size + 1
"""
"""The next lines of all logs, and one more; what others refer to comes first."""

POINTED = """
    select kind, entity_id, max(number) as number, bool_or(later) as later,
           (array_agg(scope_id order by number desc))[1] as scope_id
      from pointers
     where number <= :page_size
     group by kind, entity_id
"""
"""Each row once, however often it changed on this page."""

REACHED = """
    select coalesce(json_agg(json_build_array(
               followed.id, coalesce(read.position, followed.position), followed.born
           ) order by followed.id), '[]'::json) as places
      from followed left join (
               select scope_id, max(position) as position
                 from pointers where number <= :page_size group by scope_id
           ) as read on read.scope_id = followed.id
"""
"""Where the next page begins."""

SCOPES = """
    select 0 as section, known.id from known where not exists (select from scope where scope.id = known.id)
    union all
    select 1, followed.id from followed where followed.added
"""
"""The scopes that are no longer the person's, and those that have become theirs."""

TYPES: dict[str, TypeEngine[Any]] = {
    "scopes": ARRAY(Uuid()),
    "positions": ARRAY(BigInteger()),
    "borns": ARRAY(BigInteger()),
    "again": ARRAY(Uuid()),
    "epoch": Uuid(),
    "page_size": Integer(),
}


def expressions() -> list[CTE]:
    """The common table expressions, each built on those before it."""
    parts = {
        "known": KNOWN,
        "followed": FOLLOWED,
        "pointers": POINTERS,
        "pointed": POINTED,
        "reached": REACHED,
        "changed_scopes": SCOPES,
    }
    made = []
    for name, sql in parts.items():
        binds = [
            bindparam(bind, type_=kind, required=True) for bind, kind in TYPES.items() if f":{bind}" in sql
        ]
        made.append(text(sql).bindparams(*binds).columns(column("number")).cte(name))
    return made


POINTED_ROWS = table(
    "pointed",
    column("kind", Text),
    column("entity_id", Uuid),
    column("number", Integer),
    column("later"),
    column("scope_id", Uuid),
)
FOLLOWED_SCOPES = table("followed", column("id", Uuid))
CHANGED_SCOPES = table("changed_scopes", column("section", Integer), column("id", Uuid))
