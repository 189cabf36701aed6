"""What is said in confidence, as the graph shows it: to who said it, to who was told, and as themes."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.review import confiding
from exchange.review.confided import Addressee, Theme
from schema.context import Info
from schema.engine.mapping import choice
from schema.in_person import within

choice(
    Theme,
    GUIDANCE="How somebody was guided.",
    RESPECT="How people speak to and treat each other.",
    SAFETY="Whether people and objects are safe.",
    ORGANISATION="How things are planned and told.",
    FACILITIES="Rooms, tools and places to rest.",
)
choice(
    Addressee,
    COORDINATOR="The coordinators of the museum that receives.",
    PERSON="One person, by name.",
    THEME_BOX="Nobody, until five different people wrote on the theme; then the coordinators.",
)


@strawberry.type(description="Something you said in confidence.")
class MyCritique:
    """Something you said in confidence."""

    id: UUID = strawberry.field(description="Its id, made on the device.")
    theme: Theme = strawberry.field(description="What it is about.")
    addressee: Addressee = strawberry.field(description="Who it is for.")
    words: str = strawberry.field(description="What you said.")
    week: date = strawberry.field(description="The Monday of the week it was said in.")
    released: bool = strawberry.field(description="Whether the museum's coordinators know the words.")
    answers: list[str] = strawberry.field(description="What the museum answered to the theme.")


@strawberry.type(description="Something you were told in confidence, without who said it.")
class ToldCritique:
    """Something you were told in confidence, without who said it."""

    id: UUID = strawberry.field(description="Its id; it tells nothing.")
    museum: strawberry.ID = strawberry.field(description="The museum it is about.")
    theme: Theme = strawberry.field(description="What it is about.")
    words: str = strawberry.field(description="What was said.")
    week: date = strawberry.field(description="The Monday of the week it was said in.")
    released: bool = strawberry.field(description="Whether it was released to its theme.")


@strawberry.type(description="What was released to a theme of a museum that you coordinate.")
class CritiqueTheme:
    """What was released to a theme of a museum that you coordinate."""

    museum: strawberry.ID = strawberry.field(description="The museum.")
    theme: Theme = strawberry.field(description="The theme.")
    voices: int | None = strawberry.field(
        description="How many people's words were released together; null below five."
    )
    words: list[str] = strawberry.field(description="What was said, in no order.")
    answers: list[str] = strawberry.field(description="What the museum answered, oldest first.")


async def mine(info: Info) -> list[MyCritique]:
    """What you said."""
    async with within(info.context) as session:
        return [
            MyCritique(
                id=own.id,
                theme=own.theme,
                addressee=own.addressee,
                words=own.words,
                week=own.week,
                released=own.released is not None,
                answers=[answer.words for answer in await confiding.answers_to(session, own)],
            )
            for own in await confiding.my_own(session)
        ]


async def told(info: Info) -> list[ToldCritique]:
    """What you were told."""
    async with within(info.context) as session:
        return [
            ToldCritique(
                id=one.id,
                museum=strawberry.ID(f"Museum:{one.museum_id}"),
                theme=Theme(one.theme),
                words=one.words,
                week=one.week,
                released=one.released,
            )
            for one in await confiding.told_me(session, at=info.context.now())
        ]


async def themes(info: Info) -> list[CritiqueTheme]:
    """What was released."""
    async with within(info.context) as session:
        return [
            CritiqueTheme(
                museum=strawberry.ID(f"Museum:{one.museum_id}"),
                theme=Theme(one.theme),
                voices=one.voices,
                words=one.words,
                answers=one.answers,
            )
            for one in await confiding.themes(session)
        ]


Mine = Annotated[UUID, strawberry.argument(description="Something you said in confidence, by its id.")]
Told = Annotated[UUID, strawberry.argument(description="What you were told, by its id.")]
Place = Annotated[UUID, strawberry.argument(description="The museum, by its UUID; you coordinate it.")]
About = Annotated[Theme, strawberry.argument(description="The theme; something was released to it.")]
Said = Annotated[str, strawberry.argument(description="The answer; 1 to 5,000 characters.")]


async def withdraw(info: Info, id: Mine) -> bool:
    """Take it back."""
    async with within(info.context) as session:
        await confiding.withdraw(session, id)
    return True


async def release(info: Info, id: Told) -> bool:
    """Release it."""
    async with within(info.context) as session:
        await confiding.release(session, id, at=info.context.now())
    return True


async def answer(info: Info, museum_id: Place, theme: About, words: Said) -> bool:
    """Answer it."""
    async with within(info.context) as session:
        await confiding.answer_theme(session, museum_id, theme, words, at=info.context.now())
    return True


@strawberry.type
class ConfidenceReads:
    """Questions about what is said in confidence."""

    my_critiques: list[MyCritique] = strawberry.field(
        resolver=mine, description="What you said in confidence, the latest week first; no key reads it."
    )
    critiques_for_me: list[ToldCritique] = strawberry.field(
        resolver=told,
        description="What you were told in confidence, in no order; that you read it is told to who said it.",
    )
    critique_themes: list[CritiqueTheme] = strawberry.field(
        resolver=themes, description="What was released to the themes of the museums that you coordinate."
    )


@strawberry.type
class ConfidenceWrites:
    """What can be done with what is said in confidence."""

    withdraw_critique: bool = strawberry.mutation(
        resolver=withdraw,
        description="Take back what you said in confidence, for good; until it is released.",
    )
    release_critique: bool = strawberry.mutation(
        resolver=release,
        description="Release what you were told to its theme, without who said it.",
    )
    answer_theme: bool = strawberry.mutation(
        resolver=answer,
        description="Answer a theme of your museum, for everybody whose words were released to it.",
    )
