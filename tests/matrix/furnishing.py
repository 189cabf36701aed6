"""Furnishing the world: entries for every audience, spare ones to do something to, their bytes, and keys."""

import asyncio
import hashlib
import secrets
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.signing import begin_session, give_token
from api.keyring import stamp_of
from api.media.storage import SHAPES, Storage, key_of
from api.settings import Settings
from exchange.floor.followed import Agreement, AgreementAnswer
from exchange.floor.synced import TextVersion
from exchange.ground.sessions import Sessions
from exchange.ground.witnessing import witness
from exchange.people.tables import Membership, Person, SignedIn
from exchange.programmes.tables import Objective
from schema.engine.reading import Reading
from schema.graph import whole
from tests.matrix.askers import ACCESS, OWN, PARTICIPANT, Asker, canary
from tests.matrix.doings import (
    AUDIENCES,
    MENTOR,
    ON_APPROVED,
    ON_COMMITMENTS,
    ON_OBSERVATIONS,
    Op,
    barrier,
    captured,
    commented,
    debriefed,
    decided,
    endorsed,
    evidence,
    follow_up,
    handling,
    marked,
    new,
    noticed,
    photo,
    promised,
    proposed,
    recording,
    shown,
    text_of,
    uuid_of,
)
from tests.matrix.stage import Stage
from tests.matrix.world import NOW, Things, planned_id, revoke, tell

CONSENT = "sayConsent" in ACCESS.said["done"]
HERE, COMING = b"\xff\xd8\xff bytes that are here", b"\xff\xd8\xff bytes that come"


def sha(content: bytes) -> str:
    """What names the bytes."""
    return hashlib.sha256(content).hexdigest()


async def told(url: str, folder: Path, runner: asyncio.Runner) -> Stage:
    """Tell the world to an empty database."""
    settings = Settings(data_dir=folder, secret_key=secrets.token_hex(32), budget=0, push_budget=0)
    sessions, reading = Sessions.at(url), await Reading.at(url)
    stage = Stage(url, settings, runner, whole(), sessions, reading, stamp_of(settings))
    stage.things = await stage.as_steward(tell)
    await sign_in(stage)
    for role, things in stage.things.items():
        await entries(stage, Asker(role, OWN), things, hers=role == PARTICIPANT)
        await bytes_are_here(stage, things)
        await manager_was_asked(stage, things, hers=role == PARTICIPANT)
        await name_the_rest(stage, things)
    await stage.as_steward(revoke)
    return stage


async def sign_in(stage: Stage) -> None:
    """Give everybody a session in which they have just shown that it is them, and a key to lend."""

    async def give(session: AsyncSession) -> None:
        for one in await session.scalars(select(Person.id)):
            stage.tokens[one] = await begin_session(session, one, at=NOW)
            stage.keys[one] = await give_token(session, one, name="CMS", life=timedelta(days=1), at=NOW)
        await session.flush()
        await session.execute(update(SignedIn).values(stepped_up_at=NOW))

    await stage.as_steward(give)


async def entries(stage: Stage, author: Asker, things: Things, *, hers: bool) -> None:
    """Write an entry for each audience, all begun for the mentor, and a spare one for each operation."""
    ops: list[Op] = []
    for audience in AUDIENCES:
        seen = captured(
            things,
            text_of("Observation", audience, hers=hers),
            photos=[photo(HERE, sha(HERE), text_of("Photo", audience, hers=hers))],
            recordings=[recording(HERE, sha(HERE), text_of("Recording", audience, hers=hers))],
            tags=[{"id": new(), "word": text_of("Tag", audience, hers=hers)}],
            handling=handling(text_of("Handling", audience, hers=hers)),
        )
        seen_id = str(uuid_of(seen))
        promise = promised(things, text_of("Commitment", audience, hers=hers), seen_id)
        comment = commented(seen_id, text_of("Comment", audience, hers=hers))
        notice = noticed(seen_id)
        photo_id = seen["captureObservation"]["photos"][0]["id"]
        mark = marked(photo_id, text_of("Mark", audience, hers=hers))
        ops += [seen, promise, comment, notice, mark]
        things.ids[f"Mark {audience}"] = uuid_of(mark)
        for kind, said in (("Evidence", evidence), ("Barrier", barrier), ("FollowUp", follow_up)):
            ops.append(said(str(uuid_of(promise)), text_of(kind, audience, hers=hers)))
            things.ids[f"{kind} {audience}"] = uuid_of(ops[-1])
        parts = seen["captureObservation"]
        things.ids[f"Handling {audience}"] = UUID(parts["handling"]["id"])
        things.ids[f"Notice {audience}"] = uuid_of(notice)
        things.ids |= {f"Observation {audience}": uuid_of(seen), f"Commitment {audience}": uuid_of(promise)}
        things.ids |= {f"Comment {audience}": uuid_of(comment)}
        for kind, name in (("Photo", "photos"), ("Recording", "recordings"), ("Tag", "tags")):
            things.ids[f"{kind} {audience}"] = UUID(parts[name][0]["id"])
    for operation in ON_OBSERVATIONS:
        parts = {"photos": [photo(COMING, sha(COMING))], "recordings": [recording(COMING, sha(COMING))]}
        note = handling()
        spare = captured(things, text_of("Observation", MENTOR, hers=hers), handling=note, **parts)
        notice = noticed(str(uuid_of(spare)))
        ops += [spare, notice]
        things.ids[f"handling of {operation}"] = UUID(note["id"])
        things.ids[f"notice of {operation}"] = uuid_of(notice)
        things.ids[f"spare {operation}"] = uuid_of(spare)
        things.ids[f"photo of {operation}"] = UUID(parts["photos"][0]["id"])
        things.ids[f"recording of {operation}"] = UUID(parts["recordings"][0]["id"])
        ops.append(marked(parts["photos"][0]["id"], "Theirs."))
        things.ids[f"mark of {operation}"] = uuid_of(ops[-1])
    things.ids["Debrief"] = planned_id("ShadowingDay", things.placement)
    ops.append(debriefed(things, canary("Debrief") if hers else "Theirs."))
    for operation in ON_COMMITMENTS:
        ops.append(promised(things, text_of("Commitment", MENTOR, hers=hers)))
        things.ids[f"spare {operation}"] = uuid_of(ops[-1])
    await stage.done(author, ops)
    await reviewed(stage, author, things, hers=hers)
    if CONSENT:
        photos = [str(things.ids[f"Photo {audience}"]) for audience in AUDIENCES]
        await stage.done(author, [{"sayConsent": {"id": one, "consent": "NONE_VISIBLE"}} for one in photos])
    kinds = ("Observation", "Commitment")
    showing = [(kind, audience) for audience in AUDIENCES if audience != MENTOR for kind in kinds]
    await stage.done(
        author, [shown(kind, str(things.ids[f"{kind} {audience}"]), audience) for kind, audience in showing]
    )


async def reviewed(stage: Stage, author: Asker, things: Things, *, hers: bool) -> None:
    """The mentor decides about every entry, as long as all of them are theirs to read."""
    mentor = next(
        Asker("MENTOR", relation)
        for relation in ("placement", "network")
        if Asker("MENTOR", relation).person_id == things.mentor
    )
    ops = []
    for audience in AUDIENCES:
        reason = text_of("Decision", audience, hers=hers)
        ops.append(decided(str(things.ids[f"Observation {audience}"]), "SENT_BACK", reason))
        things.ids[f"Decision {audience}"] = uuid_of(ops[-1])
    ops.append(decided(str(things.ids["spare sendAgain"]), "SENT_BACK", "Look again."))
    await stage.done(mentor, ops)
    await stage.as_steward(partial(name_an_objective, things))
    approved = {f"Observation {audience}": "SENT_BACK" for audience in AUDIENCES}
    approved |= {f"spare {operation}": "SUBMITTED" for operation in ON_APPROVED}
    await stage.done(
        mentor, [decided(str(things.ids[one]), "APPROVED", "", start) for one, start in approved.items()]
    )
    await since_approved(stage, author, mentor, things, hers=hers)


async def since_approved(stage: Stage, author: Asker, mentor: Asker, things: Things, *, hers: bool) -> None:
    """What was approved is to be changed, and shows what its author can do."""
    wanted = {f"Amendment {audience}": f"Observation {audience}" for audience in AUDIENCES}
    wanted |= {f"Amendment {one}": f"spare {one}" for one in ("withdrawAmendment", "answerAmendment")}
    shows = {f"Endorsement {audience}": f"Observation {audience}" for audience in AUDIENCES}
    shows |= {"Endorsement withdrawEndorsement": "spare withdrawEndorsement"}
    proposals, endorsements = [], []
    for name, of in wanted.items():
        proposals.append(proposed(str(things.ids[of]), canary(name) if hers else "Theirs."))
        things.ids[name] = uuid_of(proposals[-1])
    for name, of in shows.items():
        endorsements.append(endorsed(things, str(things.ids[of]), canary(name) if hers else "Theirs."))
        things.ids[name] = uuid_of(endorsements[-1])
    await stage.done(author, proposals)
    await stage.done(mentor, endorsements)


async def name_an_objective(things: Things, session: AsyncSession) -> None:
    """Learn the id of an objective of the programme."""
    wanted = Objective.programme_id == things.ids["Programme"]
    things.ids["Objective"] = (await session.scalars(select(Objective.id).where(wanted))).one()


async def bytes_are_here(stage: Stage, things: Things) -> None:
    """Every photo and recording of an entry is safe at the museum; those of the spare ones are expected."""
    storage = Storage(stage.settings.media_address)
    for shape in SHAPES:
        await storage.put(key_of(things.participant, sha(HERE), shape), HERE)

    async def arrive(session: AsyncSession) -> None:
        for kind in ("photo", "recording"):
            of_them = "where author_id = :author and sha256 = :sha"
            arrived = f"update {kind} set state = 'VERIFIED', received_at = now() {of_them}"
            await session.execute(text(arrived), {"author": things.participant, "sha": sha(HERE)})

    await stage.as_steward(arrive)


async def manager_was_asked(stage: Stage, things: Things, *, hers: bool) -> None:
    """Somebody was asked to agree to each commitment, and is not asked any more."""

    async def ask(session: AsyncSession) -> None:
        for audience in AUDIENCES:
            things.ids[f"Agreement {audience}"] = UUID(new())
            row = Agreement(
                id=things.ids[f"Agreement {audience}"],
                commitment_id=things.ids[f"Commitment {audience}"],
                manager_id=things.mentor,
                answer=AgreementAnswer.TAKEN_BACK,
                reason=text_of("Agreement", audience, hers=hers),
                asked_at=NOW,
            )
            session.add(row)

    await stage.as_steward(ask)


async def name_the_rest(stage: Stage, things: Things) -> None:
    """Learn the ids of what the museum itself gave an id."""

    async def look(session: AsyncSession) -> None:
        for audience in AUDIENCES:
            wording = TextVersion.observation_id == things.ids[f"Observation {audience}"]
            found = await session.scalars(select(TextVersion.id).where(wording).order_by(TextVersion.rev))
            things.ids[f"TextVersion {audience}"] = found.first() or UUID(int=0)
        mine = Membership.person_id == things.participant
        things.ids["Membership"] = (await session.scalars(select(Membership.id).where(mine))).one()

    await stage.as_steward(look)
    async with stage.sessions.as_person(things.mentor) as session:
        await witness(
            session,
            "open original",
            "Photo",
            things.ids["Photo MENTOR"],
            owner=things.participant,
            by=things.mentor,
            at=NOW,
        )
    (found,) = await stage.rows("select id from access where scope_id = :owner", owner=things.participant)
    things.ids["Access"] = found.id
    things.ids["Device"] = UUID(stage.devices[things.participant])
