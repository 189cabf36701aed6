"""What a provider answers, of which only so much is read: whoever sends more is not believed."""

from collections.abc import AsyncIterator
from typing import Final

import httpx2

MOST: Final = 1 << 20
"""Bytes of one answer: a description, a set of keys, a token, an account."""


class TooMuch(ValueError):
    """An answer that does not end, or that would be far larger once unpacked."""


class Measured(httpx2.AsyncByteStream):
    """Somebody else's answer, read no further than it may be long."""

    def __init__(self, answer: httpx2.AsyncByteStream) -> None:
        self.answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Its bytes; refuses the first beyond the measure."""
        left = MOST
        async for piece in self.answer:
            left -= len(piece)
            if left < 0:
                raise TooMuch("it answers without an end")
            yield piece

    async def aclose(self) -> None:
        """Hang up."""
        await self.answer.aclose()


async def ask_plainly(request: httpx2.Request) -> None:
    """Ask for an answer that is not packed, so that its length is what is sent."""
    request.headers["accept-encoding"] = "identity"


async def measure(response: httpx2.Response) -> None:
    """Let an answer be read only as far as it may be long; refuses one that is packed."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooMuch("it packs what it answers")
    assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 - as it was asked for
    response.stream = Measured(response.stream)
