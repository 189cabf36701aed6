"""Documents: text or id in, parsed and validated once, and kept as long as they are asked for."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.engine.limits import TOKENS, too_much

RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
KEPT = 500
LONG = 8192
"""A longer document is answered, but not kept."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed."""

    parsed: DocumentNode
    introspects: bool


class Documents:
    """The trusted documents, and a bounded cache of the others."""

    def __init__(self, schema: GraphQLSchema, trusted: Mapping[str, str]) -> None:
        """Prepare the trusted documents, whatever they cost; one that does not fit is an error here."""
        self._schema = schema
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._trusted = {}
        for key, text in trusted.items():
            found = self._prepare(text, show=True, weigh=False)
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

    def read(self, text: str, *, show: bool) -> Document | list[GraphQLError]:
        """A document from its text, or what is wrong with it; `show` lets errors suggest names."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        prepared = self._prepare(text, show=show)
        if isinstance(prepared, Document) and len(text) <= LONG:
            self._kept[text] = prepared
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return prepared

    def _prepare(self, text: str, *, show: bool, weigh: bool = True) -> Document | list[GraphQLError]:
        try:
            parsed = parse(text, max_tokens=TOKENS)
        except GraphQLError as error:
            return [error]
        except RecursionError:
            return [GraphQLError("This question is nested too deeply.", extensions={"code": "QUERY_LIMIT"})]
        # Weighed before it is validated: validation itself can be made to take long.
        if weigh and (refusal := too_much(self._schema, parsed)):
            return [refusal]
        if errors := validate(self._schema, parsed, RULES, max_errors=10, hide_suggestions=not show):
            return errors
        return Document(parsed, _introspects(parsed))


def _introspects(document: DocumentNode) -> bool:
    found = []

    class Looking(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if node.name.value in ("__schema", "__type"):
                found.append(node)

    visit(document, Looking())
    return bool(found)
