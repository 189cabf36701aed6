"""What makes `make dev` start again."""

from pathlib import Path

from api.embedded.reloading import state


def test_only_what_the_server_is_made_of_counts(short_tmp: Path) -> None:
    area = short_tmp / "exchange" / "floor"
    area.mkdir(parents=True)
    empty = state(short_tmp)
    (area / "notes.txt").write_text("not read by the server")
    assert state(short_tmp) == empty
    (area / "observing.py").write_text("")
    written = state(short_tmp)
    assert written != empty
    (area / "observing.py").unlink()
    assert state(short_tmp) == empty
