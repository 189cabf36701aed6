"""Words in pictures: print, handwriting that nobody can read, and stamps."""

from functools import cache
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageFont

from api.demo.shapes import (
    Colour,
)

SENTENCES = (
    "Somebody carried this down to the river every morning for forty years. The handle is worn on one side, "
    "because she was left-handed. It came to the museum in a fish crate, in a newspaper of that week. "
    "The repair is old and honest. We do not know who made it, but we know who kept it. "
    "Look for the small mark under the foot. Two others were found beside it, both empty. "
    "The colour was brighter once. It still smells of tar when the room is warm."
)


@cache
def face(size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    """The one typeface that Pillow brings along."""
    return ImageFont.load_default(size)


def words(
    image: Image.Image,
    x: float,
    y: float,
    lines: str,
    size: int,
    ink: Colour = (38, 36, 36),
    lead: float = 1.35,
) -> float:
    """Set lines of print; where the next line would stand."""
    pen = ImageDraw.Draw(image)
    for line in lines.splitlines():
        pen.text((x, y), line, font=face(size), fill=ink)
        y += size * lead
    return y


def prose(image: Image.Image, x: float, y: float, width: float, many: int, size: int, rng: Random) -> float:
    """A paragraph of label text, cut after so many lines; where the next one would stand."""
    told = SENTENCES.split(". ")
    rng.shuffle(told)
    left = ". ".join(told).split()
    for _ in range(many):
        line = ""
        while left and face(size).getlength(f"{line} {left[0]}") < width:
            line = f"{line} {left.pop(0)}".strip()
        y = words(image, x, y, line, size, (74, 72, 70))
    return y


def scribble(
    image: Image.Image,
    x: float,
    y: float,
    width: float,
    rng: Random,
    *,
    size: float = 14,
    ink: Colour = (52, 56, 84),
) -> None:
    """A line of handwriting: loops that lean, of changing height."""
    pen, at = ImageDraw.Draw(image), x
    while at < x + width:
        path: list[tuple[float, float]] = []
        for _ in range(rng.randint(2, 7)):
            tall = size * rng.choice((0.34, 0.36, 0.4, 0.42, 0.85))
            wide = size * rng.uniform(0.34, 0.5)
            for step in range(7):
                turn = step / 6 * 2 * pi
                rise = (1 - cos(turn)) / 2 * tall
                path.append((at + wide * step / 6 - sin(turn) * wide * 0.32 + rise * 0.25, y - rise))
            at += wide * 0.92
        pen.line(path, fill=ink, width=max(2, round(size / 9)), joint="curve")
        at += size * 0.55
