"""The marks of a photo as a list to read: the equal of the picture, for screen readers and for paper."""

from collections.abc import Iterator
from html import escape

from api.iiif.manifest import moment
from api.iiif.reading import Annotated, Marked, Said
from api.iiif.words import say
from exchange.floor.regions import WHOLE, Region

PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body>
<main>
<h1>{title}</h1>
<p id="photo" dir="auto">{alt}</p>
<h2>{marks}</h2>
{listed}
</main>
</body>
</html>
"""


def page(one: Annotated, language: str) -> str:
    """The whole page; whatever people wrote is text in it, and nothing else."""
    title = say(language, "photo", name=one.author)
    listed = "\n".join(items(one, language))
    return PAGE.format(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        title=escape(title),
        alt=escape(one.photo.alt or say(language, "no_alt")),
        marks=escape(say(language, "marks")),
        listed=f"<ol>\n{listed}\n</ol>" if one.marks else f"<p>{escape(say(language, 'none'))}</p>",
    )


def items(one: Annotated, language: str) -> Iterator[str]:
    """One item for each mark, under its own number, and its answers below it."""
    for mark in one.marks:
        head = f"<strong>{escape(say(language, mark.kind))}</strong> · {escape(where(mark.region, language))}"
        below = answers(mark, language) if mark.answers else ""
        told = said(mark.said, language)
        yield f'<li value="{mark.number}" id="{mark.said.id}"><p>{head}</p>{told}{below}</li>'


def answers(mark: Marked, language: str) -> str:
    """What was said about a mark, oldest first."""
    each = "".join(f'<li id="{one.id}">{said(one, language)}</li>' for one in mark.answers)
    return f"<p>{escape(say(language, 'answers'))}</p><ul>{each}</ul>"


def said(one: Said, language: str) -> str:
    """Words, with who said them and when."""
    words = escape(one.words.strip() or say(language, "no_words"))
    at = moment(one.at)
    told = f'<bdi>{escape(one.by)}</bdi> · <time datetime="{at}">{at}</time>'
    return f'<p dir="auto">{words}</p><p>{told}</p>'


def where(region: Region, language: str) -> str:
    """The place in words, in hundredths of the photo."""
    sides = {"x": region.x, "y": region.y, "width": region.width or 0, "height": region.height or 0}
    told = {side: round(steps * 100 / WHOLE) for side, steps in sides.items()}
    return say(language, "point" if region.width is None else "box", **told)
