"""Everything that can be asked, done or fetched stands in the file that says who may do it."""

from functools import cache
from pathlib import Path

from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema, build_schema
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from api.app import routes
from api.settings import Settings
from exchange.people.tables import Role
from exchange.placements.tables import Audience
from schema.access import BEGIN, END, Access, table
from schema.graph import PRINTED

ACCESS = Access.written()
README = PRINTED.parent / "README.md"
WHERE = "schema/access.toml"
# The door for listening, and every address that no door is at; parts of the built app are Mounts.
NOT_HTTP = (WebSocketRoute, Mount)


@cache
def graph() -> GraphQLSchema:
    return build_schema(PRINTED.read_text(encoding="utf-8"))


def test_every_field_of_the_graph_stands_in_the_file() -> None:
    known = ACCESS.fields()
    lines = []
    for name, kind in sorted(graph().type_map.items()):
        if not isinstance(kind, GraphQLObjectType) or name.startswith("__") or name == "Mutation":
            continue
        missing = [field for field in kind.fields if field not in known.get(name, ())]
        if name not in known:
            row = any(one.name == "Node" for one in kind.interfaces)
            lines.append(f"[{'rows.' + name if row else 'answers'}]: the type {name}: {' '.join(missing)}")
        elif missing:
            lines.append(f"{name}: {' '.join(missing)}")
    assert lines == [], f"Say in {WHERE} who sees: " + "; ".join(lines)


def test_every_operation_stands_in_the_file() -> None:
    schema = graph()
    ops, mutation = schema.type_map["OpInput"], schema.mutation_type
    assert isinstance(ops, GraphQLInputObjectType)
    assert mutation is not None
    missing = [name for name in [*ops.fields, *mutation.fields] if name not in ACCESS.said["done"]]
    assert missing == [], f"Say in {WHERE}, [done], who does: {missing}"


def test_every_address_stands_in_the_file(tmp_path: Path) -> None:
    missing = [
        address
        for address in addresses(routes(Settings(data_dir=tmp_path, demo=True)))
        if address not in ACCESS.said["addresses"]
    ]
    assert missing == [], f"Say in {WHERE}, [addresses], who comes to: {missing}"


def addresses(all_routes: list[BaseRoute]) -> list[str]:
    found = []
    for route in all_routes:
        assert isinstance(route, (Route, *NOT_HTTP)), f"What kind of address is {route}?"
        if isinstance(route, Route):
            path = route.path.replace(":uuid", "").replace(":path", "")
            # A route without methods is an application of its own: the graph, by GET and POST.
            methods = route.methods or {"GET", "POST"}
            found += [
                f"{method} {path}" for method in sorted(methods) if method != "HEAD" or "GET" not in methods
            ]
    return found


def test_every_role_and_every_audience_stands_in_the_file() -> None:
    assert set(ACCESS.roles) == {role.value for role in Role} | {"PARTNER", "PUBLIC"}, f"[roles] of {WHERE}"
    assert set(ACCESS.audiences) == {one.value for one in Audience}, f"[entries] of {WHERE}"


def test_nothing_stands_in_the_file_that_is_not_there(tmp_path: Path) -> None:
    schema = graph()
    known = {
        f"{name}.{field}"
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType)
        for field in kind.fields
    }
    told = {f"{name}.{field}" for name, fields in ACCESS.fields().items() for field in fields}
    assert told - known == set()

    ops, mutation = schema.type_map["OpInput"], schema.mutation_type
    assert isinstance(ops, GraphQLInputObjectType)
    assert mutation is not None
    assert set(ACCESS.said["done"]) - set(ops.fields) - set(mutation.fields) == set()
    here = addresses(routes(Settings(data_dir=tmp_path, demo=True)))
    assert set(ACCESS.said["addresses"]) - set(here) == set()


def test_whoever_is_named_is_told_who_they_are() -> None:
    meant = [
        *ACCESS.kinds().values(),
        *ACCESS.said["done"].values(),
        *ACCESS.said["listened"].values(),
    ]
    rows = {name.partition(" ")[0] for name in ACCESS.kinds()}
    asked = [one for one in ACCESS.said["asked"].values() if one not in rows and one != "any row"]
    edge = [one for one in ACCESS.said["addresses"].values() if one not in rows]
    assert {one for one in [*meant, *asked, *edge] if one not in ACCESS.who} == set()
    words = {"everybody", "people", "", *ACCESS.roles}
    for one in ACCESS.who.values():
        assert {word for said in one.by_relation.values() for word in said.split()} <= words


def test_the_documentation_says_the_same() -> None:
    text = README.read_text(encoding="utf-8")
    assert BEGIN in text
    begins, ends = text.index(BEGIN), text.index(END) + len(END)
    assert text[begins:ends] == table(ACCESS), "Run `python -m schema`."
