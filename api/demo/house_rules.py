"""The rules for photos at Strandhall: one forbids, one keeps with the host for a time, two warn."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import INGRID, NETWORK_ID, STRANDHALL, known
from exchange.floor.house_rules import Effect, RuleKind
from exchange.floor.ruling import NewRule, begin_rule

RULES = (
    NewRule(
        known("rule loans"),
        STRANDHALL.id,
        RuleKind.NO_LOANS,
        Effect.BLOCK,
        "Loans are not ours to photograph: their lenders decide. Write down what you see.",
        objects=("LN *",),
    ),
    NewRule(
        known("rule store"),
        STRANDHALL.id,
        RuleKind.NO_STORE_LOCATIONS,
        Effect.HOST_ONLY,
        "Photos in the cold store stay in the house, so that nobody learns from them where things stand.",
        zones=("Cold store",),
        expires_days=14,
    ),
    NewRule(
        known("rule people"),
        STRANDHALL.id,
        RuleKind.PEOPLE_IN_FRAME,
        Effect.WARN,
        "Ask the couriers before they are in your picture. They are not ours, and they mind.",
        zones=("Packing room",),
    ),
    NewRule(
        known("rule glass"),
        STRANDHALL.id,
        RuleKind.FRAGILE,
        Effect.WARN,
        "No lamp nearer than two metres: the glaze on these lifts with warmth.",
        objects=("SH 1902.*",),
    ),
)


async def say_rules(session: AsyncSession, *, now: datetime) -> None:
    """Ingrid says them today: what was photographed before is held to none of them."""
    for rule in RULES:
        await begin_rule(session, rule, network_id=NETWORK_ID, by=INGRID.id, at=now)
