"""Which Node and which browser are taken."""

from pathlib import Path

import pytest

from api.embedded import browser, node


@pytest.mark.parametrize("version", ["", "v18.20.4\n", "v20.18.3\n", "nonsense"])
def test_a_node_that_cannot_build_the_app_is_refused(version: str) -> None:
    assert not node.fits(version)


@pytest.mark.parametrize("version", ["v20.19.0\n", "v20.20.2\n", "v22.1.0\n", "v24.19.0\n"])
def test_a_node_that_can_is_taken(version: str) -> None:
    assert node.fits(version)


def test_a_node_without_npm_is_not_taken(short_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = short_tmp / "node"
    program.write_text("#!/bin/sh\necho v24.19.0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(short_tmp))
    assert node.system_node() is None


def test_the_named_browser_goes_first(short_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = short_tmp / "my-chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(program))
    assert browser.chromium() == program
