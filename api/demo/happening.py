"""What happened, act by act: captured, received, talked over, decided, promised."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import Player, known
from api.demo.dates import Dates
from api.demo.developing import Negative
from api.demo.landing import land
from api.demo.staging import day_id, prompt_id
from api.demo.stepping import take
from api.demo.story import LooksBack, Promise, Seen, Shot, Stay
from exchange.floor.capturing import capture
from exchange.floor.commitments import NewCommitment
from exchange.floor.committing import move, promise
from exchange.floor.debriefing import Written, write_debrief
from exchange.floor.observations import NewObservation, NewPhoto, NewTag
from exchange.floor.pushes import Doing
from exchange.floor.receiving import receive_photo, verify_photo
from exchange.floor.tables import CommitmentState
from exchange.ground.stamp import Stamp
from exchange.placements.tables import Audience

UNTIL_SIGNAL = timedelta(minutes=18)
A_PHOTO_TAKES = timedelta(seconds=4)


@dataclass(frozen=True, slots=True)
class Happening:
    """One act of one person, at its moment."""

    at: datetime
    by: Player
    act: Callable[[Doing], Awaitable[object]]
    waits: timedelta = timedelta(0)

    def heard(self, now: datetime) -> datetime:
        """When the museum hears of it: there is not always a signal."""
        return min(self.at + self.waits, now)

    async def happen(self, session: AsyncSession, *, now: datetime) -> None:
        """Do it."""
        await self.act(Doing(session, self.by.id, at=self.heard(now), captured_at=self.at))


def all_of(
    stay: Stay, developed: Mapping[Shot, Negative], stamp: Stamp, *, now: datetime
) -> Iterator[Happening]:
    """Everything that happened in a placement, thing by thing."""
    dates = Dates(now, stay.mentor.house.time_zone)
    for seen in stay.seen:
        yield from story_of(stay, seen, developed, stamp, dates)
    for number, one in enumerate(stay.promises):
        yield from promised(stay, number, one, dates)
    for back in stay.debriefs:
        yield looked_back(stay, back, dates)


def story_of(
    stay: Stay, seen: Seen, developed: Mapping[Shot, Negative], stamp: Stamp, dates: Dates
) -> Iterator[Happening]:
    """One observation from its capture to where it stands now."""
    at = dates.happened(seen.day, seen.at)
    new = observation(stay, seen, developed, dates, at)
    yield Happening(at, stay.participant, lambda doing: capture(doing, new), UNTIL_SIGNAL)
    for photo in new.photos:
        coming = min(at + UNTIL_SIGNAL + A_PHOTO_TAKES * photo.position, dates.now)

        async def arrive(doing: Doing, photo: NewPhoto = photo) -> None:
            await receive_photo(doing.session, photo.id, by=doing.by, stamp=stamp, at=doing.at)
            await verify_photo(doing.session, photo.id, at=doing.at)

        yield Happening(coming, stay.participant, arrive)
    for number, step in enumerate(seen.then):
        who, act = take(stay, seen, step, number)
        yield Happening(dates.later(max(at + UNTIL_SIGNAL, at), step.hours), who, act)


def looked_back(stay: Stay, back: LooksBack, dates: Dates) -> Happening:
    """One debrief, for the mentor to read."""
    said = Written(
        day_id=day_id(stay, back.day),
        happened=back.happened,
        so_what=back.so_what,
        changes=back.changes,
        stays=back.stays,
        audience=Audience.MENTOR,
        drawn_from=[known(f"observation {name}") for name in back.drawn_from],
    )
    at = dates.happened(back.day, back.at)
    return Happening(at, stay.participant, lambda doing: write_debrief(doing, said, base=0), UNTIL_SIGNAL)


def observation(
    stay: Stay, seen: Seen, developed: Mapping[Shot, Negative], dates: Dates, at: datetime
) -> NewObservation:
    """What the phone handed over; a night's entry belongs to no shadowing day."""
    zone = stay.mentor.house.time_zone
    on_the_day = Dates(at, zone).date(0) == dates.date(seen.day)
    return NewObservation(
        id=seen.id,
        placement_id=stay.id,
        kind=seen.kind,
        note=seen.note,
        audience=Audience.ONLY_ME if seen.private else Audience.MENTOR,
        captured_zone=zone,
        day_id=day_id(stay, seen.day) if on_the_day else None,
        prompt_id=prompt_id(stay, seen.day, seen.asked) if on_the_day and seen.asked else None,
        zone=seen.zone,
        object_number=seen.object_number,
        procedure=seen.procedure,
        tags=[NewTag(known(f"tag {seen.name} {word}"), word) for word in seen.tags],
        handling=seen.handling,
        photos=[photo(seen, shot, position, developed[shot]) for position, shot in enumerate(seen.shots)],
    )


def photo(seen: Seen, shot: Shot, position: int, negative: Negative) -> NewPhoto:
    """A photo as the phone announced it."""
    return NewPhoto(
        id=known(f"photo {seen.name} {position}"),
        sha256=negative.sha256,
        size=negative.size,
        mime="image/jpeg",
        width=negative.width,
        height=negative.height,
        position=position,
        alt=shot.alt,
        decorative=shot.alt is None,
    )


def promised(stay: Stay, number: int, one: Promise, dates: Dates) -> Iterator[Happening]:
    """One commitment and how far it has come."""
    at = dates.happened(one.day, one.at)
    promise_id = known(f"commitment {stay.name} {number}")
    new = NewCommitment(
        id=promise_id,
        placement_id=stay.id,
        sentence=one.sentence,
        due_on=dates.date(one.due),
        audience=Audience.ONLY_ME if one.private else Audience.MENTOR,
        captured_zone=stay.mentor.house.time_zone,
        observation_id=known(f"observation {one.seen}") if one.seen else None,
    )
    yield Happening(at, stay.participant, lambda doing: promise(doing, new), UNTIL_SIGNAL)
    start = CommitmentState.PROMISED
    for day, goal in one.moves:

        async def go_on(doing: Doing, start: CommitmentState = start, goal: CommitmentState = goal) -> None:
            await move(doing, promise_id, start, goal)

        yield Happening(dates.happened(day, "18:30"), stay.participant, go_on)
        start = goal
    for step_number, step in enumerate(one.then):
        who, act = land(stay, promise_id, f"commitment {stay.name} {number}, step {step_number}", step)
        # In the evening, each a minute after the one before it.
        yield Happening(dates.happened(step.day, f"19:{step_number:02}"), who, act)
