"""An agreement is in force when everybody has signed the same words; what was signed stays as it was."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import anyio
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    HANNELORE,
    INGRID,
    LAGOON,
    LEYLA,
    MISAKI,
    NETWORK_ID,
    SPEICHERHOF,
    STRANDHALL,
)
from exchange.governance.charter import Content
from exchange.governance.chartering import publish_charter, sign
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.placements import signing
from exchange.placements.agreements import Delegation
from exchange.placements.diff import Change, Subject, changes
from exchange.placements.signing import Scan
from exchange.placements.terms import Day, Signatory, Step, Terms, hash_of
from exchange.privacy.erasing import erase
from tests.cast import MORNING
from tests.exchange.placements.agreeing import CHAIN, FIRST_DAY, KEPT, Desk, host, rows, seat_all, terms

pytestmark = pytest.mark.anyio


@pytest.fixture
async def desk(sessions: Sessions) -> Desk:
    await seat_all(sessions)
    return Desk(sessions, uuid4())


async def refusal(doing: object) -> Refused:
    with pytest.raises(Refused) as no:
        await doing  # type: ignore[misc]
    return no.value


async def test_nothing_is_agreed_with_a_museum_that_does_not_hold_to_the_charter(desk: Desk) -> None:
    content = Content("We lend people.", "Say what binds you.", "Ask first.", "Turn by turn.", "Nobody pays.")
    async with desk.sessions.as_steward() as session:
        charter = await publish_charter(session, NETWORK_ID, content, by=DIMITRA.id, at=MORNING)
        await sign(session, charter, LAGOON.id, by=CHINEDU.id, at=MORNING)
    no = await refusal(desk.draft(terms()))
    assert (no.code, no.field) == ("NOT_RATIFIED", "content")
    assert no.sentence.startswith(f"{SPEICHERHOF.name}: ")
    assert await rows(desk.sessions, "select id from placement_agreement") == []
    async with desk.sessions.as_steward() as session:
        charter = await session.merge(charter)
        await sign(session, charter, SPEICHERHOF.id, by=HANNELORE.id, at=MORNING)
    await desk.draft(terms())


async def test_only_who_coordinates_the_programme_drafts_and_only_what_fits_together(desk: Desk) -> None:
    said = terms()
    for by in (AMARA.id, HANNELORE.id, CHINEDU.id, LEYLA.id):
        assert (await refusal(desk.draft(said, by=by))).code == "NOT_FOUND_OR_FORBIDDEN"
    wrong: dict[str, dict[str, object]] = {
        "signatories": {"signatories": said.signatories[:3] + said.signatories[:1]},
        "hosts": {"hosts": (said.hosts[0].model_copy(update={"share": 60}),)},
        "days": {"days": said.days[::-1]},
    }
    for field, update in wrong.items():
        assert (await refusal(desk.draft(said.model_copy(update=update)))).field == field
    stranger = Signatory(step=Step.SPONSOR, person_id=LEYLA.id, museum_id=LAGOON.id)
    no = await refusal(desk.draft(said.model_copy(update={"signatories": (*said.signatories[:3], stranger)})))
    assert no.sentence == "Whoever signs works at the museum that they sign for."
    assert (
        await rows(
            desk.sessions,
            "select 1 from placement_agreement union select 1 from scope where kind='AGREEMENT'",
        )
        == []
    )


async def test_who_signs_what_was_changed_meanwhile_hears_so_and_signs_nothing(desk: Desk) -> None:
    first = await desk.draft(terms())
    await desk.sign(first.hash, AMARA.id)
    second = await desk.revise(terms(title="Paper, and patience"), first)
    no = await refusal(desk.sign(first.hash, HANNELORE.id))
    assert no.code == "CONFLICT"
    assert no.sentence == "The agreement was changed after you opened it: read what changed, then sign."
    # What Amara signed does not count for the new words: it is her turn again.
    assert (await refusal(desk.sign(second.hash, HANNELORE.id))).code == "NOT_YOUR_TURN"
    await desk.sign(second.hash, *CHAIN[:3])
    assert await rows(desk.sessions, KEPT) == [(0,)]
    await desk.sign(second.hash, CHINEDU.id)
    assert await rows(desk.sessions, KEPT) == [(1,)]
    assert (await refusal(desk.sign(second.hash, CHINEDU.id))).code == "STATUS_MOVED"


async def test_a_refusal_says_why_and_leaves_the_document_to_be_worded_anew(desk: Desk) -> None:
    first = await desk.draft(terms())
    assert (await refusal(desk.refuse(first.hash, "  ", AMARA.id))).field == "reason"
    await desk.refuse(first.hash, "Two days are too few.", AMARA.id)
    assert (await refusal(desk.sign(first.hash, AMARA.id))).code == "STATUS_MOVED"
    assert (await refusal(desk.revise(terms(), first))).field == "content"
    second = await desk.revise(terms(days=3), first)
    await desk.sign(second.hash, *CHAIN)
    assert await rows(desk.sessions, "select on_date from booked_day order by 1") == [
        (FIRST_DAY + timedelta(one),) for one in range(3)
    ]


async def test_an_amendment_says_why_takes_the_same_chain_and_another_mentor_signs_it(desk: Desk) -> None:
    first = await desk.draft(terms())
    await desk.sign(first.hash, *CHAIN)
    (placement,) = await rows(
        desk.sessions, "select id, mentor_id from placement where agreement_id is not null"
    )
    longer = terms(days=3)
    assert (await refusal(desk.revise(longer, first))).field == "reason"
    moved = terms().model_copy(update={"hosts": (host(STRANDHALL.id, INGRID.id, FIRST_DAY),)})
    assert (await refusal(desk.revise(moved, first, "Another house."))).field == "hosts"
    second = await desk.revise(longer, first, "A day more for the press.")
    assert await rows(desk.sessions, "select count(*) from shadowing_day") == [(2,)], (
        "not before it is signed"
    )
    await desk.sign(second.hash, *CHAIN)
    assert await rows(
        desk.sessions, "select id, mentor_id from placement where agreement_id is not null"
    ) == [placement]
    assert await rows(desk.sessions, "select count(*) from shadowing_day") == [(3,)]
    assert changes(terms(), longer) == [
        Change(Subject.DAY, (FIRST_DAY + timedelta(2)).isoformat(), None, longer.days[2])
    ]
    # A shorter one takes the day out again.
    third = await desk.revise(terms(), second, "The press is away.")
    await desk.sign(third.hash, *CHAIN)
    assert await rows(desk.sessions, "select count(*) from booked_day") == [(2,)]


async def test_somebody_stands_in_for_the_days_that_were_said_and_for_nobody_else(desk: Desk) -> None:
    first = await desk.draft(terms())
    await desk.sign(first.hash, *CHAIN[:2])

    async def delegate(to: UUID, since: date, until: date, by: UUID = ADWOA.id) -> None:
        away = Delegation(
            id=uuid7(MORNING),
            agreement_id=desk.agreement_id,
            of_id=by,
            to_id=to,
            since=since,
            until=until,
            made_at=MORNING,
        )
        async with desk.sessions.as_steward() as session:
            await signing.delegate(session, away, by=by, at=MORNING)

    today = MORNING.date()
    for to in (LEYLA.id, AMARA.id, HANNELORE.id):
        assert (await refusal(delegate(to, today, today))).code == "NOT_FOUND_OR_FORBIDDEN"
    assert (await refusal(delegate(CHINEDU.id, today, today - timedelta(1)))).field == "until"
    await delegate(CHINEDU.id, today + timedelta(1), today + timedelta(5))
    assert (await refusal(desk.sign(first.hash, CHINEDU.id))).code == "NOT_YOUR_TURN"
    await delegate(CHINEDU.id, today, today)
    await desk.sign(first.hash, CHINEDU.id)
    said = "select signatory_id, by_id from signature where step = 2"
    assert await rows(desk.sessions, said) == [(ADWOA.id, CHINEDU.id)]


async def test_who_takes_it_back_signs_alone_again_and_a_stranger_reads_no_longer(desk: Desk) -> None:
    first = await desk.draft(terms())
    today = MORNING.date()
    away = Delegation(
        id=uuid4(),
        agreement_id=desk.agreement_id,
        of_id=HANNELORE.id,
        to_id=MISAKI.id,
        since=today,
        until=today,
        made_at=MORNING,
    )
    async with desk.sessions.as_steward() as session:
        await signing.delegate(session, away, by=HANNELORE.id, at=MORNING)

    async def take_back(by: UUID) -> None:
        async with desk.sessions.as_steward() as session:
            await signing.take_back(session, away.id, by=by, at=MORNING)

    for by in (MISAKI.id, AMARA.id, DIMITRA.id):
        assert (await refusal(take_back(by))).code == "NOT_FOUND_OR_FORBIDDEN"
    await take_back(HANNELORE.id)
    await desk.sign(first.hash, AMARA.id)
    assert (await refusal(desk.sign(first.hash, MISAKI.id))).code == "NOT_FOUND_OR_FORBIDDEN"
    assert await rows(desk.sessions, "select id from delegation") == []


async def test_what_was_signed_on_paper_names_the_scan_and_the_same_words(desk: Desk) -> None:
    first = await desk.draft(terms())
    await desk.sign(first.hash, *CHAIN[:3])

    async def outside(signed_on: date, by: UUID = DIMITRA.id) -> None:
        scan = Scan(signed_on, "agreement.pdf", hash_of("the scan"))
        async with desk.sessions.as_steward() as session:
            await signing.sign_outside(
                session, desk.agreement_id, first.hash, scan, id=uuid7(MORNING), by=by, at=MORNING
            )

    assert (await refusal(outside(MORNING.date(), by=CHINEDU.id))).code == "NOT_FOUND_OR_FORBIDDEN"
    assert (await refusal(outside(MORNING.date() + timedelta(1)))).field == "signedOn"
    await outside(MORNING.date())
    kept = "select signatory_id, by_id, scan_sha256 = :scan, hash from signature where step = 3"
    assert await rows(desk.sessions, kept, scan=hash_of("the scan")) == [
        (CHINEDU.id, DIMITRA.id, True, first.hash)
    ]


async def test_nobody_changes_or_takes_back_what_was_signed_but_erasing_leaves_hashes(desk: Desk) -> None:
    first = await desk.draft(terms())
    await desk.sign(first.hash, AMARA.id)
    for doing in (
        "update signature set by_id = signatory_id, hash = repeat('0', 64)",
        "delete from signature",
        "update agreement_version set content = '{}'",
        "delete from agreement_version",
    ):
        with pytest.raises(DBAPIError, match="what was signed stays"):
            await rows(desk.sessions, doing)
    seen = "select hash from agreement_version"
    for person, there in ((AMARA, 1), (HANNELORE, 1), (DIMITRA, 1), (LEYLA, 0), (INGRID, 0)):
        async with desk.sessions.as_person(person.id) as session:
            assert len((await session.execute(text(seen))).all()) == there, person.name
    async with desk.sessions.as_steward() as session:
        await erase(session, AMARA.id, by=None, at=MORNING)
    assert await rows(desk.sessions, "select content, hash from agreement_version") == [("", first.hash)]
    assert (await refusal(desk.sign(first.hash, HANNELORE.id))).code == "NOT_FOUND_OR_FORBIDDEN"


async def test_two_last_signatures_at_once_never_book_somebody_twice_for_a_day(desk: Desk) -> None:
    """Two agreements of the same days; also a day that is planned by hand is one that is taken."""
    other = Desk(desk.sessions, uuid4())
    both = [await one.draft(terms()) for one in (desk, other)]
    for one, version in zip((desk, other), both, strict=True):
        await one.sign(version.hash, *CHAIN[:3])
    said: list[str] = []

    async def last(one: Desk, hash: str) -> None:
        try:
            await one.sign(hash, CHINEDU.id)
        except Refused as no:
            said.append(no.code)

    async with anyio.create_task_group() as together:
        for one, version in zip((desk, other), both, strict=True):
            together.start_soon(last, one, version.hash)
    assert said == ["BOOKED"]
    assert await rows(desk.sessions, KEPT) == [(1,)]
    assert await rows(desk.sessions, "select count(*) from booked_day") == [(2,)]
    assert await rows(desk.sessions, "select count(*) from signature where step = 3") == [(1,)]


def test_one_split_between_two_hosts_makes_a_placement_at_each() -> None:
    said = terms(days=1)
    later = FIRST_DAY + timedelta(7)
    split = said.model_copy(
        update={
            "hosts": (
                said.hosts[0].model_copy(update={"share": 50}),
                host(STRANDHALL.id, INGRID.id, FIRST_DAY, 50),
            ),
            "days": (*said.days, Day(on=later, museum_id=STRANDHALL.id, purpose="A move", remote=True)),
        }
    )
    assert [one.subject for one in changes(said, split)] == [Subject.HOST, Subject.HOST, Subject.DAY]
    assert Terms.model_validate_json(split.canonical()) == split
