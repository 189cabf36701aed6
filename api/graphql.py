"""The graph over HTTP, as the specification has it: status codes, content types, one operation a request."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import MissingQueryError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.schema import BaseSchema
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType
from typing_extensions import override

from api.auth.knowing import caller_of
from api.bodies import Unreadable, read_json
from api.house import house_of
from schema.context import Context

ANSWER = "application/graphql-response+json"
PLAIN = "application/json"


@lru_cache(maxsize=256)
def media_type(accept: str) -> str:
    """The one of the two media types that a client likes better."""
    liking = {ANSWER: -1.0, PLAIN: -1.0}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if name in liking:
            liking[name] = max(liking[name], quality)
    return ANSWER if liking[ANSWER] > 0 and liking[ANSWER] >= liking[PLAIN] else PLAIN


class Door(GraphQL[Context, None]):
    """Where questions to the graph come in."""

    def __init__(self, schema: BaseSchema) -> None:
        super().__init__(schema, graphql_ide=None, subscription_protocols=())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self.run(request)
        except HTTPException as no:
            response = refused(request, no.status_code, no.reason)
        except Unreadable as no:
            response = refused(request, 400, str(no))
        await response(scope, receive, send)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Who asks, and what the resolvers may reach."""
        house, caller = house_of(request), await caller_of(request)
        if caller.partner and caller.person_id is None:
            raise HTTPException(401, "This key is not known, or it has expired.")
        request.state.partner = caller.partner
        return Context(
            person_id=caller.person_id,
            sessions=house.sessions,
            reading=house.reading,
            seal=house.seal,
            now=now,
            only_trusted=not (caller.partner or house.settings.development),
        )

    @override
    async def execute_single(
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        sub_response: Response,
        context: Context,
        root_value: None,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        """One operation; a partner's key reads and does nothing else."""
        allowed = OperationType.from_http(request_adapter.method)
        if request.state.partner:
            allowed = allowed & {OperationType.QUERY}
        try:
            return await self.schema.execute(
                request_data.query,
                variable_values=request_data.variables,
                context_value=context,
                operation_name=request_data.operation_name,
                operation_extensions=request_data.extensions,
                allowed_operation_types=allowed,
            )
        except InvalidOperationTypeError as no:
            if request.state.partner:
                raise HTTPException(403, "This key only reads.") from no
            # A GET that would change something: the specification wants exactly this status.
            raise HTTPException(405, no.as_http_error_reason(request_adapter.method)) from no
        except CannotGetOperationTypeError as no:
            raise HTTPException(400, no.as_http_error_reason()) from no
        except MissingQueryError as no:
            raise HTTPException(400, "No GraphQL query found in the request") from no

    def decode_json(self, data: str | bytes) -> object:
        """Strict JSON."""
        return read_json(data)

    def encode_json(self, data: object) -> bytes:
        """Fast JSON; what the database has written already is passed on as it is."""
        return orjson.dumps(data, default=str)

    def parse_json(self, data: str | bytes) -> Any:
        """A body, with its document id where the engine looks for it."""
        body = super().parse_json(data)
        if not isinstance(body, dict):
            # A list would be a batch, and one request is one operation here.
            raise HTTPException(400, "The body must be one JSON object")
        return lifted(body)

    def parse_query_params(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of a GET, likewise."""
        return dict(lifted(super().parse_query_params(dict(params))))

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """Remembers which media type the client asked for."""
        answer = await super().get_sub_response(request)
        answer.media_type = media_type(request.headers.get("accept", ""))
        return answer

    def create_response(
        self,
        response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse],
        sub_response: Response,
    ) -> Response:
        """The answer; a request that never ran says so by its status where the client understands that."""
        assert isinstance(response_data, dict)  # noqa: S101 - batches are refused before they run
        status, body = sub_response.status_code or 200, dict(response_data)
        strict = sub_response.media_type == ANSWER
        if strict and body.get("data") is None and never_ran(body.get("errors")):
            body.pop("data", None)
            status = 400 if status == 200 else status  # noqa: PLR2004
        answer = Response(self.encode_json(body), status, media_type=sub_response.media_type)
        answer.headers["cache-control"] = "no-store"
        answer.headers.raw.extend(sub_response.headers.raw)
        return answer


def lifted(body: Any) -> Any:
    """`documentId` is dropped by the stock parser, so it travels in the extensions."""
    if not isinstance(body, dict):
        return body
    key = body.get("documentId")
    if key is None:
        return body
    if not isinstance(key, str):
        raise HTTPException(400, "documentId must be a string")
    extensions = body.get("extensions") or {}
    if not isinstance(extensions, dict):
        raise HTTPException(400, "extensions must be an object")
    return {**body, "extensions": {**extensions, "documentId": key}}


def never_ran(errors: Any) -> bool:
    """Whether some error has no path: it stopped the request before any field was asked."""
    return any("path" not in error or error["path"] is None for error in errors or ())


def refused(request: Request, status: int, reason: str) -> Response:
    """A request that is not GraphQL at all."""
    status = 415 if reason == "Unsupported content type" else status
    headers = {"cache-control": "no-store"}
    if status == 405:  # noqa: PLR2004
        headers["allow"] = "GET, POST"
    body = json.dumps({"errors": [{"message": reason}]})
    kind = media_type(request.headers.get("accept", ""))
    return Response(body, status, headers, media_type=kind)


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
