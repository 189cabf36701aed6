"""Who may see a row: the one place where it is written.

Every table has forced row-level security. The app runs as `understudy_app` and sees a row only when the
row's scope is one of the scopes of the person the transaction was entered as (`enter_as`); without a
person it sees nothing. Sign-in, jobs and the command line run as `understudy_steward`, who sees all.
What stands here under a table's name is the app's condition; a table without one is closed to the app.
"""

from collections.abc import Iterable, Iterator

APP = "understudy_app"
STEWARD = "understudy_steward"


def in_my_scopes(column: str) -> str:
    """Belongs to a scope of mine; the scopes are read once per statement, not once per row."""
    return f"{column} = any((select my_scopes())::uuid[])"


def or_i_took_part(column: str) -> str:
    """Or is what a placement of mine is told with: what I wrote stays mine, also when my last role has ended.

    That is myself, each placement in which I am the participant or the mentor, and the names that stand in
    it: two people, two museums, the programme, the network. Nothing that was written there is among them.
    """
    return f"or {column} = any((select took_part())::uuid[])"


READ_IN_A_CIRCLE = "id = any((select shown_to_me())::uuid[])"
"""The placement of what I read, as long as there is something to read in a circle of mine."""


RELEASED_WITH_MINE = (
    "exists (select from critique mine where mine.museum_id = critique_answer.museum_id "
    "and mine.theme = critique_answer.theme and mine.released is not null)"
)
"""A museum's answer to a theme is for those who said something in confidence that was released to it."""


OF_WHAT_IS_MINE = "observation_id = any(array(select id from observation where restricted is not null))"
"""The custodians of an entry are known to its author, and each of them knows of themselves."""


I_MANAGE_AT_HOME = "home_manager_id = (select me()) and home_id = any((select my_scopes())::uuid[])"
"""The placement of somebody whom I lend: I am named for it, and work at their home museum still."""


I_WAS_ASKED_TO_AGREE = (
    "manager_id = (select me()) "  # noqa: S608 - no value stands in it
    f"and placement_id = any(array(select id from placement where {I_MANAGE_AT_HOME}))"
)
"""A commitment that its author asked me to agree to; for as long as I manage them at home."""


APPLIED = (
    f"{in_my_scopes('person_id')} or {in_my_scopes('sponsor_id')} "
    f"or ({in_my_scopes('programme_id')} and (submitted_at is not null or asks_waiver is not null))"
)
"""An application is for whoever applies and whom they named as sponsor; a programme's coordinators read it
once it was submitted, or when they are asked to overlook what is not met."""


CALLED = f"({in_my_scopes('network_id')} and state <> 'DRAFT') or {in_my_scopes('programme_id')}"
"""A call is for the whole network, as soon as it is no draft any more."""


WITH_ITS_APPLICATION = "exists (select from application where application.id = application_id)"
"""Whoever reads an application reads what was waived for it."""


WITH_ITS_COMMITMENT = "exists (select from commitment where commitment.id = commitment_id)"
"""Whoever reads a commitment reads what became of it: the commitment's own condition holds in there."""


WITH_ITS_AGREEMENT = "exists (select from placement_agreement where placement_agreement.id = agreement_id)"
"""Whoever reads a placement agreement reads its versions, who signed them, who stands in for whom, and which
of its stays were called off."""


WITH_ITS_SIGNATURE = "exists (select from signature where signature.id = signature_scan.id)"
"""Whoever reads that somebody signed on paper reads the scan of it."""


ASKED_AS_MENTOR = "mentor_id = (select me()) and asked_at is not null"
"""A mentor reads their own turn, as soon as they were asked: not who comes before or after them."""


WITH_MY_TURN = "exists (select from mentor_turn where mentor_turn.request_id = mentor_request.id)"
"""Whoever reads a turn reads what is requested."""


def between_the_two(column: str) -> str:
    """Belongs to a scope of mine; in a circle of readers, only when the placement itself is mine.

    What was said about an entry, and how it was worded before, stays between its author and the mentor.
    """
    others = "select scope_id from circle where placement_id <> all((select my_scopes())::uuid[])"
    return f"{in_my_scopes(column)} and {column} <> all(array({others}))"


WHEN_DECIDED = "exists (select from motion where motion.id = motion_id and state <> 'OPEN')"
"""How others voted is read when it can no longer sway anybody."""


SEEN: dict[str, str] = {
    "scope": in_my_scopes("id"),
    "scope_member": in_my_scopes("person_id"),
    "feed": in_my_scopes("scope_id"),
    "journal": in_my_scopes("scope_id"),
    "access": in_my_scopes("scope_id"),
    "feed_epoch": "(select me()) is not null",
    "receipt": in_my_scopes("person_id"),
    "network": f"{in_my_scopes('id')} {or_i_took_part('id')}",
    "museum": f"{in_my_scopes('network_id')} {or_i_took_part('id')}",
    "person": f"{in_my_scopes('network_id')} {or_i_took_part('id')}",
    "membership": in_my_scopes("network_id"),
    "charter": in_my_scopes("network_id"),
    "ratification": in_my_scopes("network_id"),
    "seat": in_my_scopes("network_id"),
    "declaration": "person_id = (select me())",
    "motion": in_my_scopes("network_id"),
    "matter": "may_read_matter(motion_id)",
    "vote": f"person_id = (select me()) or may_read_matter(motion_id) and {WHEN_DECIDED}",
    "programme": f"{in_my_scopes('network_id')} {or_i_took_part('id')}",
    "objective": in_my_scopes("network_id"),
    "rule_set": in_my_scopes("network_id"),
    "need": in_my_scopes("network_id"),
    "blackout": in_my_scopes("network_id"),
    "call": CALLED,
    "application": APPLIED,
    "waiver": WITH_ITS_APPLICATION,
    "offer": in_my_scopes("network_id"),
    "match_run": in_my_scopes("programme_id"),
    "placement": f"{in_my_scopes('id')} or {in_my_scopes('programme_id')} or {READ_IN_A_CIRCLE} "
    f"{or_i_took_part('id')} or ({I_MANAGE_AT_HOME})",
    "placement_agreement": f"{in_my_scopes('id')} or {in_my_scopes('programme_id')}",
    "agreement_version": WITH_ITS_AGREEMENT,
    "signature": WITH_ITS_AGREEMENT,
    "signature_scan": WITH_ITS_SIGNATURE,
    "delegation": WITH_ITS_AGREEMENT,
    "called_off": WITH_ITS_AGREEMENT,
    "mentor_request": f"{in_my_scopes('programme_id')} or {WITH_MY_TURN}",
    "mentor_turn": f"{in_my_scopes('programme_id')} or ({ASKED_AS_MENTOR})",
    "booked_day": "person_id = (select me())",
    "circle": in_my_scopes("scope_id"),
    "shadowing_day": in_my_scopes("placement_id"),
    "plan_item": in_my_scopes("placement_id"),
    "prompt": in_my_scopes("placement_id"),
    "observation": in_my_scopes("scope_id"),
    "photo_rule": in_my_scopes("network_id"),
    "handling": in_my_scopes("scope_id"),
    "notice": in_my_scopes("scope_id"),
    "custodian": f"person_id = (select me()) or {OF_WHAT_IS_MINE}",
    "tag": in_my_scopes("scope_id"),
    "photo": in_my_scopes("scope_id"),
    "recording": in_my_scopes("scope_id"),
    "mark": in_my_scopes("scope_id"),
    "upload": in_my_scopes("person_id"),
    "commitment": f"{in_my_scopes('scope_id')} or ({I_WAS_ASKED_TO_AGREE})",
    "agreement": WITH_ITS_COMMITMENT,
    "evidence": WITH_ITS_COMMITMENT,
    "barrier": WITH_ITS_COMMITMENT,
    "follow_up": WITH_ITS_COMMITMENT,
    "comment": between_the_two("scope_id"),
    "decision": between_the_two("scope_id"),
    "amendment": between_the_two("scope_id"),
    "endorsement": between_the_two("scope_id"),
    "debrief": in_my_scopes("scope_id"),
    "text_version": between_the_two("scope_id"),
    "critique": "author_id = (select me())",
    "critique_answer": RELEASED_WITH_MINE,
    "adjustment": "person_id = (select me())",
    "adjustment_reader": "owner_id = (select me())",
    "device": in_my_scopes("person_id"),
    "quarantined_op": in_my_scopes("person_id"),
    "archive": in_my_scopes("person_id"),
    "erasure": in_my_scopes("person_id"),
}

WRITTEN: dict[str, str] = {
    "receipt": "insert, update",
    "rule_set": "insert",
    "need": "insert, update",
    "blackout": "insert, update",
    "call": "insert, update",
    "application": "insert, update",
    "waiver": "insert",
    "offer": "insert, update",
    "match_run": "insert",
    "charter": "insert, update",
    "ratification": "insert",
    "seat": "insert, update",
    "declaration": "insert, update",
    "motion": "insert, update",
    "matter": "insert",
    "vote": "insert, update",
    "placement": "update",
    "observation": "insert, update",
    "tag": "insert, update",
    "photo": "insert, update",
    "recording": "insert, update",
    "photo_rule": "insert, update",
    "handling": "insert, update",
    "notice": "insert, update",
    "mark": "insert, update",
    "upload": "insert, update, delete",
    "commitment": "insert, update",
    "agreement": "insert, update",
    "evidence": "insert, delete",
    "barrier": "insert, update",
    "follow_up": "insert, update",
    "comment": "insert, update",
    "decision": "insert",
    "amendment": "insert, update",
    "endorsement": "insert, update",
    "debrief": "insert, update",
    "text_version": "insert, update",
    "critique": "insert",
    "adjustment": "insert, update, delete",
    "adjustment_reader": "insert, delete",
    "device": "insert, update",
    "quarantined_op": "insert",
}
"""What the app may write, in its own scopes; every other table is written by the steward alone."""


def policies(tables: Iterable[str]) -> Iterator[str]:
    """The statements that put every given table under forced row-level security."""
    for table in tables:
        yield f"alter table {table} enable row level security"
        yield f"alter table {table} force row level security"
        yield f"create policy steward_sees_all on {table} to {STEWARD} using (true) with check (true)"
        yield f"grant select, insert, update, delete on {table} to {STEWARD}"
        yield f"grant select on {table} to {APP}"
        if condition := SEEN.get(table):
            policy = f"create policy in_my_scopes on {table} to {APP}"
            yield f"{policy} using ({condition}) with check ({condition})"
        if written := WRITTEN.get(table):
            yield f"grant {written} on {table} to {APP}"
