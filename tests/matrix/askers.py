"""Who asks: somebody of every role in every relation to Amara's placement, and nobody at all."""

from dataclasses import dataclass
from uuid import UUID

from api.demo.cast import known
from schema.access import PARTNER, PUBLIC, Access

ACCESS = Access.written()
PARTICIPANT, MENTOR = "PARTICIPANT", "MENTOR"
OWN, PLACEMENT, NEVER = "own", "placement", "never"
PEOPLE = [role for role in ACCESS.roles if role not in (PARTNER, PUBLIC)]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody of a role, and how they stand to what they ask for."""

    role: str
    relation: str
    named: UUID | None = None
    """Whose id it is, if it is somebody in a story of their own."""

    @property
    def lent(self) -> bool:
        """Whether they come with a key that the participant or the placement's mentor lent."""
        return self.role == PARTNER

    @property
    def person_id(self) -> UUID | None:
        """Who they are."""
        if self.role == PUBLIC or self.named:
            return self.named
        lender = MENTOR if self.relation == PLACEMENT else PARTICIPANT
        return person(lender if self.lent else self.role, self.relation)

    @property
    def owner(self) -> str:
        """Whose things they ask for: their own, or Amara's; she is the participant who asks for her own."""
        return self.role if self.relation == OWN and not self.lent else PARTICIPANT

    def __str__(self) -> str:
        return f"{self.role.lower()} × {self.relation}"


def person(role: str, relation: str) -> UUID:
    """The id of somebody of this role in this relation."""
    return known(f"matrix: {role} {relation}")


ASKERS = [
    Asker(role, relation)
    for role in [*PEOPLE, PARTNER]
    for relation in ACCESS.relations
    # Nobody but its participant and its mentor is let into a placement.
    if relation != PLACEMENT or role in (MENTOR, PARTNER)
]
ASKERS.append(Asker(PUBLIC, NEVER))


def may(who: str, asker: Asker) -> bool:
    """Whether the file says that this asker may."""
    return ACCESS.who[who].may(asker.role, asker.relation)


def canary(kind: str) -> str:
    """A text that stands in Amara's things of this kind, and nowhere else in the world."""
    return f"canary-{kind.replace(' ', '-').lower()}."


def forbidden(asker: Asker) -> list[str]:
    """What no answer to this asker may hold, whatever they ask."""
    of_amara = asker
    if asker.relation == OWN and asker.owner != PARTICIPANT:
        # To Amara's things they are somebody from another museum.
        of_amara = Asker(asker.role, "network")
    return [canary(kind) for kind, who in ACCESS.kinds().items() if not may(who, of_amara)]
