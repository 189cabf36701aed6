"""A museum's provider as our server knows it, and a browser that goes there and comes back."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.sealing import Seal
from exchange.people.arriving import Account, connect
from exchange.people.identities import IdentityProvider, Proof
from exchange.people.joining import appoint
from exchange.people.tables import Museum, Person, Role
from tests.api.running import Running
from tests.api.world import NOW, World
from tests.clients.provider import NAVIGATED, Peer

SECRET = "a secret that both have"


@dataclass
class Door:
    """One museum's provider as our server knows it."""

    server: Running
    world: World
    peer: Peer
    id: UUID = field(default_factory=uuid4)

    @property
    def path(self) -> str:
        return f"/auth/providers/{self.id}"

    def client(self, **more: Any) -> dict[str, Any]:
        back = f"{self.server.url}{self.path}/back"
        return {"client_id": "understudy", "redirect_uris": [back], "client_secret": SECRET} | more

    def leave(self, browser: httpx2.Client, **body: Any) -> str:
        """Go to the provider."""
        begun = browser.post(self.path, json=body)
        assert begun.status_code == 200, begun.text
        return str(begun.json()["url"])

    def come_back(self, browser: httpx2.Client, url: str) -> httpx2.Response:
        """Come back as a browser does: a page that opens, without the cookie that is Strict."""
        carried = "; ".join(f"{name}={value}" for name, value in browser.cookies.items() if "-way-" in name)
        answer = browser.get(url, headers={**NAVIGATED, "cookie": carried})
        assert answer.status_code == 303, answer.text
        return answer

    def enter(self, browser: httpx2.Client, account: str | None) -> str:
        """Go there, sign in and come back; the page one lands on."""
        return to(self.come_back(browser, self.peer.sign_in(self.leave(browser), account)))


def to(answer: httpx2.Response) -> str:
    url = httpx2.URL(answer.headers["location"])
    return url.raw_path.decode()


def opened(door: Door, museum: str, proof: Proof = Proof.SECRET, secret: str = SECRET) -> Door:
    """Let our server know a provider."""

    async def act(session: AsyncSession) -> None:
        museum_id = await session.scalar(select(Museum.id).where(Museum.name == museum))
        session.add(
            IdentityProvider(
                id=door.id,
                museum_id=museum_id,
                issuer=door.peer.issuer,
                client_id="understudy",
                name=museum,
                proof=proof,
                sealed=Seal(door.server.settings.secret).close(f"provider {door.id}", secret.encode()),
                added_at=NOW,
            )
        )

    door.world.within(act)
    return door


def belongs(world: World, peer: Peer, subject: str, person_id: UUID) -> None:
    """Ana connected her account some time ago."""
    account = Account(peer.issuer, subject, "Ana", None, "en")
    world.within(lambda session: connect(session, account, person_id, at=NOW))


def coordinated(world: World, museum: str) -> None:
    """Olu becomes a coordinator of a museum."""

    async def act(session: AsyncSession) -> None:
        olu = await session.get_one(Person, world.olu)
        where = await session.scalar(select(Museum).where(Museum.name == museum))
        assert where
        await appoint(session, olu, where, Role.COORDINATOR, since=date(2026, 1, 1), at=NOW)

    world.within(act)
