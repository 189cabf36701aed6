"""A request made by somebody else's page is refused before anything reads it."""

import re

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from api.answers import refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PROBES = frozenset({"/healthz", "/readyz"})
RETURN = re.compile(r"/auth/providers/[0-9a-f-]{36}/back\Z")
BEARER = "bearer "
PRIVATE = ("/graphql", "/media", "/auth", "/developers/graphql", "/oauth/consent", "/oauth/programs")
PROGRAMS = frozenset({"/oauth/token", "/oauth/revoke", "/oauth/introspect"})
"""Where programs come that are no page, and where no cookie counts."""
FORMS = frozenset({"/oauth/consent", "/oauth/programs"})
"""Where forms of ours are sent, each with a word in it that no other page knows."""


def carries_bearer(headers: Headers) -> bool:
    """A token a page cannot attach unasked, so there is no forgery to fear."""
    return headers.get("authorization", "").lower().startswith(BEARER)


def is_private(path: str) -> bool:
    """Whether this path answers with something a person may see and others may not."""
    return any(path == top or path.startswith(f"{top}/") for top in PRIVATE)


def is_return(method: str, path: str, headers: Headers) -> bool:
    """Whether somebody comes back from their museum's provider: a page that opens, nothing else."""
    opened = headers.get("sec-fetch-mode", "navigate") == "navigate"
    on_top = headers.get("sec-fetch-dest", "document") == "document"
    return method == "GET" and bool(RETURN.match(path)) and opened and on_top and "origin" not in headers


class Origins:
    """Host, Origin, Sec-Fetch-Site, and a header no foreign form can send."""

    def __init__(self, hosts: frozenset[str], origins: frozenset[str], *, at_home: bool = False) -> None:
        """Answer to these names; at home, every port of this machine is one of them."""
        self.hosts = hosts
        self.origins = origins
        self.at_home = at_home

    def objection_to(self, scope: Scope, headers: Headers) -> Response | None:
        """Why this request is not ours to answer; whoever only asks how we are has to say nothing else."""
        path = scope["path"]
        return None if path in PROBES else self.objection(scope["method"], path, headers)

    def objection_to_socket(self, headers: Headers) -> Response | None:
        """Why this handshake is not ours to answer. No page can hide its Origin, so a cookie needs one."""
        if no := self.objection("GET", "/graphql", headers):
            return no
        if "cookie" in headers and "origin" not in headers and not carries_bearer(headers):
            return refusal(403, "CROSS_SITE", "A WebSocket with a cookie needs an Origin.")
        return None

    def objection(self, method: str, path: str, headers: Headers) -> Response | None:
        """Why this request is not ours to answer; None lets it pass."""
        if not self.answers_to(headers.get("host", "").lower(), self.hosts):
            sentence = "This server does not answer to that name; PUBLIC_URL says which it does."
            return refusal(421, "WRONG_HOST", sentence)
        if carries_bearer(headers):
            return None
        if is_return(method, path, headers):
            return None
        foreign = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        origin = headers.get("origin")
        if is_private(path) and (foreign or not self.is_ours(origin)):
            return refusal(403, "CROSS_SITE", "This request came from another site.")
        if method not in SAFE and path not in FORMS | PROGRAMS and headers.get("x-understudy") != "1":
            return refusal(403, "CROSS_SITE", "The header X-Understudy: 1 is missing.")
        return None

    def is_ours(self, origin: str | None) -> bool:
        """Whether a page of ours sent this; without a word about it, no page did."""
        return origin is None or self.answers_to(origin.lower(), self.origins)

    def answers_to(self, name: str, names: frozenset[str]) -> bool:
        """Whether a name is one of ours; in development, any port of this machine is."""
        if name in names:
            return True
        host = name.partition("://")[2] or name
        return self.at_home and host.rpartition(":")[0] in ("localhost", "127.0.0.1", "[::1]")
