"""The verb that registers a program of a museum."""

import argparse
import sys
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.oauth.registering import Wish, register
from exchange.partners.tables import Algorithm, Proof
from exchange.people.tables import Museum


async def client(session: AsyncSession, wish: argparse.Namespace) -> int:
    """Register a program and show what it is known by, and its secret, once."""
    museum_id = await session.scalar(select(Museum.id).where(Museum.name == wish.museum))
    if museum_id is None:
        print(f"There is no museum called “{wish.museum}”.", file=sys.stderr)
        return 1
    for_people = ("authorization_code", "refresh_token") if wish.redirect else ()
    asked = Wish(
        wish.name,
        museum_id,
        ("client_credentials", *for_people),
        wish.scopes.split(),
        wish.redirect,
        Proof.SIGNATURE if wish.keys else Proof.SECRET,
        wish.keys.read_text(encoding="utf-8") if wish.keys else None,
        Algorithm(wish.algorithm) if wish.algorithm else None,
    )
    row, secret = await register(session, asked, at=datetime.now(UTC))
    print(f"client_id={row.id}")
    if secret:
        print("This is shown once:", file=sys.stderr)
        print(f"client_secret={secret}")
    print("A coordinator of the museum approves it at /oauth/programs.", file=sys.stderr)
    return 0
