"""What cannot be read is kept aside, quickly; what can comes out upright, small, and with nothing in it."""

import io
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from api.settings import TOP, Settings
from tests.api.pictures import SECRET, bomb, jpeg
from tests.api.running import Running
from tests.api.sending import sent
from tests.api.world import World

UNREADABLE = {
    "nothing": b"\0",
    "half": jpeg()[:2000],
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + b"\0" * 20,
    "pdf": b"%PDF-1.7\n" + b"\0" * 100,
    "bomb": bomb(),
}


def derive(content: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    photo = folder / "photo"
    photo.write_bytes(content)
    command = [sys.executable, "-m", "api.pictures.deriving", str(photo), str(folder)]
    return subprocess.run(command, cwd=TOP, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_not_a_photo_is_refused_soon_and_leaves_nothing(kind: str, tmp_path: Path) -> None:
    began = time.monotonic()
    done = derive(UNREADABLE[kind], tmp_path)
    assert done.returncode == 65
    assert time.monotonic() - began < 10
    assert list(tmp_path.glob("*.webp")) == []


def test_the_metadata_is_gone_and_the_picture_stands_upright(tmp_path: Path) -> None:
    content = jpeg(2400, 1200, turned=True)
    assert SECRET.encode() in content
    assert derive(content, tmp_path).returncode == 0
    for name, side in (("screen", 1280), ("thumb", 320)):
        made = (tmp_path / f"{name}.webp").read_bytes()
        assert b"script" not in made
        with Image.open(io.BytesIO(made)) as picture:
            assert dict(picture.getexif()) == {}
            assert not {"exif", "xmp", "icc_profile"} & set(picture.info)
            assert picture.size == (side // 2, side)
            # Red was on the left of what lay on its side, so it is on top now.
            red, _, blue = picture.convert("RGB").getpixel((side // 4, 5))  # type: ignore[misc]
            assert red > blue


def test_what_is_small_stays_small_and_what_is_clear_stays_clear(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (100, 50), (0, 0, 0, 0)).save(file, "PNG")
    assert derive(file.getvalue(), tmp_path).returncode == 0
    with Image.open(tmp_path / "screen.webp") as picture:
        assert picture.size == (100, 50)
        assert picture.mode == "RGBA"


def test_a_bomb_costs_next_to_nothing(tmp_path: Path) -> None:
    small, bombed = [spent(content, tmp_path) for content in (jpeg(8, 8), bomb())]
    assert bombed.ru_utime + bombed.ru_stime < 1 + small.ru_utime + small.ru_stime
    assert bombed.ru_maxrss - small.ru_maxrss < 100 * 1024


def spent(content: bytes, folder: Path) -> resource.struct_rusage:
    """What deriving takes from the machine."""
    photo = folder / "photo"
    photo.write_bytes(content)
    process = subprocess.Popen(
        [sys.executable, "-m", "api.pictures.deriving", str(photo), str(folder)],
        cwd=TOP,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    return used


@pytest.mark.parametrize(
    "greed, ends", [("bytearray(2 * 2**30)", "MemoryError"), ("while True: pass", -signal.SIGXCPU)]
)
def test_what_a_decoder_may_take_is_limited(greed: str, ends: object) -> None:
    script = f"from api.pictures import deriving\nderiving.SECONDS = 1\nderiving.confine()\n{greed}"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, check=False, timeout=60
    )
    assert ends in (done.returncode, done.stderr.strip().rpartition("\n")[2])


def test_what_an_iphone_makes_is_read_where_its_decoder_is_installed(tmp_path: Path) -> None:
    heif = pytest.importorskip("pillow_heif", reason="there is no decoder of HEIC for this machine")
    file = io.BytesIO()
    heif.from_pillow(Image.new("RGB", (4032, 3024), (200, 30, 30))).save(file)
    assert derive(file.getvalue(), tmp_path).returncode == 0
    with Image.open(tmp_path / "screen.webp") as picture:
        assert picture.size == (1280, 960)


def test_without_its_decoder_it_is_said_that_this_is_why(tmp_path: Path) -> None:
    photo = tmp_path / "photo"
    photo.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 100)
    script = "import sys; sys.modules['pillow_heif'] = None\nfrom api.pictures.deriving import main\n"
    script += f"sys.exit(main({str(photo)!r}, {str(tmp_path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 65
    assert "no decoder of HEIC" in done.stderr


def test_a_bomb_is_quarantined_while_its_note_lives(
    server: Running, world: World, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    content = bomb()
    photo = world.photo(content, mime="image/png")
    with server.browser(world.ana) as browser:
        sent(browser, photo, content)
        eventually(lambda: world.state_of(photo) == "QUARANTINED")
        assert browser.get(f"/media/photos/{photo.id}/screen").status_code == 404
        assert browser.get(f"/media/photos/{photo.id}/original").content == content
    assert len(world.rows("select note from observation")) == 1
    assert feed_of(world) == ["receive photo", "quarantine photo"]


def test_a_received_photo_is_soon_shown(
    server: Running, world: World, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    content = jpeg()
    photo = world.photo(content)
    with server.browser(world.ana) as browser:
        assert browser.get(f"/media/photos/{photo.id}/thumb").status_code == 404
        sent(browser, photo, content)
        eventually(lambda: world.state_of(photo) == "VERIFIED")
        thumb = browser.get(f"/media/photos/{photo.id}/thumb")
    assert shown(thumb) == (320, 240)
    assert feed_of(world) == ["receive photo", "verify photo"]


def test_a_photo_whose_file_is_gone_is_asked_for_again(
    server: Running, world: World, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    photo = world.photo(os.urandom(100))
    with server.browser(world.ana) as browser:
        world.do("update photo set state = 'RECEIVED', received_at = now()")
        world.do("select pg_notify('understudy', 'photo')")
        eventually(lambda: world.state_of(photo) == "EXPECTED")
        assert browser.get(f"/media/photos/{photo.id}/original").status_code == 404
    assert feed_of(world) == ["expect photo again"]


def shown(answer: httpx2.Response) -> tuple[int, int]:
    assert answer.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as picture:
        return picture.size


def feed_of(world: World) -> list[str]:
    told = world.rows(
        "select journal.act from feed join journal using (scope_id, position)"
        " where kind = 'Photo' order by position"
    )
    return [act for (act,) in told]


def test_photos_may_be_kept_elsewhere_than_in_a_folder(
    settings: Settings, world: World, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    server = Running(settings.model_copy(update={"media_url": "memory:///"}), world.url)
    content = jpeg()
    photo = world.photo(content)
    try:
        with server.browser(world.ana) as browser:
            sent(browser, photo, content)
            eventually(lambda: world.state_of(photo) == "VERIFIED")
            assert shown(browser.get(f"/media/photos/{photo.id}/thumb")) == (320, 240)
            assert browser.get(f"/media/photos/{photo.id}/original").content == content
            assert browser.get("/readyz").json()["media"] is True
    finally:
        server.stop()
    assert not (settings.data_dir / "media").exists()
    assert list(settings.parts_dir.iterdir()) == []
