"""A page that was signed in ink and scanned: drawn here, as the photographs are."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from random import Random
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFilter

from api.demo.cast import Player
from api.demo.motifs.lettering import scribble, words
from exchange.placements.terms import Terms

A4 = (1240, 1754)
DOTS = 150
MARGIN, COLUMNS = 130, 78
INK = (30, 34, 78)


def signed_page(terms: Terms, who: Player, on: date, *, scanned_at: datetime) -> bytes:
    """An agreement on one page as a PDF, signed by somebody for their museum."""
    chance = Random(f"Understudy: {terms.title}")
    page = Image.new("RGB", A4, (249, 248, 244))
    at = words(page, MARGIN, 140, "Placement agreement", 26, (110, 108, 104))
    at = words(page, MARGIN, at + 4, terms.title, 40) + 30
    for heading, said in parts(terms):
        at = words(page, MARGIN, at + 26, heading, 26)
        for one in said:
            at = words(page, MARGIN, at, "\n".join(wrap(one, COLUMNS)), 24, (74, 72, 70))
    at = words(page, MARGIN, at + 60, f"For {who.house.name}", 28)
    scribble(page, MARGIN + 24, at + 124, 300, chance, size=44, ink=INK)
    words(page, 760, at + 92, f"{on.day}. {on.month}. {on.year}", 32, INK)
    pen = ImageDraw.Draw(page)
    for left, right in ((MARGIN, 620), (740, A4[0] - MARGIN)):
        pen.line((left, at + 140, right, at + 140), fill=(120, 118, 112), width=2)
    words(page, MARGIN, at + 152, f"{who.name}\nSponsor", 26)
    words(page, 740, at + 152, f"{who.house.town}, on", 26)
    return through_the_glass(page, scanned_at)


def parts(terms: Terms) -> Iterable[tuple[str, Iterable[str]]]:
    """What stands on the page, under its headings."""
    owed = terms.obligations
    yield "The home museum", owed.home
    yield "The host", owed.host
    yield "The participant", owed.participant
    yield "What is learned", (f"{one.wanted} {one.evidence}" for one in terms.objectives)
    yield "Insurance and photos", (terms.insurance, terms.photos)


def through_the_glass(page: Image.Image, scanned_at: datetime) -> bytes:
    """The page as a scanner sees it: grey, a little soft, and not quite straight."""
    grey = page.convert("L").rotate(0.5, Image.Resampling.BICUBIC, fillcolor=226)
    file = io.BytesIO()
    when = scanned_at.utctimetuple()
    soft = grey.filter(ImageFilter.GaussianBlur(0.6))
    soft.save(file, "PDF", resolution=DOTS, quality=60, creationDate=when, modDate=when)
    return file.getvalue()
