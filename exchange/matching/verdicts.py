"""What a run says about one application, for whoever applied: their own reasons, and nobody else."""

from collections.abc import Iterator, Mapping
from typing import Any

from exchange.matching.change import Kind

OF_OTHERS = ("runner_up",)


def verdicts(answer: Mapping[str, Any], run: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The verdict on each application: the stay that is proposed, or the one change that would help."""
    for stay in answer["stays"]:
        mine = {name: value for name, value in stay.items() if name not in OF_OTHERS}
        yield stay["applicant"], {"run": run, "stay": mine, "change": None}
    for one in answer["left_over"]:
        yield one["applicant"], {"run": run, "stay": None, "change": kept_apart(one["change"])}


def kept_apart(change: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A change without what somebody needs: they know, and an application is read by others too."""
    if change is None:
        return None
    return {**change, "values": [] if change["kind"] == Kind.ADJUSTMENT_OF_HOST else change["values"]}
