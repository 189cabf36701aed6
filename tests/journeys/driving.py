"""Firefox and WebKit of the system, driven as the W3C says: WebDriver, and BiDi where none comes along."""

import itertools
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from websockets.sync.client import ClientConnection, connect

from tests.journeys.server import free_port

HOW = {
    "firefox": "apt-get install firefox-esr",
    "webkit": "apt-get install webkit2gtk-driver xvfb",
}


class Driven(Protocol):
    """A browser that opens addresses and runs scripts in the page."""

    def go(self, url: str) -> None: ...

    def run(self, script: str) -> Any: ...


def until(page: Driven, condition: str, patience: float = 60) -> Any:
    """Wait until the condition holds in the page: these browsers have nobody who waits for us."""
    deadline = time.monotonic() + patience
    while not (found := page.run(condition)):
        assert time.monotonic() < deadline, f"{condition}: {page.run('document.body.innerText')}"
        time.sleep(0.2)
    return found


class OverHttp:
    """A page by way of WebDriver, https://www.w3.org/TR/webdriver2/."""

    def __init__(self, port: int, wanted: dict[str, Any]) -> None:
        self.base = f"http://127.0.0.1:{port}/session"
        begun = self._ask("", {"capabilities": {"alwaysMatch": wanted}})
        self.base += f"/{begun['sessionId']}"
        self._ask("/timeouts", {"script": 60_000, "pageLoad": 60_000})

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            self.base + path, json.dumps(body).encode(), {"content-type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            raise AssertionError(refused.read().decode()) from refused

    def go(self, url: str) -> None:
        self._ask("/url", {"url": url})

    def run(self, script: str) -> Any:
        return self._ask("/execute/sync", {"script": f"return {script}", "args": []})


class OverBidi:
    """A page by way of WebDriver BiDi, https://www.w3.org/TR/webdriver-bidi/."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.numbers = socket, itertools.count(1)
        self._ask("session.new", {"capabilities": {}})
        self.context = self._ask("browsingContext.getTree", {})["contexts"][0]["context"]

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=90))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def go(self, url: str) -> None:
        self._ask("browsingContext.navigate", {"context": self.context, "url": url, "wait": "complete"})

    def run(self, script: str) -> Any:
        told = self._ask(
            "script.evaluate",
            {"expression": script, "target": {"context": self.context}, "awaitPromise": True},
        )
        assert told["type"] == "success", told
        return told["result"].get("value")


def listening(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody answers at the port."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            assert process.poll() is None, "The browser ended at once."
            assert time.monotonic() < deadline, "The browser did not start."
            time.sleep(0.1)
        else:
            return


def missing(name: str) -> str:
    """What has to be installed before this browser can be driven; empty where it is there."""
    needed = {"firefox": ("firefox-esr",), "webkit": ("WebKitWebDriver", "Xvfb")}[name]
    there = all(shutil.which(each) for each in needed) and (name == "firefox" or mini_browser() is not None)
    return "" if there else HOW[name]


def mini_browser() -> Path | None:
    """WebKitGTK's own small browser."""
    return next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))), None)


@contextmanager
def driven(name: str, folder: Path) -> Generator[Driven]:
    """The browser with a profile of its own, put away afterwards."""
    port = free_port()
    if name == "firefox":
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder)]
        with running([*command, f"--remote-debugging-port={port}"], {}) as process:
            listening(port, process)
            with connect(f"ws://127.0.0.1:{port}/session", max_size=None) as socket:
                yield OverBidi(socket)
        return
    display = f":{port}"
    with (
        running(["Xvfb", display, "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {}),
        running(["WebKitWebDriver", f"--port={port}"], {"DISPLAY": display, "HOME": str(folder)}) as process,
    ):
        listening(port, process)
        options = {"binary": str(mini_browser()), "args": ["--automation"]}
        yield OverHttp(port, {"webkitgtk:browserOptions": options})


@contextmanager
def running(command: list[str], more: dict[str, str]) -> Generator[subprocess.Popen[bytes]]:
    """A process for as long as it is needed."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=os.environ | more, stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()
