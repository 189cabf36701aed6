"""The addresses of the authorization server and of the partners' door."""

from starlette.routing import BaseRoute, Route

from api.graphql import Door
from api.oauth import routes
from api.oauth.authority import DOOR
from api.oauth.consenting import authorize, decide
from api.oauth.deciding import decide_about, programs
from api.oauth.knowing import partner_of
from schema.graph import Graph


def partners(graph: Graph) -> list[BaseRoute]:
    """Every address that programs of partners come to, or send people to."""
    return [
        Route("/.well-known/oauth-authorization-server", routes.metadata),
        Route("/oauth/token", routes.token, methods=["POST"]),
        Route("/oauth/revoke", routes.revoke, methods=["POST"]),
        Route("/oauth/introspect", routes.introspect, methods=["POST"]),
        Route("/oauth/authorize", authorize, methods=["GET"]),
        Route("/oauth/consent", decide, methods=["POST"]),
        Route("/oauth/programs", programs, methods=["GET"]),
        Route("/oauth/programs", decide_about, methods=["POST"]),
        Route(DOOR, Door(graph, partner_of, 'Bearer error="invalid_token"')),
    ]
