"""Programs that partners might have written, run beside the tests."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from api.embedded.node import own_node, system_node

CLIENTS = Path(__file__).parent


def told(script: str, *arguments: str, url: str, headers: dict[str, str], said: str = "") -> Any:
    """What a script in this folder tells after it has talked to the server, or read what was said to it."""
    assert (CLIENTS / "node_modules").is_dir(), "The clients are not installed: `make test` does that first."
    run = subprocess.run(
        [(system_node() or own_node()) / "node", CLIENTS / f"{script}.mjs", *arguments],
        env={**os.environ, "GRAPH_URL": url, "GRAPH_HEADERS": json.dumps(headers)},
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)
