"""The scan of what was signed on paper: sent by its coordinator, read by whom it concerns, never replaced."""

import asyncio
import hashlib
import os
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar
from uuid import UUID, uuid4

import httpx2
import pytest

from api.auth.signing import give_token
from api.demo.cast import AMARA, CHINEDU, DIMITRA, HANNELORE, LEYLA
from api.embedded import Postgres
from api.house import House
from api.media.reconciling import reconcile
from api.media.storage import key_of
from api.mine.sweeping import erase_whole, keep_out
from api.settings import Settings
from api.verifying import verify
from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions
from exchange.placements import signing
from exchange.placements.scans import MOST_OF_A_SCAN
from exchange.placements.signing import Scan
from exchange.privacy.exporting import originals_of
from tests.api.running import Running
from tests.api.sending import b64, checksum_of, send
from tests.api.world import NOW
from tests.cast import MORNING
from tests.conftest import named, sql
from tests.exchange.placements.agreeing import Desk, rows, seat_all, terms

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8
WAITS = ("EXPECTED", None, None)
Result = TypeVar("Result")


class Museum(NamedTuple):
    """A server over one database, and the agreements in it."""

    server: Running
    url: str

    def within(self, act: Callable[[Sessions], Awaitable[Result]]) -> Result:
        """Do something beside the server."""

        async def run() -> Result:
            sessions = Sessions.at(self.url, size=1)
            try:
                return await act(sessions)
            finally:
                await sessions.close()

        return asyncio.run(run())

    def in_house(self, act: Callable[[House], Awaitable[Result]]) -> Result:
        """Do something as the server's duties would."""

        async def run() -> Result:
            async with House.opened(self.server.settings, self.url) as house:
                return await act(house)

        return asyncio.run(run())

    def rows(self, query: str, **values: object) -> list[tuple[object, ...]]:
        """What the database answers."""
        return self.within(lambda sessions: rows(sessions, query, **values))

    def kept(self, scan: UUID) -> tuple[object, ...]:
        """What is kept of a scan."""
        (found,) = self.rows("select state, size, mime from signature_scan where id = :scan", scan=scan)
        return found

    def bytes_of(self, scan: UUID, content: bytes) -> int | None:
        """How many bytes the store has of a scan."""
        key = key_of(scan, hashlib.sha256(content).hexdigest())
        return self.in_house(lambda house: house.storage.size(key))


@pytest.fixture(scope="module")
def museum(postgres: Postgres, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Museum]:
    """Everybody who signs; Dimitra coordinates, and nothing of it concerns Leyla."""
    sql(postgres, f"create database scans template {migrated} strategy file_copy")
    settings = Settings(data_dir=tmp_path_factory.mktemp("scans"), demo=True, secret_key="not much of one")
    here = Museum(Running(settings, named(postgres, "scans")), named(postgres, "scans"))
    here.within(seat_all)
    yield here
    here.server.stop()
    sql(postgres, "drop database scans with (force)")


def on_paper(museum: Museum, content: bytes, *before: UUID) -> UUID:
    """Whoever comes after these signed a new agreement on paper; Dimitra writes it down, the scan follows."""
    scan = uuid7(MORNING)

    async def act(sessions: Sessions) -> None:
        desk = Desk(sessions, uuid4())
        version = await desk.draft(terms())
        await desk.sign(version.hash, *before)
        said = Scan(MORNING.date(), "signed.pdf", hashlib.sha256(content).hexdigest())
        async with sessions.as_steward() as session:
            await signing.sign_outside(
                session, desk.agreement_id, version.hash, said, id=scan, by=DIMITRA.id, at=MORNING
            )

    museum.within(act)
    return scan


def begin(browser: httpx2.Client, scan: UUID, content: bytes, **bent: str) -> httpx2.Response:
    """Ask where to send a scan."""
    said = {"scanId": str(scan), "sha256": hashlib.sha256(content).hexdigest(), **bent}
    length = said.pop("length", str(len(content)))
    words = ",".join(f"{name} {b64(value)}" for name, value in said.items())
    headers = {"tus-resumable": "1.0.0", "upload-length": length, "upload-metadata": words}
    return browser.post("/media/uploads", headers=headers)


def sent(browser: httpx2.Client, scan: UUID, content: bytes) -> None:
    """Send a whole scan."""
    answer = send(browser, begin(browser, scan, content).headers["location"], content)
    assert (answer.status_code, answer.headers.get("upload-complete")) == (204, "?1"), answer.text


def test_nobody_but_who_coordinates_the_programme_sends_it(museum: Museum) -> None:
    scan = on_paper(museum, PDF)
    for by in (AMARA, CHINEDU, LEYLA):
        with museum.server.browser(by.id) as browser:
            answer, unknown = begin(browser, scan, PDF), begin(browser, uuid4(), PDF)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "DEPENDENCY_MISSING"), by.name
        assert answer.content == unknown.content, by.name
    assert museum.rows("select id from upload where scan_id = :scan", scan=scan) == []


def test_what_is_too_large_is_refused_before_a_byte_of_it_comes(museum: Museum) -> None:
    scan = on_paper(museum, PDF)
    with museum.server.browser(DIMITRA.id) as browser:
        error = begin(browser, scan, PDF, length=str(MOST_OF_A_SCAN + 1))
    assert error.status_code == 413
    assert error.json()["error"] == {
        "code": "TOO_LARGE",
        "sentence": "A scan has at most 20 MB.",
        "field": "scan",
    }
    assert museum.rows("select id from upload where scan_id = :scan", scan=scan) == []


def test_what_is_no_scan_is_refused_and_stored_nowhere(museum: Museum) -> None:
    page = b"<script>alert(1)</script> and more of it"
    scan = on_paper(museum, page)
    with museum.server.browser(DIMITRA.id) as browser:
        where = begin(browser, scan, page).headers["location"]
        answer = send(browser, where, page)
        assert browser.get(f"/media/scans/{scan}").status_code == 404
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "WRONG_TYPE")
    assert answer.json()["error"]["sentence"] == "A scan is a PDF, or a picture as JPEG, PNG or HEIC."
    assert museum.kept(scan) == WAITS
    assert museum.bytes_of(scan, page) is None


def test_bytes_that_the_signature_does_not_name_are_refused_before_and_after_it_is_here(
    museum: Museum,
) -> None:
    scan, other = on_paper(museum, PDF), PDF + b"and a page more"
    with museum.server.browser(DIMITRA.id) as browser:
        for _ in range(2):
            refused = begin(browser, scan, other)
            assert (refused.status_code, refused.json()["error"]["field"]) == (400, "scan")
            if museum.kept(scan) == WAITS:
                where = begin(browser, scan, PDF).headers["location"]
                assert send(browser, where, PDF[:-1] + b"!").status_code == 460
                assert museum.kept(scan) == WAITS
                sent(browser, scan, PDF)
        assert browser.get(f"/media/scans/{scan}").content == PDF


def test_it_goes_on_where_it_was_cut_off_and_whom_it_concerns_reads_it(museum: Museum) -> None:
    scan = on_paper(museum, PDF)
    path, nowhere = f"/media/scans/{scan}", f"/media/scans/{uuid4()}"

    async def lent(sessions: Sessions) -> str:
        async with sessions.as_steward() as session:
            return await give_token(session, AMARA.id, name="CMS", life=timedelta(days=1), at=NOW)

    with museum.server.browser(DIMITRA.id) as browser:
        where = begin(browser, scan, PDF).headers["location"]
        assert send(browser, where, PDF[:900], checksum=checksum_of(PDF[:900])).status_code == 204
        assert browser.get(path).status_code == 404
        assert begin(browser, scan, PDF).headers["location"] == where
        assert browser.head(where, headers={"tus-resumable": "1.0.0"}).headers["upload-offset"] == "900"
        assert send(browser, where, PDF[900:], at=900).headers["upload-complete"] == "?1"
        assert begin(browser, scan, PDF).headers["upload-complete"] == "?1"
    assert museum.kept(scan) == ("VERIFIED", len(PDF), "application/pdf")
    for by in (AMARA, CHINEDU):
        with museum.server.browser(by.id) as browser:
            assert browser.get(path).content == PDF, by.name
    with museum.server.browser(DIMITRA.id) as browser:
        answer = browser.get(path)
    assert answer.content == PDF
    told = {name: answer.headers[name] for name in ("content-type", "content-disposition", "cache-control")}
    assert told == {
        "content-type": "application/pdf",
        "content-disposition": f'attachment; filename="{scan}.pdf"',
        "cache-control": "private, no-store",
    }
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    with museum.server.browser(LEYLA.id) as browser:
        assert browser.get(path).content == browser.get(nowhere).content
        assert browser.get(path).status_code == 404
    with museum.server.browser() as browser:
        assert browser.get(path).status_code == 401
        key = {"authorization": f"Bearer {museum.within(lent)}"}
        assert browser.get(path, headers=key).status_code == 404
    acts = "select act from journal join signature on scope_id = agreement_id where signature.id = :scan"
    assert museum.rows(f"{acts} and act like '%scan%'", scan=scan) == [("receive scan",)]


def test_it_is_in_the_archive_of_whoever_signed_and_asked_for_again_when_its_bytes_are_gone(
    museum: Museum,
) -> None:
    content = PDF + os.urandom(9)
    scan = on_paper(museum, content)
    with museum.server.browser(DIMITRA.id) as browser:
        sent(browser, scan, content)

    async def act(house: House) -> tuple[list[str], list[UUID]]:
        async with house.sessions.as_steward() as session:
            hers = [one.owner for one in await originals_of(session, AMARA.id)]
        await house.storage.drop(key_of(scan, hashlib.sha256(content).hexdigest()))
        troubles = [trouble async for trouble in verify(house.sessions, house.storage)]
        await reconcile(house, at=MORNING)
        return troubles, hers

    troubles, hers = museum.in_house(act)
    assert troubles == [f"The bytes of scan {scan} are gone."]
    assert scan in hers
    assert museum.kept(scan) == WAITS
    with museum.server.browser(DIMITRA.id) as browser:
        sent(browser, scan, content)
    assert museum.kept(scan)[0] == "VERIFIED"


@pytest.mark.parametrize("gone", [HANNELORE, AMARA], ids=["who signed", "whom it is about"])
def test_it_goes_with_whom_it_shows_out_of_backups_too_and_never_comes_again(
    museum: Museum, gone: Any
) -> None:
    """This one comes last: it leaves fewer people here than there were."""
    scan = on_paper(museum, PDF, AMARA.id) if gone is HANNELORE else on_paper(museum, PDF)
    with museum.server.browser(DIMITRA.id) as browser:
        sent(browser, scan, PDF)
    backup = museum.server.settings.data_dir / "backup"
    copied = backup / "media" / str(scan) / "a page"
    copied.parent.mkdir(parents=True)
    copied.write_bytes(PDF)

    async def act(house: House) -> None:
        await erase_whole(house.sessions, house.storage, house.parts, gone.id, by=None, at=MORNING)
        await keep_out(house.storage, backup)

    museum.in_house(act)
    assert museum.bytes_of(scan, PDF) is None
    assert not copied.exists()
    named_still = "select scan_sha256 is not null from signature where id = :scan"
    assert museum.rows(named_still, scan=scan) == [(True,)]
    with museum.server.browser(DIMITRA.id) as browser:
        assert browser.get(f"/media/scans/{scan}").status_code == 404
        assert begin(browser, scan, PDF).status_code == 409
