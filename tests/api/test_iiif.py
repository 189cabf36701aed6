"""A marked photo in other people's viewers: a manifest for a public parser, and a list that says the same."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.iiif.manifest import MEDIA_TYPE
from exchange.floor.marks import Mark, MarkKind
from exchange.floor.tables import Photo, PhotoState
from exchange.ground.ids import uuid7
from exchange.review.tables import Comment
from tests.api.pictures import jpeg
from tests.api.running import Running
from tests.api.world import NOW, World
from tests.clients.telling import told

CONTENT = jpeg()
CRACK, WICKED = "A hairline crack from the join.", "<script>alert('x')</script> & \"so on\""


def annotated(world: World) -> Photo:
    """A photo of Ana's with a box and a point; Marit answered on the box."""
    photo = world.photo(CONTENT)
    box = marked(world, photo, MarkKind.RISK, CRACK, (25_000, 50_000, 10_000, 25_000))
    point = marked(world, photo, MarkKind.QUESTION, WICKED, (99_999, 0, None, None))
    answer = Comment(
        id=uuid7(NOW),
        scope_id=photo.scope_id,
        observation_id=photo.observation_id,
        author_id=world.marit,
        mark_id=box.id,
        body="It was there in 2019.",
        written_at=NOW,
        received_at=NOW,
    )

    async def tell(session: Any) -> None:
        session.add_all([box, point])
        await session.flush()
        session.add(answer)
        here = await session.get_one(Photo, photo.id)
        here.alt, here.state, here.width, here.height = (
            "The shoulder of an amphora",
            PhotoState.VERIFIED,
            4032,
            3024,
        )

    world.within(tell)
    return photo


def marked(world: World, photo: Photo, kind: MarkKind, words: str, place: tuple[Any, ...]) -> Mark:
    x, y, width, height = place
    return Mark(
        id=uuid7(NOW),
        scope_id=photo.scope_id,
        observation_id=photo.observation_id,
        photo_id=photo.id,
        author_id=world.ana,
        number=1 if kind is MarkKind.RISK else 2,
        kind=kind,
        x=x,
        y=y,
        width=width,
        height=height,
        words=words,
        captured_at=datetime(2026, 10, 8, 9, 31, 4, tzinfo=UTC),
        received_at=NOW,
    )


def read(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest, as a public parser reads it."""
    found: dict[str, Any] = told("iiif", url="", headers={}, said=json.dumps(manifest))
    return found


@pytest.mark.parametrize("what", ["manifest.json", "marks.html"])
def test_whoever_does_not_see_the_photo_does_not_hear_that_there_is_one(
    server: Running, world: World, what: str
) -> None:
    photo = annotated(world)
    with server.browser() as browser:
        assert browser.get(f"/iiif/photos/{photo.id}/{what}").status_code == 401
    with server.browser(world.olu) as browser:
        foreign = browser.get(f"/iiif/photos/{photo.id}/{what}")
        unknown = browser.get(f"/iiif/photos/{uuid4()}/{what}")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


def test_a_photo_that_was_taken_off_or_has_no_picture_yet_has_no_manifest(
    server: Running, world: World
) -> None:
    coming, gone = world.photo(CONTENT), annotated(world)
    world.do("update photo set removed_at = now() where id = :id", id=gone.id)
    with server.browser(world.ana) as browser:
        for photo in (coming, gone):
            assert browser.get(f"/iiif/photos/{photo.id}/manifest.json").status_code == 404


def test_a_public_parser_reads_the_manifest(server: Running, world: World, key: dict[str, str]) -> None:
    photo = annotated(world)
    where = f"/iiif/photos/{photo.id}/manifest.json"
    with server.browser(world.ana) as browser:
        answer = browser.get(where)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["cache-control"] == "private, no-cache"
    manifest = answer.json()
    with server.browser() as browser:
        assert browser.get(where, headers=key).json() == manifest, "a partner's key reads the same"
        plain = browser.get(where, headers={**key, "accept": "application/json"})
        assert plain.headers["content-type"] == "application/json"
    found = read(manifest)
    assert found["kind"] == "Manifest"
    assert found["diagnostics"] == []
    assert found["canvases"] == [{"id": manifest["items"][0]["id"], "width": 4032, "height": 3024}]
    assert [one["motivation"] for one in found["annotations"]] == [
        "painting",
        "describing",
        "assessing",
        "replying",
        "questioning",
    ]
    assert {CRACK, WICKED, "It was there in 2019.", "The shoulder of an amphora"} <= set(found["bodies"])
    assert found["counted"]["Annotation"] == 5


def test_a_manifest_says_who_points_where_and_when(server: Running, world: World) -> None:
    photo = annotated(world)
    with server.browser(world.ana) as browser:
        manifest = browser.get(f"/iiif/photos/{photo.id}/manifest.json").json()
        picture = browser.get(re.sub(r"^http://[^/]+", "", manifest["rendering"][0]["id"]))
    assert picture.status_code == 200, "the list stands at the address that the manifest names"
    (canvas,) = manifest["items"]
    (painted,) = canvas["items"][0]["items"]
    assert painted["target"] == canvas["id"]
    assert (painted["body"]["width"], painted["body"]["height"]) == (1280, 960)
    assert painted["body"]["id"].endswith(f"/media/photos/{photo.id}/screen")
    _, box, answer, point = canvas["annotations"][0]["items"]
    assert box["target"]["selector"]["value"] == "xywh=pixel:1008,1512,403,756"
    assert box["target"]["source"]["id"] == canvas["id"]
    assert point["target"]["selector"] == {"type": "PointSelector", "x": 4031, "y": 0}
    assert (box["created"], box["creator"]["name"]) == ("2026-10-08T09:31:04Z", "Ana")
    assert (answer["target"], answer["creator"]["name"]) == (box["target"], "Marit")
    assert set(manifest["label"]) >= {"en", "de"}


def test_the_list_says_the_same_and_runs_nothing_that_somebody_wrote(server: Running, world: World) -> None:
    photo = annotated(world)
    with server.browser(world.ana) as browser:
        answer = browser.get(
            f"/iiif/photos/{photo.id}/marks.html", headers={"accept-language": "de-AT, en;q=0.5"}
        )
    assert answer.headers["content-language"] == "de"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert re.findall(r'<li value="(\d+)"', answer.text) == ["1", "2"]
    assert "Rahmen, 25 % von links, 50 % von oben, 10 % breit, 25 % hoch" in answer.text
    assert answer.text.index(CRACK) < answer.text.index("It was there in 2019.") < answer.text.index("Frage")


def test_what_the_mentor_said_stays_between_the_two(server: Running, world: World) -> None:
    photo: UUID = annotated(world).id
    world.do("update comment set removed_at = now()")
    with server.browser(world.ana) as browser:
        page = browser.get(f"/iiif/photos/{photo}/marks.html").text
    assert CRACK in page
    assert "2019" not in page
