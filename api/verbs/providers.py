"""`provider`, `newcomers`: museums' own sign-in, and who comes by it and waits."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import import_key
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.providers import algorithm_of, is_safe
from api.settings import Settings
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.people.admitting import admit, newcomers, turn_away
from exchange.people.identities import IdentityProvider, Proof
from exchange.people.tables import Museum, Role


async def add(session: AsyncSession, settings: Settings, wish: argparse.Namespace) -> int:
    """Let people of a museum sign in with its own provider; say where it must send them back to."""
    museum = await session.scalar(select(Museum).where(Museum.name == wish.museum))
    if museum is None:
        known = ", ".join(f"“{name}”" for name in await session.scalars(select(Museum.name).limit(8)))
        raise Refused("INVALID", f"No museum is called “{wish.museum}” (known: {known or 'none yet'}).")
    if not is_safe(wish.issuer):
        raise Refused("INVALID", "--issuer must begin with https://.")
    new = uuid4()
    proof, secret = proof_in(wish)
    session.add(
        IdentityProvider(
            id=new,
            museum_id=museum.id,
            issuer=wish.issuer,
            client_id=wish.client_id,
            name=wish.name or museum.name,
            proof=proof,
            sealed=Seal(settings.secret).close(f"provider {new}", secret.encode()),
            added_at=datetime.now(UTC),
        )
    )
    await session.flush()
    print(f"At {wish.issuer}, let {wish.client_id} send people back to:", file=sys.stderr)
    print(f"{settings.origin}/auth/providers/{new}/back")
    return 0


def proof_in(wish: argparse.Namespace) -> tuple[Proof, str]:
    """What shows the provider that it is us; refuses a key that cannot sign."""
    file: Path = wish.secret_file or wish.key_file
    secret = file.read_text(encoding="utf-8").strip()
    if wish.secret_file:
        return Proof.SECRET, secret
    try:
        algorithm_of(key := import_key(orjson.loads(secret)))
    except (JoseError, ValueError, KeyError, TypeError) as fault:
        raise Refused("INVALID", f"{file} is no private key as a JWK: EC, OKP or RSA.") from fault
    if not key.is_private:
        raise Refused("INVALID", f"{file} is the public half of a key; the private one is needed.")
    return Proof.KEY, secret


async def listed(session: AsyncSession, settings: Settings, _: argparse.Namespace) -> int:
    """List them, with the addresses that people come back to."""
    rows = await session.scalars(select(IdentityProvider).order_by(IdentityProvider.name))
    for row in rows:
        print(f"{row.id}  {row.name}  {row.issuer}  {settings.origin}/auth/providers/{row.id}/back")
    return 0


async def remove(session: AsyncSession, _: Settings, wish: argparse.Namespace) -> int:
    """Take one away: nobody signs in with it any more; who is in stays until they sign out."""
    gone = delete(IdentityProvider).where(IdentityProvider.id == wish.id).returning(IdentityProvider.name)
    name = await session.scalar(gone)
    if name is None:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "There is no such provider: `provider list` lists them.")
    print(f"Nobody signs in with “{name}” any more.")
    return 0


async def who_waits(session: AsyncSession) -> int:
    """List who waits to be admitted."""
    museums = set(await session.scalars(select(Museum.id)))
    for waiting in await newcomers(session, museums):
        one = waiting.newcomer
        print(f"{one.id}  {one.asked_at:%Y-%m-%d}  {waiting.museum}  {one.name}  {one.email or '-'}")
    return 0


async def let_in(session: AsyncSession, id: UUID, role: Role) -> int:
    """Admit somebody to their museum, as the keeper."""
    person = await admit(session, id, role, None, by=None, at=datetime.now(UTC))
    print(f"{person.name} is in as {role}, and signs in with their museum's own sign-in.")
    return 0


async def keep_out(session: AsyncSession, id: UUID, because: str | None) -> int:
    """Turn somebody away, as the keeper."""
    name = await turn_away(session, id, because, by=None, at=datetime.now(UTC))
    print(f"{name} was turned away.")
    return 0


PROVIDERS = {"add": add, "list": listed, "remove": remove}


def understand(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be asked about providers and newcomers."""
    what = verbs.add_parser("provider", help="a museum's own sign-in (OpenID Connect): add, list, remove")
    asked = what.add_subparsers(dest="asked", required=True, metavar="<what>")
    new = asked.add_parser("add", help="let people of a museum sign in with its own provider")
    new.add_argument("--museum", required=True, help="the museum's name")
    new.add_argument("--issuer", required=True, help="as the provider writes it, https://…")
    new.add_argument("--client-id", required=True, help="what we are called there")
    new.add_argument("--name", help="what stands on the button; the museum's name when left out")
    proof = new.add_mutually_exclusive_group(required=True)
    proof.add_argument("--secret-file", type=Path, help="a file with the client secret")
    proof.add_argument("--key-file", type=Path, help="a file with a private key, a JWK (private_key_jwt)")
    asked.add_parser("list", help="which there are, and where they send people back to")
    asked.add_parser("remove", help="end one").add_argument("id", type=UUID, metavar="ID")
    verbs.add_parser("newcomers", help="list who came by a museum's own sign-in and waits to be admitted")
    taken = verbs.add_parser("admit", help="take a newcomer in at their museum")
    taken.add_argument("--role", type=Role, default=Role.PARTICIPANT, choices=list(Role), metavar="ROLE")
    away = verbs.add_parser("turn-away", help="turn one away")
    away.add_argument("--because", metavar="REASON", help="why, for the coordinators")
    for decided in (taken, away):
        decided.add_argument("newcomer", type=UUID, metavar="ID", help="as `newcomers` lists it")
