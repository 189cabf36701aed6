"""Two agreements of the demo: one was amended and signed again, once on paper; one waits for a signature."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.demo import programme
from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    HANNELORE,
    INGRID,
    LAGOON,
    MAREK,
    RZECZNE,
    SPEICHERHOF,
    STRANDHALL,
    Player,
    known,
)
from api.demo.dates import Dates
from api.demo.entries.strandhall_stay import STAY
from api.demo.paper import signed_page
from api.media.storage import Storage, key_of
from exchange.floor.packing import pack
from exchange.ground.signs import HEAD
from exchange.placements import drafting, signing
from exchange.placements.agreements import PlacementAgreement
from exchange.placements.scanning import receive_scan
from exchange.placements.scans import kind_of
from exchange.placements.signing import Scan
from exchange.placements.terms import (
    Cost,
    Day,
    Deliverable,
    Host,
    Money,
    Objective,
    Obligations,
    Signatory,
    Step,
    Terms,
    hash_of,
)

SIGNED, WAITING = known("agreement Amara at Strandhall"), known("agreement Amara at two houses")
ON_PAPER = known("signature of Chinedu on paper")
OBLIGATIONS = Obligations(
    home=(
        "Pays Amara’s salary on, and names somebody for her evening duty.",
        "Listens for an hour in the week after, with the registry and the court team.",
    ),
    host=("A desk, a badge and a number to call at any hour.", "One person beside her on every day."),
    participant=("Writes down what she sees, and asks before she photographs.",),
)
PHOTOS = "The host’s rules for photos hold; nobody from outside is in a picture without having agreed."


async def agree_in_writing(session: AsyncSession, storage: Storage, *, now: datetime) -> None:
    """Dimitra drafts both; everybody signs the first one twice, and the second one but for Chinedu.

    The second time Chinedu is away, and signs on paper: Dimitra scans that.
    """
    chain = (AMARA, INGRID, ADWOA, CHINEDU)
    first = strandhall(now)
    await begin(session, SIGNED, first, at=now - timedelta(days=40))
    await sign_all(session, SIGNED, first, chain, at=now - timedelta(days=36))
    dearer = first.model_copy(update={"costs": (lodging(104_000), *first.costs[1:])})
    at = now - timedelta(days=20)
    version = await drafting.revise(
        session,
        SIGNED,
        dearer,
        hash=hash_of(first.canonical()),
        reason="The guest room on the quay is closed until spring; the next nearest costs more.",
        by=DIMITRA.id,
        at=at,
    )
    await sign_all(session, SIGNED, dearer, chain[:3], at=version.made_at + timedelta(days=2))
    await sign_on_paper(session, storage, dearer, at=version.made_at + timedelta(days=4))
    second = two_houses(now)
    await begin(session, WAITING, second, at=now - timedelta(days=9))
    signed = (AMARA, HANNELORE, MAREK, ADWOA)
    await sign_all(session, WAITING, second, signed, at=now - timedelta(days=6))


async def begin(session: AsyncSession, id: UUID, terms: Terms, *, at: datetime) -> None:
    """Dimitra drafts an agreement about Amara."""
    agreement = PlacementAgreement(
        id=id, programme_id=programme.ID, participant_id=AMARA.id, home_id=LAGOON.id, made_at=at
    )
    await drafting.draft(session, agreement, terms, by=DIMITRA.id, at=at)


async def sign_all(
    session: AsyncSession, id: UUID, terms: Terms, people: Sequence[Player], *, at: datetime
) -> None:
    """They sign one after the other, some hours apart."""
    digest = hash_of(terms.canonical())
    for number, one in enumerate(people):
        when = at + timedelta(hours=7 * number)
        signature = known(f"signature {id} {digest} {number}")
        held = await signing.sign(session, id, digest, id=signature, by=one.id, at=when)
        if held:
            await pack(session, held, at=when)


async def sign_on_paper(session: AsyncSession, storage: Storage, terms: Terms, *, at: datetime) -> None:
    """Chinedu has signed the first agreement in ink; Dimitra writes it down and sends the scan."""
    signed_on = (at - timedelta(days=1)).date()
    page = signed_page(terms, CHINEDU, signed_on, scanned_at=at)
    scan = Scan(signed_on, "Lagoon House, signed.pdf", hashlib.sha256(page).hexdigest())
    await storage.put(key_of(ON_PAPER, scan.sha256), page)
    digest = hash_of(terms.canonical())
    held = await signing.sign_outside(session, SIGNED, digest, scan, id=ON_PAPER, by=DIMITRA.id, at=at)
    if held:
        await pack(session, held, at=at)
    kind = kind_of(page[:HEAD])
    await receive_scan(session, ON_PAPER, size=len(page), mime=kind, by=DIMITRA.id, at=at)


def strandhall(now: datetime) -> Terms:
    """Amara’s days at Strandhall, as they were planned."""
    dates = Dates(now, STRANDHALL.time_zone)
    since, until = dates.date(STAY.starts), dates.date(STAY.ends)
    return Terms(
        title=STAY.title,
        hosts=(Host(museum_id=STRANDHALL.id, mentor_id=INGRID.id, share=100, since=since, until=until),),
        days=tuple(
            Day(on=dates.date(day.day), museum_id=STRANDHALL.id, purpose=day.purpose, place=day.place)
            for day in STAY.days
        ),
        obligations=OBLIGATIONS,
        objectives=(
            Objective(
                wanted="See how a team decides, out loud and in time, that a move must stop.",
                evidence="Three entries that say who spoke, and one promise for the court.",
            ),
        ),
        deliverables=(
            Deliverable(what="A card for the lid of every crate", due_on=until + timedelta(days=60)),
        ),
        insurance="Covered as staff of Strandhall Museum while in its buildings; travel by Lagoon House.",
        photos=PHOTOS,
        stipend=Money(amount=45_000, currency="EUR"),
        costs=(
            lodging(92_000),
            Cost(what="Travel, Ekara to Vestvåg and back", borne_by=LAGOON.id, money=euros(71_000)),
        ),
        signatories=(
            signs(Step.PARTICIPANT, AMARA),
            signs(Step.MENTOR, INGRID),
            signs(Step.HOME_MANAGER, ADWOA),
            signs(Step.SPONSOR, CHINEDU),
        ),
    )


def two_houses(now: datetime) -> Terms:
    """Five days in two months, split between Elbfurt and Zabrzeże, one of them from afar."""
    dates = Dates(now, SPEICHERHOF.time_zone)
    purposes = (
        (56, SPEICHERHOF, "Paper that was wet once", "Papierwerkstatt"),
        (57, SPEICHERHOF, "Hinges that hold and can be undone", "Papierwerkstatt"),
        (58, SPEICHERHOF, "What stands on a label, and for whom", "Kabinett"),
        (63, RZECZNE, "A guided hour without looking", "Boat hall"),
        (64, RZECZNE, "What we changed since, told by video", None),
    )
    return Terms(
        title="Paper and touch, in two houses",
        hosts=(
            Host(
                museum_id=SPEICHERHOF.id,
                mentor_id=HANNELORE.id,
                share=60,
                since=dates.date(56),
                until=dates.date(58),
            ),
            Host(
                museum_id=RZECZNE.id,
                mentor_id=MAREK.id,
                share=40,
                since=dates.date(63),
                until=dates.date(64),
            ),
        ),
        days=tuple(
            Day(
                on=dates.date(day),
                museum_id=house.id,
                purpose=purpose,
                place=place,
                remote=place is None,
            )
            for day, house, purpose, place in purposes
        ),
        obligations=OBLIGATIONS,
        objectives=(
            Objective(
                wanted="Hinge a print so that the next person can take it off again.",
                evidence="Two hinges, one of them undone by somebody else.",
            ),
            Objective(
                wanted="Lead ten people by touch and voice alone.",
                evidence="A guided hour in the court, with Marek listening in.",
            ),
        ),
        deliverables=(
            Deliverable(what="A page on hinges for the registry’s handbook", due_on=dates.date(110)),
        ),
        insurance="Covered as staff of each host while in its buildings; travel by Lagoon House.",
        photos=PHOTOS,
        stipend=Money(amount=38_000, currency="EUR"),
        costs=(
            Cost(what="Travel, three journeys", borne_by=LAGOON.id, money=euros(118_000)),
            Cost(what="A room in Elbfurt, four nights", borne_by=SPEICHERHOF.id, money=euros(36_000)),
            Cost(what="A room in Zabrzeże, two nights", borne_by=RZECZNE.id, money=euros(14_500)),
        ),
        signatories=(
            signs(Step.PARTICIPANT, AMARA),
            signs(Step.MENTOR, HANNELORE),
            signs(Step.MENTOR, MAREK),
            signs(Step.HOME_MANAGER, ADWOA),
            signs(Step.SPONSOR, CHINEDU),
        ),
    )


def lodging(amount: int) -> Cost:
    """The room that Strandhall pays for."""
    return Cost(what="A room for ten nights", borne_by=STRANDHALL.id, money=euros(amount))


def euros(cents: int) -> Money:
    """An amount in euros."""
    return Money(amount=cents, currency="EUR")


def signs(step: Step, who: Player) -> Signatory:
    """Somebody who signs for their museum."""
    return Signatory(step=step, person_id=who.id, museum_id=who.house.id)
