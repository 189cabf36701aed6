"""What the demo promises to tell is there, each photo drawn and shown; telling it again changes nothing."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from PIL import Image
from sqlalchemy import text

from api.demo.cast import AMARA, DIMITRA, HANNELORE, INGRID, LEYLA, OLENA, Player
from api.demo.painting import photograph
from api.demo.telling import Stage
from api.media.storage import key_of
from exchange.floor.tables import ObservationKind, ReviewState
from exchange.people.tables import Role

Told: TypeAlias = Any
NOW = datetime(2026, 10, 8, 10, 40, tzinfo=UTC)
LARGEST = 300_000
EVERYTHING = (
    "network", "museum", "person", "membership", "programme", "objective", "placement", "shadowing_day",
    "plan_item", "prompt", "observation", "tag", "photo", "comment", "decision", "commitment",
    "text_version", "journal", "feed", "scope",
)  # fmt: skip


def many(told: Told, table: str) -> int:
    return int(told.rows(f"select count(*) from {table}")[0][0])


def test_telling_it_twice_changes_nothing(told: Told) -> None:
    before = {table: many(told, table) for table in EVERYTHING}
    assert told.tell(NOW + timedelta(days=9)) == []
    assert {table: many(told, table) for table in EVERYTHING} == before


def test_four_museums_and_twelve_people_in_every_role_and_one_who_left(told: Told) -> None:
    assert (many(told, "museum"), many(told, "person")) == (4, 12 + 1)
    assert told.rows("select count(*) from membership where until < current_date") == [(1,)]
    assert {role for (role,) in told.rows("select role from membership")} == set(Role)


def test_three_placements_are_under_way_and_each_has_a_day_today_with_a_plan_and_prompts(told: Told) -> None:
    assert many(told, "programme") == 1
    assert many(told, "objective") == 3
    assert told.rows("select state, count(*) from placement group by state") == [("UNDER_WAY", 3)]
    today = told.rows(
        """
        select (select count(*) from plan_item where day_id = d.id),
               (select count(*) from prompt where day_id = d.id)
          from shadowing_day d where on_date = :today
        """,
        today=NOW.date(),
    )
    assert len(today) == 3
    assert all(plan >= 3 and prompts >= 1 for plan, prompts in today)


def test_forty_observations_of_every_kind_in_every_state(told: Told) -> None:
    assert many(told, "observation") == 40
    assert {kind for (kind,) in told.rows("select kind from observation")} == set(ObservationKind)
    assert {state for (state,) in told.rows("select state from observation")} == set(ReviewState)


def test_some_are_private_and_their_mentor_does_not_see_them(told: Told) -> None:
    private = "select id from observation where author_id = :olena and audience = 'ONLY_ME'"

    def seen_by(person: Player) -> Any:
        async def look(stage: Stage) -> int:
            async with stage.sessions.as_person(person.id) as session:
                return len((await session.execute(text(private), {"olena": OLENA.id})).all())

        return told.on_stage(look)

    assert seen_by(OLENA) >= 2
    assert seen_by(HANNELORE) == seen_by(AMARA) == 0


def test_nothing_happened_in_the_future_and_nothing_was_decided_before_it_was_seen(told: Told) -> None:
    for table, moment in (
        ("observation", "received_at"),
        ("comment", "written_at"),
        ("decision", "decided_at"),
    ):
        assert told.rows(f"select count(*) from {table} where {moment} > :now", now=NOW) == [(0,)]
    early = """
        select count(*) from decision d join observation o on o.id = d.observation_id
         where decided_at < o.received_at
    """
    assert told.rows(early) == [(0,)]


def test_the_feed_of_amaras_placement_has_no_gaps(told: Told) -> None:
    told_to = "select distinct scope_id from observation where author_id = :amara and audience = 'MENTOR'"
    (scope,) = told.rows(told_to, amara=AMARA.id)[0]
    positions = [p for (p,) in told.rows("select position from feed where scope_id = :s order by 1", s=scope)]
    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) > 100


def test_commitments_stand_in_every_state(told: Told) -> None:
    states = {state for (state,) in told.rows("select state from commitment")}
    assert states == {"PROMISED", "UNDER_WAY", "DONE", "DROPPED"}


def test_what_few_see_is_told_to_them_and_to_nobody_else(told: Told) -> None:
    def seen_by(person: Player, query: str) -> Any:
        async def look(stage: Stage) -> list[Any]:
            async with stage.sessions.as_person(person.id) as session:
                return [tuple(row) for row in await session.execute(text(query))]

        return told.on_stage(look)

    entrusted = "select author, why from restricted_for_me()"
    themes = "select theme, voices, cardinality(words) from critique_themes()"
    helps = "select count(*) from adjustment"
    assert seen_by(INGRID, entrusted) == seen_by(INGRID, themes) == []
    assert seen_by(INGRID, helps) == [(0,)]
    assert seen_by(LEYLA, entrusted) == [("Amara Okafor", "SECURITY")]
    forsaken = "select author, why from forsaken_entries()"
    assert seen_by(INGRID, forsaken) == []
    assert seen_by(DIMITRA, forsaken) == [("Amara Okafor", "SECURITY")]
    assert seen_by(DIMITRA, themes) == [("SAFETY", 5, 5)]
    assert seen_by(AMARA, helps) == [(1,)]
    assert many(told, "newcomer") == 1


def test_about_forty_five_photos_each_with_words_or_decorative(told: Told) -> None:
    photos = told.rows("select alt, decorative, state from photo")
    assert 40 <= len(photos) <= 50
    assert all(bool(alt) != decorative for alt, decorative, _ in photos)
    assert {state for _, _, state in photos} == {"VERIFIED"}


def test_every_picture_is_stored_as_its_row_says_small_and_without_metadata(told: Told) -> None:
    for owner, sha256, size, width, height in told.rows(
        "select author_id, sha256, size, width, height from photo"
    ):
        content = (told.media / key_of(owner, sha256)).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)
        assert size < LARGEST
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            assert (picture.format, picture.size) == ("JPEG", (width, height))
            assert not picture.getexif()
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_its_smaller_pictures_are_there_too(told: Told) -> None:
    for owner, sha256 in told.rows("select author_id, sha256 from photo"):
        for shape, side in (("screen", 1280), ("thumb", 320)):
            with Image.open(told.media / key_of(owner, sha256, shape)) as picture:
                assert (picture.format, max(picture.size)) == ("WEBP", side)


def test_no_two_photos_are_alike(told: Told) -> None:
    hashes = [sha256 for (sha256,) in told.rows("select sha256 from photo")]
    assert len(set(hashes)) == len(hashes)


def test_the_same_name_gives_the_same_photo_for_ever() -> None:
    assert photograph("logger") == photograph("logger")
    assert photograph("stools") != photograph("stools 2")
