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
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.signing import begin_session
from api.auth.tokens import token_hash
from api.house import House
from api.reminding.encryption import derived
from api.reminding.pushing import Browser
from api.reminding.sending import remind_once
from api.settings import Settings
from api.webhooks.reaching import Guarded, networks
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.joining import belong
from exchange.placements.agreements import AgreementVersion, PlacementAgreement
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.tables import Placement
from exchange.placements.terms import hash_of
from exchange.reminding.choosing import choose, subscribe
from exchange.reminding.quiet import Quiet
from exchange.reminding.remembering import remember
from exchange.reminding.tables import Way
from tests.api.receiver import Receiver
from tests.api.world import World
from tests.wording import about_a_day

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


def to_sign(world: World) -> UUID:
    """Ana's signature is next, then Marit's, of an agreement about a stay beside her."""
    named = uuid4()

    async def keep(session: AsyncSession) -> None:
        stay = await session.get_one(Placement, world.placement)
        terms = about_a_day(
            TODAY, goes=world.ana, receives=world.marit, leads=world.olu, home=stay.home_id, host=stay.host_id
        ).canonical()
        for row in (
            Scope(id=named, kind=ScopeKind.AGREEMENT),
            PlacementAgreement(
                id=named,
                programme_id=stay.programme_id,
                participant_id=world.ana,
                home_id=stay.home_id,
                made_at=NOON,
            ),
            AgreementVersion(agreement_id=named, number=1, content=terms, hash=hash_of(terms), made_at=NOON),
        ):
            session.add(row)
            await session.flush()
        for one in (world.ana, world.marit):
            await belong(session, named, one, at=NOON)

    world.within(keep)
    return named


def asked_to_mentor(world: World, agreement: UUID) -> UUID:
    """Marit is asked whether she would be the mentor, and has a week to reply."""
    named = uuid4()

    async def keep(session: AsyncSession) -> None:
        stay = await session.get_one(Placement, world.placement)
        request = MentorRequest(
            id=named,
            programme_id=stay.programme_id,
            participant_id=world.ana,
            agreement_id=agreement,
            about=SAID,
            since=TODAY + timedelta(days=30),
            until=TODAY + timedelta(days=30),
            days=1,
            patience=7,
            state=RequestState.OPEN,
            by_id=world.olu,
            made_at=NOON,
        )
        turn = MentorTurn(
            request_id=named,
            position=0,
            programme_id=stay.programme_id,
            mentor_id=world.marit,
            museum_id=stay.host_id,
            state=TurnState.ASKED,
            asked_at=NOON,
            reply_by=TODAY + timedelta(days=7),
        )
        session.add(request)
        await session.flush()
        session.add(turn)

    world.within(keep)
    return named
