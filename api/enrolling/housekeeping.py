"""The rules for photos of the museums in a file."""

from sqlalchemy import select

from api.enrolling import roll
from api.enrolling.reading import Mistake
from api.enrolling.register import Register
from exchange.floor.house_rules import PhotoRule
from exchange.floor.ruling import NewRule, begin_rule
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused


async def rule(register: Register, said: roll.Rule, where: str) -> None:
    """One rule, unless the museum said it before; one that was ended stays ended."""
    museum = register.museum(said.museum, f"{where}, museum")
    same = PhotoRule.museum_id == museum.id, PhotoRule.sentence == said.sentence
    if await register.session.scalar(select(PhotoRule.id).where(*same).limit(1)):
        register.there["rule"] += 1
        return
    new = NewRule(uuid7(register.at), museum.id, **said.model_dump(exclude={"museum"}))
    try:
        await begin_rule(register.session, new, network_id=register.network.id, by=None, at=register.at)
    except Refused as no:
        raise Mistake(f"{where}, {no.field}: {no.sentence}") from no
    register.new["rule"] += 1
