"""What measures the air: a hygrometer, a logger in a case, blue wool fading on its card."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    edge,
    fill,
    focus,
    lay,
    lit,
    plain,
    ramp,
    shade,
    tilt,
)
from api.demo.motifs.lettering import face, words
from api.demo.motifs.papers import sheet
from api.demo.shapes import (
    Colour,
    box,
    ellipse,
    polygon,
)


def hygrometer(rng: Random) -> Image.Image:
    """A round brass instrument on a wall; it says 58."""
    size, x, y, r = LANDSCAPE, 600.0, 480.0, 300.0
    image = lit(plain(size, rng, (150, 156, 150), 6), (255, 245, 205), (250, 238, 200), (225, 215, 185))
    ring = ellipse(size, x, y, r)
    shade(image, ring, 26, 30, 36, 0.6)
    fill(image, ring, rng, (168, 128, 66), 36, 4, 90, drop=4)
    edge(image, ring, width=8, amount=0.9)
    inner = ellipse(size, x, y, r * 0.88)
    edge(image, inner, width=6, amount=-0.8)
    fill(image, inner, rng, (238, 234, 222), 4, 6)
    pen = ImageDraw.Draw(image)
    for n in range(51):
        turn = (-225 + n * 270 / 50) * pi / 180
        long = 0.7 if n % 5 == 0 else 0.75
        ink: Colour = (40, 38, 38) if not 20 <= n <= 30 else (30, 104, 84)
        pen.line(
            (
                x + cos(turn) * r * long,
                y + sin(turn) * r * long,
                x + cos(turn) * r * 0.8,
                y + sin(turn) * r * 0.8,
            ),
            fill=ink,
            width=5 if n % 5 == 0 else 3,
        )
        if n % 10 == 0:
            text = str(n * 2)
            wide = face(40).getlength(text)
            words(image, x + cos(turn) * r * 0.56 - wide / 2, y + sin(turn) * r * 0.56 - 22, text, 40)
    words(image, x - 58, y + 84, "% r. h.", 32, (120, 116, 110))
    turn = (-225 + 58 / 2 * 270 / 50) * pi / 180
    ux, uy = cos(turn), sin(turn)
    tip, tail, side = (x + ux * r * 0.74, y + uy * r * 0.74), (x - ux * 60, y - uy * 60), (-uy * 9, ux * 9)
    hand = polygon(size, tip, (x + side[0], y + side[1]), tail, (x - side[0], y - side[1]))
    lay(image, (28, 28, 30), hand, drop=9)
    lay(image, (150, 114, 60), ellipse(size, x, y, 22), drop=4)
    glass = polygon(size, (x - 190, y - 190), (x - 60, y - 250), (x + 120, y + 210), (x - 40, y + 240))
    image.paste((255, 255, 255), mask=glass.point(lambda v: v // 14))
    return focus(
        tilt(image, turn=-1, lean=0.02, closer=1.08), (190, 230, 170), (255, 255, 220), (210, 235, 170)
    )


def logger(rng: Random) -> Image.Image:
    """A small white logger on the floor of a case, a plinth out of focus behind it."""
    size = LANDSCAPE
    image = lit(plain(size, rng, (196, 192, 184), 4), (200, 225, 190), (255, 255, 235))
    image.paste(lit(plain((1280, 330), rng, (216, 212, 204), 4), (235, 250, 225), (255, 255, 245)), (0, 630))
    lay(image, (232, 229, 222), box(size, 660, -10, 1120, 640), drop=20)
    lay(
        image,
        lit(plain(size, rng, (158, 104, 66), 14), (255, 90), (220, 80)),
        ellipse(size, 890, 60, 190, 260),
    )
    image = focus(image, (0, 0), (0, 60), blur=14)
    body = box(size, 250, 470, 560, 780, 26)
    shade(image, box(size, 250, 740, 600, 800), 30, 14, 26, 0.6)
    lay(image, plain(size, rng, (238, 238, 236), 4), body, drop=8)
    edge(image, body, width=6, amount=0.5)
    lay(image, (176, 188, 170), box(size, 284, 506, 526, 660, 8))
    words(image, 304, 520, "54", 104, (30, 36, 32))
    words(image, 430, 530, "% rh", 32, (30, 36, 32))
    words(image, 430, 590, "20.6 C", 28, (30, 36, 32))
    for n in range(5):
        lay(image, (150, 150, 150), box(size, 330 + n * 32, 700, 348 + n * 32, 750, 8))
    return image


def blue_wool(rng: Random) -> Image.Image:
    """Eight strips of blue wool on a card, the upper half covered for a year and now opened."""
    size = PORTRAIT
    image = lit(plain(size, rng, (120, 116, 110), 8), (255, 245, 215), (245, 235, 208), (215, 205, 180))
    sheet(image, (150, 130, 810, 1150), (238, 236, 228))
    words(image, 200, 170, "Gallery 2, north\nopened today", 44)
    for n in range(8):
        y, fade = 330 + n * 96, max(0, 62 - n * 9)
        for x0, x1, pale in ((210, 480, 0), (480, 750, fade)):
            colour = (58 + pale, 84 + pale, 136 + pale // 2)
            fill(image, box(size, x0, y, x1, y + 74), rng, colour, 14, 3, 70)
        words(image, 168, y + 18, str(n + 1), 32)
    cover = box(size, 470, 300, 486, 1110)
    lay(image, (60, 58, 56), cover, drop=4)
    flap = polygon(size, (486, 300), (850, 250), (880, 330), (486, 318))
    lay(image, (222, 218, 208), flap, drop=14)
    return focus(
        tilt(image, turn=-2, lean=0.04, closer=1.06), (160, 210, 160), (255, 255, 240), (235, 255, 220)
    )


def daylight(rng: Random) -> Image.Image:
    """Sun through a gap in the blind, lying across a gallery floor and up a plinth."""
    size = LANDSCAPE
    image = lit(plain(size, rng, (172, 168, 160), 5), (170, 190, 170), (205, 220, 200))
    floor = plain((1280, 420), rng, (128, 106, 84), 8)
    pen = ImageDraw.Draw(floor)
    for n in range(-8, 24):
        pen.line((640 + (n - 8) * 70, 0, 640 + (n - 8) * 190, 420), fill=(98, 78, 60), width=2)
    image.paste(lit(floor, (170, 190, 170), (235, 250, 225)), (0, 540))
    front = box(size, 700, 300, 1010, 720)
    shade(image, polygon(size, (700, 700), (1010, 700), (1180, 790), (860, 800)), 10, 4, 26, 0.6)
    lay(image, plain(size, rng, (206, 202, 194), 4), front)
    lay(image, (226, 222, 214), polygon(size, (700, 300), (1010, 300), (980, 272), (734, 272)))
    bars = ImageChops.lighter(
        *(polygon(size, (a, 960), (a + 150, 960), (a + 330, 560), (a + 270, 560)) for a in (60, 330))
    )
    up = polygon(size, (700, 720), (760, 720), (760, 320), (700, 320))
    warm = Image.new("RGB", size, (255, 226, 172))
    for shape, share in ((bars, 130), (up, 110)):
        soft = shape.resize((320, 240)).resize(size, Image.Resampling.BICUBIC)
        image = Image.composite(
            Image.blend(image, warm, 0.42), image, soft.point(lambda v, s=share: v * s // 255)
        )
    lay(
        image,
        ramp(size, (60, 90), (40, 70)).convert("RGB"),
        box(size, 720, 140, 990, 274, 2).point(lambda v: v // 9),
    )
    return image
