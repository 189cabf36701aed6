"""What Lighthouse says of the first page, as phone and as tablet: the median of three runs.

Three of its categories do not depend on the machine and have to be whole. Performance does: it is told, with
what cost points, and read beside the load of the machine.
"""

import json
import os
import statistics
import subprocess

import pytest

from api.embedded import node
from api.embedded.browser import HOW, chromium
from tests.journeys.server import TOP, Museum

HERE = TOP / "tests" / "bench" / "lighthouse"
WHOLE = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("device", ["phone", "tablet"])
def test_the_first_page_is_whole_in_the_eyes_of_lighthouse(museum: Museum, device: str) -> None:
    browser = chromium()
    assert browser, HOW
    path = f"{node.system_node() or node.own_node()}{os.pathsep}{os.environ['PATH']}"
    told = subprocess.run(
        ["node", "measure.mjs", f"{museum.url}/signin", browser, device],
        cwd=HERE,
        env=os.environ | {"PATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    runs = json.loads(told.stdout)
    scores = {name: statistics.median(run["scores"][name] for run in runs) for name in runs[0]["scores"]}
    lost = sorted({each for run in runs for each in run["lost"]})
    print(f"\n{device}, load {os.getloadavg()[0]:.1f}: {scores}", *lost, sep="\n  ")
    assert {name: scores[name] for name in WHOLE} == dict.fromkeys(WHOLE, 100), lost
