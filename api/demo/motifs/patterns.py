"""Painted bands, drawn flat: lines, meander, zigzag, tongues, rays."""

from PIL import ImageDraw

from api.demo.shapes import (
    Size,
)

INK = 255


def bands(pen: ImageDraw.ImageDraw, size: Size, *spans: tuple[float, float]) -> None:
    """Plain lines, from one share of the height to another."""
    for low, high in spans:
        pen.rectangle((0, low * size[1], size[0], high * size[1]), fill=INK)


def meander(pen: ImageDraw.ImageDraw, size: Size, low: float, high: float, many: int) -> None:
    """The running key."""
    top, bottom = low * size[1], high * size[1]
    step, tall = size[0] / many, bottom - top
    width = max(2, round(tall * 0.15))
    for number in range(many + 1):
        x = number * step
        key = ((0, 1), (0, 0), (0.82, 0), (0.82, 0.68), (0.36, 0.68), (0.36, 0.36), (0.56, 0.36))
        pen.line([(x + a * step, top + b * tall) for a, b in key], fill=INK, width=width)
        pen.line([(x, bottom), (x + step, bottom)], fill=INK, width=width)
        pen.line([(x + 0.82 * step, top), (x + step, top)], fill=0, width=1)


def zigzag(pen: ImageDraw.ImageDraw, size: Size, low: float, high: float, many: int) -> None:
    """A line that goes up and down."""
    step = size[0] / many
    path = [(n * step / 2, (low if n % 2 else high) * size[1]) for n in range(2 * many + 1)]
    pen.line(path, fill=INK, width=max(2, round((high - low) * size[1] * 0.1)), joint="curve")


def tongues(pen: ImageDraw.ImageDraw, size: Size, low: float, high: float, many: int) -> None:
    """Short upright strokes."""
    step = size[0] / many
    for number in range(many):
        x = number * step
        pen.ellipse((x, low * size[1], x + step * 0.55, high * size[1]), fill=INK)


def rays(pen: ImageDraw.ImageDraw, size: Size, low: float, high: float, many: int) -> None:
    """Pointed leaves that grow from a foot."""
    step = size[0] / many
    for number in range(many):
        x = (number + 0.5) * step
        foot = high * size[1]
        pen.polygon(((x - step * 0.32, foot), (x, low * size[1]), (x + step * 0.32, foot)), fill=INK)
