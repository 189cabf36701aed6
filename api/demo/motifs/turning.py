"""Things turned on a wheel: a flat pattern wrapped round a profile, seen from a little above."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, pi, sqrt

from PIL import Image, ImageChops, ImageDraw

from api.demo.darkroom import (
    lay,
    shade,
)
from api.demo.shapes import (
    Colour,
    Point,
    ellipse,
    mask,
)

CELLS = 32
BAND = 14
FINEST = 1250


@dataclass(frozen=True, slots=True)
class Profile:
    """Half widths at heights, both as shares of the whole height; from the lip down to the foot."""

    points: tuple[Point, ...]

    def at(self, share: float) -> float:
        """How wide it is there: a smooth line through the points, steep where they stand close."""
        points = self.points
        share = min(1.0, max(0.0, share))
        n = next((n for n, (low, _) in enumerate(points[1:]) if share <= low), len(points) - 2)
        (x0, y0), (x1, y1) = points[n], points[n + 1]
        before, after = slope(points, n), slope(points, n + 1)
        span, part = x1 - x0, (share - x0) / (x1 - x0)
        square, cube = part * part, part * part * part
        return (
            (2 * cube - 3 * square + 1) * y0
            + (cube - 2 * square + part) * span * before
            + (3 * square - 2 * cube) * y1
            + (cube - square) * span * after
        )


def slope(points: Sequence[Point], n: int) -> float:
    """How steep the line is at a point: not at all where it turns back, so that nothing overshoots."""
    if n in (0, len(points) - 1):
        return 0.0
    (x0, y0), (x1, y1), (x2, y2) = points[n - 1 : n + 2]
    left, right = (y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)
    return 0.0 if left * right <= 0 else 2 * left * right / (left + right)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands in the picture: its axis, the height of its lip, how tall, how much from above."""

    x: float
    top: float
    height: float
    above: float = 0.16

    def width(self, profile: Profile, y: float) -> float:
        """Its half width at a line of the picture."""
        return max(1.0, profile.at((y - self.top) / self.height) * self.height)


def strip(place: Place, profile: Profile) -> tuple[int, int]:
    """How large a flat pattern must be that goes round the front of the thing."""
    tall = min(place.height, FINEST)
    return round(pi * max(width for _, width in profile.points) * tall), round(tall)


def turn(image: Image.Image, pattern: Image.Image, profile: Profile, place: Place, *, gloss: float) -> None:
    """Wrap the pattern round the profile and stand the thing into the picture."""
    pattern = ImageChops.multiply(pattern, roundness(pattern.size, gloss))
    widest = max(width for _, width in profile.points) * place.height
    left, right = place.x - widest, place.x + widest
    bottom = place.top + place.height
    mesh = []
    columns = [left + (right - left) * n / CELLS for n in range(CELLS + 1)]
    y = max(place.top - BAND, 0)
    while y < min(bottom + place.above * widest + BAND, image.height):
        reach = max(place.width(profile, y + step) for step in (-BAND * 3, 0, BAND)) + BAND
        for x0, x1 in pairwise(columns):
            if x1 < max(0, place.x - reach) or x0 > min(image.width, place.x + reach):
                continue
            corners = ((x0, y), (x0, y + BAND), (x1, y + BAND), (x1, y))
            source = [value for point in corners for value in source_of(point, pattern, profile, place)]
            mesh.append(((round(x0), round(y), round(x1), round(y + BAND)), tuple(source)))
        y += BAND
    canvas = pattern.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    lay(image, canvas, silhouette(image, profile, place))


def source_of(point: Point, pattern: Image.Image, profile: Profile, place: Place) -> Point:
    """Where in the flat pattern a point of the picture comes from."""
    x, y = point
    flat = y
    across = 0.0
    for _ in range(2):  # the bend of a line depends on the width where it began
        width = place.width(profile, flat)
        across = min(1.0, max(-1.0, (x - place.x) / width))
        flat = y - place.above * width * sqrt(1 - across * across)
    share = min(1.0, max(0.0, (flat - place.top) / place.height))
    return (asin(across) / pi + 0.5) * (pattern.width - 1), share * (pattern.height - 1)


def roundness(size: tuple[int, int], gloss: float) -> Image.Image:
    """Light from the upper left, falling off round the body; a narrow highlight if it is glazed."""
    values = []
    for column in range(160):
        angle = (column / 159 - 0.5) * pi
        facing = max(0.0, cos(angle + 0.62))
        shine = max(0.0, cos((angle + 0.5) * 1.9)) ** 28 * gloss
        back = max(0.0, cos(angle - 1.35)) ** 3 * 0.16
        values.append(min(255, round(255 * (0.2 + 0.8 * facing**0.9 + shine + back))))
    row = Image.new("L", (160, 1))
    row.putdata(values)
    return row.resize(size, Image.Resampling.BICUBIC).convert("RGB")


def silhouette(image: Image.Image, profile: Profile, place: Place) -> Image.Image:
    """The outline: both sides of the profile and the near half of the foot."""
    lines = [place.top + place.height * n / 160 for n in range(161)]
    # A line of the body stands lower in front than at the sides, by how much we look from above.
    side = [(place.width(profile, y), y) for y in lines]
    left = [(place.x - width, y) for width, y in side]
    right = [(place.x + width, y) for width, y in reversed(side)]
    foot, lip = side[-1][0], side[0][0]

    def draw(pen: ImageDraw.ImageDraw, k: int) -> None:
        pen.polygon([(x * k, y * k) for x, y in left + right], fill=255)
        for half, y in ((foot, place.top + place.height), (lip, place.top)):
            rise = half * place.above
            pen.ellipse(
                ((place.x - half) * k, (y - rise) * k, (place.x + half) * k, (y + rise) * k), fill=255
            )

    return mask(image.size, draw)


def mouth(image: Image.Image, profile: Profile, place: Place, lip: Colour, inside: Colour) -> None:
    """The opening: a thin lip, and the dark behind it."""
    half = profile.points[0][1] * place.height
    darker = (lip[0] * 5 // 8, lip[1] * 5 // 8, lip[2] * 5 // 8)
    for inset, colour in ((0.0, lip), (0.07, darker), (0.1, inside)):
        wide, high = half * (1 - inset), half * (place.above - inset * place.above * 1.5)
        lay(image, colour, ellipse(image.size, place.x, place.top, wide, high))


def stand(image: Image.Image, profile: Profile, place: Place) -> None:
    """The shadow a thing throws to its right on what it stands on."""
    foot = profile.points[-1][1] * place.height
    y = place.top + place.height
    for wide, high, dx, blur, strength in ((1.06, 0.24, 4, 8, 0.75), (2.1, 0.34, 90, 60, 0.5)):
        low = y + foot * high * 0.15
        spot = ellipse(image.size, place.x, low, foot * wide, foot * high * 0.85)
        shade(image, spot, dx, 4, blur, strength)


def crack(pen: ImageDraw.ImageDraw, path: Sequence[Point], *, dark: Colour, light: Colour) -> None:
    """A hairline with its lit edge."""
    pen.line([(x + 2, y + 2) for x, y in path], fill=light, width=2)
    pen.line(list(path), fill=dark, width=3, joint="curve")
