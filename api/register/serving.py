"""The addresses of the public register: everybody reads the same there."""

import csv
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from io import StringIO
from typing import TypeAlias

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.house import house_of
from api.register.page import page
from api.words import LANGUAGES, best_liked
from exchange.governance.published import Decided, Holds, Published, Sat
from exchange.governance.publishing import registers

Rows: TypeAlias = Callable[[Published], Iterable[Sequence[object]]]
ASKED_AGAIN = {"cache-control": "no-cache"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would reckon with instead of showing it."""


def register() -> list[BaseRoute]:
    """Every address of the register."""
    charter = ("version", "published_at", "sha256", *(each.name for each in fields(Holds)))
    return [
        Route("/register", read, methods=["GET"]),
        Route("/register.json", as_json, methods=["GET"]),
        Route("/register/charter.csv", as_csv(charter, ratifications), methods=["GET"]),
        Route("/register/seats.csv", as_csv(names(Sat), lambda one: values(one.seats)), methods=["GET"]),
        Route(
            "/register/decisions.csv",
            as_csv(names(Decided), lambda one: values(one.decisions)),
            methods=["GET"],
        ),
    ]


async def read(request: Request) -> Response:
    """The page, in the language that is asked for, or that the browser likes best."""
    wanted = request.query_params.get("language", "")
    language = wanted if wanted in LANGUAGES else best_liked(request.headers.get("accept-language", ""))
    text = page(await found(request), language)
    headers = {**ASKED_AGAIN, "vary": "Accept-Language", "content-language": language}
    return Response(text, headers=headers, media_type="text/html")


async def as_json(request: Request) -> Response:
    """All of it as JSON."""
    return Response(
        orjson.dumps([asdict(one) for one in await found(request)]),
        headers=ASKED_AGAIN,
        media_type="application/json",
    )


def as_csv(heads: Sequence[str], rows: Rows) -> Callable[[Request], Awaitable[Response]]:
    """The answer with one of its tables, as RFC 4180 has it."""

    async def answer(request: Request) -> Response:
        text = StringIO()
        lines = csv.writer(text)
        lines.writerow(("network", *heads))
        for one in await found(request):
            lines.writerows((cell(one.network), *map(cell, row)) for row in rows(one))
        return Response(text.getvalue(), headers=ASKED_AGAIN, media_type="text/csv")

    return answer


async def found(request: Request) -> list[Published]:
    """The registers as they are at this moment."""
    async with house_of(request).sessions.as_steward() as session:
        return await registers(session, at=datetime.now(UTC))


def ratifications(one: Published) -> Iterator[Sequence[object]]:
    """A line for each museum that holds to the newest version."""
    if one.charter is not None:
        for each in one.charter.ratified:
            yield (one.charter.version, one.charter.published_at, one.charter.sha256, *values([each])[0])


def names(kind: type[Sat | Decided]) -> list[str]:
    """The names of the columns."""
    return [each.name for each in fields(kind)]


def values(rows: Iterable[Sat | Decided | Holds]) -> list[list[object]]:
    """The cells of some lines."""
    return [[getattr(row, each.name) for each in fields(row)] for row in rows]


def cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    said = "" if value is None else str(value)
    return f"'{said}" if said.startswith(FORMULA) else said
