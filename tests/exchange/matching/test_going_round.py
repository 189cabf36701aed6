"""How places went round is told without anybody being found out: by reading, or by subtracting."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations

from hypothesis import example, given
from hypothesis import strategies as st

from exchange.matching.distribution import FEWEST, STEPS, Course, Distribution, Step, distribution, reached

SIZES, HERE = ("SMALL", "MEDIUM", "LARGE"), ("YES", "NO")
KINDS = {"SIZE": SIZES, "COUNTRY": ("DE", "NG", "NO", "PL"), "NEVER_SHADOWED": HERE}
Row = dict[object, Fraction]


def course(step: Step, size: str, country: str, never: str) -> Course:
    return Course(step, {"SIZE": size, "COUNTRY": country, "NEVER_SHADOWED": never})


def many(count: int, step: Step, size: str, country: str, never: str) -> list[Course]:
    return [course(step, size, country, never)] * count


one = st.builds(course, *map(st.sampled_from, (STEPS, *KINDS.values())))
some = st.builds(many, st.integers(1, 14), *map(st.sampled_from, (STEPS, *KINDS.values())))
rounds = st.builds(lambda groups, few: [*chain(*groups), *few], st.lists(some, max_size=9), st.lists(one))


def test_fewer_than_five_are_no_number_and_neither_are_those_who_were_left_behind() -> None:
    four = distribution(many(4, Step.CHOSEN, "SMALL", "NO", "YES"), KINDS)
    assert set(four.everybody) == {None}
    assert {told for groups in four.kinds.values() for told in groups.values()} == {(None,) * 4}
    all_but_one = many(9, Step.CHOSEN, "SMALL", "NO", "YES") + many(1, Step.APPLIED, "SMALL", "NO", "YES")
    assert distribution(all_but_one, KINDS).everybody == (10, None, None, None)


def test_a_group_that_is_withheld_takes_another_along_so_that_nobody_can_subtract() -> None:
    said = distribution(
        many(3, Step.APPLIED, "SMALL", "NO", "YES")
        + many(6, Step.APPLIED, "MEDIUM", "NO", "YES")
        + many(20, Step.APPLIED, "LARGE", "NO", "NO"),
        KINDS,
    )
    assert said.everybody[0] == 29
    assert {size: told[0] for size, told in said.kinds["SIZE"].items()} == {
        "SMALL": None,
        "MEDIUM": None,
        "LARGE": 20,
    }
    assert {never: told[0] for never, told in said.kinds["NEVER_SHADOWED"].items()} == {"YES": 9, "NO": 20}


@given(rounds)
@example(many(5, Step.HOSTED, "SMALL", "NO", "YES") + many(5, Step.APPLIED, "SMALL", "NO", "NO"))
def test_no_small_number_follows_from_what_is_told(courses: list[Course]) -> None:
    """Every number and every loss between two steps is held against all sums of what is told."""
    said = distribution(courses, KINDS)
    known = solved(list(told(said)))
    for kind, groups in {**KINDS, "": ("",)}.items():
        for group in groups:
            mine = [one.step for one in courses if not kind or one.groups[kind] == group]
            counts = reached(mine)
            for at, count in enumerate(counts):
                if count < FEWEST:
                    assert not follows({(kind, group, at): Fraction(1)}, known), (kind, group, at)
            for before, after in combinations(range(len(STEPS)), 2):
                if counts[before] - counts[after] < FEWEST:
                    lost: Row = {(kind, group, before): Fraction(1), (kind, group, after): Fraction(-1)}
                    assert not follows(lost, known), (kind, group, before, after)


@given(rounds)
def test_what_is_told_is_so(courses: list[Course]) -> None:
    said = distribution(courses, KINDS)
    for kind, groups in said.kinds.items():
        for group, shown in groups.items():
            counts = reached(each.step for each in courses if each.groups[kind] == group)
            assert all(one in {None, count} for one, count in zip(shown, counts, strict=True))


def told(said: Distribution) -> Iterator[Row]:
    """What a reader knows: each number that is told, and that the groups of a kind are everybody."""
    for at in range(len(STEPS)):
        if said.everybody[at] is not None:
            yield {("", "", at): Fraction(1)}
        for kind, groups in said.kinds.items():
            everybody: Row = {("", "", at): Fraction(-1)}
            yield everybody | {(kind, group, at): Fraction(1) for group in groups}
            for group, shown in groups.items():
                if shown[at] is not None:
                    yield {(kind, group, at): Fraction(1)}


def solved(rows: list[Row]) -> list[tuple[object, Row]]:
    """The rows by Gauss's elimination, each with the unknown that it settles."""
    done: list[tuple[object, Row]] = []
    for row in rows:
        rest = reduced(row, done)
        if rest:
            done.append((next(iter(rest)), rest))
    return done


def follows(wanted: Row, known: list[tuple[object, Row]]) -> bool:
    """Whether a sum can be made of what is known."""
    return not reduced(wanted, known)


def reduced(row: Row, by: list[tuple[object, Row]]) -> Row:
    """What is left of a row when everything that is known was taken out of it."""
    rest = dict(row)
    for unknown, one in by:
        if unknown in rest:
            factor = rest[unknown] / one[unknown]
            for each, value in one.items():
                rest[each] = rest.get(each, Fraction(0)) - factor * value
                if rest[each] == 0:
                    del rest[each]
    return rest
