"""The command line: `python -m api --help`."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from api.database import database
from api.embedded import WillNotStart
from api.enrolling.reading import Mistake
from api.settings import Settings, explained
from api.verbs.backup import backup, restore
from api.verbs.client import client
from api.verbs.devices import devices, lost
from api.verbs.enrol import enrol
from api.verbs.erase import erase
from api.verbs.keys import revoke, token, tokens
from api.verbs.matching import matching, understand_matching
from api.verbs.providers import PROVIDERS, keep_out, let_in, understand, who_waits
from api.verbs.receipt import receipt, receipt_key
from api.verbs.register import register
from api.verbs.restored import restored
from api.verbs.roles import end_role_of, understand_roles
from api.verbs.verified import verified
from api.verbs.webhook import webhook
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.tables import Role
from migrations.moving import revise, upgrade

STEWARDS: dict[str, Callable[[AsyncSession, argparse.Namespace], Awaitable[int]]] = {
    "enrol": lambda session, wish: enrol(session, wish.file),
    "token": lambda session, wish: token(session, wish.email, wish.name, wish.days),
    "tokens": lambda session, _: tokens(session),
    "revoke": lambda session, wish: revoke(session, wish.key),
    "client": client,
    "devices": lambda session, _: devices(session),
    "lost": lambda session, wish: lost(session, wish.device),
    "restored": lambda session, _: restored(session),
    "newcomers": lambda session, _: who_waits(session),
    "admit": lambda session, wish: let_in(session, wish.newcomer, wish.role),
    "turn-away": lambda session, wish: keep_out(session, wish.newcomer, wish.because),
    "end-role": lambda session, wish: end_role_of(
        session, wish.email, Role(wish.role), museum=wish.museum, until=wish.until
    ),
}
"""Verbs that are one transaction of the steward."""
WITH_SETTINGS = {"webhook": webhook, "matching": matching}
FOLDERS = {"backup": backup, "restore": restore}


def parser() -> argparse.ArgumentParser:
    """What can be asked of this program."""
    top = argparse.ArgumentParser(
        prog="python -m api",
        description="Understudy: the server and what its keeper needs.",
        epilog=f"settings, from the environment:\n{explained()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="<verb>")
    verbs.add_parser("serve", help="start the server (and its own database, if none is named)")
    verbs.add_parser("migrate", help="bring the database to the newest revision")
    verbs.add_parser("demo", help="tell the demo's story to an empty network")
    file = verbs.add_parser("enrol", help="take in museums, people and placements from a file")
    file.add_argument("file", type=Path, help="a TOML file such as docker/exchange.example.toml")
    made = verbs.add_parser("token", help="make a key with which a partner reads the graph")
    made.add_argument("--for", dest="email", required=True, help="whose rights it reads with")
    made.add_argument("--name", required=True, help="what the key is for, to recognise it by")
    made.add_argument("--days", type=int, default=90, help="how long it works (90)")
    verbs.add_parser("tokens", help="list these keys: for whom, until when, last seen when")
    ended = verbs.add_parser("revoke", help="end one of these keys, at once")
    ended.add_argument("key", metavar="NAME_OR_ID", help="as `tokens` lists it")
    program = verbs.add_parser("client", help="register a program of a museum; a coordinator approves it")
    program.add_argument("name", help="what people know it by")
    program.add_argument("--museum", required=True, help="the museum's name")
    program.add_argument(
        "--scopes", required=True, help="what it asks for, such as 'museums:read people:read'"
    )
    program.add_argument("--redirect", action="append", default=[], help="where people are sent back to")
    program.add_argument(
        "--keys", type=Path, help="its public keys, a JWK set; without them it gets a secret"
    )
    program.add_argument("--algorithm", choices=["ES256", "EdDSA", "RS256"], help="with what it signs")
    revision = verbs.add_parser(
        "revise", help="write a migration from what differs between tables and database"
    )
    revision.add_argument("what", help="what changes, in a few words")
    understand(verbs)
    understand_roles(verbs)
    understand_matching(verbs)
    verbs.add_parser("devices", help="list the phones: what waits on them, and which queue is late")
    away = verbs.add_parser("lost", help="end a device that somebody lost")
    away.add_argument("device", metavar="ID", help="as `devices` lists it")
    kept = verbs.add_parser("backup", help="database and photos into a folder, read back to be sure")
    kept.add_argument("folder", type=Path, help="made if it is not there; photos in it are not copied again")
    back = verbs.add_parser("restore", help="a backup back into an empty database")
    back.add_argument("folder", type=Path, help="the folder that `backup` was given")
    verbs.add_parser("restored", help="after a restore: let phones send again what the backup lacks")
    proof = verbs.add_parser("receipt", help="say what a receipt proves; works without a network")
    proof.add_argument("source", metavar="FILE", help="receipts, one a line; - reads what is piped in")
    proof.add_argument("--keys", type=Path, help="the museum's public keys, as /receipts/keys gives them")
    proof.add_argument("--photo", type=Path, help="the photo it should be a receipt of")
    verbs.add_parser("receipt-key", help="sign receipts with a new key; the old ones stay good")
    verbs.add_parser("verify", help="check the journal's hashes and every received photo")
    gone = verbs.add_parser("erase", help="erase a person: what they wrote, their photos, their sign-in")
    gone.add_argument("who", metavar="EMAIL_OR_ID", help="whom")
    gone.add_argument("--yes", action="store_true", help="really; it cannot be undone")
    hooks = verbs.add_parser("webhook", help="tell partner systems of changes: add, list, rotate, replay, …")
    webhook_parser(hooks.add_subparsers(dest="what", required=True, metavar="<what>"))
    told = verbs.add_parser("register", help="say of every table what is stored, why, how long, who sees it")
    told.add_argument("--json", action="store_true", help="for programs")
    verbs.add_parser("schema", help="print the graph's schema")
    return top


def webhook_parser(whats: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What can be done with webhooks."""
    made = whats.add_parser("add", help="tell an address of changes")
    made.add_argument("url", help="an https:// address")
    made.add_argument("--for", dest="email", required=True, help="with whose rights it hears")
    made.add_argument("--of", required=True, help="a museum, a programme or a placement: its name or id")
    whats.add_parser("list", help="who is told, what waits, what is dead")
    for what, says in (
        ("remove", "tell it nothing any more"),
        ("rotate", "give it a new secret"),
        ("log", "what was sent, and how it was answered"),
        ("replay", "send dead messages again"),
    ):
        one = whats.add_parser(what, help=says)
        one.add_argument("webhook", metavar="ID", help="as `webhook list` lists it")
        if what == "replay":
            one.add_argument("--hours", type=int, help="everything of the last so many hours instead")


def main(arguments: list[str] | None = None) -> int:
    """Do what was asked; a mistake is told with the next step, not with a traceback."""
    wish = parser().parse_args(arguments)
    try:
        return run(wish, Settings())
    except ValidationError as fault:
        for error in fault.errors():
            name = str(error["loc"][0]).upper()
            print(f"{name} cannot be {error['input']!r}: {error['msg']}.", file=sys.stderr)
        print("`python -m api --help` lists the settings.", file=sys.stderr)
    except Mistake as mistake:
        print(f"{mistake}\nNothing was kept.", file=sys.stderr)
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
    except WillNotStart as fault:
        print(fault, file=sys.stderr)
    except ConnectionError as fault:
        print(f"The database does not answer ({fault}). Is DATABASE_URL right?", file=sys.stderr)
    except KeyboardInterrupt:
        return 0
    return 1


def run(wish: argparse.Namespace, settings: Settings) -> int:
    """One verb."""
    if wish.verb == "serve":
        from api.starting import serve  # noqa: PLC0415 - the other verbs start quicker without

        serve(settings)
    elif wish.verb == "schema":
        from schema.graph import sdl  # noqa: PLC0415 - likewise

        print(sdl(), end="")
    elif wish.verb == "register":
        return register(as_json=wish.json)
    elif wish.verb == "receipt":
        return receipt(settings, wish.source, wish.keys, wish.photo)
    elif wish.verb == "receipt-key":
        return receipt_key(settings)
    else:
        with database(settings, join=True) as url:
            asyncio.run(upgrade(url))
            if wish.verb == "demo":
                from api.starting import demo  # noqa: PLC0415 - likewise

                for person in asyncio.run(demo(settings, url)):
                    print(f"{person['name']}: {person['role'].lower()}, {person['museum']}")
            elif wish.verb == "revise":
                asyncio.run(revise(url, wish.what))
            elif wish.verb == "migrate":
                print("The database stands at the newest revision.")
            else:
                return asyncio.run(within(url, settings, wish))
    return 0


async def within(url: str, settings: Settings, wish: argparse.Namespace) -> int:
    """A verb that works in the database."""
    sessions = Sessions.at(url, size=2)
    try:
        if wish.verb == "verify":
            return await verified(sessions, settings)
        if wish.verb == "erase":
            return await erase(sessions, settings, wish.who, sure=wish.yes)
        if wish.verb in FOLDERS:
            return await FOLDERS[wish.verb](sessions, settings, url, wish.folder)
        async with sessions.as_steward() as session:
            if wish.verb == "provider":
                return await PROVIDERS[wish.asked](session, settings, wish)
            if wish.verb in WITH_SETTINGS:
                return await WITH_SETTINGS[wish.verb](session, settings, wish)
            return await STEWARDS[wish.verb](session, wish)
    finally:
        await sessions.close()


if __name__ == "__main__":
    sys.exit(main())
