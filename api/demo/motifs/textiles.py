"""Cloth: a striped wrapper laid flat, a fold padded with tissue, a roll in its sleeve."""

from random import Random

from PIL import Image, ImageChops, ImageDraw

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    cloud,
    edge,
    fill,
    focus,
    lay,
    lit,
    noise,
    plain,
    ramp,
    relief,
    shade,
    tilt,
)
from api.demo.motifs.lettering import words
from api.demo.motifs.papers import sheet
from api.demo.shapes import (
    Colour,
    Size,
    box,
    ellipse,
    polygon,
)

INDIGO: tuple[Colour, ...] = ((34, 44, 84), (52, 66, 112), (222, 212, 190), (34, 44, 84), (150, 62, 44))
MADDER: tuple[Colour, ...] = ((146, 58, 42), (188, 120, 62), (58, 66, 52), (146, 58, 42), (226, 208, 168))


def weave(size: Size, rng: Random, colours: tuple[Colour, ...]) -> Image.Image:
    """Narrow strips sewn side by side, each with blocks of pattern, and the threads on top."""
    image = Image.new("RGB", size, colours[0])
    pen, strip = ImageDraw.Draw(image), size[0] // 9
    for column in range(10):
        x, y = column * strip, -rng.randint(0, 120)
        for start, wide in ((0.06, 0.05), (0.16, 0.02), (0.84, 0.05)):
            pen.rectangle((x + strip * start, 0, x + strip * (start + wide), size[1]), fill=colours[2])
        while y < size[1]:
            tall = rng.choice((46, 60, 92))
            if rng.random() < 0.62:
                for n in range(0, tall, 12):
                    ink = colours[(n // 12 + column) % 3 + 1]
                    pen.rectangle((x + strip * 0.26, y + n, x + strip * 0.78, y + n + 7), fill=ink)
            y += tall + 54
        pen.line((x, 0, x, size[1]), fill=(24, 22, 24), width=3)
        pen.line((x + 3, 0, x + 3, size[1]), fill=(190, 180, 160), width=1)
    ribs = Image.frombytes("L", (1, 240), bytes(96 + 64 * (n % 2) for n in range(240))).resize(size)
    threads = Image.blend(ribs, noise(size, rng, size[0] // 3, size[1] // 3), 0.5)
    return ImageChops.overlay(image, threads.convert("RGB"))


def folds(size: Size, *rows: tuple[int, ...]) -> Image.Image:
    """The light on cloth that does not lie quite flat."""
    return ramp(size, *rows).convert("RGB")


def wrapper(rng: Random) -> Image.Image:
    image = lit(plain(LANDSCAPE, rng, (216, 214, 208), 4), (255, 250, 226), (248, 240, 218), (226, 220, 200))
    cloth = ImageChops.multiply(
        weave(LANDSCAPE, rng, INDIGO),
        folds(LANDSCAPE, (255, 220, 250, 205), (240, 255, 215, 235), (215, 235, 210, 195)),
    )
    shape = polygon(image.size, (120, -10), (1150, -10), (1170, 700), (860, 716), (500, 700), (104, 712))
    lay(image, cloth, shape, drop=12)
    pen = ImageDraw.Draw(image)
    for n in range(150):
        x, y = 108 + n * 7.1 + rng.uniform(-2, 2), 704 + rng.uniform(-4, 8)
        pen.line(
            [(x, y), (x + rng.uniform(-7, 7), y + 34), (x + rng.uniform(-12, 12), y + rng.uniform(54, 82))],
            fill=rng.choice((INDIGO[0], INDIGO[2], (90, 88, 96))),
            width=2,
        )
    sheet(image, (900, 810, 1180, 910))
    words(image, 922, 826, "LHM T.218\n3 of 4 corners sound", 24)
    return focus(
        tilt(image, turn=-2, lean=0.06, closer=1.14), (120, 190, 120), (250, 255, 230), (255, 255, 255)
    )


def padded_fold(rng: Random) -> Image.Image:
    size = LANDSCAPE
    image = lit(plain(size, rng, (206, 204, 198), 4), (255, 245, 220), (240, 232, 210))
    cloth = ImageChops.multiply(
        weave(size, rng, MADDER), folds(size, (150, 160), (250, 255), (255, 240), (120, 110), (70, 60))
    )
    tube = polygon(size, (-20, 250), (1300, 190), (1300, 560), (-20, 640))
    roll = box(size, 40, 330, 1240, 560, 100)
    lay(image, plain(size, rng, (240, 239, 234), 6), roll, drop=12)
    edge(image, roll, width=4, amount=0.4)
    lay(image, cloth, tube, drop=18)
    flat = ImageChops.multiply(weave(size, rng, MADDER), folds(size, (150, 150), (205, 190), (225, 215)))
    lay(image, flat, polygon(size, (-20, 610), (1300, 536), (1300, 1000), (-20, 1000)), drop=8)
    shade(image, polygon(size, (-20, 560), (1300, 500), (1300, 560), (-20, 630)), 0, 18, 34, 0.6)
    return focus(
        tilt(image, turn=1.5, lean=0.04, closer=1.12),
        (110, 170, 120),
        (255, 255, 240),
        (190, 230, 170),
        blur=9,
    )


def rolled(rng: Random) -> Image.Image:
    """Rolls of cloth on their rods, each with a tag, in a rack seen from the end."""
    image = lit(plain(PORTRAIT, rng, (110, 112, 114), 6), (180, 210, 170), (235, 255, 215), (170, 195, 160))
    for row, y in enumerate((190, 520, 850, 1170)):
        shade(image, box(image.size, 0, y + 90, 960, y + 110), 0, 10, 24, 0.6)
        for column, x in enumerate((190, 500, 800)):
            r = rng.uniform(104, 134)
            disc = ellipse(image.size, x, y, r)
            colour = rng.choice((*INDIGO, *MADDER, (206, 196, 172)))
            fill(image, disc, rng, (232, 230, 224), 8, 12, drop=14)
            for ring in (0.9, 0.8, 0.7, 0.6, 0.5):
                inner = ellipse(image.size, x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), r * ring)
                tone: Colour = colour if round(ring * 10) % 2 else (236, 233, 224)
                fill(image, inner, rng, tone, 10, 16)
                edge(image, inner, width=2, amount=0.4)
            fill(image, ellipse(image.size, x, y, r * 0.4), rng, (150, 126, 94), 14, 14)
            hole = ellipse(image.size, x, y, r * 0.3)
            lay(image, (30, 28, 28), hole)
            sheet(image, (x - 46, y + r - 6, x + 50, y + r + 46), (238, 230, 206))
            words(image, x - 36, y + r + 4, f"T.{200 + row * 9 + column * 3}", 24)
    return focus(image, (120, 160, 110), (255, 255, 230), (190, 220, 160))


def loose_thread(rng: Random) -> Image.Image:
    size = LANDSCAPE
    cloth = weave((size[0] // 2, size[1] // 2), rng, MADDER).resize(size, Image.Resampling.BICUBIC)
    image = ImageChops.multiply(cloth, folds(size, (235, 255, 220), (255, 240, 205), (215, 225, 190)))
    image = relief(image, cloud(size, rng, 160, 420), depth=0.6)
    hole = polygon(size, (560, 380), (700, 352), (760, 440), (726, 560), (600, 580), (540, 480))
    lay(image, (46, 38, 36), hole)
    edge(image, hole, width=7, amount=-0.5)
    pen = ImageDraw.Draw(image)
    for n in range(16):
        x, y = 548 + n * 13, 366 + rng.uniform(-8, 8)
        pen.line(
            [
                (x, y),
                (x + rng.uniform(-16, 16), y + 80),
                (x + rng.uniform(-30, 30), y + rng.uniform(100, 210)),
            ],
            fill=rng.choice((MADDER[1], MADDER[4], (110, 46, 36))),
            width=4,
        )
    lay(image, (196, 196, 200), polygon(size, (800, 640), (1250, 892), (1240, 912), (792, 652)), drop=14)
    lay(image, (236, 236, 240), polygon(size, (800, 640), (1250, 892), (1247, 897), (798, 643)))
    return focus(
        tilt(image, turn=3, lean=0.04, closer=1.1), (110, 190, 120), (230, 255, 220), (120, 180, 130), blur=9
    )
