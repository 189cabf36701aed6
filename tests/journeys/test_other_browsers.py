"""Firefox and WebKit, as the system has them: opened without the museum, captured in, and in sync again.

Nightly (`NIGHTLY=1`), because not every machine has them; where one is missing, what to install is said.
"""

import json
import os
from pathlib import Path

import pytest

from tests.journeys.driving import driven, missing, until
from tests.journeys.server import Museum

WORDS = "The trolley brake is checked twice"
pytestmark = pytest.mark.skipif(
    "NIGHTLY" not in os.environ,
    reason="Needs packages of the system that `make test` may not ask of everybody (firefox-esr,"
    " webkit2gtk-driver, xvfb). `make nightly` runs it, and fails where one is missing.",
)


def press(words: str) -> str:
    """A script that presses the button or link with these words, once it is there."""
    return f"""(() => {{
        const all = [...document.querySelectorAll('button, a')]
        const one = all.find((each) => each.innerText.trim().split('\\n')[0] === {json.dumps(words)})
        one?.click()
        return one !== undefined
    }})()"""


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_what_is_captured_while_the_museum_is_away_arrives_when_it_is_back(
    museum: Museum, name: str, tmp_path: Path
) -> None:
    assert not missing(name), f"Nightly runs need it: {missing(name)}"
    with driven(name, tmp_path) as page:
        page.go(f"{museum.url}/signin")
        until(page, press("Amara Okafor"))
        until(page, "document.querySelector('.syncline') !== null")
        until(page, "navigator.serviceWorker.controller !== null")
        until(page, "document.querySelector('h1')?.innerText !== 'No placement yet'")
        museum.stop()
        page.go(f"{museum.url}/capture")
        until(page, "document.querySelector('textarea') !== null")
        page.run(
            f"""(() => {{
                const field = document.querySelector('textarea')
                field.value = {json.dumps(WORDS)}
                field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))
                return true
            }})()"""
        )
        until(page, press("Keep"))
        until(page, "document.querySelector('.syncline')?.innerText.includes('Kept on this')")
        page.go(f"{museum.url}/notebook")
        until(page, f"document.body.innerText.includes({json.dumps(WORDS)})")
        museum.start()
        page.go(f"{museum.url}/notebook")
        row = f"""[...document.querySelectorAll('li.entry')].some((each) =>
            each.innerText.includes({json.dumps(WORDS)}) && each.innerText.includes('Safe at the museum'))"""
        until(page, row, patience=90)
