"""What a coordinator asks for at their desk."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry
from sqlalchemy import select

from exchange.desk import collecting, finding, papers, staffing, watching
from exchange.desk.covering import Covered, covered
from exchange.desk.finding import Found, Hit
from exchange.desk.staffing import Staff
from exchange.desk.stages import Case, Stage
from exchange.desk.stays import Stay
from exchange.desk.urgency import Pending, most_urgent_first, urgency
from exchange.people.tables import Museum
from exchange.review.waiting import loads
from schema.context import Info
from schema.desk.types import (
    Desk,
    DeskAction,
    DeskCase,
    DeskHit,
    DeskName,
    DeskPerson,
    DeskPost,
    DeskStay,
)
from schema.in_person import somebody, within

Words = Annotated[
    str,
    strawberry.argument(description="Words of its name, however they are spelt; at most 6, else `INVALID`."),
]
PATHS = {
    Found.PERSON: "/desk?person={}",
    Found.MUSEUM: "/desk?museum={}",
    Found.CALL: "/calls/{}",
    Found.APPLICATION: "/applications/{}",
    Found.AGREEMENT: "/agreements/{}",
    Found.PLACEMENT: "/desk?person={}",
}


async def desk(info: Info) -> Desk | None:
    """What lies on the desk."""
    at = info.context.now()
    today = at.date()
    async with within(info.context) as session:
        mine = await covered(session, by=somebody(info.context), at=at)
        if not mine:
            return None
        lying = await collecting.papers(session, mine)
        waiting = await loads(session, mine.museums)
        pending = [*papers.pending(lying), *await watching.watched(session, mine), *watching.reviews(waiting)]
        stays = [*papers.stays(lying, today=today), *await collecting.closed(session, today=today)]
        museums = (await session.execute(select(Museum.id, Museum.name).order_by(Museum.name))).all()
        everybody = await staffing.staff(session, mine, waiting)
    pending += await newcomers(info, mine)
    order = list(Stage)
    cases = sorted(
        papers.cases(lying, today=today), key=lambda one: (order.index(one.stage), one.since, one.id)
    )
    return Desk(
        today=today,
        programmes=[DeskName(id=one, name=name) for one, name in mine.programmes.items()],
        museums=[DeskName(id=one, name=name) for one, name in museums],
        actions=[action(one, today=today) for one in most_urgent_first(pending, today=today)],
        cases=[case(one) for one in cases],
        stays=[stay(one) for one in stays],
        people=[person(one) for one in everybody],
    )


async def newcomers(info: Info, mine: Covered) -> Sequence[Pending]:
    """Who waits to be admitted, whom the steward alone can see."""
    async with info.context.sessions.as_steward() as session:
        return await watching.admissions(session, mine)


def action(one: Pending, *, today: date) -> DeskAction:
    """Something that needs somebody, as the graph shows it."""
    return DeskAction(
        needs=one.needs,
        urgency=urgency(one, today=today),
        about=one.about_id,
        path=one.path,
        since=one.since,
        until=one.until,
        person_id=one.person_id,
        person=one.person,
        what=one.what,
        whose=one.whose,
        count=one.count,
        programme=one.programme_id,
        museums=list(one.museum_ids),
    )


def case(one: Case) -> DeskCase:
    """Somebody on their way, as the graph shows it."""
    return DeskCase(
        id=one.id,
        stage=one.stage,
        since=one.since,
        person_id=one.person_id,
        person=one.person,
        title=one.title,
        museums=list(one.museum_ids),
        programme=one.programme_id,
        path=one.path,
    )


def stay(one: Stay) -> DeskStay:
    """Some days at a museum, as the graph shows them."""
    return DeskStay(
        sure=one.sure,
        museum=one.museum_id,
        since=one.since,
        until=one.until,
        person_id=one.person_id,
        person=one.person,
        programme=one.programme_id,
        path=one.path,
    )


def person(one: Staff) -> DeskPerson:
    """Somebody of the network, as the graph shows them."""
    return DeskPerson(
        id=one.id,
        name=one.name,
        posts=[DeskPost(museum=post.museum_id, name=post.museum, role=post.role) for post in one.posts],
        waiting=one.waiting,
        oldest=one.oldest,
    )


async def found(info: Info, words: Words) -> list[DeskHit]:
    """What has these words in its names."""
    async with within(info.context) as session:
        hits = await finding.find(session, words)
    return [hit(one) for one in hits]


def hit(one: Hit) -> DeskHit:
    """Something that was found, as the graph shows it."""
    path = PATHS[one.kind].format(one.leads_to)
    return DeskHit(kind=one.kind, id=one.id, title=one.title, beside=one.beside, path=path)


@strawberry.type
class DeskReads:
    """Questions of a coordinator."""

    desk: Desk | None = strawberry.field(
        resolver=desk,
        description="What needs action now, who has come how far, and who is where, for the programmes and "
        "museums you coordinate; null where that is none. No key reads it.",
    )
    desk_search: list[DeskHit] = strawberry.field(
        resolver=found,
        description="People, museums, calls, applications, agreements and placements that you may see, by "
        "their names; at most 8 of each. No key reads it.",
    )
