"""What partner systems may read: the one table of it, for their graph, for their tokens and for their page.

A field that does not stand here is not in the partners' graph at all, so what is added to the exchange later
stays out until somebody writes it down. Each line belongs to one reach: the word that a token carries, and
the sentence that a coordinator reads before approving it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reach:
    """Something a partner system may be allowed to read."""

    name: str
    """The word a token carries, an OAuth scope."""
    says: str
    """What it opens, in English."""
    says_in_german: str
    """What it opens, in German."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """The fields of each type that it opens."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """What of each input may be said along with them."""


REACHES = (
    Reach(
        "museums:read",
        "Which networks and museums there are, and their rooms.",
        "Welche Netzwerke und Museen es gibt, und ihre Räume.",
        {
            "Query": "museums",
            "Network": "id name",
            "Museum": "id name town country isil ror wikidata timeZone zones network",
        },
        {"MuseumWhere": "network country"},
    ),
    Reach(
        "people:read",
        "The names of people, their language, and what they do at which museum.",
        "Die Namen von Menschen, ihre Sprache, und was sie an welchem Museum tun.",
        {
            "Query": "me people",
            "Person": "id name locale memberships",
            "Membership": "id person museum role since until",
        },
        {"PersonWhere": "network museum"},
    ),
    Reach(
        "placements:read",
        "Programmes, who is lent where and when, and what is planned for each shadowing day.",
        "Programme, wer wann wohin ausgeliehen ist, und was für jeden Tag geplant ist.",
        {
            "Query": "programmes placements",
            "Programme": "id name network startsOn endsOn objectives",
            "Objective": "id programme position sentence",
            "Placement": "id title state startsOn endsOn calledOffFrom participant mentor home host programme"
            " days rev",
            "ShadowingDay": "id placement onDate purpose place plan prompts",
            "PlanItem": "id day startsAt endsAt title zone objectNumber",
            "Prompt": "id day objective position question",
        },
        {
            "ProgrammeWhere": "network",
            "PlacementWhere": "programme participant mentor home host state",
        },
    ),
    Reach(
        "planning:read",
        "What museums will need to learn, what mentors offer, when nobody is received, and where gaps are.",
        "Was Museen lernen müssen, was angeboten wird, wann niemand empfangen wird, und wo Lücken sind.",
        {
            "Query": "needs blackouts offers needCovers",
            "Need": "id museum kind skill why firstDay lastDay days rev changedAt withdrawnAt",
            "Blackout": "id museum reason firstDay lastDay rev changedAt withdrawnAt",
            "Offer": "id museum mentor about skills interests languages weeks blackouts days places madeAt "
            "endedAt",
            "NeedCover": "need cover reason days weeks nearest",
            "NearestOffer": "offer day",
        },
        {
            "NeedWhere": "museum kind lastFrom",
            "BlackoutWhere": "museum lastFrom",
            "OfferWhere": "museum mentor",
        },
    ),
    Reach(
        "credits:read",
        "Calls, how many days each placement had in a period, and how many hours of development they are.",
        "Ausschreibungen, wie viele Tage jeder Aufenthalt in einem Zeitraum hatte, und wie viel Fortbildung.",
        {
            "Query": "credits calls",
            "Credit": "placement participant home host programme agreementInForce days daysDelivered call "
            "creditHours",
            "Call": "id programme title state days parts remoteDays firstDay lastDay opensAt closesAt zone "
            "creditHours",
        },
        {"CallWhere": "programme state"},
    ),
    Reach(
        "observations:read",
        "What was seen, with its thread and the mentors' decisions; never what is for its author alone.",
        "Was gesehen wurde, mit Gespräch und Entscheidungen; nie, was nur für die Verfasserin ist.",
        {
            "Query": "observations",
            "Observation": "id placement author day prompt kind note zone objectNumber procedure audience "
            "state capturedAt capturedZone receivedAt changedAt rev tags notices comments commitments "
            "decisions",
            "Notice": "id observation kind label community words language project placedAt rev",
            "Tag": "id observation word",
            "Comment": "id observation author body writtenAt receivedAt rev",
            "Decision": "id observation by verdict reason decidedAt",
        },
        {"ObservationWhere": "placement host home author kind state capturedFrom capturedUntil"},
    ),
    Reach(
        "photos:read",
        "The photos of these observations, and their descriptions.",
        "Die Fotos dieser Beobachtungen, und ihre Beschreibungen.",
        {
            "Observation": "photos",
            "Photo": "id observation position sha256 size mime width height alt decorative state receivedAt "
            "rev original screen thumb",
        },
    ),
    Reach(
        "handling:read",
        "How objects are to be handled, as visitors noted it for the registrar: unofficial.",
        "Wie mit Objekten umzugehen ist, wie Gäste es für die Registrierung notierten: inoffiziell.",
        {
            "Observation": "handling",
            "Handling": "id observation severity vulnerable condition care avoid needs reviewOn "
            "handedOverAt reference rev",
        },
    ),
    Reach(
        "commitments:read",
        "What participants promised to change at home, and how far it has come.",
        "Was Teilnehmende zu Hause zu ändern versprachen, und wie weit es damit ist.",
        {
            "Query": "commitments",
            "Commitment": "id placement author observation sentence dueOn state audience capturedAt "
            "capturedZone receivedAt changedAt rev",
        },
        {
            "CommitmentWhere": "placement host home author observation state capturedFrom capturedUntil "
            "dueFrom dueUntil",
        },
    ),
    Reach(
        "report:read",
        "What all of this adds up to in a year, in numbers.",
        "Was sich daraus in einem Jahr ergibt, in Zahlen.",
        {
            "Query": "report",
            "ReportLine": "museum month placements people observations photos commitments "
            "medianHoursToDecision medianDaysToDone",
        },
        {
            "ReportWhere": "museum network country",
            "ObservationWhere": "placement host home author kind state capturedFrom capturedUntil",
            "CommitmentWhere": "placement host home author observation state capturedFrom capturedUntil "
            "dueFrom dueUntil",
        },
    ),
    Reach(
        "changes:read",
        "That something changed: the ids and kinds of rows, as they change.",
        "Dass sich etwas geändert hat: Kennungen und Arten von Zeilen, wie sie sich ändern.",
        {
            "Query": "changes",
            "Subscription": "poke",
            "Poke": "at",
            "ChangePage": "changes cursor hasMore reset digest durableThrough backedUpUntil",
            "Upsert": "scope row",
            "Gone": "id",
            "ScopeAdded": "scope",
            "ScopeRemoved": "scope",
            "ScopeDigest": "scope count hash",
        },
    ),
)
NAMES = tuple(reach.name for reach in REACHES)
OPEN = {
    "Query": "node nodes",
    "Node": "id",
    "PageInfo": "hasNextPage hasPreviousPage startCursor endCursor",
}
"""What every token may ask: rows again by their ids, each under the reach of its own type."""


def needed() -> dict[tuple[str, str], str]:
    """The reach that each field of each type needs; what is open to every token is not among them."""
    return {(kind, name): reach.name for reach in REACHES for kind, name in _pairs(reach.fields)}


def listed() -> dict[str, frozenset[str]]:
    """The fields of every type and input that stand in the partners' graph."""
    found: dict[str, set[str]] = {}
    for fields in (OPEN, *(part for reach in REACHES for part in (reach.fields, reach.inputs))):
        for kind, name in _pairs(fields):
            found.setdefault(kind, set()).add(name)
    return {kind: frozenset(names) for kind, names in found.items()}


def kinds() -> dict[str, str]:
    """The reach under which a row of each type is read again by its id."""
    return {kind: reach for (kind, name), reach in needed().items() if name == "id" and kind != "Gone"}


def _pairs(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kind, names in fields.items():
        for name in names.split():
            yield kind, name
