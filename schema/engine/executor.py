"""GraphQL's own execution, which lets finished JSON through where the schema has an object."""

from typing import Any

from graphql import GraphQLOutputType, GraphQLResolveInfo
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.engine.answers import Answer


class Executor(StrawberryGraphQLCoreExecutionContext):
    """Everything that is not an answer of the engine is executed as ever."""

    def complete_value(  # noqa: PLR0917 - as graphql-core has it
        self,
        return_type: GraphQLOutputType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """Let an answer's JSON through, and take its errors along."""
        if result.__class__ is Answer:
            for error in result.errors:
                self.collected_errors.add(error, None if error.path is None else _path(error.path))
            result = result.json
            if result is not None:
                return result
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)


def _path(keys: list[str | int]) -> Path | None:
    path: Path | None = None
    for key in keys:
        path = Path(path, key, None)
    return path
