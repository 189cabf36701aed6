"""Rooms with nobody in them: a case being filled, stools set out, tape on the floor, a ramp."""

from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    edge,
    fill,
    focus,
    lay,
    lit,
    plain,
    shade,
)
from api.demo.motifs.frames import small_landscape
from api.demo.motifs.lettering import words
from api.demo.motifs.turning import Place, stand, turn
from api.demo.motifs.vessels import BOWL, JAR, glazed
from api.demo.shapes import (
    Colour,
    Size,
    box,
    ellipse,
    hoop,
    mask,
    polygon,
)

WALLS: tuple[Colour, ...] = ((98, 116, 120), (142, 116, 104), (118, 126, 104))


def hall(rng: Random, size: Size, wall: Colour, floor: Colour, horizon: float) -> Image.Image:
    """A gallery seen straight on: wall, skirting, boards that run away."""
    image = lit(plain(size, rng, wall, 5), (215, 250, 235, 200), (250, 255, 250, 215), (220, 230, 222, 190))
    y = round(size[1] * horizon)
    boards = plain((size[0], size[1] - y), rng, floor, 9)
    pen, middle = ImageDraw.Draw(boards), size[0] / 2
    for n in range(-14, 15):
        pen.line(
            (middle + n * 66, 0, middle + n * 250, size[1] - y),
            fill=tuple(c * 4 // 5 for c in floor),
            width=2,
        )
    image.paste(lit(boards, (180, 205, 180), (240, 255, 230)), (0, y))
    lay(image, tuple(min(255, c + 26) for c in wall), box(size, -4, y - 26, size[0] + 4, y), drop=3)  # type: ignore[arg-type]
    return image


def stools(rng: Random) -> Image.Image:
    """Folding stools in a half circle before a picture, one place left free."""
    image = hall(rng, LANDSCAPE, rng.choice(WALLS), (166, 136, 104), 0.55)
    frame = box(image.size, 430, 70, 850, 380)
    fill(image, frame, rng, (120, 88, 48), 26, 9, 90, drop=14)
    image.paste(small_landscape((356, 246), rng), (462, 102))
    edge(image, box(image.size, 462, 102, 818, 348), width=4, amount=-0.7)
    for n, (x, y, big) in enumerate(
        ((170, 640, 0.8), (360, 760, 0.95), (600, 830, 1.05), (1060, 700, 0.86), (860, 800, 1.0))
    ):
        if n == 4:
            tape = hoop(image.size, x, y + 48, 90, 28, 5)
            image.paste((214, 190, 96), mask=tape)
            continue
        wide, tall = 96 * big, 132 * big
        shade(image, ellipse(image.size, x + 30, y + tall * 0.52, wide, 20), 12, 2, 16, 0.8)
        for side in (-1, 1):
            leg = polygon(
                image.size,
                (x + side * wide * 0.8, y - 4),
                (x + side * wide * 0.8 - 12, y - 4),
                (x - side * wide * 0.5 - 12, y + tall * 0.5),
                (x - side * wide * 0.5, y + tall * 0.5),
            )
            lay(image, (52, 52, 54), leg, drop=3)
        seat = box(image.size, x - wide, y - 30 * big, x + wide, y + 4, 8)
        fill(image, seat, rng, (168, 92, 58), 12, 5, 60, drop=6)
        edge(image, seat, width=4, amount=0.6)
    return focus(image, (190, 210, 180), (255, 255, 240), (240, 255, 230), blur=5)


def case_half_filled(rng: Random) -> Image.Image:
    """A glass case with two things in it and a card where the third will stand."""
    image = hall(rng, LANDSCAPE, (146, 142, 134), (104, 92, 82), 0.86)
    plinth = box(image.size, 130, 690, 1150, 960)
    lay(
        image,
        lit(plain(image.size, rng, (222, 218, 210), 4), (240, 255, 225), (215, 230, 200)),
        plinth,
        drop=18,
    )
    fill(image, box(image.size, 130, 672, 1150, 700), rng, (236, 232, 226), 4, 6, drop=3)
    for profile, place, dark, light in (
        (JAR, Place(340, 330, 350, 0.1), (120, 134, 150), (178, 190, 198)),
        (BOWL, Place(690, 480, 200, 0.14), (150, 104, 62), (204, 158, 104)),
    ):
        stand(image, profile, place)
        turn(image, glazed(place, profile, rng, dark, light), profile, place, gloss=0.4)
        half = profile.points[0][1] * place.height
        lay(
            image, (54, 46, 40), ellipse(image.size, place.x, place.top, half * 0.9, half * place.above * 0.8)
        )
    lay(image, (240, 238, 230), polygon(image.size, (900, 640), (1020, 640), (1034, 684), (888, 684)), drop=8)
    words(image, 918, 648, "RZ 77.4\nTuesday", 17)
    glass = box(image.size, 150, 120, 1130, 690)
    image.paste((236, 244, 244), mask=glass.point(lambda v: v // 22))
    for x0, x1 in ((250, 330), (352, 376), (980, 1010)):
        gleam = polygon(image.size, (x0, 122), (x1, 122), (x1 - 190, 688), (x0 - 190, 688))
        image.paste((255, 255, 255), mask=gleam.point(lambda v: v // 16).filter(ImageFilter.GaussianBlur(3)))
    edge(image, glass, width=3, amount=0.7)
    return image


def taped_floor(rng: Random) -> Image.Image:
    """The turning circle of a wheelchair, taped on the boards between two plinths."""
    image = hall(rng, LANDSCAPE, (182, 174, 160), (168, 138, 106), 0.36)
    ring = hoop(image.size, 640, 635, 290, 165, 14)
    image.paste((226, 204, 88), mask=ring)
    line = mask(image.size, lambda d, k: d.line((350 * k, 640 * k, 930 * k, 630 * k), fill=235, width=11 * k))
    image.paste((226, 204, 88), mask=line)
    words(image, 590, 588, "1500", 44, (64, 54, 36))
    for x0, x1, top, low in ((60, 300, 150, 640), (1010, 1250, 170, 660)):
        shade(
            image,
            polygon(image.size, (x0, low - 16), (x1, low - 30), (x1 + 90, low + 18), (x0 + 60, low + 18)),
            8,
            4,
            26,
            0.7,
        )
        lay(
            image,
            lit(plain(image.size, rng, (232, 228, 220), 4), (255, 230), (230, 205)),
            box(image.size, x0, top, x1, low),
        )
        lay(
            image,
            (244, 241, 234),
            polygon(image.size, (x0, top), (x1, top), (x1 - 20, top - 30), (x0 + 20, top - 30)),
        )
    return focus(image, (170, 200, 170), (255, 255, 255), (230, 255, 230), blur=6)


def boat_hall(rng: Random) -> Image.Image:
    """The ribs of a river boat from below, daylight coming from the left."""
    size = PORTRAIT
    image = lit(plain(size, rng, (112, 116, 116), 8), (255, 240, 150), (245, 220, 140), (190, 170, 120))
    for n in range(9):
        y, reach = 150 + n * 128, 330 - abs(n - 3) * 14
        rib = ImageChops.subtract(
            hoop(size, 480, y - 180, reach, 240, 30), box(size, 0, -60, 960, max(0, y - 130))
        )
        fill(image, rib, rng, (118, 84, 54), 30, 4, 70, drop=16)
        edge(image, rib, width=4, amount=0.7)
    keel = polygon(size, (446, -10), (514, -10), (506, 1290), (454, 1290))
    fill(image, keel, rng, (98, 68, 44), 26, 3, 12, drop=22)
    edge(image, keel, width=5, amount=0.6)
    for x in (250, 710):
        plank = polygon(
            size,
            (x - 26, -10),
            (x + 22, -10),
            (x + (480 - x) * 0.3 + 22, 1290),
            (x + (480 - x) * 0.3 - 26, 1290),
        )
        fill(image, plank, rng, (134, 100, 66), 22, 3, 12, drop=14)
        edge(image, plank, width=4, amount=0.6)
    tag = box(size, 560, 560, 640, 640, 4)
    lay(image, (238, 232, 214), tag, drop=8)
    words(image, 572, 574, "RZ 3.1\nrib 9", 21)
    return focus(image, (90, 150, 100), (240, 255, 220), (130, 190, 120), blur=9)
