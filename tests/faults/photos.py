"""Sending photos as the phone does: begin, ask how far, send pieces, begin again where it broke off."""

import asyncio
import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx2

from tests.faults.device import Device, Json
from tests.faults.lines import PATIENCE, Wire
from tests.faults.pens import Story

TUS = {"tus-resumable": "1.0.0"}
TRIES = 200
BEGUN = 201
TAKEN = 204
GONE = 409  # its entry was taken away meanwhile


@dataclass
class Sent:
    """How many bytes of photos went out, for how many that had to."""

    needed: int = 0
    sent: int = 0


def b64(content: str | bytes) -> str:
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()


def announced_by(device: Device) -> Iterator[Json]:
    """The photos of everything this device captured and that was acknowledged."""
    for name, said in device.acknowledged():
        if name == "captureObservation":
            yield from said["photos"]


async def send_photos(wire: Wire, devices: Sequence[Device], story: Story, *, piece: int = 4_000) -> Sent:
    """Send every photo whose entry is at the museum."""
    told = Sent()
    sending = [
        Sender(wire, wire.headers(device.person_id) | TUS, piece, told).send(photo, story)
        for device in devices
        for photo in announced_by(device)
    ]
    await asyncio.gather(*sending)
    return told


@dataclass
class Sender:
    """Sends one photo, however often the line breaks."""

    wire: Wire
    headers: dict[str, str]
    piece: int
    told: Sent
    patience: float = PATIENCE

    async def send(self, photo: Json, story: Story) -> None:
        """Begin, and begin again; I13: complete is only what the museum calls complete."""
        content = story.photos[photo["sha256"]]
        self.told.needed += len(content)
        meta = f"photoId {b64(photo['id'])},sha256 {b64(photo['sha256'])}"
        wish = {**self.headers, "upload-length": str(len(content)), "upload-metadata": meta}
        for _ in range(TRIES):
            try:
                async with asyncio.timeout(self.patience):
                    begun = await self.wire.client.post(f"{self.wire.address()}/media/uploads", headers=wish)
                if begun.status_code == GONE or begun.headers.get("upload-complete") == "?1":
                    return
                if begun.status_code == BEGUN and await self.pieces(begun, content):
                    return
            except (httpx2.HTTPError, TimeoutError):
                continue
        raise AssertionError(f"The photo {photo['id']} did not arrive in {TRIES} tries.")

    async def pieces(self, begun: httpx2.Response, content: bytes) -> bool:
        """Send what is missing, piece by piece; whether the museum says that it is complete."""
        where = self.wire.address() + begun.headers["location"]
        at = int(begun.headers["upload-offset"])
        while True:
            part = content[at : at + self.piece]
            self.told.sent += len(part)
            checksum = f"sha256 {b64(hashlib.sha256(part).digest())}"
            said = {**self.headers, "upload-offset": str(at), "upload-checksum": checksum}
            said["content-type"] = "application/offset+octet-stream"
            async with asyncio.timeout(self.patience):
                answer = await self.wire.client.patch(where, content=part, headers=said)
            if answer.status_code != TAKEN:
                return False
            if answer.headers.get("upload-complete") == "?1":
                return True
            at = int(answer.headers["upload-offset"])
