"""The command line: `python -m api --help`."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import select

from api.auth.codes import tidy_email
from api.auth.signing import give_token
from api.database import database
from api.embedded import WillNotStart
from api.media.storage import Storage
from api.settings import Settings, explained
from api.verifying import verify
from exchange.ground.sessions import Sessions
from exchange.people.tables import SignInAddress
from migrations.moving import revise, upgrade

MOST_DAYS = 366


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
    token = verbs.add_parser("token", help="make a key with which a partner reads the graph")
    token.add_argument("--for", dest="email", required=True, help="whose rights it reads with")
    token.add_argument("--name", required=True, help="what the key is for, to recognise it by")
    token.add_argument("--days", type=int, default=90, help="how long it works (90)")
    revision = verbs.add_parser(
        "revise", help="write a migration from what differs between tables and database"
    )
    revision.add_argument("what", help="what changes, in a few words")
    verbs.add_parser("verify", help="check the journal's hashes and every received photo")
    verbs.add_parser("schema", help="print the graph's schema")
    return top


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
    else:
        with database(settings, join=True) as url:
            asyncio.run(upgrade(url))
            if wish.verb == "demo":
                from api.starting import demo  # noqa: PLC0415 - likewise

                for person in asyncio.run(demo(settings, url)):
                    print(f"{person['name']}: {person['role'].lower()}, {person['museum']}")
            elif wish.verb == "token":
                return asyncio.run(token(url, wish.email, wish.name, wish.days))
            elif wish.verb == "revise":
                asyncio.run(revise(url, wish.what))
            elif wish.verb == "verify":
                return asyncio.run(verified(url, settings))
            else:
                print("The database stands at the newest revision.")
    return 0


async def token(url: str, email: str, name: str, days: int) -> int:
    """Make a key and show it, once."""
    if not 1 <= days <= MOST_DAYS:
        print(f"--days takes 1 to {MOST_DAYS}.", file=sys.stderr)
        return 1
    sessions = Sessions.at(url, size=2)
    try:
        async with sessions.as_steward() as session:
            address = await session.get(SignInAddress, tidy_email(email) or "")
            if address is None:
                known = await session.scalars(select(SignInAddress.email).limit(5))
                print(f"Nobody signs in as {email}. Known: {', '.join(known)}", file=sys.stderr)
                return 1
            life, now = timedelta(days=days), datetime.now(UTC)
            made = await give_token(session, address.person_id, name=name, life=life, at=now)
    finally:
        await sessions.close()
    print("This is shown once; send it as `Authorization: Bearer …`:", file=sys.stderr)
    print(made)
    return 0


async def verified(url: str, settings: Settings) -> int:
    """Tell what is not as it was acknowledged."""
    sessions = Sessions.at(url, size=2)
    many = 0
    try:
        async for trouble in verify(sessions, Storage(settings.media_address)):
            many += 1
            print(trouble)
    finally:
        await sessions.close()
    print("Everything is as it was acknowledged." if not many else f"{many} troubles.")
    return 1 if many else 0


if __name__ == "__main__":
    sys.exit(main())
