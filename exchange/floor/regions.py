"""Regions of a photo: a point, or a box, counted from its upper left corner as somebody sees it upright.

A region is told in whole numbers, of which a photo has 100,000 across and 100,000 down, whatever its size: so
it means the same on the phone's copy, on the museum's smaller pictures and on the original, and no two
machines round it differently. That is finer than a pixel of any photo that is taken here.
"""

from dataclasses import dataclass

from exchange.ground.refusals import Refused

WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a photo: a point has no width and no height, a box has both."""

    x: int
    y: int
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Pixels:
    """The same in pixels of a picture of one size; a point has no width and no height."""

    x: int
    y: int
    width: int
    height: int


def check_region(region: Region) -> None:
    """The region is a point or a box, and lies within the photo."""
    x, y, width, height = region.x, region.y, region.width, region.height
    if (width is None) != (height is None):
        raise Refused("INVALID", "A box has a width and a height; a point has neither.", "width")
    if width is not None and width < 1:
        raise Refused("INVALID", "A box is wider than nothing.", "width")
    if height is not None and height < 1:
        raise Refused("INVALID", "A box is higher than nothing.", "height")
    if x < 0 or x + (width or 0) > WHOLE:
        raise Refused("INVALID", "It lies beside the photo.", "x")
    if y < 0 or y + (height or 0) > WHOLE:
        raise Refused("INVALID", "It lies beside the photo.", "y")


def in_pixels(region: Region, width: int, height: int) -> Pixels:
    """The region in a picture of this size: never outside it, and a box covers a pixel at least."""
    left, right = along(region.x, region.width, width)
    top, bottom = along(region.y, region.height, height)
    return Pixels(left, top, right - left, bottom - top)


def along(start: int, length: int | None, size: int) -> tuple[int, int]:
    """Where a region begins and ends along one side of a picture."""
    if length is None:
        at = min(start * size // WHOLE, size - 1)
        return at, at
    first = min(round(start * size / WHOLE), size - 1)
    return first, max(first + 1, min(size, round((start + length) * size / WHOLE)))


def from_pixels(pixels: Pixels, width: int, height: int) -> Region:
    """The region of a photo that these pixels of a picture of this size are."""
    if not pixels.width:
        return Region(middle(pixels.x, width), middle(pixels.y, height))
    x, y = pixels.x * WHOLE // width, pixels.y * WHOLE // height
    right = (pixels.x + pixels.width) * WHOLE // width
    bottom = (pixels.y + pixels.height) * WHOLE // height
    return Region(x, y, max(1, right - x), max(1, bottom - y))


def middle(pixel: int, size: int) -> int:
    """The middle of a pixel."""
    return (2 * pixel + 1) * WHOLE // (2 * size)
