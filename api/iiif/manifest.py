"""A photo and its marks as a IIIF Presentation 3 manifest: one canvas, in pixels of the upright photo."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from api.iiif.reading import Annotated, Marked, Said
from api.iiif.words import in_all
from api.pictures.deriving import SIDES
from exchange.floor.regions import Region, in_pixels

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'
RIGHTS = "http://rightsstatements.org/vocab/InC/1.0/"
"""Nothing in an entry gives a photo free: whoever wants to use it asks its museum."""
FRAGMENTS = "http://www.w3.org/TR/media-frags/"
WHY = {"LOOK": "highlighting", "QUESTION": "questioning", "RISK": "assessing", "IDEA": "commenting"}
"""The motivation of an annotation, by the kind of the mark."""
Json = dict[str, Any]


def manifest(one: Annotated, origin: str) -> Json:
    """The manifest of a photo, at the address where this museum is reached."""
    base = f"{origin}/iiif/photos/{one.photo.id}"
    size = {"width": one.photo.width, "height": one.photo.height}
    canvas = f"{base}/canvas"
    label = in_all("photo", name=one.author)
    described = {"summary": {"none": [one.photo.alt]}} if one.photo.alt else {}
    page = {
        "id": f"{base}/marks.html",
        "type": "Text",
        "label": in_all("marks"),
        "format": "text/html",
    }
    return {
        "@context": CONTEXT,
        "id": f"{base}/manifest.json",
        "type": "Manifest",
        "label": label,
        **described,
        "rights": RIGHTS,
        "navDate": moment(one.observation.captured_at),
        "thumbnail": [picture(one, origin, "thumb")],
        "rendering": [page],
        "items": [
            {
                "id": canvas,
                "type": "Canvas",
                **size,
                "label": label,
                **described,
                "items": [
                    {
                        "id": f"{canvas}/picture",
                        "type": "AnnotationPage",
                        "items": [
                            {
                                "id": f"{canvas}/picture/1",
                                "type": "Annotation",
                                "motivation": "painting",
                                "body": picture(one, origin, "screen"),
                                "target": canvas,
                            }
                        ],
                    }
                ],
                "annotations": [
                    {
                        "id": f"{canvas}/marks",
                        "type": "AnnotationPage",
                        "label": in_all("marks"),
                        "items": list(annotations(one, base, canvas)),
                    }
                ],
            }
        ],
    }


def picture(one: Annotated, origin: str, shape: str) -> Json:
    """One of the smaller pictures, in its own pixels."""
    width, height = fitted(one.photo.width, one.photo.height, SIDES[shape])
    return {
        "id": f"{origin}/media/photos/{one.photo.id}/{shape}",
        "type": "Image",
        "format": "image/webp",
        "width": width,
        "height": height,
    }


def fitted(width: int, height: int, side: int) -> tuple[int, int]:
    """The size of a picture that was made to fit into a square."""
    longest = max(width, height, side)
    return max(1, round(width * side / longest)), max(1, round(height * side / longest))


def annotations(one: Annotated, base: str, canvas: str) -> Iterator[Json]:
    """What the photo shows as a whole, then each mark with the answers to it."""
    if one.photo.alt:
        yield {
            "id": f"{base}/marks.html#photo",
            "type": "Annotation",
            "motivation": "describing",
            "body": body(one.photo.alt),
            "target": canvas,
        }
    for mark in one.marks:
        place = target(mark, one, canvas)
        yield annotation(mark.said, WHY[mark.kind], base, place, in_all(mark.kind))
        for answer in mark.answers:
            yield annotation(answer, "replying", base, place, in_all("answers"))


def annotation(said: Said, why: str, base: str, place: Json, label: Json) -> Json:
    """Somebody's words about a place. Its id opens the same words in the list."""
    return {
        "id": f"{base}/marks.html#{said.id}",
        "type": "Annotation",
        "motivation": why,
        "label": label,
        "creator": {"type": "Person", "name": said.by},
        "created": moment(said.at),
        "body": body(said.words),
        "target": place,
    }


def body(words: str) -> Json:
    """Words, as they were written."""
    return {"type": "TextualBody", "value": words, "format": "text/plain"}


def target(mark: Marked, one: Annotated, canvas: str) -> Json:
    """The place on the canvas: a point by its coordinates, a box by a fragment."""
    source = {"id": canvas, "type": "Canvas"}
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": selector(mark.region, one.photo.width, one.photo.height),
    }


def selector(region: Region, width: int, height: int) -> Json:
    """The place in pixels."""
    here = in_pixels(region, width, height)
    if region.width is None:
        return {"type": "PointSelector", "x": here.x, "y": here.y}
    value = f"xywh=pixel:{here.x},{here.y},{here.width},{here.height}"
    return {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": value}


def moment(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
