"""Stores: shelves of grey boxes, plan chests, keys on their board, a trolley on its way."""

from random import Random

from PIL import Image

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
    tilt,
    wood,
)
from api.demo.motifs.lettering import words
from api.demo.motifs.papers import sheet
from api.demo.shapes import (
    Colour,
    Size,
    box,
    ellipse,
    hoop,
    polygon,
)

STEEL: Colour = (138, 142, 144)
GREYS: tuple[Colour, ...] = ((148, 152, 150), (162, 164, 158), (134, 140, 142), (184, 178, 162))


def carton(image: Image.Image, rng: Random, place: tuple[float, float, float, float], tag: str) -> None:
    """An archival box with its lid and its label."""
    x0, y0, x1, y1 = place
    colour = rng.choice(GREYS)
    whole = box(image.size, x0, y0, x1, y1, 2)
    fill(image, whole, rng, colour, 7, 3, 40, drop=7)
    lid = box(image.size, x0 - 3, y0, x1 + 3, y0 + (y1 - y0) * 0.26, 2)
    fill(image, lid, rng, tuple(min(255, c + 12) for c in colour), 6, 3, 40, drop=4)  # type: ignore[arg-type]
    edge(image, lid, width=2, amount=0.5)
    middle = (x0 + x1) / 2
    lay(
        image,
        (236, 232, 220),
        box(image.size, middle - 46, y0 + (y1 - y0) * 0.44, middle + 46, y0 + (y1 - y0) * 0.74, 1),
    )
    words(image, middle - 38, y0 + (y1 - y0) * 0.48, tag, 19)


def shelves(rng: Random, size: Size, rows: int, *, gap: tuple[int, int] | None = None) -> Image.Image:
    """A bay of shelving, full but for one place."""
    image = lit(plain(size, rng, (92, 96, 98), 6), (215, 235, 200), (250, 255, 235), (205, 225, 190))
    tall, number = (size[1] - 40) / rows, 300 + rng.randint(0, 40)
    for row in range(rows):
        foot = 30 + (row + 1) * tall - 22
        shade(image, box(size, 0, foot - tall + 24, size[0], foot - tall + 40), 0, 12, 26, 0.8)
        x, column = 36.0, 0
        while x < size[0] - 140:
            wide = min(rng.choice((170, 210, 250, 300)), size[0] - 30 - x)
            high = tall * rng.choice((0.52, 0.6, 0.68))
            if (row, column) == gap:
                sheet(image, (x + 40, foot - 84, x + 150, foot - 8), (246, 214, 150))
                words(image, x + 50, foot - 74, "out\nto desk", 21)
            else:
                carton(image, rng, (x, foot - high, x + wide - 14, foot), f"S {number}")
            number, x, column = number + 1, x + wide, column + 1
        board = box(size, 0, foot, size[0], foot + 22)
        lay(image, lit(plain(size, rng, STEEL, 5), (255, 240)), board, drop=6)
        edge(image, board, width=3, amount=0.6)
    return image


def shelf_of_boxes(rng: Random) -> Image.Image:
    image = shelves(rng, LANDSCAPE, 3, gap=(rng.randint(0, 2), rng.randint(1, 3)))
    return focus(
        tilt(image, turn=0.6, lean=0.05, closer=1.06), (120, 190, 120), (220, 255, 230), (200, 255, 200)
    )


def tall_bay(rng: Random) -> Image.Image:
    image = shelves(rng, PORTRAIT, 5)
    for x in (14, 946):
        post = box(image.size, x - 22, -5, x + 22, 1290)
        lay(image, lit(plain(image.size, rng, (158, 162, 164), 5), (255, 200)), post, drop=10)
        for y in range(40, 1280, 56):
            lay(image, (60, 62, 64), box(image.size, x - 6, y, x + 6, y + 20, 5))
    return focus(
        tilt(image, turn=-0.8, lean=0.07, closer=1.04), (80, 150, 90), (240, 255, 230), (200, 255, 200)
    )


def plan_chest(rng: Random) -> Image.Image:
    """Shallow drawers with brass label holders, one of them pulled out."""
    size = LANDSCAPE
    image = lit(
        wood(size, rng, (98, 66, 44), (142, 102, 70)), (255, 248, 215), (245, 235, 205), (215, 205, 180)
    )
    names = ("Maps, river", "Maps, coast", "Posters A-F", "Posters G-M", "Engravings", "Unsorted 1954")
    for n, name in enumerate(names):
        y = 40 + n * 152
        front = box(size, 60, y, 1220, y + 134, 3)
        out = n == 3
        fill(
            image, front, rng, (150, 108, 74) if not out else (168, 124, 88), 12, 4, 60, drop=26 if out else 6
        )
        edge(image, front, width=3, amount=0.7)
        for x in (360, 920):
            pull = polygon(size, (x - 54, y + 78), (x + 54, y + 78), (x + 40, y + 104), (x - 40, y + 104))
            fill(image, pull, rng, (172, 134, 72), 30, 8, drop=8)
            edge(image, pull, width=3, amount=0.9)
        holder = box(size, 540, y + 42, 740, y + 94, 3)
        fill(image, holder, rng, (160, 124, 66), 24, 8, drop=4)
        lay(image, (238, 232, 214), box(size, 550, y + 50, 730, y + 86))
        words(image, 560, y + 56, name, 22)
    return focus(
        tilt(image, turn=0.5, lean=0.03, closer=1.05), (140, 200, 130), (255, 255, 230), (210, 255, 190)
    )


def key_board(rng: Random) -> Image.Image:
    """Keys on numbered hooks; three hooks are bare, one holds a slip of paper."""
    size = LANDSCAPE
    image = lit(plain(size, rng, (86, 96, 92), 6), (255, 248, 215), (245, 238, 208), (220, 212, 186))
    for row in range(3):
        for column in range(7):
            x, y = 150 + column * 164, 120 + row * 290
            lay(image, (232, 228, 214), box(size, x - 34, y - 46, x + 34, y - 12, 3), drop=3)
            words(image, x - 16, y - 42, f"{row * 7 + column + 1:02d}", 24)
            hook = ellipse(size, x, y + 8, 9)
            lay(image, (196, 160, 92), hook, drop=5)
            if (row, column) in ((0, 2), (2, 4)):
                continue
            if (row, column) == (1, 3):
                sheet(image, (x - 62, y + 2, x + 62, y + 120), (246, 222, 130))
                words(image, x - 50, y + 30, "with Marek\nsince 09:10", 21)
                continue
            metal = rng.choice(((178, 176, 170), (190, 150, 84), (150, 146, 138)))
            ring = hoop(size, x, y + 28, 24, 24, 5)
            lay(image, (186, 184, 178), ring, drop=8)
            lean = rng.uniform(-16, 16)
            bow = ellipse(size, x + lean * 0.4, y + 72, 26)
            fill(image, bow, rng, metal, 22, 5, drop=9)
            lay(image, (70, 78, 74), ellipse(size, x + lean * 0.4, y + 68, 10))
            shaft = polygon(
                size,
                (x + lean * 0.5 - 8, y + 92),
                (x + lean * 0.5 + 8, y + 92),
                (x + lean + 7, y + 176),
                (x + lean - 7, y + 176),
            )
            fill(image, shaft, rng, metal, 18, 3, drop=9)
            bit = polygon(
                size,
                (x + lean + 4, y + 140),
                (x + lean + 24, y + 142),
                (x + lean + 22, y + 154),
                (x + lean + 30, y + 170),
                (x + lean + 6, y + 172),
            )
            fill(image, bit, rng, metal, 18, 3, drop=5)
            edge(image, bow, width=3, amount=0.8)
    return focus(
        tilt(image, turn=-1, lean=0.03, closer=1.06), (170, 220, 150), (255, 255, 220), (230, 250, 190)
    )


def trolley(rng: Random) -> Image.Image:
    """A padded trolley in a corridor, two boxes strapped on, the brake on."""
    size = LANDSCAPE
    image = lit(plain(size, rng, (178, 182, 178), 5), (255, 250, 220), (250, 244, 218))
    image.paste(lit(plain((1280, 270), rng, (104, 106, 108), 6), (190, 215, 185), (235, 250, 220)), (0, 690))
    lay(image, (108, 112, 114), box(size, -5, 662, 1285, 694))
    lay(image, (150, 128, 90), box(size, -5, 470, 1285, 496), drop=5)
    shade(image, polygon(size, (190, 830), (1090, 830), (1160, 880), (250, 880)), 14, 6, 30, 0.85)
    for x in (240, 1030):
        post = box(size, x, 250, x + 24, 790)
        fill(image, post, rng, (150, 154, 158), 20, 2, 30)
        edge(image, post, width=4, amount=0.8)
        wheel = ellipse(size, x + 12, 820, 42)
        lay(image, (34, 34, 36), wheel, drop=4)
        fill(image, ellipse(size, x + 12, 820, 18), rng, (158, 160, 162), 20, 4)
    for y in (420, 720):
        tray = box(size, 200, y, 1094, y + 34, 6)
        fill(image, tray, rng, (146, 150, 154), 16, 4, 60, drop=10)
        edge(image, tray, width=4, amount=0.8)
    blanket = box(size, 214, 384, 1080, 440, 20)
    fill(image, blanket, rng, (92, 106, 116), 16, 9, 70, drop=8)
    edge(image, blanket, width=4, amount=0.4)
    carton(image, rng, (300, 190, 620, 388), "L 12 / 2")
    carton(image, rng, (670, 240, 960, 388), "L 12 / 3")
    strap = box(size, 440, 188, 470, 400)
    lay(image, (184, 96, 52), strap, drop=3)
    lay(image, (184, 96, 52), box(size, 800, 238, 828, 400), drop=3)
    fill(image, box(size, 300, 668, 720, 722, 8), rng, (126, 134, 138), 14, 9, 70, drop=6)
    bar = box(size, 1030, 226, 1200, 252, 12)
    fill(image, bar, rng, (60, 62, 64), 12, 6, drop=8)
    return focus(
        tilt(image, turn=0.6, lean=0.0, closer=1.05), (110, 130, 90), (230, 255, 220), (230, 255, 220)
    )
