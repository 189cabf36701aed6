"""How the edge speaks JSON, and how it says no."""

from typing import Any

import orjson
from starlette.responses import Response


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer that no cache keeps."""
    return Response(
        orjson.dumps(body),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store", **(headers or {})},
    )


def refusal(
    status: int,
    code: str,
    sentence: str,
    field: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """A no, in the one shape every route uses."""
    error = {"code": code, "sentence": sentence, "field": field}
    return answer({"error": error}, status, headers)


def nothing(status: int = 204, headers: dict[str, str] | None = None) -> Response:
    """Done, and there is nothing to say."""
    return Response(None, status_code=status, headers={"cache-control": "no-store", **(headers or {})})
