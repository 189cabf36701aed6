"""The network of a file, its museums and its people."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.enrolling import roll
from api.enrolling.reading import Mistake
from api.enrolling.register import Register
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.people.describing import Description, check_description
from exchange.people.joining import add_museum, appoint, found_network, join
from exchange.people.tables import Museum, Network, Person


async def network(session: AsyncSession, name: str, *, at: datetime) -> Register:
    """The network of this name, founded when the database has none; a second one is a slip of the pen."""
    there = list(await session.scalars(select(Network).order_by(Network.name)))
    found = next((one for one in there if one.name == name), None)
    if there and found is None:
        names = ", ".join(f"“{one.name}”" for one in there)
        raise Mistake(
            f"network, name: this database belongs to the network {names}; write that name,"
            " or name an empty database in DATABASE_URL."
        )
    if found is None:
        found = await found_network(session, Network(id=uuid7(at), name=name), at=at)
        register = Register(session, found, at)
        register.new["network"] += 1
        return register
    register = Register(session, found, at)
    await register.look()
    return register


async def museum(register: Register, said: roll.Museum, where: str) -> None:
    """One museum, described under the rules that hold for its coordinators too, unless it is there."""
    if said.name in register.museums:
        register.there["museum"] += 1
        return
    described = {field.name: getattr(said, field.name) for field in fields(Description)}
    try:
        check_description(Description(**described))
    except Refused as no:
        raise Mistake(f"{where}, {no.field}: {no.sentence}") from no
    facts = {name: list(one) if isinstance(one, tuple) else one for name, one in said.model_dump().items()}
    row = Museum(id=uuid7(register.at), network_id=register.network.id, **facts)
    register.museums[said.name] = await add_museum(register.session, row, at=register.at)
    register.new["museum"] += 1


async def person(register: Register, said: roll.Person, where: str) -> None:
    """One person, unless they are there, and the roles they do not have yet."""
    known = register.people.get(said.email)
    if known is None:
        row = Person(
            id=uuid7(register.at), network_id=register.network.id, name=said.name, locale=said.locale
        )
        known = register.people[said.email] = await join(register.session, row, said.email, at=register.at)
        register.new["person"] += 1
    else:
        register.there["person"] += 1
    for number, post in enumerate(said.roles, start=1):
        at_museum = register.museum(post.museum, f"{where}, roles {number}, museum")
        role = (known.id, at_museum.id, post.role)
        if role in register.roles:
            continue
        since = post.since or register.at.date()
        await appoint(register.session, known, at_museum, post.role, since=since, at=register.at)
        register.roles.add(role)
        register.new["role"] += 1
