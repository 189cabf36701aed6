"""The built app: hashed files for ever, its page and its worker asked for again each time."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from api.answers import refusal
from api.edge.headers import APP
from api.edge.origins import is_private

FOREVER = "public, max-age=31536000, immutable"
AGAIN = "no-cache"
PACKED = (("br", ".br"), ("gzip", ".gz"))
KINDS = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".woff2": "font/woff2"}
NOT_BUILT = "The app is not built yet: run `make web` (or `npm run build` in web/).\n"


@dataclass(frozen=True, slots=True)
class Shell:
    """Serves one folder, and its index for every page the app invents itself."""

    folder: Path
    policy: str = APP

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = await self.respond(Request(scope))
        await answer(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """The file of this path, or the index where a person opened a page."""
        if request.method not in ("GET", "HEAD"):
            return refusal(405, "INVALID", "Only GET works here.", headers={"allow": "GET, HEAD"})
        below = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
        path = request.path_params.get("path", below.lstrip("/"))
        file = await anyio.to_thread.run_sync(self.find, path or "index.html")
        if file is None and self.is_page(request, path):
            file = await anyio.to_thread.run_sync(self.find, "index.html")
            if file is None:
                return PlainTextResponse(NOT_BUILT, 503)
        if file is None:
            return refusal(404, "NOT_FOUND", "There is nothing here.")
        return await self.present(request, file)

    def is_page(self, request: Request, path: str) -> bool:
        """Whether a person opened an address; a missing chunk must never be answered with a page."""
        html = "text/html" in request.headers.get("accept", "")
        return html and "." not in path.rsplit("/", 1)[-1] and not is_private(f"/{path}")

    def find(self, path: str) -> Path | None:
        """The file of a path, if it lies inside the folder and is not a packed twin."""
        if "\0" in path or path.endswith(tuple(ending for _, ending in PACKED)):
            return None
        root = self.folder.resolve()
        try:
            file = (root / path).resolve()
            return file if file.is_relative_to(root) and file.is_file() else None
        except OSError:  # longer than any name a disk takes
            return None

    async def present(self, request: Request, file: Path) -> Response:
        """The file, packed if the browser unpacks it, or a word that it has not changed."""
        kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        hashed = file.is_relative_to(self.folder.resolve() / "assets")
        headers = {
            "cache-control": FOREVER if hashed else AGAIN,
            "content-security-policy": self.policy,
            "vary": "Accept-Encoding",
        }
        accepted = {
            part.split(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")
        }
        sent = file
        for name, ending in PACKED:
            twin = file.with_name(file.name + ending)
            if name in accepted and twin.is_file():
                headers["content-encoding"], sent = name, twin
                break
        answer = FileResponse(sent, headers=headers, media_type=kind, stat_result=sent.stat())
        if answer.headers["etag"] in request.headers.get("if-none-match", "").split(", "):
            kept = ("cache-control", "etag", "vary", "content-security-policy")
            return Response(None, 304, {name: answer.headers[name] for name in kept})
        return answer
