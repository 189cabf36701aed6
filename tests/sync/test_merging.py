"""Two wordings of one text, whatever they are: nothing is invented, and nothing disappears in silence."""

from hypothesis import given
from hypothesis import strategies as st

from exchange.floor.wording import put_together

MOST = 10_000
words = st.lists(st.sampled_from(["gloves", "crate", "label", "two", "sides,", "blue", "\n"]), max_size=12)
texts = words.map(" ".join) | st.text(max_size=40)


@given(texts, texts, texts)
def test_the_result_is_one_of_both_or_has_something_of_both(base: str, theirs: str, mine: str) -> None:
    together = put_together(base, theirs, mine, most=MOST)
    if not together.fits:
        assert together.text == mine
    else:
        assert set(together.text.split()) <= set(theirs.split()) | set(mine.split())
        assert (set(theirs.split()) | set(mine.split())) - set(base.split()) <= set(together.text.split())


@given(texts, texts)
def test_who_changed_nothing_does_not_matter(base: str, changed: str) -> None:
    assert put_together(base, changed, base, most=MOST).text == changed
    assert put_together(base, base, changed, most=MOST).text == changed
    assert put_together(base, changed, changed, most=MOST).fits


@given(texts, texts, texts)
def test_both_sides_agree_whether_they_fit(base: str, theirs: str, mine: str) -> None:
    one = put_together(base, theirs, mine, most=MOST)
    other = put_together(base, mine, theirs, most=MOST)
    assert one.fits == other.fits
    assert not one.fits or one.text == other.text


@given(texts.filter(bool), st.text(min_size=1, max_size=9).filter(str.strip))
def test_something_before_and_something_after_fit(base: str, more: str) -> None:
    middle = f"here stands {base} and ends."
    together = put_together(middle, f"{more}\n{middle}", f"{middle}\n{more}", most=MOST)
    assert not together.fits or together.text.count(base) >= 1


def test_what_grows_too_long_does_not_fit() -> None:
    together = put_together("a b c", "x a b c", "a b c y", most=8)
    assert (together.fits, together.text) == (False, "a b c y")
