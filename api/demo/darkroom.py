"""What every picture of the demo is made with: light, matter, shadow, and the camera itself."""

import io
from collections.abc import Sequence
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from api.demo.shapes import Colour, Size, about, weaker

LANDSCAPE: Size = (1280, 960)
PORTRAIT: Size = (960, 1280)
QUALITY = 80
FAR = 14  # a shadow softer than this is drawn coarser
LENS = ImageFilter.Kernel((3, 3), (1, 3, 1, 3, 9, 3, 1, 3, 1))


def noise(size: Size, rng: Random, columns: int, rows: int | None = None) -> Image.Image:
    """Smooth unevenness: a few random grey cells, stretched over the size."""
    rows = rows or max(1, columns * size[1] // size[0])
    small = Image.frombytes("L", (columns, rows), rng.randbytes(columns * rows))
    return small.resize(size, Image.Resampling.BICUBIC)


def cloud(size: Size, rng: Random, *columns: int) -> Image.Image:
    """Unevenness of several grain sizes, the coarsest first and strongest."""
    image = noise(size, rng, columns[0])
    for finer in columns[1:]:
        image = Image.blend(image, noise(size, rng, finer), 0.4)
    return image


def matter(size: Size, rng: Random, dark: Colour, light: Colour, *columns: int) -> Image.Image:
    """A surface between two colours."""
    return ImageOps.colorize(cloud(size, rng, *columns), dark, light)


def plain(size: Size, rng: Random, colour: Colour, spread: int = 8) -> Image.Image:
    """A painted wall, a table top: one colour, hardly uneven."""
    dark, light = (tuple(max(0, min(255, c + d)) for c in colour) for d in (-spread, spread))
    return matter(size, rng, dark, light, 5, 160)  # type: ignore[arg-type]


def wood(size: Size, rng: Random, dark: Colour, light: Colour, *, upright: bool = False) -> Image.Image:
    """Boards with a grain along one side."""
    across = size if not upright else (size[1], size[0])
    grain = Image.blend(noise(across, rng, 5, 60), noise(across, rng, 14, 320), 0.5)
    board = ImageOps.colorize(grain, dark, light)
    return board.transpose(Image.Transpose.ROTATE_90) if upright else board


def ramp(size: Size, *rows: Sequence[int]) -> Image.Image:
    """Light that falls unevenly: grey values on a coarse grid, stretched smooth."""
    small = Image.new("L", (len(rows[0]), len(rows)))
    small.putdata([value for row in rows for value in row])
    return small.resize(size, Image.Resampling.BICUBIC)


def lit(image: Image.Image, *rows: Sequence[int]) -> Image.Image:
    """The image under uneven light; 255 leaves it as it is."""
    return ImageChops.multiply(image, ramp(image.size, *rows).convert("RGB"))


def relief(image: Image.Image, height: Image.Image, *, depth: float = 1.0, reach: int = 2) -> Image.Image:
    """The image with bumps: the sides that look to the upper left are brighter."""
    slope = ImageChops.subtract(height, ImageChops.offset(height, reach, reach), 1 / depth, 128)
    return ImageChops.overlay(image, slope.convert("RGB"))


def shade(image: Image.Image, shape: Image.Image, dx: int, dy: int, blur: float, strength: float) -> None:
    """Let a shape throw its shadow, softer the farther it is off."""
    part = about(shape, round(blur * 3) + max(abs(dx), abs(dy)) + 4)
    if part is None:
        return
    near, less = shape.crop(part), 4 if blur < FAR else 8
    few = near.resize((max(1, near.width // less), max(1, near.height // less)), Image.Resampling.BOX)
    far = Image.new("L", few.size, 0)
    far.paste(few, (dx // less, dy // less))
    soft = weaker(far.filter(ImageFilter.GaussianBlur(blur / less)), strength)
    image.paste((14, 12, 12), part, soft.resize(near.size, Image.Resampling.BILINEAR))


def lay(
    image: Image.Image,
    surface: Image.Image | Colour,
    shape: Image.Image,
    *,
    drop: int = 0,
    strength: float = 0.55,
) -> None:
    """Put a thing down on the image: a tight shadow where it touches, a wide one beside it."""
    if drop:
        shade(image, shape, drop, drop, drop * 1.6 + 4, strength)
        shade(image, shape, 4, 4, 5, strength)
    part = about(shape, 0)
    if part is not None:
        here = surface.crop(part) if isinstance(surface, Image.Image) else surface
        image.paste(here, part, shape.crop(part))


def fill(
    image: Image.Image,
    shape: Image.Image,
    rng: Random,
    colour: Colour,
    spread: int,
    *columns: int,
    drop: int = 0,
) -> None:
    """Lay down a shape of an uneven colour; the surface is only made where it is seen."""
    part = about(shape, 0)
    if part is None:
        return
    if drop:
        shade(image, shape, drop, drop, drop * 1.6 + 4, 0.55)
        shade(image, shape, 4, 4, 5, 0.55)
    dark, light = (tuple(max(0, min(255, c + d)) for c in colour) for d in (-spread, spread))
    size = (part[2] - part[0], part[3] - part[1])
    image.paste(matter(size, rng, dark, light, *columns), part, shape.crop(part))  # type: ignore[arg-type]


def edge(image: Image.Image, shape: Image.Image, *, width: int = 2, amount: float = 0.5) -> None:
    """Catch the light on the upper left edges of a shape, and lose it on the others."""
    part = about(shape, width + 2)
    if part is None:
        return
    near = shape.crop(part)
    up = ImageChops.subtract(near, ImageChops.offset(near, width, width))
    down = ImageChops.subtract(near, ImageChops.offset(near, -width, -width))
    image.paste((255, 250, 240), part, up.point(lambda v: int(v * amount * 0.7)))
    image.paste((10, 8, 8), part, down.point(lambda v: int(v * amount)))


def tilt(image: Image.Image, *, turn: float, lean: float, closer: float) -> Image.Image:
    """Move the camera: turned by degrees, leaning back, and close enough that no border shows."""
    width, height = image.size
    wide, high, foot = width / closer / 2, height / closer / 2, width * lean
    angle = radians(turn)
    quad: list[float] = []
    for x, y in ((-wide, -high), (foot - wide, high), (wide - foot, high), (wide, -high)):
        quad += (width / 2 + x * cos(angle) - y * sin(angle), height / 2 + x * sin(angle) + y * cos(angle))
    return image.transform(
        image.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=image.getpixel((4, 4))
    )


def focus(image: Image.Image, *rows: Sequence[int], blur: float = 7) -> Image.Image:
    """Depth of field: grey values on a coarse grid say where it is sharp (255) and where not (0)."""
    soft = image.reduce(4).filter(ImageFilter.GaussianBlur(blur / 4)).resize(image.size)
    return Image.composite(image, soft, ramp(image.size, *rows))


def develop(image: Image.Image, rng: Random, *, warm: float = 0.0, grain: int = 11) -> bytes:
    """The finished photograph: a little vignette, a soft curve, grain; a JPEG without metadata."""
    image = lit(image, (214, 244, 218), (246, 255, 246), (208, 238, 212))
    red, green, blue = (curve(1 + warm), curve(1 + warm / 3), curve(1 - warm))
    image = image.point(red + green + blue).filter(LENS)
    width, height = image.size
    half = (width // 2, height // 2)
    fine = Image.frombytes("L", image.size, rng.randbytes(width * height))
    coarse = Image.frombytes("L", half, rng.randbytes(half[0] * half[1])).resize(image.size)
    silver = Image.blend(fine, coarse, 0.6).point(lambda v: v * grain // 255)
    image = ImageChops.add(image, silver.convert("RGB"), 1, -grain // 2)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return file.getvalue()


def curve(gain: float) -> list[int]:
    """How a channel is brought to paper: blacks lifted a little, highlights held back."""
    levels = (min(1.0, value / 255 * gain) for value in range(256))
    return [round(255 * (0.03 + 0.95 * (x**0.7 * 0.72 + 0.28 * x * x * (3 - 2 * x)))) for x in levels]
