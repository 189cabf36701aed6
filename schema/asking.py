"""The way of one question through the graph: its document, its execution, what is shown of its errors."""

from collections.abc import AsyncGenerator, Awaitable, Collection, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

from graphql import ExecutionResult as Executed
from graphql import (
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    subscribe,
)
from strawberry.execution import optimized_is_awaitable
from strawberry.types import ExecutionResult

from schema.context import Context
from schema.engine.documents import Document, Documents
from schema.engine.executor import Executor
from schema.engine.limits import LENGTH, MOST
from schema.engine.straight import Straight
from schema.floor.straight import StraightPush
from schema.gate import LEAST, READING, NotNowError, TooSlowError
from schema.troubles import shown

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
    straight: Straight
    straight_push: StraightPush

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
        except TooSlowError as no:
            return ExecutionResult(None, [shown(GraphQLError("", original_error=no))])
        except (NotAllowedError, NotNowError):
            raise
        except Exception as fault:  # noqa: BLE001 - logged and masked like every other bug
            return ExecutionResult(None, [shown(GraphQLError("", original_error=fault))])

    async def follow(self, question: Question, context: Context) -> AsyncGenerator[ExecutionResult, None]:
        """Answer a subscription as often as there is something new; refuses every other operation."""
        try:
            found = self._document(question, context)
            if isinstance(found, list):
                yield ExecutionResult(None, found)
                return
            operation = get_operation_ast(found.parsed, question.operation)
            if operation is None or operation.operation is not OperationType.SUBSCRIPTION:
                raise GraphQLError("Only a subscription is answered here; ask everything else over HTTP.")
            context.gate.pay(LEAST)
            following = subscribe(
                self.schema,
                found.parsed,
                context_value=context,
                variable_values=question.variables,
                operation_name=question.operation,
                executor_class=Executor,
                is_awaitable=optimized_is_awaitable,
                hide_suggestions=context.person_id is None,
            )
            told = await following if isinstance(following, Awaitable) else following
            if isinstance(told, Executed):
                yield ExecutionResult(None, [shown(error) for error in told.errors or ()])
                return
            async with aclosing(cast("AsyncGenerator[Executed, None]", told)) as news:
                async for one in news:
                    yield ExecutionResult(one.data, [shown(error) for error in one.errors or ()] or None)
        except GraphQLError as error:
            yield ExecutionResult(None, [shown(error)])
        except Exception as fault:  # noqa: BLE001 - logged and masked like every other bug
            yield ExecutionResult(None, [shown(GraphQLError("", original_error=fault))])

    async def _execute(
        self, document: Document, question: Question, context: Context, allowed: Collection[str]
    ) -> ExecutionResult:
        operation = get_operation_ast(document.parsed, question.operation)
        if operation is None:
            raise GraphQLError("It is not clear which operation of this document is meant.")
        if operation.operation is OperationType.SUBSCRIPTION:
            raise GraphQLError("A subscription needs a WebSocket that speaks graphql-transport-ws.")
        if operation.operation.value not in allowed:
            raise NotAllowedError
        if document.introspects and context.person_id is None:
            raise GraphQLError("Sign in to look at the graph.", extensions={"code": "UNAUTHENTICATED"})
        weighed = context.weighs(question.trusted)
        cost = document.cost(operation, question.variables) if weighed else None
        if operation.operation is OperationType.MUTATION and context.person_id is not None:
            context.gate.before_push()
            result = await self._run(document, operation, question, context)
        else:
            context.gate.pay(max(LEAST, cost or 0))
            async with context.gate.answering():
                result = await self._run(document, operation, question, context)
        if cost is not None:
            told = {"requested": cost, "limit": MOST.get("cost"), "left": context.gate.left()}
            result.extensions = {"cost": told}
        return result

    async def _run(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        question: Question,
        context: Context,
    ) -> ExecutionResult:
        writes = operation.operation is OperationType.MUTATION
        way = self.straight_push if writes else self.straight
        straight = await way.answer(document.parsed, operation, question.variables, context)
        if straight is not None:
            return ExecutionResult(straight.data, [shown(error) for error in straight.errors or ()] or None)
        executing = execute(
            self.schema,
            document.parsed,
            context_value=context,
            variable_values=question.variables,
            operation_name=question.operation,
            executor_class=Executor,
            is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type] # its type says less than it does
            hide_suggestions=context.person_id is None,
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
        if found := self.documents.kept(question.text):
            return found
        # What has to be read first is paid for by its length, whatever comes of it.
        context.gate.pay(max(LEAST, READING * min(len(question.text), LENGTH)))
        return self.documents.read(question.text, show=context.person_id is not None)
