"""`end-role`: somebody no longer has a role, and what they saw through it is no longer theirs."""

import argparse
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.codes import tidy_email
from exchange.ground.refusals import Refused
from exchange.people.tables import Membership, Museum, Role, SignInAddress
from exchange.placements.resigning import end_role


def understand_roles(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Let the command line take `end-role`."""
    ended = verbs.add_parser("end-role", help="end somebody's role at a museum, and what they saw through it")
    ended.add_argument("email", help="the address they sign in with")
    ended.add_argument("role", choices=[role.value for role in Role], help="which role")
    ended.add_argument("--at", dest="museum", help="at which museum, where they have it at several")
    ended.add_argument("--until", type=date.fromisoformat, help="its last day (yesterday: from now on not)")


async def end_role_of(
    session: AsyncSession, email: str, role: Role, *, museum: str | None, until: date | None
) -> int:
    """End one role; refuses where it is not clear which one."""
    named = select(Membership, Museum).join(Museum, Museum.id == Membership.museum_id)
    named = named.join(SignInAddress, SignInAddress.person_id == Membership.person_id)
    named = named.where(SignInAddress.email == (tidy_email(email) or ""), Membership.role == role)
    lasting = await session.execute(named.where(Membership.until.is_(None)).order_by(Museum.name))
    found = [(one, at) for one, at in lasting if museum in (None, at.name)]
    if not found:
        sentence = f"{email} has no role {role.value} that lasts" + (f" at “{museum}”." if museum else ".")
        raise Refused("NOT_FOUND_OR_FORBIDDEN", sentence)
    if len(found) > 1:
        names = ", ".join(f"“{at.name}”" for _, at in found)
        raise Refused("INVALID", f"{email} is {role.value} at several museums, say which with --at: {names}")
    [(membership, at_museum)] = found
    now = datetime.now(UTC)
    last = until or date.fromordinal(now.date().toordinal() - 1)
    await end_role(session, membership.id, max(last, membership.since), by=None, at=now)
    print(f"{email} is {role.value} at “{at_museum.name}” until {max(last, membership.since)} and no longer.")
    return 0
