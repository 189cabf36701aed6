"""Identifiers of other registers are checked without asking them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.ground.refusals import Refused
from exchange.people.describing import Description, check_description
from exchange.people.registers import DIGITS, can_be_isil, can_be_ror, can_be_wikidata, check_digits

ROR = ["02mhbdp94", "00k4n6c32", "03vek6s52", "013meh722", "052gg0110", "https://ror.org/042nb2s44"]
NUMBERS = st.text(DIGITS, min_size=6, max_size=6)


@pytest.mark.parametrize("said", ["", "DE", "DE-", "-1", "de-1", "DE-123456789012", "DE 1", "DE-1\n", "DÉ-1"])
def test_what_cannot_be_an_isil_is_refused(said: str) -> None:
    assert not can_be_isil(said)


@pytest.mark.parametrize("said", ["DE-1", "NO-0030100", "GB-StAnU", "OCLC-DLC", "XX-STRANDHALL"])
def test_an_isil_is_a_prefix_and_at_most_eleven_signs(said: str) -> None:
    assert can_be_isil(said)


@pytest.mark.parametrize("said", ["q1", "Q", "Q0", "Q01", "1", "Q 1", "Q1\n"])
def test_what_cannot_be_an_item_of_wikidata_is_refused(said: str) -> None:
    assert not can_be_wikidata(said)
    assert can_be_wikidata("Q6373")


@pytest.mark.parametrize("said", ROR)
def test_real_identifiers_of_the_ror_are_taken(said: str) -> None:
    assert can_be_ror(said)


@given(NUMBERS, st.integers(0, 5), st.sampled_from(DIGITS))
def test_one_wrong_sign_is_always_found(number: str, place: int, sign: str) -> None:
    whole = f"0{number}{check_digits(number)}"
    assert can_be_ror(whole)
    wrong = f"0{number[:place]}{sign}{number[place + 1 :]}{check_digits(number)}"
    assert can_be_ror(wrong) is (wrong == whole)


@given(NUMBERS, st.integers(0, 4))
def test_two_signs_in_the_wrong_order_are_always_found(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert can_be_ror(f"0{swapped}{check_digits(number)}") is (swapped == number)


@pytest.mark.parametrize(
    "field, wrong",
    [
        ("departments", ("Paper", "Paper")),
        ("facilities", (" ",)),
        ("languages", ("x" * 36,)),
        ("isil", "DE"),
        ("ror", "02mhbdp95"),
        ("wikidata", "6373"),
    ],
)
def test_a_museum_is_not_described_by_what_cannot_be(field: str, wrong: object) -> None:
    right: dict[str, object] = {"size": None, "departments": (), "facilities": (), "languages": ("nb", "en")}
    right |= {"isil": "NO-0030100", "ror": "02mhbdp94", "wikidata": "Q6373"}
    check_description(Description(**right))  # type: ignore[arg-type]
    with pytest.raises(Refused) as no:
        check_description(Description(**right | {field: wrong}))  # type: ignore[arg-type]
    assert no.value.field == field
