"""Pots: an amphora from all sides, bowls, a jug, a jar."""

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    Colour,
    Point,
    Size,
    cloud,
    ellipse,
    focus,
    lit,
    mask,
    matter,
    plain,
    relief,
    shade,
)
from api.demo.motifs.patterns import bands, meander, rays, tongues, zigzag
from api.demo.motifs.turning import Place, Profile, crack, mouth, stand, strip, turn

AMPHORA = Profile(
    ((0, 0.165), (0.035, 0.17), (0.05, 0.115), (0.2, 0.108), (0.27, 0.16), (0.42, 0.305), (0.5, 0.318),
     (0.62, 0.275), (0.82, 0.145), (0.92, 0.095), (0.945, 0.125), (0.985, 0.14), (1, 0.14))
)  # fmt: skip
BOWL = Profile(((0, 0.78), (0.05, 0.77), (0.4, 0.68), (0.7, 0.46), (0.84, 0.27), (0.87, 0.26), (1, 0.27)))
JUG = Profile(((0, 0.2), (0.05, 0.19), (0.2, 0.15), (0.4, 0.26), (0.62, 0.36), (0.85, 0.27), (1, 0.2)))
JAR = Profile(
    ((0, 0.26), (0.05, 0.27), (0.1, 0.22), (0.2, 0.31), (0.5, 0.27), (0.82, 0.31), (0.92, 0.24), (1, 0.25))
)
CLAY: Colour = (190, 136, 92)
SLIP: Colour = (38, 32, 30)


def room(size: Size, rng: Random, wall: Colour, table: Colour, horizon: float) -> Image.Image:
    """A wall and what stands before it, out of focus where they meet."""
    image = lit(plain(size, rng, wall, 6), (252, 248, 230, 205), (255, 252, 236, 208), (236, 232, 214, 190))
    y = round(size[1] * horizon)
    ground = lit(plain((size[0], size[1] - y), rng, table, 7), (205, 225, 190), (255, 255, 225))
    image.paste(ground, (0, y))
    strip_of = (0, y - 30, size[0], y + 30)
    image.paste(image.crop(strip_of).filter(ImageFilter.GaussianBlur(5)), strip_of[:2])
    return image


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
            wide = width * place.height / 1000

            def draw(pen: ImageDraw.ImageDraw, k: int, shift: int = offset, w: float = wide) -> None:
                line = [((x + shift * place.height / 1000) * k, y * k) for x, y in smooth(path)]
                pen.line(line, fill=255, width=round(w * k), joint="curve")
                for x, y in (line[0], line[-1]):
                    pen.ellipse((x - w * k / 2, y - w * k / 2, x + w * k / 2, y + w * k / 2), fill=255)

            shape = mask(image.size, draw)
            if offset == 0:
                shade(image, shape, 10, 14, 14, 0.35)
            image.paste(colour, mask=shape.filter(ImageFilter.GaussianBlur(abs(offset) / 2)))


def smooth(path: Sequence[Point]) -> Sequence[Point]:
    """The same way with its corners cut, twice."""
    for _ in range(3):
        cut = [path[0]]
        for (x0, y0), (x1, y1) in zip(path, path[1:], strict=False):
            cut += [
                (0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1),
                (0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1),
            ]
        path = [*cut, path[-1]]
    return path


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


def glazed(place: Place, profile: Profile, rng: Random, dark: Colour, light: Colour) -> Image.Image:
    """A glaze that pooled towards the foot, over a body that shows there."""
    size = strip(place, profile)
    image = relief(matter(size, rng, dark, light, 4, 14, 60), rings(size, rng), depth=0.3)
    bare = round(size[1] * 0.9)
    image.paste(matter((size[0], size[1] - bare), rng, (128, 88, 60), (166, 122, 88), 12, 90), (0, bare))
    pen = ImageDraw.Draw(image)
    pen.line([(n * 12, bare + rng.uniform(-4, 4)) for n in range(size[0] // 12 + 1)], fill=dark, width=6)
    return image


def rings(size: Size, rng: Random) -> Image.Image:
    """Lines that the potter's fingers left."""
    column = Image.frombytes("L", (1, 64), rng.randbytes(64))
    return column.resize(size, Image.Resampling.BICUBIC)


def celadon_bowl(rng: Random) -> Image.Image:
    image = room(LANDSCAPE, rng, (126, 132, 142), (158, 154, 148), 0.72)
    place = Place(640, 400, 360, 0.15)
    stand(image, BOWL, place)
    turn(image, glazed(place, BOWL, rng, (98, 128, 108), (146, 172, 150)), BOWL, place, gloss=0.3)
    mouth(image, BOWL, place, (176, 196, 172), (92, 116, 100))
    inside_light(image, place, BOWL, (150, 176, 152))
    return image


def inside_light(image: Image.Image, place: Place, profile: Profile, colour: Colour) -> None:
    """Light on the far inner wall of a bowl."""
    half = profile.points[0][1] * place.height
    x, y = place.x + half * 0.16, place.top + half * place.above * 0.12

    def draw(pen: ImageDraw.ImageDraw, k: int) -> None:
        w, h = half * 0.66, half * place.above * 0.6
        pen.ellipse(((x - w) * k, (y - h) * k, (x + w) * k, (y + h) * k), fill=150)

    image.paste(colour, mask=mask(image.size, draw).filter(ImageFilter.GaussianBlur(9)))


def bowl_rim(rng: Random) -> Image.Image:
    image = room(LANDSCAPE, rng, (140, 136, 128), (168, 160, 148), 0.9)
    place = Place(760, 330, 1000, 0.2)
    pattern = glazed(place, BOWL, rng, (62, 84, 110), (112, 136, 158))
    pen = ImageDraw.Draw(pattern)
    for band in (0.05, 0.065, 0.3):
        pen.rectangle((0, band * pattern.height, pattern.width, band * pattern.height + 4), fill=(34, 46, 72))
    turn(image, pattern, BOWL, place, gloss=0.35)
    mouth(image, BOWL, place, (150, 164, 176), (70, 90, 112))
    inside_light(image, place, BOWL, (128, 150, 170))
    return focus(image, (170, 220, 120), (255, 255, 170), (110, 150, 90))


def jug(rng: Random) -> Image.Image:
    image = room(PORTRAIT, rng, (150, 142, 130), (118, 98, 80), 0.8)
    place = Place(470, 360, 700, 0.12)
    stand(image, JUG, place)
    turn(image, glazed(place, JUG, rng, (116, 70, 40), (176, 120, 66)), JUG, place, gloss=0.4)
    mouth(image, JUG, place, (170, 122, 78), (40, 26, 18))
    return image


def drug_jars(rng: Random) -> Image.Image:
    image = room(LANDSCAPE, rng, (138, 142, 138), (124, 112, 98), 0.78)
    for x, top, height, dark, light in (
        (330, 300, 470, (170, 166, 152), (214, 210, 196)),
        (690, 270, 540, (184, 180, 168), (226, 222, 210)),
        (1040, 330, 440, (164, 158, 140), (208, 202, 186)),
    ):
        place = Place(x, top, height, 0.13)
        stand(image, JAR, place)
        pattern = glazed(place, JAR, rng, dark, light)
        pen, wide, high = ImageDraw.Draw(pattern), *pattern.size
        for low, colour in (
            (0.2, (52, 74, 122)),
            (0.235, (52, 74, 122)),
            (0.8, (52, 74, 122)),
            (0.52, (168, 122, 50)),
        ):
            pen.rectangle((0, low * high, wide, (low + 0.018) * high), fill=colour)
        for n in range(14):
            centre = (n + 0.5) * wide / 14
            pen.arc(
                (centre - 24, high * 0.3, centre + 24, high * 0.46), 200, 520, fill=(62, 86, 136), width=7
            )
            pen.ellipse((centre - 7, high * 0.62, centre + 7, high * 0.66), fill=(60, 104, 82))
        turn(image, pattern, JAR, place, gloss=0.45)
        mouth(image, JAR, place, (222, 216, 200), (66, 60, 52))
    return focus(image, (170, 255, 150), (170, 255, 160), (140, 220, 120), blur=5)


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

            def draw(pen: ImageDraw.ImageDraw, k: int, w: int = width, s: int = shift) -> None:
                pen.line(
                    [((a + s) * k, (b + s) * k) for a, b in smooth(arm)], fill=255, width=w * k, joint="curve"
                )

            shape = mask(image.size, draw)
            if shift == 0:
                shade(image, shape, 12, 14, 12, 0.5)
            image.paste(colour, mask=shape)
        pad = ellipse(image.size, x + 2, y + 1, 32, 25)
        shade(image, pad, 4, 6, 6, 0.6)
        image.paste((66, 74, 70), mask=pad)
    return focus(image, (60, 110, 70), (200, 255, 210), (190, 230, 170))
