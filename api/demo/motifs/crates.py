"""Crates and drawers from above: foam cut to shape, with the thing in it or waiting for it."""

from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from api.demo.darkroom import (
    LANDSCAPE,
    cloud,
    edge,
    fill,
    focus,
    lay,
    lit,
    matter,
    plain,
    relief,
    tilt,
    wood,
)
from api.demo.motifs.amphora import AMPHORA
from api.demo.motifs.lettering import words
from api.demo.motifs.papers import sheet
from api.demo.shapes import (
    Colour,
    Point,
    about,
    box,
    ellipse,
    polygon,
    weaker,
)

PINE = ((166, 128, 86), (212, 176, 130))


def crate(rng: Random, foam: Colour) -> Image.Image:
    """An open crate that fills the picture: boards, screws, and a bed of foam."""
    image = lit(wood(LANDSCAPE, rng, *PINE), (255, 250, 230), (250, 244, 222), (236, 228, 206))
    pen = ImageDraw.Draw(image)
    for x in (70, 640, 1210):
        for y in (38, 922):
            pen.ellipse((x - 9, y - 9, x + 9, y + 9), fill=(126, 122, 116))
            pen.line((x - 6, y - 5, x + 6, y + 5), fill=(62, 58, 54), width=3)
    bed = box(image.size, 92, 76, 1188, 884)
    dark, light = (tuple(c + d for c in foam) for d in (-9, 9))
    soft = matter(image.size, rng, dark, light, 6, 320)  # type: ignore[arg-type]
    lay(image, lit(soft, (150, 236, 240), (225, 255, 255), (230, 255, 255)), bed)
    edge(image, bed, width=4, amount=-0.6)
    inner = ImageChops.subtract(bed, bed.filter(ImageFilter.GaussianBlur(16)))
    image.paste((20, 18, 16), mask=inner.point(lambda v: int(v * 0.9)))
    return image


def hollow(image: Image.Image, shape: Image.Image, floor: Colour, deep: int = 34) -> None:
    """Cut a shape out of the foam: a floor in the shadow of the edge."""
    part = about(shape, deep + 8)
    if part is None:
        return
    here, cut = image.crop(part), shape.crop(part)
    lay(here, floor, cut)
    wall = ImageChops.subtract(cut, ImageChops.offset(cut, deep, deep))
    here.paste((12, 12, 14), mask=weaker(wall.filter(ImageFilter.GaussianBlur(deep / 3)), 0.8))
    outside = ImageChops.invert(cut).filter(ImageFilter.GaussianBlur(5))
    here.paste((12, 12, 14), mask=weaker(ImageChops.multiply(cut, outside), 0.7))
    lip = ImageChops.subtract(ImageChops.offset(cut, 3, 3), cut)
    here.paste((250, 250, 250), mask=weaker(lip, 0.22))
    image.paste(here, part[:2])


def lying(x: float, y: float, length: float) -> list[Point]:
    """The outline of the amphora on its side, lip to the left."""
    steps = [n / 60 for n in range(61)]
    upper = [(x + s * length, y - AMPHORA.at(s) * length * 1.06) for s in steps]
    return upper + [(px, 2 * y - py) for px, py in reversed(upper)]


def crate_for_amphora(rng: Random) -> Image.Image:
    image = crate(rng, (108, 112, 116))
    shape = polygon(image.size, *lying(220, 490, 850))
    for x, y in ((430, 330), (430, 650)):
        shape = ImageChops.lighter(shape, box(image.size, x - 120, y - 34, x + 60, y + 34, 34))
    hollow(image, shape, (82, 85, 89), 44)
    sheet(image, (930, 110, 1140, 230))
    words(image, 950, 126, "STR 1932.14\nthis side up\n2 people", 24)
    return focus(
        tilt(image, turn=2, lean=0.05, closer=1.06), (190, 240, 190), (255, 255, 255), (230, 255, 230)
    )


def bowl_from_above(image: Image.Image, rng: Random, x: float, y: float, r: float, glaze: Colour) -> None:
    """A bowl one looks into."""
    body = ellipse(image.size, x, y, r)
    fill(image, body, rng, glaze, 30, 6, drop=16)
    edge(image, body, width=4, amount=0.8)
    part = about(body, 4) or (0, 0, 1, 1)
    here, x, y = image.crop(part), x - part[0], y - part[1]
    well = ellipse(here.size, x, y, r * 0.9)
    shadow = ImageChops.subtract(well, ImageChops.offset(well, int(r * 0.34), int(r * 0.34)))
    here.paste((14, 16, 16), mask=weaker(shadow.filter(ImageFilter.GaussianBlur(r / 5)), 0.62))
    bright = ellipse(here.size, x + r * 0.3, y + r * 0.34, r * 0.34)
    here.paste((250, 250, 240), mask=weaker(bright.filter(ImageFilter.GaussianBlur(r / 4)), 0.4))
    line = ImageChops.subtract(ellipse(here.size, x, y, r * 0.36), ellipse(here.size, x, y, r * 0.34))
    here.paste(tuple(c // 2 for c in glaze), mask=weaker(line, 0.5))
    image.paste(here, part[:2])


def crate_of_bowls(rng: Random) -> Image.Image:
    image = crate(rng, (226, 224, 218))
    glazes = ((126, 152, 132), (86, 108, 138), (168, 128, 88), (176, 172, 160), (110, 136, 120))
    spots = [(300 + 340 * n, 285 + 390 * row) for row in range(2) for n in range(3)]
    for n, (x, y) in enumerate(spots):
        r = (140, 128, 146, 132, 150, 126)[n]
        hollow(image, ellipse(image.size, x, y, r), (176, 174, 168), 22)
        if n != 4:
            bowl_from_above(image, rng, x, y, r * 0.9, glazes[n % 5])
    return focus(
        tilt(image, turn=-2.5, lean=0.06, closer=1.08), (170, 220, 170), (255, 255, 255), (230, 255, 230)
    )


def crate_lid(rng: Random) -> Image.Image:
    image = lit(wood(LANDSCAPE, rng, *PINE), (255, 246, 220), (246, 236, 212), (216, 206, 186))
    pen, ink = ImageDraw.Draw(image), (46, 42, 40)
    for y in (236, 478, 722):
        pen.line((0, y, 1280, y + 3), fill=(92, 66, 42), width=5)
        pen.line((0, y + 4, 1280, y + 7), fill=(222, 190, 146), width=2)
    for x in (320, 480):
        pen.polygon(
            (
                (x, 150),
                (x + 56, 250),
                (x + 24, 250),
                (x + 24, 400),
                (x - 24, 400),
                (x - 24, 250),
                (x - 56, 250),
            ),
            fill=ink,
        )
    pen.rectangle((240, 424, 560, 440), fill=ink)
    words(image, 680, 170, "STRANDHALL\n3 / 7", 82, ink)
    image = relief(image, cloud(image.size, rng, 40, 200), depth=0.35)
    sheet(image, (700, 520, 1110, 800), (240, 226, 176))
    words(image, 730, 548, "Open on the day after\narrival, not before.", 32, lead=1.4)
    words(image, 730, 664, "Closed 14:10   L. S.", 27, (120, 60, 50))
    for x, y in ((90, 110), (1190, 110), (90, 850), (1190, 850), (620, 850)):
        screw = ellipse(image.size, x, y, 22)
        lay(image, matter(image.size, rng, (120, 118, 114), (190, 188, 184), 30, 200), screw, drop=5)
        edge(image, screw, width=3, amount=0.9)
        ImageDraw.Draw(image).line((x - 13, y - 8, x + 13, y + 8), fill=(50, 48, 46), width=5)
    return focus(
        tilt(image, turn=1.5, lean=0.05, closer=1.1), (200, 240, 200), (255, 255, 255), (230, 255, 230)
    )


def seal_drawer(rng: Random) -> Image.Image:
    """A drawer of small things, each in its own square of foam; one is out."""
    image = lit(
        wood(LANDSCAPE, rng, (92, 64, 44), (132, 96, 68)), (255, 250, 230), (240, 232, 210), (220, 212, 196)
    )
    bed = box(image.size, 84, 70, 1200, 900)
    lay(image, plain(image.size, rng, (232, 229, 220), 5), bed)
    for row in range(4):
        for column in range(6):
            x, y = 184 + column * 182, 168 + row * 204
            hollow(image, box(image.size, x - 72, y - 72, x + 72, y + 72, 8), (204, 200, 190), 14)
            if (row, column) == (2, 3):
                sheet(image, (x - 52, y - 34, x + 54, y + 36), (244, 206, 196))
                words(image, x - 42, y - 22, "out: study\nroom 2", 18)
                continue
            r = rng.uniform(40, 60)
            metal = rng.choice(((118, 92, 56), (126, 128, 126), (82, 108, 96)))
            coin = ellipse(image.size, x + rng.uniform(-6, 6), y + rng.uniform(-6, 6), r)
            fill(image, coin, rng, metal, 34, 6, drop=6)
            worn = ellipse(image.size, x, y, r * rng.uniform(0.3, 0.5))
            edge(image, worn, width=3, amount=0.5)
            edge(image, coin, width=4, amount=0.9)
    return focus(
        tilt(image, turn=-3, lean=0.07, closer=1.14), (130, 200, 130), (255, 255, 255), (230, 255, 220)
    )
