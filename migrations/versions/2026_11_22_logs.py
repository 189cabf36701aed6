"""All lines that one transaction writes into a log are written at once."""

from collections.abc import Sequence

from alembic import op

revision: str = "logs"
down_revision: str | Sequence[str] | None = "roles"

# Line number n tells of the rows that stand behind place ends[n - 1], up to place ends[n].
APPEND_LINES = """
create function append_lines(
    log uuid, moment timestamp with time zone, actor uuid,
    acts text[], lines text[], ends integer[], kinds text[], ids uuid[]
) returns bigint
    language plpgsql volatile security definer
    as $$
        declare
            start bigint;
            head bytea;
            heads bytea[];
        begin
            select position, journal_head into start, head from public.scope where id = log for no key update;
            if not found then
                return null;
            end if;
            for n in 1 .. cardinality(lines) loop
                head := sha256(head || convert_to(lines[n], 'UTF8'));
                heads[n] := head;
            end loop;
            update public.scope set position = start + cardinality(ids), journal_head = head where id = log;
            insert into public.feed (scope_id, position, kind, entity_id, at)
            select log, start + place, kind, id, moment
              from unnest(kinds, ids) with ordinality as pointer(kind, id, place);
            insert into public.journal (scope_id, position, at, by_id, act, line, hash)
            select log, start + place, moment, actor, act, line, hash
              from unnest(ends, acts, lines, heads) as told(place, act, line, hash);
            return start + cardinality(ids);
        end
    $$
"""
SIGNATURE = "append_lines(uuid, timestamp with time zone, uuid, text[], text[], integer[], text[], uuid[])"


def upgrade() -> None:
    op.execute(APPEND_LINES)
    op.execute(f"revoke execute on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to understudy_app, understudy_steward")


def downgrade() -> None:
    op.execute(f"drop function {SIGNATURE}")
