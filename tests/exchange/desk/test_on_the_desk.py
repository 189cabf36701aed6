"""What lies on Dimitra's desk, what leaves it once somebody did it, and that nobody else has it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from api.demo.cast import CHINEDU, HANNELORE
from exchange.desk import collecting, papers, watching
from exchange.desk.covering import covered
from exchange.desk.finding import Found, find
from exchange.desk.stages import Case, Stage
from exchange.desk.stays import Stay, Sure
from exchange.desk.urgency import Needs, Pending
from exchange.ground.sessions import Sessions
from exchange.matching.applying import check_application
from exchange.matching.waiving import ask_waiver, waive
from exchange.programmes.eligibility import Fact
from tests.cast import ADWOA, AMARA, DIMITRA, INGRID, LEYLA, MORNING
from tests.exchange.matching.round import Round
from tests.exchange.placements.agreeing import CHAIN, Desk, seat_all, terms

AT = MORNING + timedelta(hours=2)


async def on_the_desk(
    sessions: Sessions, by: UUID = DIMITRA.id
) -> tuple[Sequence[Pending], Sequence[Case], Sequence[Stay]]:
    """What somebody's desk holds."""
    async with sessions.as_person(by) as session:
        desk = await covered(session, by=by, at=AT)
        lying = await collecting.papers(session, desk)
        pending = [*papers.pending(lying), *await watching.watched(session, desk)]
    return (
        pending,
        list(papers.cases(lying, today=AT.date())),
        list(papers.stays(lying, today=AT.date())),
    )


def needs(pending: Sequence[Pending]) -> list[tuple[Needs, str | None]]:
    return [(one.needs, one.whose) for one in pending]


async def test_nobody_but_its_coordinator_has_a_desk(round_of_2027: Round) -> None:
    for one in (AMARA, INGRID, LEYLA, ADWOA, CHINEDU):
        async with round_of_2027.sessions.as_person(one.id) as session:
            assert not await covered(session, by=one.id, at=AT), one.name
    async with round_of_2027.sessions.as_person(DIMITRA.id) as session:
        assert await covered(session, by=DIMITRA.id, at=AT)


async def test_a_draft_comes_to_the_desk_when_a_waiver_is_asked_and_leaves_it_when_it_is_given(
    round_of_2027: Round,
) -> None:
    here = round_of_2027
    draft = await here.drafts()
    assert (await on_the_desk(here.sessions))[0] == []
    async with here.sessions.as_person(AMARA.id) as session:
        await check_application(session, draft, placements=0, by=AMARA.id, at=MORNING)
        await ask_waiver(session, draft, "My director decides in December.", by=AMARA.id, at=MORNING)
    pending, cases, _ = await on_the_desk(here.sessions)
    [asked] = pending
    assert (asked.needs, asked.person, asked.path) == (
        Needs.WAIVER,
        AMARA.name,
        f"/applications/{draft}",
    )
    assert asked.until is not None
    assert [one.stage for one in cases if one.id == draft] == [Stage.DRAFTED]
    async with here.sessions.as_person(DIMITRA.id) as session:
        reason = "The pledge comes by letter."
        await waive(session, draft, Fact.DAYS_PLEDGED, reason, by=DIMITRA.id, at=AT)
    assert (await on_the_desk(here.sessions))[0] == []


async def test_an_agreement_waits_for_whoever_is_next_until_everybody_has_signed(sessions: Sessions) -> None:
    await seat_all(sessions)
    agreeing = Desk(sessions, uuid4())
    version = await agreeing.draft(terms())
    await agreeing.sign(version.hash, AMARA.id)
    pending, cases, stays = await on_the_desk(sessions)
    assert needs(pending) == [(Needs.SIGNATURE, HANNELORE.name)]
    assert pending[0].until == terms().hosts[0].since
    assert [(one.stage, one.path) for one in cases] == [
        (Stage.AGREEMENT, f"/agreements/{agreeing.agreement_id}")
    ]
    assert [one.sure for one in stays] == [Sure.PROPOSED]
    await agreeing.sign(version.hash, *CHAIN[1:])
    pending, cases, stays = await on_the_desk(sessions)
    assert pending == []
    assert [one.stage for one in cases] == [Stage.SIGNED]
    assert [(one.sure, one.person) for one in stays] == [(Sure.AGREED, AMARA.name)]


async def test_a_refused_agreement_needs_other_words(sessions: Sessions) -> None:
    await seat_all(sessions)
    agreeing = Desk(sessions, uuid4())
    version = await agreeing.draft(terms())
    await agreeing.refuse(version.hash, "Not in the week of the move.", AMARA.id)
    pending, cases, _ = await on_the_desk(sessions)
    assert needs(pending) == [(Needs.REWORDING, None)]
    assert [one.stage for one in cases] == [Stage.AGREEMENT]


async def test_names_are_found_however_they_are_spelt_and_only_by_who_may_see_them(
    sessions: Sessions,
) -> None:
    await seat_all(sessions)
    agreeing = Desk(sessions, uuid4())
    await agreeing.draft(terms(title="Löschpapier & Øre"))

    async def found(words: str, by: UUID) -> list[tuple[Found, str]]:
        async with sessions.as_person(by) as session:
            return [(one.kind, one.title) for one in await find(session, words)]

    assert await found("loschpapier ore", LEYLA.id) == []
    assert await found("loschpapier ore", DIMITRA.id) == [(Found.AGREEMENT, "Löschpapier & Øre")]
    assert await found("HANNELORE weiss", LEYLA.id) == [(Found.PERSON, "Hannelore Weiß")]
    assert await found("παπαδακη", LEYLA.id) == [(Found.PERSON, DIMITRA.name)]
    assert await found("100% _", DIMITRA.id) == []
    assert await found("  ", DIMITRA.id) == []
