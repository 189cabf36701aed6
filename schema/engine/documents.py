"""Documents: text or id in, parsed and validated once, and kept as long as they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.engine.costs import Costs
from schema.engine.limits import CODE, TOKENS, beyond, too_long, too_much, unkeepable
from schema.engine.shelf import Shelf

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
LONG = 8192
"""A longer document is answered, but not kept."""
MOST_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed."""

    parsed: DocumentNode
    introspects: bool
    costs: Costs

    def cost(self, operation: OperationDefinitionNode, variables: Mapping[str, Any] | None) -> int:
        """What an operation costs with these variables; refuses too much."""
        cost = self.costs.of(operation, variables)
        if refusal := beyond("cost", cost):
            raise refusal
        return cost


class Documents:
    """The trusted documents, and a bounded cache of the others."""

    def __init__(self, schema: GraphQLSchema, trusted: Mapping[str, str]) -> None:
        """Prepare the trusted documents, whatever they cost; one that does not fit is an error here."""
        self._schema = schema
        self._kept: Shelf[str, Document] = Shelf()
        self._trusted = {}
        for key, text in trusted.items():
            found = self._validated(text, parse(text), show=True, weigh=False)
            if isinstance(found, list):
                raise TypeError(f"The trusted document {key} does not fit the graph: {found[0].message}")
            self._trusted[key.removeprefix("sha256:")] = found

    def trusted(self, key: str) -> Document:
        """The trusted document with this id; refuses an unknown one."""
        found = self._trusted.get(key.removeprefix("sha256:"))
        if found is None:
            raise GraphQLError(
                "There is no document with this id; the app must be as new as the server.",
                extensions={"code": "PERSISTED_QUERY_NOT_FOUND"},
            )
        return found

    def kept(self, text: str) -> Document | None:
        """A document that was read before, if it is still remembered."""
        return self._kept.get(text)

    def read(self, text: str, *, show: bool) -> Document | list[GraphQLError]:
        """A document from its text, or what is wrong with it; `show` lets errors suggest names."""
        if refusal := too_long(text):
            return [refusal]
        try:
            parsed = parse(text, max_tokens=TOKENS)
            prepared = self._validated(text, parsed, show=show, weigh=True)
        except GraphQLError as error:
            return [error]
        except RecursionError:
            return [GraphQLError("This question is nested too deeply.", extensions={"code": CODE})]
        if isinstance(prepared, Document) and len(text) <= LONG:
            self._kept.put(text, prepared, len(text))
        return prepared

    def _validated(
        self, text: str, parsed: DocumentNode, *, show: bool, weigh: bool
    ) -> Document | list[GraphQLError]:
        # Weighed before it is validated: validation itself can be made to take long.
        if weigh and (refusal := too_much(self._schema, parsed) or unkeepable(text, parsed)):
            return [refusal]
        errors = validate(self._schema, parsed, RULES, max_errors=MOST_ERRORS, hide_suggestions=not show)
        if errors:
            return errors[:MOST_ERRORS]
        return Document(parsed, _introspects(parsed), Costs(self._schema, parsed))


def _introspects(document: DocumentNode) -> bool:
    found = []

    class Looking(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if node.name.value in ("__schema", "__type"):
                found.append(node)

    visit(document, Looking())
    return bool(found)
