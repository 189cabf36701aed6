"""On the table, from above: proofs, forms, sheets under treatment and the tools beside them."""

from random import Random

from PIL import Image, ImageDraw

from api.demo.darkroom import (
    LANDSCAPE,
    edge,
    focus,
    lay,
    lit,
    matter,
    plain,
    tilt,
    wood,
)
from api.demo.motifs.lettering import prose, scribble, words
from api.demo.shapes import (
    Colour,
    Size,
    box,
    ellipse,
    mask,
    polygon,
)

PAPER: Colour = (236, 233, 226)
SHARP = (255, 255, 255)


def table(surface: Image.Image) -> Image.Image:
    """A table top under a window on the left."""
    return lit(surface, (255, 244, 220, 190), (255, 240, 214, 186), (238, 222, 200, 172))


def sheet(image: Image.Image, place: tuple[float, float, float, float], colour: Colour = PAPER) -> None:
    """One sheet of paper, lying flat."""
    shape = box(image.size, *place)
    surface = Image.new("RGB", image.size, colour)
    lay(image, surface, shape, drop=9, strength=0.4)
    edge(image, shape, width=2, amount=0.25)


def pencil(image: Image.Image, x: float, y: float, dx: float, dy: float, colour: Colour) -> None:
    """A pencil: wood, lead, and a painted shaft with one lit side."""

    def bar(start: float, end: float, width: float) -> Image.Image:
        path = (x + dx * start, y + dy * start, x + dx * end, y + dy * end)
        return mask(image.size, lambda d, k: d.line([v * k for v in path], fill=255, width=round(width * k)))

    shaft = bar(0.1, 1, 17)
    lay(image, colour, shaft, drop=9)
    lay(image, tuple(min(255, c + 50) for c in colour), bar(0.1, 1, 5))  # type: ignore[arg-type]
    nx, ny = -dy * 0.028, dx * 0.028
    tip = ((x, y), (x + dx * 0.1 + nx, y + dy * 0.1 + ny), (x + dx * 0.1 - nx, y + dy * 0.1 - ny))
    lay(image, (206, 168, 120), polygon(image.size, *tip), drop=4)
    lay(image, (40, 38, 40), polygon(image.size, *[(x + (a - x) * 0.3, y + (b - y) * 0.3) for a, b in tip]))


def weight(image: Image.Image, rng: Random, x: float, y: float, radius: float) -> None:
    """A brass weight with a leather foot."""
    lay(image, (54, 40, 34), ellipse(image.size, x, y, radius), drop=14)
    brass = matter(image.size, rng, (140, 108, 56), (196, 160, 98), 6, 200)
    top = ellipse(image.size, x - 2, y - 3, radius * 0.92)
    lay(image, brass, top)
    edge(image, top, width=4, amount=0.9)
    knob = ellipse(image.size, x - 3, y - 4, radius * 0.34)
    lay(image, brass, knob, drop=7)
    edge(image, knob, width=3, amount=1)


def cutting_mat(rng: Random, size: Size) -> Image.Image:
    """A green mat with its grid."""
    image = plain(size, rng, (74, 98, 90), 5)
    pen = ImageDraw.Draw(image)
    for x in range(0, size[0], 64):
        pen.line((x, 0, x, size[1]), fill=(98, 122, 112), width=1 + (x % 320 == 0))
    for y in range(0, size[1], 64):
        pen.line((0, y, size[0], y), fill=(98, 122, 112), width=1 + (y % 320 == 0))
    return image


def label_proof(rng: Random) -> Image.Image:
    image = table(cutting_mat(rng, LANDSCAPE))
    sheet(image, (110, 96, 760, 850))
    y = words(image, 180, 160, "Storage jar", 62)
    y = words(image, 180, y + 6, "Painted clay, found in two pieces", 27, (96, 94, 92))
    y = prose(image, 180, y + 34, 520, 6, 30, rng)
    prose(image, 180, y + 24, 520, 4, 30, rng)
    words(image, 180, 782, "STR 1932.14", 24, (96, 94, 92))
    sheet(image, (826, 150, 1210, 560))
    words(image, 866, 196, "Storage jar", 36)
    prose(image, 866, 268, 300, 8, 20, rng)
    red: Colour = (178, 52, 44)
    pen = ImageDraw.Draw(image)
    pen.line([(180, 352), (330, 358), (470, 350)], fill=red, width=5)
    pen.ellipse((520, 460, 700, 506), outline=red, width=5)
    scribble(image, 560, 300, 150, rng, size=24, ink=red)
    pencil(image, 720, 520, 300, 270, (170, 44, 40))
    return focus(tilt(image, turn=2.5, lean=0.05, closer=1.16), (150, 200, 120), (255, 255, 220), SHARP)


def large_print(rng: Random) -> Image.Image:
    image = table(wood(LANDSCAPE, rng, (150, 116, 84), (186, 150, 112)))
    sheet(image, (130, 80, 800, 900))
    y = words(image, 200, 150, "The ferry\nbell", 108, lead=1.2)
    words(image, 200, y + 24, "It rang twice\nwhen the water\nwas too high.", 58, lead=1.4)
    sheet(image, (860, 210, 1180, 470))
    words(image, 892, 240, "The ferry bell", 24)
    prose(image, 892, 290, 250, 6, 15, rng)
    return focus(tilt(image, turn=-3, lean=0.06, closer=1.18), (120, 170, 120), (255, 255, 230), SHARP)


def proofs_on_wall(rng: Random) -> Image.Image:
    image = lit(plain(LANDSCAPE, rng, (196, 190, 178), 5), (255, 240, 200), (250, 232, 195), (225, 205, 175))
    for n, (x, y) in enumerate(((120, 130), (470, 118), (820, 136), (130, 520), (476, 530), (826, 512))):
        sheet(image, (x, y, x + 290, y + 330), (238, 236, 230) if n != 4 else (242, 226, 170))
        words(
            image, x + 30, y + 40, ("Oar", "Ferry bell", "Net float", "Eel trap", "Toll board", "Lamp")[n], 30
        )
        prose(image, x + 30, y + 100, 226, rng.randint(5, 9), 17, rng)
        for pin in (x + 12, x + 270):
            lay(image, (70, 86, 120), box(image.size, pin, y - 10, pin + 16, y + 24, 3), drop=4)
    scribble(image, 520, 800, 180, rng, size=22, ink=(170, 44, 40))
    return focus(
        tilt(image, turn=1, lean=0.03, closer=1.1), (255, 255, 150), (255, 255, 160), (255, 240, 130)
    )


def condition_form(rng: Random) -> Image.Image:
    image = table(plain(LANDSCAPE, rng, (120, 122, 126), 8))
    board = box(image.size, 300, 40, 1000, 930, 14)
    lay(image, wood(image.size, rng, (112, 82, 58), (150, 116, 84), upright=True), board, drop=22)
    edge(image, board, width=3)
    sheet(image, (338, 110, 962, 890))
    words(image, 380, 160, "Condition report", 44)
    pen = ImageDraw.Draw(image)
    for n in range(9):
        y = 262 + n * 66
        pen.line((380, y + 26, 920, y + 26), fill=(172, 168, 162), width=2)
        words(
            image,
            380,
            y - 6,
            ("Number", "Object", "Lender", "Rim", "Body", "Handles", "Foot", "Old repairs", "Signed")[n],
            20,
            (120, 118, 114),
        )
        if n not in (2, 7):
            scribble(image, 540, y + 20, rng.uniform(150, 320), rng, size=22)
    clip = box(image.size, 540, 60, 760, 132, 10)
    lay(image, matter(image.size, rng, (132, 134, 138), (196, 198, 200), 5, 120), clip, drop=8)
    edge(image, clip, width=3, amount=0.9)
    pencil(image, 880, 700, 250, -330, (52, 74, 110))
    return focus(
        tilt(image, turn=rng.uniform(-5, 5), lean=0.06, closer=rng.uniform(1.1, 1.3)),
        (140, 190, 130),
        SHARP,
        (255, 255, 230),
    )


def old_sheet(size: Size, rng: Random) -> Image.Image:
    """A sheet that has been damp once: foxing and a tideline."""
    image = matter(size, rng, (206, 186, 146), (230, 216, 184), 5, 26, 180)
    pen = ImageDraw.Draw(image)
    for _ in range(90):
        x, y, r = rng.uniform(0, size[0]), rng.uniform(0, size[1]), rng.uniform(1, 5)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(172, 130, 84))
    return image


def engraving(image: Image.Image, rng: Random, x: float, y: float, width: float, height: float) -> None:
    """A river landscape in etched lines."""
    pen, ink = ImageDraw.Draw(image), (70, 58, 48)
    pen.rectangle((x, y, x + width, y + height), outline=ink, width=3)
    horizon = y + height * 0.52
    for n in range(46):
        line = y + 10 + n * (height - 20) / 46
        if line > horizon:
            start = x + 8 + rng.uniform(0, width * 0.2)
            while start < x + width - 20:
                end = min(x + width - 8, start + rng.uniform(30, 160))
                pen.line((start, line, end, line + rng.uniform(-2, 2)), fill=ink, width=2)
                start = end + rng.uniform(12, 60)
        elif n % 3 == 0:
            pen.line((x + 8, line, x + width * rng.uniform(0.3, 0.95), line), fill=(150, 132, 108), width=1)
    hill, at = [], x + 4
    while at < x + width - 4:
        hill.append((at, horizon - abs(rng.gauss(26, 20))))
        at += 22
    pen.polygon([(x + 4, horizon), *hill, (x + width - 4, horizon)], fill=(128, 108, 86))
    for _ in range(60):
        a = x + rng.uniform(0.02, 0.98) * width
        pen.line((a, horizon, a + 14, horizon - rng.uniform(6, 40)), fill=ink, width=2)
    mast = x + width * 0.62
    pen.line((mast, horizon + 60, mast, horizon - 130), fill=ink, width=4)
    pen.polygon(
        ((mast + 6, horizon - 120), (mast + 86, horizon + 20), (mast + 6, horizon + 26)),
        fill=(168, 148, 118),
        outline=ink,
    )
    pen.polygon(
        (
            (mast - 70, horizon + 40),
            (mast + 100, horizon + 40),
            (mast + 70, horizon + 74),
            (mast - 46, horizon + 74),
        ),
        fill=ink,
    )


def paper_desk(rng: Random) -> Image.Image:
    image = table(plain(LANDSCAPE, rng, (206, 208, 206), 5))
    sheet(image, (150, 110, 990, 850), (246, 246, 244))
    shape = box(image.size, 220, 160, 920, 800)
    lay(image, old_sheet(image.size, rng), shape, drop=6, strength=0.4)
    engraving(image, rng, 300, 240, 540, 420)
    for x, y, r in ((250, 190, 52), (884, 196, 52), (900, 770, 46)):
        weight(image, rng, x, y, r)
    bone = box(image.size, 1050, 200, 1090, 620, 20)
    lay(image, matter(image.size, rng, (214, 202, 176), (238, 230, 210), 8, 90), bone, drop=10)
    edge(image, bone, width=4, amount=0.5)
    pencil(image, 1150, 260, 30, 460, (40, 60, 58))
    return focus(
        tilt(image, turn=rng.choice((3, -4)), lean=0.06, closer=rng.uniform(1.12, 1.5)),
        (160, 210, 150),
        SHARP,
        (255, 255, 220),
    )


def mended_tear(rng: Random) -> Image.Image:
    image = table(plain(LANDSCAPE, rng, (226, 226, 222), 4))
    shape = polygon(image.size, (-20, 120), (1300, 60), (1300, 1000), (-20, 1000))
    lay(image, old_sheet(image.size, rng), shape, drop=8)
    engraving(image, rng, -200, 330, 1700, 900)
    x, y, path = 640.0, 84.0, []
    while y < 560:
        path.append((x, y))
        x, y = x + rng.uniform(-22, 30), y + rng.uniform(14, 40)
    gap = mask(
        image.size,
        lambda d, k: d.line([(a * k, b * k) for a, b in path], fill=255, width=5 * k, joint="curve"),
    )
    lay(image, (96, 78, 56), gap, drop=2)
    tissue = mask(
        image.size,
        lambda d, k: d.line([(a * k, b * k) for a, b in path[4:]], fill=96, width=64 * k, joint="curve"),
    )
    image.paste((242, 240, 232), mask=tissue)
    brush = mask(
        image.size, lambda d, k: d.line((820 * k, 520 * k, 1260 * k, 820 * k), fill=255, width=22 * k)
    )
    lay(image, wood(image.size, rng, (150, 96, 52), (190, 134, 82)), brush, drop=16)
    hair = polygon(image.size, (742, 470), (835, 512), (812, 548), (748, 490))
    lay(image, matter(image.size, rng, (60, 46, 36), (120, 98, 76), 60, 240), hair, drop=8)
    lay(image, (188, 180, 160), polygon(image.size, (818, 500), (862, 530), (842, 562), (798, 536)), drop=4)
    return focus(
        tilt(image, turn=-2, lean=0.04, closer=1.14),
        (110, 220, 120),
        (200, 255, 220),
        (120, 190, 150),
        blur=9,
    )
