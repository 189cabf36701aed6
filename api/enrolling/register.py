"""Who and what is known while a file is enrolled: what was there, then what came."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.enrolling.reading import Mistake
from exchange.people.tables import Membership, Museum, Network, Person, Role, SignInAddress
from exchange.programmes.tables import Programme

Known = TypeVar("Known")


@dataclass
class Register:
    """One network, as far as this transaction knows it."""

    session: AsyncSession
    network: Network
    at: datetime
    museums: dict[str, Museum] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    roles: set[tuple[UUID, UUID, Role]] = field(default_factory=set)
    new: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)

    async def look(self) -> None:
        """Learn what is there already."""
        of_network = self.network.id
        museums = await self.session.scalars(select(Museum).where(Museum.network_id == of_network))
        self.museums = {museum.name: museum for museum in museums}
        signing_in = select(SignInAddress.email, Person).join(Person, Person.id == SignInAddress.person_id)
        self.people = {row[0]: row[1] for row in await self.session.execute(signing_in)}
        programmes = select(Programme).where(Programme.network_id == of_network)
        self.programmes = {programme.name: programme for programme in await self.session.scalars(programmes)}
        for one in await self.session.scalars(select(Membership)):
            self.roles.add((one.person_id, one.museum_id, one.role))

    def museum(self, name: str, where: str) -> Museum:
        """A museum, by its name."""
        return named(self.museums, name, where, "museum")

    def person(self, email: str, where: str) -> Person:
        """A person, by their e-mail address."""
        return named(self.people, email, where, "person")

    def programme(self, name: str, where: str) -> Programme:
        """A programme, by its name."""
        return named(self.programmes, name, where, "programme")

    def expect(self, email: str, role: Role, museum: Museum | None, where: str) -> Person:
        """A person who has a role, at a museum or anywhere: their screens depend on it."""
        person = self.person(email, where)
        if not any(
            (held_by, what) == (person.id, role) and (museum is None or at == museum.id)
            for held_by, at, what in self.roles
        ):
            place = f" at “{museum.name}”" if museum else ""
            raise Mistake(
                f"{where}: {email} has no role {role.value}{place}; add it to their roles under [[people]]."
            )
        return person

    def colleague(self, email: str, museum: Museum, where: str) -> Person:
        """A person with any role at a museum."""
        person = self.person(email, where)
        if not any((held_by, at) == (person.id, museum.id) for held_by, at, _ in self.roles):
            raise Mistake(
                f"{where}: {email} has no role at “{museum.name}”; add one to their roles under [[people]]."
            )
        return person


def named(known: dict[str, Known], name: str, where: str, kind: str) -> Known:
    """What goes by this name, or the mistake that nothing does."""
    if found := known.get(name):
        return found
    others = ", ".join(f"“{other}”" for other in sorted(known)[:8]) or "none yet"
    raise Mistake(f"{where}: no {kind} is called “{name}” (known: {others}); correct it, or add it.")
