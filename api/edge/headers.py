"""What every answer tells the browser not to do."""

from collections.abc import Iterable
from typing import TypeAlias

Pairs: TypeAlias = list[tuple[bytes, bytes]]

APP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
POLICY = b"content-security-policy"

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}


class SafeHeaders:
    """The security headers that a route did not set itself."""

    def __init__(self, *, https: bool) -> None:
        """Over TLS, a browser is told to stay there."""
        always = dict(ALWAYS)
        if https:
            always["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        plain = [(name.encode(), value.encode()) for name, value in always.items()]
        self.page, self.other = ([*plain, (POLICY, said.encode())] for said in (APP, NOTHING))

    def completed(self, given: Iterable[tuple[bytes, bytes]], *more: tuple[bytes, bytes]) -> Pairs:
        """What the route said, `more` that every answer has, and what the route left out."""
        told = [*given, *more]
        said = dict(told)
        page = said.get(b"content-type", b"").startswith(b"text/html")
        return told + [pair for pair in (self.page if page else self.other) if pair[0] not in said]
