"""Receipts: what they prove to somebody who has only the public keys, and what no longer proves anything."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

import pytest
from joserfc.jwk import KeySet

from api.__main__ import main
from api.keyring import keyring, known, public, stamp_of, written
from api.settings import Settings
from exchange.ground.stamp import Stamp
from tests.api.running import Running
from tests.api.sending import sent
from tests.api.world import World
from tests.cast import STAMP

SAID = {
    "of": "photo",
    "entity": "Photo:1",
    "person": "Amara",
    "sha256": "ab",
    "size": 2,
    "receivedAt": "noon",
}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The museum's public keys, in a file."""
    file = tmp_path / "keys.json"
    file.write_bytes(written(public(KeySet([STAMP.key])), private=False))
    return file


def judged(keys: Path, *lines: str, **more: Path) -> int:
    file = keys.with_name("receipts.txt")
    file.write_text("\r\n".join(lines) + "\r\n")
    photo = ["--photo", str(more["photo"])] if "photo" in more else []
    return main(["receipt", str(file), "--keys", str(keys), *photo])


def test_a_receipt_of_which_one_word_was_changed_proves_nothing(
    keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, said, signature = STAMP.put_on(SAID).split(".")
    other = urlsafe_b64decode(said + "==").replace(b"noon", b"dawn")
    forged = ".".join((head, urlsafe_b64encode(other).rstrip(b"=").decode(), signature))
    assert judged(keys, forged) == 1
    assert "changed after it was signed" in capsys.readouterr().err


def test_a_receipt_of_another_museum_proves_nothing(
    keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = stamp_of(Settings(data_dir=tmp_path / "elsewhere"))
    assert judged(keys, STAMP.put_on(SAID), elsewhere.put_on(SAID)) == 1
    assert "No key that is known here" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["hello", "a.b.c", "e30.e30.e30", "ü.ü.ü", "..", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_receipt_is_told_as_such(
    keys: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(keys, line) == 1
    assert "receipt" in capsys.readouterr().err


def test_a_receipt_is_not_one_of_other_bytes(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = keys.with_name("photo.jpg")
    photo.write_bytes(b"other bytes")
    assert judged(keys, STAMP.put_on(SAID), photo=photo) == 1
    assert "the bytes differ" in capsys.readouterr().err


def test_a_receipt_says_what_arrived_and_when(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(keys, STAMP.put_on(SAID)) == 0
    told = capsys.readouterr().out
    assert all(word in told for word in ("https://strandhall.example", "Photo:1", "Amara", "noon", "2 bytes"))


def test_the_same_statement_is_the_same_receipt_byte_for_byte() -> None:
    assert STAMP.put_on(SAID) == STAMP.put_on(dict(reversed(SAID.items())))


def test_after_a_new_key_the_receipts_of_the_old_one_stay_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    before = stamp_of(Settings())
    assert main(["receipt-key"]) == 0
    after = stamp_of(Settings())
    assert after.key.kid != before.key.kid
    file = tmp_path / "receipts.txt"
    file.write_text(f"{before.put_on(SAID)}\n{after.put_on(SAID)}\n")
    assert main(["receipt", str(file)]) == 0
    assert [key.is_private for key in keyring(Settings())] == [True, False]


def test_keys_are_for_nobody_else_to_read_and_checking_makes_none(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert list(known(settings)) == []
    assert list(tmp_path.iterdir()) == []
    first = keyring(settings).as_dict(private=True)
    assert keyring(settings).as_dict(private=True) == first
    [file] = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_a_photo_gets_its_receipt_when_its_bytes_are_there(
    server: Running, world: World, tmp_path: Path
) -> None:
    content = b"not really a picture, and kept all the same"
    photo = world.photo(content)
    assert world.rows("select receipt from photo") == [(None,)]
    with server.browser(world.ana) as browser:
        sent(browser, photo, content)
    [(receipt,)] = world.rows("select receipt from photo")
    with server.browser() as anybody:
        given = anybody.get("/receipts/keys")
    assert given.headers["content-type"] == "application/jwk-set+json"
    assert '"d"' not in given.text
    keys, picture = tmp_path / "keys.json", tmp_path / "photo.jpg"
    keys.write_text(given.text)
    picture.write_bytes(content)
    assert judged(keys, receipt, photo=picture) == 0


def test_a_stamp_stands_for_one_museum() -> None:
    assert Stamp("https://lagoon.example", STAMP.key).put_on(SAID) != STAMP.put_on(SAID)
