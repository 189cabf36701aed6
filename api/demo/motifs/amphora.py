"""The amphora: whole, close to its crack, its neck, and its foot in the mount."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    cloud,
    focus,
    matter,
    relief,
    shade,
)
from api.demo.motifs.patterns import bands, meander, rays, tongues, zigzag
from api.demo.motifs.turning import Place, Profile, crack, mouth, stand, strip, turn
from api.demo.motifs.vessels import room
from api.demo.shapes import (
    Colour,
    Size,
    ellipse,
    stroke,
)

AMPHORA = Profile(
    ((0, 0.165), (0.035, 0.17), (0.05, 0.115), (0.2, 0.108), (0.27, 0.16), (0.42, 0.305), (0.5, 0.318),
     (0.62, 0.275), (0.82, 0.145), (0.92, 0.095), (0.945, 0.125), (0.985, 0.14), (1, 0.14))
)  # fmt: skip
SLIP: Colour = (38, 32, 30)


def painted(place: Place, rng: Random, *, cracked: bool) -> Image.Image:
    """The amphora's pattern, worn where hands and the ground have been at it."""
    size = strip(place, AMPHORA)
    clay = matter(size, rng, (158, 104, 66), (208, 156, 110), 6, 30, 190)
    paint = Image.new("L", size, 0)
    pen, high = ImageDraw.Draw(paint), size[1]
    bands(pen, size, (0.0, 0.022), (0.05, 0.058), (0.09, 0.095), (0.185, 0.19), (0.2, 0.208))
    tongues(pen, size, 0.062, 0.086, 84)
    meander(pen, size, 0.108, 0.175, 26)
    zigzag(pen, size, 0.285, 0.36, 34)
    bands(
        pen,
        size,
        (0.262, 0.268),
        (0.276, 0.279),
        (0.374, 0.379),
        (0.387, 0.39),
        (0.498, 0.503),
        (0.51, 0.514),
    )
    meander(pen, size, 0.402, 0.484, 22)
    bands(pen, size, (0.565, 0.65), (0.665, 0.67), (0.678, 0.683), (0.7, 0.76), (0.775, 0.779), (0.9, 0.93))
    rays(pen, size, 0.79, 0.9, 26)
    worn = cloud(size, rng, 5, 22, 90).point(lambda v: 255 if v < 158 else max(0, 255 - (v - 158) * 9))
    paint = Image.composite(paint, Image.new("L", size, 0), worn)
    clay.paste(matter(size, rng, (26, 22, 22), (58, 48, 44), 9, 120), mask=paint)
    if cracked:
        pen, x, y = ImageDraw.Draw(clay), size[0] * 0.36, high * 0.335
        path = [(x, y)]
        for _ in range(11):
            x, y = x + rng.uniform(2, 24) * high / 1000, y + rng.uniform(4, 20) * high / 1000
            path.append((x, y))
        crack(pen, path, dark=(30, 20, 16), light=(226, 186, 146))
        branch = [path[5], (path[5][0] - 14, path[5][1] + 26), (path[5][0] - 10, path[5][1] + 54)]
        crack(pen, branch, dark=(44, 30, 24), light=(214, 172, 130))
    return relief(clay, cloud(size, rng, 24, 130), depth=0.5)


def handles(image: Image.Image, place: Place) -> None:
    """Two handles from the neck to the shoulder, in dark slip."""
    for side in (-1, 1):
        at = [(0.105, 0.085), (0.19, 0.075), (0.232, 0.115), (0.24, 0.2), (0.225, 0.275), (0.19, 0.315)]
        path = [(place.x + side * x * place.height, place.top + y * place.height) for x, y in at]
        for offset, width, colour in ((0, 40, SLIP), (-5, 26, (58, 50, 47)), (-9, 9, (116, 104, 96))):
            shift = offset * place.height / 1000
            line = [(x + shift, y) for x, y in path]
            shape = stroke(image.size, line, width * place.height / 1000)
            if offset == 0:
                shade(image, shape, 10, 14, 14, 0.35)
            image.paste(colour, mask=shape.filter(ImageFilter.GaussianBlur(abs(offset) / 2)))


def amphora(
    rng: Random, size: Size, place: Place, *, cracked: bool = False, horizon: float = 0.98
) -> Image.Image:
    """The amphora before a grey wall, anywhere in the picture."""
    image = room(size, rng, (132, 134, 136), (152, 147, 140), horizon)
    stand(image, AMPHORA, place)
    turn(image, painted(place, rng, cracked=cracked), AMPHORA, place, gloss=0.1)
    mouth(image, AMPHORA, place, (150, 112, 80), (24, 20, 19))
    handles(image, place)
    return image


def whole_amphora(rng: Random) -> Image.Image:
    return amphora(rng, PORTRAIT, Place(480, 130, 1010, 0.07), cracked=True, horizon=0.87)


def cracked_shoulder(rng: Random) -> Image.Image:
    image = amphora(rng, LANDSCAPE, Place(700, -330, 2000, 0.07), cracked=True)
    return focus(image, (90, 200, 120), (190, 255, 160), (120, 220, 120))


def amphora_neck(rng: Random) -> Image.Image:
    image = amphora(rng, LANDSCAPE, Place(620, 150, 1900, 0.1))
    return focus(image, (120, 255, 160), (110, 230, 130), (40, 110, 40))


def mounted_foot(rng: Random) -> Image.Image:
    """The foot of the amphora in its mount: three brass arms, felt between metal and clay."""
    place = Place(640, -960, 1560, 0.12)
    image = amphora(rng, LANDSCAPE, place, horizon=0.6)
    for x, y in ((430, 500), (855, 500)):
        side = 1 if x < place.x else -1
        arm = [(x - side * 150, 700), (x - side * 120, 590), (x - side * 30, y + 22), (x + side * 26, y)]
        for shift, width, colour in (
            (0, 30, (96, 70, 30)),
            (-4, 20, (180, 142, 72)),
            (-8, 6, (240, 214, 150)),
        ):
            shape = stroke(image.size, [(a + shift, b + shift) for a, b in arm], width)
            if shift == 0:
                shade(image, shape, 12, 14, 12, 0.5)
            image.paste(colour, mask=shape)
        pad = ellipse(image.size, x + 2, y + 1, 32, 25)
        shade(image, pad, 4, 6, 6, 0.6)
        image.paste((66, 74, 70), mask=pad)
    return focus(image, (60, 110, 70), (200, 255, 210), (190, 230, 170))
