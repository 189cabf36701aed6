"""Whatever is done in whatever order: no placement without every signature, and what was signed stays."""

import asyncio
from datetime import date, timedelta
from itertools import count
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.demo.cast import AMARA, DIMITRA
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from tests.exchange.placements.agreeing import CHAIN, KEPT, Desk, rows, seat_all, terms

ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("sign"), st.sampled_from(CHAIN), st.integers(0, 3)),
        st.tuples(st.just("refuse"), st.sampled_from(CHAIN), st.integers(0, 3)),
        st.tuples(st.just("revise"), st.sampled_from([DIMITRA.id, AMARA.id]), st.integers(0, 3)),
        st.tuples(st.just("all sign"), st.just(DIMITRA.id), st.just(0)),
    ),
    min_size=2,
    max_size=9,
)
UNSIGNED = """
    select 1 from placement_agreement one
     where (in_force is not null or exists (select from placement where agreement_id = one.id))
       and (select count(distinct step)
              from signature join agreement_version using (agreement_id, number, hash)
             where agreement_id = one.id and number = one.in_force and answer = 'SIGNED') is distinct from 4
"""
WRITTEN = "select to_jsonb(one)::text from {} one where agreement_id = :id order by 1"


def test_no_order_of_acts_makes_a_placement_without_every_signature_over_the_same_words(
    database_url: str,
) -> None:
    weeks = count()
    with asyncio.Runner() as runner:
        sessions = Sessions.at(database_url)
        runner.run(seat_all(sessions))

        async def walk(acts: list[tuple[str, UUID, int]]) -> None:
            desk, first = Desk(sessions, uuid4()), date(2030, 1, 7) + timedelta(weeks=2 * next(weeks))
            versions = [await desk.draft(terms(first))]
            written: set[object] = set()
            for act, by, back in acts:
                version = versions[-1 - min(back, len(versions) - 1)]
                try:
                    if act == "sign":
                        await desk.sign(version.hash, by)
                    elif act == "all sign":
                        await desk.sign(version.hash, *CHAIN)
                    elif act == "refuse":
                        await desk.refuse(version.hash, "Not so.", by)
                    else:
                        title = f"Version {len(versions) + 1}"
                        versions.append(
                            await desk.revise(terms(first, title=title), version, "Otherwise.", by)
                        )
                except Refused:
                    pass
                assert await rows(sessions, UNSIGNED) == []
                now = {
                    one
                    for table in ("agreement_version", "signature")
                    for one in await rows(sessions, WRITTEN.format(table), id=desk.agreement_id)
                }
                assert written <= now, "what was written is otherwise now"
                written = set(now)
            assert [one.number for one in versions] == list(range(1, len(versions) + 1))

        @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
        @given(ACTS)
        def any_order(acts: list[tuple[str, UUID, int]]) -> None:
            runner.run(walk(acts))

        any_order()
        assert runner.run(rows(sessions, KEPT))[0] > (0,), "nothing was ever in force: it proves nothing"
        runner.run(sessions.close())
