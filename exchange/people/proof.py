"""Stepping up: what reaches far is done only by somebody who has just shown that it is them."""

from datetime import datetime, timedelta

from exchange.ground.refusals import Refused

HOLDS = timedelta(minutes=15)
STEP_UP = "STEP_UP"
SHOW_THAT_IT_IS_YOU = "Show first that it is you, with a code or a passkey; then do it again."


def must_have_stepped_up(stepped_up_at: datetime | None, *, at: datetime) -> None:
    """Refuses whoever has not shown within the last fifteen minutes that it is them."""
    if stepped_up_at is None or at - stepped_up_at >= HOLDS:
        raise Refused(STEP_UP, SHOW_THAT_IT_IS_YOU)
