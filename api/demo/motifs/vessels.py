"""Bowls, a jug, jars, and the room that every pot stands in."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

from api.demo.darkroom import (
    LANDSCAPE,
    PORTRAIT,
    focus,
    lit,
    matter,
    plain,
    relief,
)
from api.demo.motifs.turning import Place, Profile, mouth, stand, strip, turn
from api.demo.shapes import (
    Colour,
    Size,
    mask,
)

BOWL = Profile(((0, 0.78), (0.05, 0.77), (0.4, 0.68), (0.7, 0.46), (0.84, 0.27), (0.87, 0.26), (1, 0.27)))
JUG = Profile(((0, 0.2), (0.05, 0.19), (0.2, 0.15), (0.4, 0.26), (0.62, 0.36), (0.85, 0.27), (1, 0.2)))
JAR = Profile(
    ((0, 0.26), (0.05, 0.27), (0.1, 0.22), (0.2, 0.31), (0.5, 0.27), (0.82, 0.31), (0.92, 0.24), (1, 0.25))
)


def room(size: Size, rng: Random, wall: Colour, table: Colour, horizon: float) -> Image.Image:
    """A wall and what stands before it, out of focus where they meet."""
    image = lit(plain(size, rng, wall, 6), (252, 248, 230, 205), (255, 252, 236, 208), (236, 232, 214, 190))
    y = round(size[1] * horizon)
    ground = lit(plain((size[0], size[1] - y), rng, table, 7), (205, 225, 190), (255, 255, 225))
    image.paste(ground, (0, y))
    strip_of = (0, y - 30, size[0], y + 30)
    image.paste(image.crop(strip_of).filter(ImageFilter.GaussianBlur(5)), strip_of[:2])
    return image


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
