"""Who decides, and how, is read by anybody, in their language, as a page, as JSON and as tables."""

import csv
from datetime import UTC, datetime
from io import StringIO

import httpx2
import pytest

from api.demo.cast import AMARA, JONAS, NETWORK_NAME, OLENA, STRANDHALL
from api.register.page import page
from api.register.serving import cell
from api.register.words import say
from api.words import LANGUAGES
from exchange.governance.published import Agreed, Holds, Published, Sat
from tests.journeys.server import Museum

NOBODY = (AMARA.name, JONAS.name, OLENA.name, "second stay", "Three hours is much")
"""Who applied, what a motion asks, and why somebody voted as they did."""


def got(museum: Museum, address: str, **headers: str) -> httpx2.Response:
    answer = httpx2.get(f"{museum.url}{address}", headers=headers)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    for secret in NOBODY:
        assert secret not in answer.text, f"{address} tells {secret}"
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_read_by_a_stranger_in_their_language(museum: Museum, language: str) -> None:
    page = got(museum, "/register", **{"accept-language": f"{language}-XX,en;q=0.3"})
    assert page.headers["content-language"] == language
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
    for word in ("title", "charter", "committee", "decisions", "CARRIED"):
        assert say(language, word) in page.text
    assert STRANDHALL.name in page.text
    assert got(museum, f"/register?language={language}").text == page.text


def test_programs_read_the_same_as_people(museum: Museum) -> None:
    (register,) = got(museum, "/register.json").json()
    assert register["network"] == NETWORK_NAME
    seats = list(csv.DictReader(StringIO(got(museum, "/register/seats.csv").text)))
    assert [one["name"] for one in seats] == [one["name"] for one in register["seats"]]
    first = list(csv.DictReader(StringIO(got(museum, "/register/decisions.csv").text)))[-1]
    assert (first["state"], first["seats"], first["quorum"]) == ("CARRIED", "5", "3")
    charter = list(csv.DictReader(StringIO(got(museum, "/register/charter.csv").text)))
    assert [one["museum"] for one in charter] == [one["museum"] for one in register["charter"]["ratified"]]


def test_what_people_wrote_is_text_on_the_page() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    charter = Agreed(1, at, "00", (Holds("<b>M</b>", "<b>T</b>", "NO", at),))
    seat = Sat(1, False, "<b>N</b>", "<b>M</b>", at.date(), at.date(), None)  # noqa: FBT003 - as it is read
    assert "<b>" not in page([Published("<b>Us</b>", charter, (seat,), ())], "en")


def test_no_spreadsheet_reckons_with_a_name() -> None:
    assert [cell(each) for each in ("=1+1", "@all", "Anne-Lise", None, 3)] == [
        "'=1+1",
        "'@all",
        "Anne-Lise",
        "",
        "3",
    ]
