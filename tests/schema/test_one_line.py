"""Adding a field to a type is one line where the type stands: here, in a graph that is thrown away."""

from typing import Any

import orjson
import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from exchange.people import tables
from schema.asking import Asking, Question
from schema.engine.answering import Answering
from schema.engine.connections import Connection
from schema.engine.documents import Documents
from schema.engine.fitting import fit
from schema.engine.mapping import column, computed, many, one, rows
from schema.engine.node import Node
from schema.engine.roots import Order, page
from schema.engine.straight import Straight
from schema.floor.straight import StraightPush
from schema.people.types import Membership, Network
from schema.scalars import SCALARS
from tests.schema.conftest import Asker

HALL = '''
@rows(tables.Museum)
class Hall(Node):
    """A museum, as this test has it."""

    town: str = column("The town where it stands.")
'''
NAMES = {
    "Membership": Membership,
    "Network": Network,
    "Node": Node,
    "column": column,
    "computed": computed,
    "many": many,
    "one": one,
    "rows": rows,
    "tables": tables,
}


@pytest.mark.parametrize(
    "line,asked,value",
    [
        ('isil: str | None = column("Its identifier.")', "isil", "PT-1"),
        ('zones: list[str] = column("Its rooms.")', "zones", ["Atrium", "Store 2"]),
        ('nation: str = column("Its country.", name="country")', "nation", "PT"),
        ('loud: str = computed("Shouted.", lambda row: row.c.town.concat("!"))', "loud", "Lisboa!"),
        ('network: Network = one("Its network.")', "network { name }", {"name": "Lusofonia"}),
        (
            'staff: list[Membership] = many("Who works there.", by="museum_id", order=("since",))',
            "staff { museum { town } }",
            [{"museum": {"town": "Lisboa"}}] * 2,
        ),
    ],
)
async def test_a_line_where_the_type_stands_is_a_field(
    ask: Asker, line: str, asked: str, value: object, said: list[str]
) -> None:
    name = asked.partition(" ")[0].partition("(")[0]
    document = f"{{ halls {{ nodes {{ town {asked} }} }} }}"
    before = await answered(ask, hall(HALL), document)
    assert before["errors"], "Without the line there is no such field."
    after = await answered(ask, hall(f"{HALL}    {line}\n"), document)
    assert after["data"]["halls"]["nodes"][0] == {"town": "Lisboa", name: value}
    assert len(said) == 1


def hall(source: str) -> type:
    """The type as its file would define it."""
    names = {**NAMES, "__name__": __name__}
    exec(source, names)  # noqa: S102 - the text is ours: a file with one line more
    made: type = names["Hall"]  # type: ignore[assignment]
    return made


async def answered(ask: Asker, kind: type, document: str) -> Any:
    """What a graph of this type answers."""

    @strawberry.type(description="What can be asked.")
    class Query:
        halls: Connection[kind] = page("All of them.", kind, order=Order("name"))  # type: ignore[valid-type]

    schema = strawberry.Schema(
        Query, types=[Network, Membership], config=StrawberryConfig(scalar_map=SCALARS)
    )
    graph = fit(schema._schema)
    asking = Asking(
        graph.schema, Documents(graph.schema, {}), Straight(Answering(graph)), StraightPush(graph.schema)
    )
    result = await asking.ask(Question(document), ask.context(ask.story["Ana"]))
    return {"data": orjson.loads(orjson.dumps(result.data)), "errors": result.errors}
