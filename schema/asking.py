"""The way of one operation through the graph: its document, and what of its errors is shown."""

import logging
from collections.abc import AsyncIterator
from types import NoneType
from uuid import uuid4

from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.extensions import SchemaExtension

from schema.context import Context
from schema.engine.documents import Document, Documents

LOG = logging.getLogger("understudy.graph")


class Asking(SchemaExtension):
    """Finds an operation's document and hides what only the museum's log should hold."""

    documents: Documents

    async def on_operation(self) -> AsyncIterator[None]:
        """Stand around one operation."""
        self._find()
        yield
        result = self.execution_context.result
        if result and result.errors:
            result.errors = [shown(error) for error in result.errors]

    def _find(self) -> None:
        execution = self.execution_context
        context: Context = execution.context
        found = self._document(context)
        if isinstance(found, Document):
            if found.introspects and context.person_id is None:
                raise GraphQLError("Sign in to look at the graph.", extensions={"code": "UNAUTHENTICATED"})
            execution.graphql_document = found.parsed
            execution.pre_execution_errors = []
        elif found:
            execution.pre_execution_errors = found
            raise found[0]

    def _document(self, context: Context) -> Document | list[GraphQLError]:
        execution = self.execution_context
        extensions = execution.operation_extensions or {}
        persisted = extensions.get("persistedQuery")
        key = extensions.get("documentId") or (
            persisted.get("sha256Hash") if isinstance(persisted, dict) else None
        )
        if isinstance(key, str):
            return self.documents.trusted(key)
        if context.only_trusted:
            raise GraphQLError(
                "This door takes only the app's own documents.", extensions={"code": "DOCUMENT_NOT_TRUSTED"}
            )
        if not execution.query:
            return []
        return self.documents.read(execution.query, show=context.person_id is not None)


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
