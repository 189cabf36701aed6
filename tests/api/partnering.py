"""A program of the host museum, and what it sends; Marit coordinates there, so she may approve it."""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import httpx2
from sqlalchemy import select

from api.oauth.registering import Wish, approve, register
from exchange.partners.tables import Algorithm, Proof
from exchange.people.tables import Membership, Museum, Role
from schema.partners import NAMES
from tests.api.running import Running
from tests.api.world import NOW, World

BACK = "https://hr.museum.example/back"


@dataclass
class Partner:
    """A registered program, as it talks to the server."""

    server: Running
    id: str
    secret: str | None

    def post(self, where: str, **form: str) -> httpx2.Response:
        """Send a form, with the secret if there is one."""
        auth = (self.id, self.secret) if self.secret else None
        given = form if self.secret or "client_assertion" in form else {"client_id": self.id, **form}
        return httpx2.post(f"{self.server.url}/oauth/{where}", data=given, auth=auth)

    def ask(self, token: str, query: str, **variables: Any) -> httpx2.Response:
        """Ask at the partners' door."""
        return ask(self.server, token, query, **variables)


def ask(server: Running, token: str, query: str, **variables: Any) -> httpx2.Response:
    """Ask at the partners' door with any token."""
    body = {"query": query, "variables": variables}
    headers = {"authorization": f"Bearer {token}"}
    return httpx2.post(f"{server.url}/partners/graphql", json=body, headers=headers)


def registered(
    server: Running,
    world: World,
    *,
    approved: bool = True,
    reach: tuple[str, ...] = NAMES,
    proof: Proof = Proof.SECRET,
    keys: str | None = None,
    algorithm: Algorithm | None = None,
) -> Partner:
    """Register a program of the host museum; Marit approves it."""

    async def act(session: Any) -> tuple[UUID, str | None]:
        museum = await session.scalar(select(Museum.id).where(Museum.name == "Bode"))
        network = await session.scalar(select(Museum.network_id).where(Museum.name == "Bode"))
        role = {"id": uuid4(), "network_id": network, "person_id": world.marit, "museum_id": museum}
        session.add(Membership(**role, role=Role.COORDINATOR, since=date(2026, 1, 1), until=None))
        await session.flush()
        grants = ["authorization_code", "refresh_token"]
        if proof is not Proof.NONE:
            grants.append("client_credentials")
        wish = Wish("HR", museum, grants, reach, [BACK], proof, keys, algorithm)
        row, secret = await register(session, wish, at=NOW)
        if approved:
            await approve(session, row.id, world.marit, at=NOW)
        return row.id, secret

    made, secret = world.within(act)
    return Partner(server, str(made), secret)


def verifier() -> tuple[str, str]:
    """A word that only the program knows, and its hash."""
    word = secrets.token_urlsafe(32)
    return word, base64.urlsafe_b64encode(hashlib.sha256(word.encode()).digest()).rstrip(b"=").decode()


def wish(partner: Partner, challenge: str | None, **other: str) -> dict[str, str]:
    """What the address of a request says."""
    bound = {"code_challenge": challenge, "code_challenge_method": "S256"} if challenge else {}
    usual = {"response_type": "code", "client_id": partner.id, "redirect_uri": BACK, "state": "mine"}
    return {**usual, **bound, **other}


def agreed(
    partner: Partner, person: UUID, challenge: str | None, decision: str = "allow", **other: str
) -> dict[str, str]:
    """What a person's browser carries back to the program."""
    with partner.server.browser(person) as browser:
        shown = browser.get("/oauth/authorize", params=wish(partner, challenge, **other))
        if shown.status_code != 303:
            assert shown.status_code == 200, shown.text
            found = re.search(r'name="request" value="([^"]+)"', shown.text)
            assert found
            form = {"request": found[1], "decision": decision}
            shown = browser.post("/oauth/consent", data=form, headers={"origin": partner.server.url})
    return carried(shown)


def carried(answer: httpx2.Response) -> dict[str, str]:
    """The parameters of the address that a browser is sent to: the program's own."""
    assert answer.status_code == 303, answer.text
    where = urlsplit(answer.headers["location"])
    assert f"{where.scheme}://{where.netloc}{where.path}" == BACK
    return {name: value for name, [value] in parse_qs(where.query).items()}


def tokens(partner: Partner, person: UUID, **other: str) -> Mapping[str, Any]:
    """The tokens that a person agreed to."""
    word, challenge = verifier()
    code = agreed(partner, person, challenge, **other)["code"]
    answer = partner.post(
        "token", grant_type="authorization_code", code=code, redirect_uri=BACK, code_verifier=word
    )
    assert answer.status_code == 200, answer.text
    found: Mapping[str, Any] = answer.json()
    return found
