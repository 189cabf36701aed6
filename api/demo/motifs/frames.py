"""Framed pictures: a gilded corner, the back with its labels, a picture being hung."""

from random import Random

from PIL import Image, ImageDraw

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    cloud,
    edge,
    fill,
    focus,
    lay,
    lit,
    matter,
    plain,
    relief,
    shade,
    tilt,
    wood,
)
from api.demo.motifs.lettering import scribble, words
from api.demo.motifs.papers import sheet
from api.demo.shapes import (
    Size,
    box,
    ellipse,
    hoop,
    polygon,
)

GOLD = ((120, 84, 34), (222, 182, 104))


def gilded(size: Size, rng: Random) -> Image.Image:
    """Water gilding, rubbed down to the red here and there."""
    gold = relief(matter(size, rng, *GOLD, 12, 50, 200), cloud(size, rng, 60, 220), depth=0.8)
    worn = cloud(size, rng, 5, 30, 120).point(lambda v: max(0, min(150, (v - 166) * 7)))
    gold.paste((132, 62, 42), mask=worn)
    return gold


# The steps of a moulding from the outside in: offset, width, how bright.
RAILS = ((0, 46, 200), (46, 16, 110), (62, 74, 255), (136, 14, 90), (150, 40, 215), (190, 12, 70))


def corner(rng: Random, size: Size, left: int, top: int, *, loss: bool) -> Image.Image:
    """The upper left corner of a frame on a green wall, and a little of its picture."""
    image = lit(plain(size, rng, (104, 118, 108), 6), (255, 240, 205), (240, 225, 195), (215, 205, 180))
    width, height = size
    whole = box(size, left, top, width + 200, height + 200)
    shade(image, whole, -22, 20, 34, 0.6)
    shade(image, whole, -6, 6, 6, 0.6)
    gold = gilded(size, rng)
    for offset, wide, bright in RAILS:
        x, y = left + offset, top + offset
        upper = polygon(size, (x, y), (width + 5, y), (width + 5, y + wide), (x + wide, y + wide))
        side = polygon(size, (x, y), (x + wide, y + wide), (x + wide, height + 5), (x, height + 5))
        lay(image, lit(gold, (bright, bright)), upper)
        lay(image, lit(gold, (bright * 82 // 100, bright * 82 // 100)), side)
    ImageDraw.Draw(image).line((left + 2, top + 2, left + 200, top + 200), fill=(56, 36, 18), width=3)
    inner = box(size, left + 202, top + 202, width + 5, height + 5)
    sky = matter(size, rng, (86, 104, 126), (176, 182, 178), 4, 12, 90)
    lay(image, relief(lit(sky, (190, 255), (255, 255)), cloud(size, rng, 90, 300), depth=0.35), inner)
    shade_in = box(size, left + 202, top + 202, width + 5, top + 226)
    shade(image, shade_in, 0, 4, 12, 0.5)
    if loss:
        x, y = left + 92, top + 430
        chip = polygon(
            size,
            (x, y),
            (x + 40, y - 22),
            (x + 66, y + 10),
            (x + 52, y + 58),
            (x + 14, y + 70),
            (x - 12, y + 34),
        )
        fill(image, chip, rng, (222, 214, 196), 14, 30)
        edge(image, chip, width=4, amount=-0.7)
    return image


def frame_corner(rng: Random) -> Image.Image:
    image = corner(rng, LANDSCAPE, 250, 190, loss=False)
    return focus(
        tilt(image, turn=0.8, lean=0.02, closer=1.06), (200, 255, 160), (230, 255, 150), (140, 190, 110)
    )


def frame_loss(rng: Random) -> Image.Image:
    image = corner(rng, PORTRAIT, 200, 170, loss=True)
    scale = box(image.size, 70, 470, 120, 800)
    lay(image, (240, 240, 236), scale, drop=10)
    pen = ImageDraw.Draw(image)
    for n in range(8):
        pen.rectangle((70, 480 + n * 40, 94 + 26 * (n % 2), 500 + n * 40), fill=(30, 30, 32))
    return focus(
        tilt(image, turn=-1.2, lean=0.02, closer=1.08), (190, 230, 150), (255, 255, 170), (230, 240, 140)
    )


def frame_back(rng: Random) -> Image.Image:
    image = lit(plain(LANDSCAPE, rng, (150, 150, 152), 7), (255, 250, 225), (248, 240, 216), (226, 218, 198))
    outer = box(image.size, 130, 90, 1150, 890)
    lay(image, wood(image.size, rng, (112, 76, 46), (160, 116, 76)), outer, drop=20)
    edge(image, outer, width=4)
    inner = box(image.size, 210, 168, 1070, 812)
    weave = relief(
        matter(image.size, rng, (158, 136, 102), (186, 166, 130), 7, 60),
        cloud(image.size, rng, 320, 640),
        depth=0.5,
    )
    lay(image, weave, inner)
    shade(image, box(image.size, 200, 160, 1080, 176), 0, 8, 12, 0.6)
    bar = box(image.size, 606, 168, 676, 812)
    lay(image, wood(image.size, rng, (148, 112, 72), (190, 152, 106), upright=True), bar, drop=10)
    sheet(image, (270, 230, 520, 390), (222, 204, 160))
    words(image, 292, 250, "LAGOON HOUSE", 24, (90, 60, 40))
    scribble(image, 292, 330, 190, rng, size=20, ink=(70, 50, 40))
    sheet(image, (740, 590, 1010, 740), (240, 240, 234))
    words(image, 764, 612, "STR 1971.8\nreturn by March", 27)
    for x in (170, 1110):
        plate = box(image.size, x - 26, 250, x + 26, 350, 8)
        fill(image, plate, rng, (150, 148, 142), 26, 20, drop=6)
        edge(image, plate, width=3, amount=0.9)
        ring = hoop(image.size, x, 365, 34, 35, 9)
        lay(image, (122, 118, 108), ring, drop=6)
    return focus(
        tilt(image, turn=-2, lean=0.04, closer=1.12), (200, 240, 190), (255, 255, 255), (230, 255, 220)
    )


def small_landscape(size: Size, rng: Random) -> Image.Image:
    """A painting of flat land under a large sky."""
    sky = matter((size[0], size[1] * 2 // 3), rng, (136, 150, 166), (226, 218, 198), 4, 9, 40)
    land = matter((size[0], size[1] - sky.height), rng, (62, 66, 48), (132, 122, 84), 3, 30, 90)
    image = Image.new("RGB", size)
    image.paste(lit(sky, (180, 200), (255, 255)), (0, 0))
    image.paste(land, (0, sky.height))
    pen = ImageDraw.Draw(image)
    pen.line((0, sky.height, size[0], sky.height + 3), fill=(92, 98, 92), width=5)
    pen.polygon(
        (
            (size[0] * 0.4, size[1]),
            (size[0] * 0.52, sky.height + 6),
            (size[0] * 0.56, sky.height + 6),
            (size[0] * 0.72, size[1]),
        ),
        fill=(166, 170, 166),
    )
    return relief(image, cloud(size, rng, 60, 160), depth=0.5)


def hanging(rng: Random) -> Image.Image:
    """A picture on the wall with a spirit level on it, and its twin's two hooks."""
    image = lit(plain(LANDSCAPE, rng, (172, 150, 138), 5), (236, 252, 220), (255, 255, 228), (196, 206, 184))
    floor = wood((1280, 150), rng, (104, 78, 58), (144, 112, 84))
    image.paste(lit(floor, (150, 190, 150), (225, 255, 220)), (0, 810))
    lay(image, (212, 206, 196), box(image.size, -10, 770, 1290, 812), drop=5)
    frame = box(image.size, 190, 180, 690, 590)
    lay(image, lit(gilded(image.size, rng), (190, 230), (170, 180)), frame, drop=16)
    edge(image, frame, width=5, amount=0.8)
    picture = small_landscape((400, 310), rng)
    image.paste(picture, (240, 230))
    edge(image, box(image.size, 240, 230, 640, 540), width=4, amount=-0.7)
    level = box(image.size, 300, 148, 580, 182, 4)
    lay(image, (196, 168, 52), level, drop=6)
    lay(image, (206, 226, 150), box(image.size, 410, 156, 470, 174, 8))
    lay(image, (236, 246, 206), ellipse(image.size, 442, 165, 10, 7))
    for x in (880, 1090):
        hook = box(image.size, x - 8, 250, x + 8, 292, 3)
        lay(image, (140, 132, 116), hook, drop=5)
        edge(image, hook, amount=0.9)
    pen = ImageDraw.Draw(image)
    pen.line((850, 270, 1120, 270), fill=(120, 104, 98), width=1)
    for x in (820, 1150):
        lay(
            image,
            (92, 130, 158),
            polygon(image.size, (x - 20, 236), (x + 20, 232), (x + 22, 252), (x - 18, 256)),
        )
    lay(image, (236, 233, 226), box(image.size, 730, 470, 800, 530, 1), drop=3)
    return tilt(image, turn=0.4, lean=0.0, closer=1.04)
