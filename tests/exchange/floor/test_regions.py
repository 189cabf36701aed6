"""Regions of a photo: they lie within each of its pictures, and mean the same place in all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.floor.regions import WHOLE, Pixels, Region, check_region, from_pixels, in_pixels
from exchange.ground.refusals import Refused

sides = st.integers(1, 40_000)
steps = st.integers(0, WHOLE)


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """A point or a box within a photo."""
    if draw(st.booleans()):
        return Region(draw(steps), draw(steps))
    x, y = draw(st.integers(0, WHOLE - 1)), draw(st.integers(0, WHOLE - 1))
    return Region(x, y, draw(st.integers(1, WHOLE - x)), draw(st.integers(1, WHOLE - y)))


@given(regions(), sides, sides)
def test_a_region_lies_within_every_picture_of_its_photo(region: Region, width: int, height: int) -> None:
    pixels = in_pixels(region, width, height)
    assert 0 <= pixels.x < width
    assert 0 <= pixels.y < height
    assert pixels.x + pixels.width <= width
    assert pixels.y + pixels.height <= height
    assert (pixels.width > 0) is (pixels.height > 0) is (region.width is not None)


@st.composite
def pixels(draw: st.DrawFn) -> tuple[Pixels, int, int]:
    """Some pixels of a picture, and its size."""
    width, height = draw(sides), draw(sides)
    x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    if draw(st.booleans()):
        return Pixels(x, y, 0, 0), width, height
    return Pixels(x, y, draw(st.integers(1, width - x)), draw(st.integers(1, height - y))), width, height


@given(pixels())
def test_what_somebody_points_at_is_the_same_pixels_again(told: tuple[Pixels, int, int]) -> None:
    here, width, height = told
    region = from_pixels(here, width, height)
    check_region(region)
    assert in_pixels(region, width, height) == here


@given(regions(), st.integers(1, 4_000), st.integers(1, 4_000), st.integers(2, 10))
def test_a_larger_picture_shows_the_same_place(region: Region, width: int, height: int, times: int) -> None:
    small, large = in_pixels(region, width, height), in_pixels(region, width * times, height * times)
    assert abs(small.x * times - large.x) <= times
    assert abs(small.y * times - large.y) <= times


def test_a_region_that_is_no_region_is_refused() -> None:
    with pytest.raises(Refused):
        check_region(Region(0, 0, 1, None))
