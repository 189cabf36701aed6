"""Which browser walks the journeys: a Chromium of the system, installed from its packages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HOW = (
    "The browser journeys need Chromium or Google Chrome, and none is here. Install one"
    " (Debian: `sudo apt-get install chromium`; macOS: Google Chrome), or run `make check`,"
    " which leaves the journeys out."
)


def chromium() -> Path | None:
    """The browser's program, if the system has one; CHROMIUM in the environment goes first."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (found := shutil.which(name)):
            return Path(found)
    return ON_A_MAC if ON_A_MAC.exists() else None


def install() -> None:
    """Ask the system's package manager, where it is Debian's and we may."""
    if shutil.which("apt-get") is None:
        return
    may = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if may and shutil.which("sudo") is None:
        return
    print("== Installing Chromium from the system's packages (1 to 2 min)", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        # A failure is told by what comes after: there is a browser then, or there is none.
        subprocess.run([*may, "apt-get", "-qq", *step], env=quiet, check=False)


if __name__ == "__main__":
    if chromium() is None:
        install()
    if chromium() is None:
        sys.exit(HOW)
