"""What every answer tells the browser not to do."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    """Adds the security headers that the route did not set itself."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self.app = app
        always = dict(ALWAYS)
        if https:
            always["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        plain = [(name.encode(), value.encode()) for name, value in always.items()]
        self.page, self.other = ([*plain, (POLICY, said.encode())] for said in (APP, NOTHING))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self.completed(list(message.get("headers", ())))
            await send(message)

        await self.app(scope, receive, safe)

    def completed(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """What the route said, and what it left out."""
        said = dict(given)
        page = said.get(b"content-type", b"").startswith(b"text/html")
        return given + [pair for pair in (self.page if page else self.other) if pair[0] not in said]
