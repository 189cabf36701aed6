"""A stage for reminders: one house, one push service, phones that decrypt, and a clock moved by hand."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpcore2
import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from api.auth.signing import begin_session
from api.auth.tokens import token_hash
from api.house import House
from api.reminding.encryption import derived
from api.reminding.pushing import Browser
from api.reminding.sending import remind_once
from api.settings import Settings
from api.webhooks.reaching import Guarded, networks
from exchange.reminding.choosing import choose, subscribe
from exchange.reminding.quiet import Quiet
from exchange.reminding.remembering import remember
from exchange.reminding.tables import Way
from tests.api.receiver import Receiver
from tests.api.world import World

HERE = "127.0.0.0/8"
NOON = datetime(2026, 10, 8, 10, tzinfo=UTC)
TODAY = date(2026, 10, 8)
SAID = "Labels that people can read from a wheelchair"


class Phone:
    """A browser that was switched on, and reads what its push service brings."""

    def __init__(self, endpoint: str) -> None:
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"
        self.point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.endpoint = endpoint

    def told(self) -> dict[str, Any]:
        keys = {"p256dh": self.point, "auth": self.secret}
        said = {name: base64.urlsafe_b64encode(key).rstrip(b"=").decode() for name, key in keys.items()}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": said}

    def reads(self, body: bytes) -> dict[str, str]:
        salt, here, sealed = body[:16], body[21:86], body[86:]
        known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), here)
        shared = self.key.exchange(ec.ECDH(), known)
        shared = derived(shared, self.secret, b"WebPush: info\0" + self.point + here, 32)
        key = derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(shared, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert len(plain) == 129, "every message is as long as each other"
        read: dict[str, str] = orjson.loads(plain.removesuffix(b"\x02"))
        return read


class Stage:
    """One house, one push service, and a clock that is moved by hand."""

    def __init__(self, settings: Settings, world: World, service: Receiver) -> None:
        self.settings = settings.model_copy(update={"webhook_networks": HERE})
        self.world, self.service, self.now = world, service, NOON
        self.phones: dict[UUID, Phone] = {}
        self.hash = b""

    def run(self, act: Callable[[House], Awaitable[Any]]) -> Any:
        async def inside() -> Any:
            async with House.opened(self.settings, self.world.url) as house:
                return await act(house)

        return asyncio.run(inside())

    def wishes(self, person: UUID, way: Way = Way.PUSH) -> None:
        """Somebody wants to be reminded; by push, in a browser that they are signed in with."""

        async def act(house: House) -> None:
            async with house.sessions.as_steward() as session:
                await choose(session, person, way, Quiet(), at=self.now)
                if way is not Way.PUSH:
                    return
                self.hash = token_hash(await begin_session(session, person, at=self.now))
                phone = Phone(f"{self.service.url}/{person}")
                kept = Browser(phone.endpoint, phone.point, phone.secret).sealed(house.seal)
                await subscribe(session, person, self.hash, phone.endpoint, kept, at=self.now)
                self.phones[person] = phone

        self.run(act)

    def turn(self, after: timedelta = timedelta(0)) -> None:
        """Some time passes; then it is looked what is due, and sent."""
        self.now += after

        async def act(house: House) -> None:
            async with house.sessions.as_steward() as session:
                await remember(session, at=self.now)
            async with httpcore2.AsyncConnectionPool(network_backend=Guarded(networks(HERE))) as pool:
                while await remind_once(house, pool, at=self.now):
                    pass

        self.run(act)

    def heard(self, person: UUID) -> list[dict[str, str]]:
        return [self.phones[person].reads(body) for _, body in self.service.came]

    def states(self) -> list[tuple[str, str, int]]:
        asked = "select kind, state, tries from reminder order by made_at, id"
        return [(row[0], row[1], row[2]) for row in self.world.rows(asked)]


def promised(world: World, due: date = TODAY, *, audience: str = "MENTOR") -> UUID:
    """Ana promised something a month before."""
    named = uuid4()
    scope = world.ana if audience == "ONLY_ME" else world.placement
    world.do(
        "insert into commitment (id, scope_id, placement_id, author_id, sentence, due_on, state, audience, "
        "captured_at, captured_zone, received_at, changed_at, rev) values (:id, :scope, :placement, :ana, "
        ":said, :due, 'PROMISED', :audience, :at, 'Europe/Berlin', :at, :at, 1)",
        id=named, scope=scope, placement=world.placement, ana=world.ana, said=SAID, due=due,
        audience=audience, at=NOON - timedelta(days=30),
    )  # fmt: skip
    return named
