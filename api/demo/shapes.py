"""Shapes: grey masks with soft edges, each drawn at double size where it is, then halved."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw

Colour: TypeAlias = tuple[int, int, int]
Size: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[float, float]


def mask(size: Size, draw: Callable[[ImageDraw.ImageDraw, int], None]) -> Image.Image:
    """A shape with soft edges: drawn at double size (the second argument), then halved."""
    large = Image.new("L", (size[0] * 2, size[1] * 2), 0)
    draw(ImageDraw.Draw(large), 2)
    return large.reduce(2)


def polygon(size: Size, *points: Point) -> Image.Image:
    """A shape with corners."""
    return small(size, points, lambda d, at: d.polygon(at, fill=255))


def box(size: Size, x0: float, y0: float, x1: float, y1: float, radius: float = 0) -> Image.Image:
    """A rectangle, its corners rounded if wanted."""
    return small(
        size, ((x0, y0), (x1, y1)), lambda d, at: d.rounded_rectangle((*at[0], *at[1]), radius * 2, fill=255)
    )


def ellipse(size: Size, x: float, y: float, rx: float, ry: float | None = None) -> Image.Image:
    """A round shape about a point."""
    ry = rx if ry is None else ry
    corners = ((x - rx, y - ry), (x + rx, y + ry))
    return small(size, corners, lambda d, at: d.ellipse((*at[0], *at[1]), 255))


def hoop(size: Size, x: float, y: float, rx: float, ry: float, width: float) -> Image.Image:
    """A ring seen at an angle."""
    inner = ellipse(size, x, y, rx - width, ry - width)
    return ImageChops.subtract(ellipse(size, x, y, rx, ry), inner)


def stroke(size: Size, path: Sequence[Point], width: float) -> Image.Image:
    """A thick line with round ends, its corners cut."""
    line = smooth(path)
    left, top = (min(values) - width for values in zip(*line, strict=True))
    right, low = (max(values) + width for values in zip(*line, strict=True))

    def draw(pen: ImageDraw.ImageDraw, at: list[Point]) -> None:
        pen.line(at[2:], fill=255, width=round(width * 2), joint="curve")
        for x, y in (at[2], at[-1]):
            pen.ellipse((x - width, y - width, x + width, y + width), fill=255)

    return small(size, ((left, top), (right, low), *line), draw)


def smooth(path: Sequence[Point]) -> Sequence[Point]:
    """The same way with its corners cut, three times."""
    for _ in range(3):
        cut = [path[0]]
        for (x0, y0), (x1, y1) in pairwise(path):
            cut += [
                (0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1),
                (0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1),
            ]
        path = [*cut, path[-1]]
    return path


def small(
    size: Size, points: Sequence[Point], draw: Callable[[ImageDraw.ImageDraw, list[Point]], None]
) -> Image.Image:
    """A shape drawn where it is, not on an empty sheet as large as the picture."""
    left, top = (int(min(values)) - 2 for values in zip(*points, strict=True))
    right, low = (int(max(values)) + 3 for values in zip(*points, strict=True))
    part = Image.new("L", ((right - left) * 2, (low - top) * 2), 0)
    draw(ImageDraw.Draw(part), [((x - left) * 2, (y - top) * 2) for x, y in points])
    whole = Image.new("L", size, 0)
    whole.paste(part.reduce(2), (left, top))
    return whole


def about(shape: Image.Image, margin: int) -> tuple[int, int, int, int] | None:
    """The part of the picture that a shape and its surroundings take up, on whole eights."""
    found = shape.getbbox()
    if found is None:
        return None
    left, top, right, low = found
    left, top = (max(0, v - margin) // 8 * 8 for v in (left, top))
    return left, top, min(shape.width, right + margin), min(shape.height, low + margin)


def weaker(shape: Image.Image, share: float) -> Image.Image:
    """A shape that covers less."""
    return shape.point(lambda v: int(v * share))
