"""Sending a photo as the phone does: tus 1.0, by hand."""

import base64
import hashlib

import httpx2

from exchange.floor.tables import Photo


def b64(text: str | bytes) -> str:
    """Base64, as the headers of tus want it."""
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def begin(browser: httpx2.Client, photo: Photo, **changed: str) -> httpx2.Response:
    """Ask where to send a photo."""
    said = {"photoId": str(photo.id), "sha256": photo.sha256, **changed}
    headers = {
        "tus-resumable": "1.0.0",
        "upload-length": said.pop("length", str(photo.size)),
        "upload-metadata": ",".join(f"{name} {b64(value)}" for name, value in said.items()),
    }
    return browser.post("/media/uploads", headers=headers)


def send(
    browser: httpx2.Client, where: str, content: bytes, *, at: int = 0, checksum: str | None = None
) -> httpx2.Response:
    """Send some bytes from an offset on."""
    headers = {
        "tus-resumable": "1.0.0",
        "upload-offset": str(at),
        "content-type": "application/offset+octet-stream",
    }
    if checksum is not None:
        headers["upload-checksum"] = checksum
    return browser.patch(where, content=content, headers=headers)


def checksum_of(content: bytes) -> str:
    """What Upload-Checksum says about these bytes."""
    return f"sha256 {b64(hashlib.sha256(content).digest())}"


def sent(browser: httpx2.Client, photo: Photo, content: bytes) -> None:
    """Send a whole photo."""
    where = begin(browser, photo).headers["location"]
    answer = send(browser, where, content, checksum=checksum_of(content))
    assert answer.status_code == 204, answer.text
    assert answer.headers["upload-complete"] == "?1"
