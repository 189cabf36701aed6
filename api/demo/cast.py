"""Who plays in the demo: four museums and twelve people, all invented."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from exchange.people.tables import Role

STORY = UUID("6f1d7a52-0c0e-4b7e-9a55-3c1f0f6f2d10")


def known(name: str) -> UUID:
    """The id that something of the demo always has."""
    return uuid5(STORY, name)


@dataclass(frozen=True, slots=True)
class House:
    """A museum of the story."""

    id: UUID
    name: str
    town: str
    country: str
    time_zone: str
    zones: tuple[str, ...]
    isil: str | None = None


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody in the story, and what they do at which museum."""

    id: UUID
    name: str
    locale: str
    email: str
    house: House
    roles: tuple[Role, ...]


NETWORK_ID = known("network")
NETWORK_NAME = "Tidewater Museums Exchange"

STRANDHALL = House(
    known("Strandhall Museum"),
    "Strandhall Museum",
    "Vestvåg",
    "NO",
    "Europe/Oslo",
    ("Loading bay", "Gallery 2", "Gallery 4", "Study room 2", "Packing room", "Store B", "Cold store"),
    isil="XX-STRANDHALL",
)
SPEICHERHOF = House(
    known("Haus am Speicherhof"),
    "Haus am Speicherhof",
    "Elbfurt",
    "DE",
    "Europe/Berlin",
    ("Papierwerkstatt", "Depot 1", "Depot 3", "Kabinett", "Treppenhaus"),
)
RZECZNE = House(
    known("Muzeum Rzeczne"),
    "Muzeum Rzeczne",
    "Zabrzeże",
    "PL",
    "Europe/Warsaw",
    ("Boat hall", "Learning room", "Gallery 1", "Workshop", "River terrace"),
)
LAGOON = House(
    known("Lagoon House Museum"),
    "Lagoon House Museum",
    "Ekara",
    "NG",
    "Africa/Lagos",
    ("Court", "Textile room", "Registry", "Verandah store"),
)
HOUSES = (STRANDHALL, SPEICHERHOF, RZECZNE, LAGOON)


def player(name: str, local: str, house: House, *roles: Role, locale: str = "en") -> Player:
    """Somebody, with an address in a domain that cannot exist."""
    town = house.name.lower().split()[0]
    return Player(known(local), name, locale, f"{local}@{town}.example", house, roles)


AMARA = player("Amara Okafor", "amara.okafor", LAGOON, Role.PARTICIPANT)
INGRID = player("Ingrid Solheim", "ingrid.solheim", STRANDHALL, Role.MENTOR)
OLENA = player("Олена Коваленко", "olena.kovalenko", RZECZNE, Role.PARTICIPANT)
HANNELORE = player("Hannelore Weiß", "hannelore.weiss", SPEICHERHOF, Role.MENTOR, locale="de")
JONAS = player("Jonas Brandt", "jonas.brandt", SPEICHERHOF, Role.PARTICIPANT, locale="de")
MAREK = player("Marek Dvořák", "marek.dvorak", RZECZNE, Role.MENTOR)
DIMITRA = player("Δήμητρα Παπαδάκη", "dimitra.papadaki", STRANDHALL, Role.COORDINATOR)
ADWOA = player("Adwoa Mensah", "adwoa.mensah", LAGOON, Role.COMMITTEE, Role.MENTOR)
MISAKI = player("佐藤 美咲", "misaki.sato", SPEICHERHOF, Role.COMMITTEE, Role.EVALUATOR, locale="de")
CHINEDU = player("Chinedu Eze", "chinedu.eze", LAGOON, Role.SPONSOR)
LEYLA = player("Leyla Şahin", "leyla.sahin", STRANDHALL, Role.REGISTRAR)
KATARZYNA = player("Katarzyna Wrona", "katarzyna.wrona", RZECZNE, Role.REGISTRAR, Role.SPONSOR)
PLAYERS = (
    AMARA, INGRID, OLENA, HANNELORE, JONAS, MAREK,
    DIMITRA, ADWOA, MISAKI, CHINEDU, LEYLA, KATARZYNA,
)  # fmt: skip
