"""The way of one question through the graph: its document, its execution, what is shown of its errors."""

import logging
from collections.abc import Awaitable, Collection, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any
from uuid import uuid4

from graphql import GraphQLError, GraphQLSchema, execute, get_operation_ast
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.execution import optimized_is_awaitable
from strawberry.types import ExecutionResult

from schema.context import Context
from schema.engine.documents import Document, Documents
from schema.engine.executor import Executor

LOG = logging.getLogger("understudy.graph")
ANY = ("query", "mutation")


class NotAllowedError(Exception):
    """This door does not take operations of this type."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a client sent: a document or the id of one, and what goes with it."""

    text: str | None
    variables: dict[str, Any] | None = None
    operation: str | None = None
    extensions: Mapping[str, Any] | None = None
    document_id: str | None = None

    @property
    def trusted(self) -> str | None:
        """The id of a trusted document, in our own way of asking or in the one that Apollo made common."""
        persisted = (self.extensions or {}).get("persistedQuery")
        key = self.document_id or (persisted.get("sha256Hash") if isinstance(persisted, dict) else None)
        return key if isinstance(key, str) else None


@dataclass(frozen=True, slots=True)
class Asking:
    """Finds a document, lets graphql-core execute it, hides what only the museum's log should hold."""

    schema: GraphQLSchema
    documents: Documents

    async def ask(
        self, question: Question, context: Context, allowed: Collection[str] = ANY
    ) -> ExecutionResult:
        """Answer one question; `allowed` are the types of operations that this door takes."""
        try:
            found = self._document(question, context)
            if isinstance(found, list):
                return ExecutionResult(None, found)
            return await self._execute(found, question, context, allowed)
        except GraphQLError as error:
            return ExecutionResult(None, [shown(error)])
        except NotAllowedError:
            raise
        except Exception as fault:  # noqa: BLE001 - logged and masked like every other bug
            return ExecutionResult(None, [shown(GraphQLError("", original_error=fault))])

    async def _execute(
        self, document: Document, question: Question, context: Context, allowed: Collection[str]
    ) -> ExecutionResult:
        operation = get_operation_ast(document.parsed, question.operation)
        if operation is None:
            raise GraphQLError("It is not clear which operation of this document is meant.")
        if operation.operation.value not in allowed:
            raise NotAllowedError
        if document.introspects and context.person_id is None:
            raise GraphQLError("Sign in to look at the graph.", extensions={"code": "UNAUTHENTICATED"})
        executing = execute(
            self.schema,
            document.parsed,
            context_value=context,
            variable_values=question.variables,
            operation_name=question.operation,
            executor_class=Executor,
            is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type] # its type says less than it does
        )
        result = await executing if isinstance(executing, Awaitable) else executing
        return ExecutionResult(result.data, [shown(error) for error in result.errors or ()] or None)

    def _document(self, question: Question, context: Context) -> Document | list[GraphQLError]:
        if key := question.trusted:
            return self.documents.trusted(key)
        if context.only_trusted:
            raise GraphQLError(
                "This door takes only the app's own documents.", extensions={"code": "DOCUMENT_NOT_TRUSTED"}
            )
        if not question.text:
            raise GraphQLError("There is no question in this request.")
        return self.documents.read(question.text, show=context.person_id is not None)


def is_bug(error: GraphQLError) -> bool:
    """Whether an error was not said on purpose."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return not isinstance(cause, NoneType | StrawberryInputCoercionError)


def shown(error: GraphQLError) -> GraphQLError:
    """What a client reads of an error: what was said on purpose, or the number under which the log has it."""
    if not is_bug(error):
        return error
    number = uuid4().hex[:12]
    LOG.error("%s at %s", number, error.path, exc_info=error.original_error)
    return GraphQLError(
        f"Something broke here. The museum's log has it under {number}.",
        path=error.path,
        extensions={"code": "INTERNAL", "id": number},
    )
