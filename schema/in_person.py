"""What is asked and done in person: by whoever is signed in, in the app itself, never with a lent key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from graphql import GraphQLError
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.refusals import Refused
from schema.context import Context


def somebody(context: Context) -> UUID:
    """Who asks, in the app itself: no key opens what is between people."""
    if context.person_id is None or context.lent:
        raise GraphQLError("Sign in first.", extensions={"code": "UNAUTHENTICATED"})
    return context.person_id


@asynccontextmanager
async def within(context: Context) -> AsyncIterator[AsyncSession]:
    """A transaction of whoever asks; a refusal of it becomes an error with a code."""
    try:
        async with context.sessions.as_person(somebody(context)) as session:
            yield session
    except Refused as no:
        raise GraphQLError(no.sentence, extensions={"code": no.code, "field": no.field}) from None
