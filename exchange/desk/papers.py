"""The papers on the desk, applications, agreements and placements: what they ask for, and who is where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from exchange.desk.stages import OF_APPLICATION, Case, of_agreement, of_stay
from exchange.desk.stays import Stay, Sure, window
from exchange.desk.urgency import Needs, Pending
from exchange.matching.tables import Application, ApplicationState
from exchange.placements.agreements import PlacementAgreement
from exchange.placements.chain import AgreementState
from exchange.placements.tables import Placement
from exchange.placements.terms import Terms
from exchange.programmes.calls import Call


@dataclass(frozen=True, slots=True)
class Applied:
    """An application with its call, who applies, who sponsors them, and whether a waiver is still missing."""

    row: Application
    call: Call
    person: str
    sponsor: str | None
    wants_waiver: bool

    @property
    def moved_at(self) -> datetime:
        """Since when it stands where it stands."""
        return max(self.row.changed_at, self.row.submitted_at or self.row.changed_at)

    @property
    def path(self) -> str:
        """Where it is looked at."""
        return f"/applications/{self.row.id}"


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement as its newest version says it, how far that has come, and whose turn it is."""

    row: PlacementAgreement
    person: str
    terms: Terms
    state: AgreementState
    signatory: str | None
    moved_at: datetime

    @property
    def first_day(self) -> date:
        """The first day of its first stay."""
        return min(host.since for host in self.terms.hosts)

    @property
    def path(self) -> str:
        """Where it is looked at."""
        return f"/agreements/{self.row.id}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement, and who is lent."""

    row: Placement
    person: str


@dataclass(frozen=True, slots=True)
class Papers:
    """All of them, as the one whose desk it is may see them."""

    applications: Sequence[Applied]
    agreements: Sequence[Agreed]
    placements: Sequence[Placed]


def pending(papers: Papers) -> Iterator[Pending]:
    """What applications and agreements ask for."""
    for applied in papers.applications:
        yield from asked_by(applied)
    for agreed in papers.agreements:
        if agreed.state is not AgreementState.IN_FORCE:
            yield unsigned(agreed)


def asked_by(applied: Applied) -> Iterator[Pending]:
    """What an application asks for: a waiver, a decision, a pledge."""
    row = applied.row
    if applied.wants_waiver:
        closes = applied.call.closes_at.astimezone(ZoneInfo(applied.call.zone)).date()
        yield about(applied, Needs.WAIVER, until=closes)
    if row.state is ApplicationState.SUBMITTED:
        yield about(applied, Needs.DECISION)
    if row.state in (ApplicationState.SUBMITTED, ApplicationState.BEFORE_COMMITTEE) and not row.pledged_at:
        yield about(applied, Needs.PLEDGE, whose=applied.sponsor)


def about(applied: Applied, needs: Needs, *, until: date | None = None, whose: str | None = None) -> Pending:
    """What an application needs."""
    return Pending(
        needs=needs,
        about_id=applied.row.id,
        path=applied.path,
        since=applied.moved_at,
        until=until,
        person_id=applied.row.person_id,
        person=applied.person,
        what=applied.call.title,
        whose=whose,
        programme_id=applied.row.programme_id,
        museum_ids=(applied.row.home_id,),
    )


def unsigned(agreed: Agreed) -> Pending:
    """What an agreement needs: a signature before its first day, or other words."""
    refused = agreed.state is AgreementState.REFUSED
    return Pending(
        needs=Needs.REWORDING if refused else Needs.SIGNATURE,
        about_id=agreed.row.id,
        path=agreed.path,
        since=agreed.moved_at,
        until=agreed.first_day,
        person_id=agreed.row.participant_id,
        person=agreed.person,
        what=agreed.terms.title,
        whose=agreed.signatory,
        programme_id=agreed.row.programme_id,
        museum_ids=(agreed.row.home_id, *(host.museum_id for host in agreed.terms.hosts)),
    )


def cases(papers: Papers, *, today: date) -> Iterator[Case]:
    """Everybody on their way, once: what an application led to stands for it."""
    later = followed(papers)
    for applied in papers.applications:
        if not led_on(applied, later):
            yield of_applied(applied)
    for agreed in papers.agreements:
        if agreed.state is not AgreementState.IN_FORCE:
            yield of_agreed(agreed)
    for one in papers.placements:
        yield of_placed(one, today=today)


def followed(papers: Papers) -> dict[tuple[UUID, UUID], date]:
    """When the latest agreement was made, or the latest placement begins, by person and programme."""
    found: dict[tuple[UUID, UUID], date] = {}
    rows: list[tuple[PlacementAgreement | Placement, date]]
    rows = [(one.row, one.row.made_at.date()) for one in papers.agreements]
    rows += [(one.row, one.row.starts_on) for one in papers.placements]
    for row, on in rows:
        whose = row.participant_id, row.programme_id
        found[whose] = max(on, found.get(whose, on))
    return found


def led_on(applied: Applied, later: Mapping[tuple[UUID, UUID], date]) -> bool:
    """Whether an accepted application has become an agreement or a placement of the same person since."""
    row = applied.row
    since = later.get((row.person_id, row.programme_id))
    return row.state is ApplicationState.ACCEPTED and since is not None and since >= row.made_at.date()


def of_applied(applied: Applied) -> Case:
    """Somebody who applied."""
    row = applied.row
    return Case(
        id=row.id,
        stage=OF_APPLICATION[row.state],
        since=applied.moved_at.date(),
        person_id=row.person_id,
        person=applied.person,
        title=applied.call.title,
        museum_ids=(row.home_id,),
        programme_id=row.programme_id,
        path=applied.path,
    )


def of_agreed(agreed: Agreed) -> Case:
    """Somebody about whom museums agree."""
    row = agreed.row
    return Case(
        id=row.id,
        stage=of_agreement(agreed.state),
        since=agreed.moved_at.date(),
        person_id=row.participant_id,
        person=agreed.person,
        title=agreed.terms.title,
        museum_ids=(row.home_id, *(host.museum_id for host in agreed.terms.hosts)),
        programme_id=row.programme_id,
        path=agreed.path,
    )


def of_placed(placed: Placed, *, today: date) -> Case:
    """Somebody who is lent; since the day on which the stage began, or begins."""
    row = placed.row
    return Case(
        id=row.id,
        stage=of_stay(row.starts_on, row.ends_on, today=today),
        since=row.ends_on if row.ends_on < today else row.starts_on,
        person_id=row.participant_id,
        person=placed.person,
        title=row.title,
        museum_ids=(row.home_id, row.host_id),
        programme_id=row.programme_id,
        path=agreement_of(row) or f"/desk?person={row.participant_id}",
    )


def agreement_of(placement: Placement) -> str | None:
    """Where the agreement of a placement is looked at."""
    return f"/agreements/{placement.agreement_id}" if placement.agreement_id else None


def stays(papers: Papers, *, today: date) -> Iterator[Stay]:
    """Who is where in the weeks to come, by placements and by agreements that are not signed yet."""
    begins, ends = window(today)
    for one in papers.placements:
        row = one.row
        if row.starts_on <= ends and row.ends_on >= begins:
            yield Stay(
                sure=Sure.AGREED,
                museum_id=row.host_id,
                since=row.starts_on,
                until=row.ends_on,
                person_id=row.participant_id,
                person=one.person,
                programme_id=row.programme_id,
                path=agreement_of(row),
            )
    for agreed in papers.agreements:
        if agreed.row.in_force is None:
            yield from proposed(agreed, begins, ends)


def proposed(agreed: Agreed, begins: date, ends: date) -> Iterator[Stay]:
    """The stays that an agreement would bring."""
    for host in agreed.terms.hosts:
        if host.since <= ends and host.until >= begins:
            yield Stay(
                sure=Sure.PROPOSED,
                museum_id=host.museum_id,
                since=host.since,
                until=host.until,
                person_id=agreed.row.participant_id,
                person=agreed.person,
                programme_id=agreed.row.programme_id,
                path=agreed.path,
            )
