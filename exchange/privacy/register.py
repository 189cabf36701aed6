"""The register: of every table why it is kept, how long, whose its rows are, and what erasing leaves of them.

`python -m api register` prints it; a table without a line here stops the tests. The order is the one in
which a person is erased: what is needed to find other rows goes last.
"""

from exchange.privacy.agreed import AGREED, PROGRAMME
from exchange.privacy.called import CALLED, PERSON
from exchange.privacy.entries import ENTRIES
from exchange.privacy.kept import DELETED, Kept
from exchange.privacy.scrubs import NOTHING

# A line that somebody read what they were told in confidence stands in the scope of whoever said it: who was
# told never gets that line, nor their own reading of it, because it would say by whom.


REGISTER: dict[str, Kept] = {
    "archive": Kept(
        "An archive of all their data, for the person who asked for it.",
        "24 hours after it was made",
        mine="person_id = :person",
        erased=DELETED,
    ),
    "receipt": Kept(
        "So that an operation sent twice takes effect once, and has a signed receipt.",
        "400 days, and until the device has its answer",
        mine="person_id = :person",
        erased=DELETED,
    ),
    "quarantined_op": Kept(
        "Operations that could not be taken, so that what somebody wrote is not only on a phone.",
        "400 days",
        mine="person_id = :person",
        erased=DELETED,
    ),
    "upload": Kept(
        "How far the bytes of a photo, a recording or a scan have come.",
        "until they are complete or expire",
        mine="person_id = :person",
        erased=DELETED,
    ),
    **ENTRIES,
    "access": Kept(
        "Who read originals and guarded rows, for whom they belong to.",
        "6 years",
        mine="scope_id = :person",
        also="by_id = :person and what not in ('Critique', 'Adjustment')",
        erased=DELETED,
    ),
    "reminder_wish": Kept(
        "How somebody wants to be reminded, and when they are left in peace.",
        PERSON,
        mine="person_id = :person",
        erased=DELETED,
    ),
    "reminder": Kept(
        "Of what somebody was reminded, and when: kind and id, no content, so that it is said once.",
        "400 days",
        mine="person_id = :person",
        erased=DELETED,
    ),
    "push_subscription": Kept(
        "Browsers that can be pushed to; the address and its keys are sealed.",
        "until it is switched off, its push service forgets it, or its session goes",
        mine="person_id = :person",
        secret=("session_hash", "endpoint_hash", "sealed"),
        erased=DELETED,
    ),
    "passkey": Kept(
        "The public half of a passkey, to sign in with.",
        "until it is taken away",
        mine="person_id = :person",
        secret=("public_key", "credential_id"),
        erased=DELETED,
    ),
    "passkey_challenge": Kept(
        "What a browser was asked to sign.",
        "five minutes",
        mine="person_id = :person",
        archived=False,
        erased=DELETED,
    ),
    "session": Kept(
        "In which browsers somebody is signed in.",
        "45 days after it ended, 90 days after it was last seen",
        mine="person_id = :person",
        secret=("token_hash",),
        erased=DELETED,
    ),
    "access_token": Kept(
        "Keys with which partner systems read for somebody.",
        "400 days after they ended",
        mine="person_id = :person",
        secret=("token_hash",),
        erased=DELETED,
    ),
    "device": Kept(
        "Phones with a queue: when they were last seen and what waits on them.",
        PERSON,
        mine="person_id = :person",
        erased="revoked_at = coalesce(revoked_at, :at), waiting = null, oldest_waiting_at = null",
    ),
    "sign_in_code": Kept(
        "Codes that were sent to an address, hashed.",
        "a day",
        mine="email in (select email from sign_in_address where person_id = :person)",
        secret=("code_hash", "browser_hash", "place_hash"),
        erased=DELETED,
    ),
    "identity": Kept(
        "By what a museum's own sign-in knows somebody.",
        PERSON,
        mine="person_id = :person",
        erased=DELETED,
    ),
    "newcomer": Kept(
        "Somebody their museum vouches for, until they are admitted or turned away.",
        "400 days",
        mine="email in (select email from sign_in_address where person_id = :person)",
        erased=DELETED,
    ),
    "webhook": Kept(
        "Addresses of partner systems that are told of changes, by whose rights, and their sealed secrets.",
        PERSON,
        mine="person_id = :person",
        secret=("secret", "former_secret"),
        erased=DELETED,
    ),
    "calendar_feed": Kept(
        "The address at which a calendar program reads somebody's days, by the hash of its secret.",
        PERSON,
        mine="person_id = :person",
        secret=("secret_hash",),
        erased=DELETED,
    ),
    "oauth_code": Kept(
        "Codes by which a program of a partner is let in by somebody.",
        "a day after they end",
        mine="person_id = :person",
        secret=("code_hash", "challenge"),
        erased=DELETED,
    ),
    "oauth_token": Kept(
        "Tokens with which programs of partners read, for somebody or for themselves.",
        "90 days after they end",
        mine="person_id = :person",
        secret=("token_hash", "successor"),
        erased=DELETED,
    ),
    "sign_in_address": Kept(
        "The e-mail address somebody signs in with.",
        PERSON,
        mine="person_id = :person",
        erased=DELETED,
    ),
    "scope_member": Kept(
        "Who belongs to which circle of readers, and since when.",
        PERSON,
        mine="person_id = :person",
        erased="left_at = least(coalesce(left_at, :at), :at)",
    ),
    "vote": Kept(
        "How somebody on the committee voted, and why; what was counted stands with the motion.",
        "for good: the network's own record",
        mine="person_id = :person",
        erased=DELETED,
    ),
    "matter": Kept(
        "What was put to the committee, for whoever has no conflict of interest in it.",
        "for good: the network's own record",
        mine=":person = any(persons || beside)",
        archived=False,
        erased=f"title = '{NOTHING}', words = '', persons = array_remove(persons, :person)"
        ", beside = array_remove(beside, :person)",
    ),
    "motion": Kept(
        "That something was put to the committee, by whom, and how it was decided.",
        "for good: the network's own record",
        mine="put_by_id = :person",
    ),
    "declaration": Kept(
        "What interests somebody on the committee declared; the register shows its kind, museum and year.",
        "as long as its person is here",
        mine="person_id = :person",
        along="about_person_id = :person",
        erased=DELETED,
    ),
    "seat": Kept(
        "Who sat on the committee, and for which term.",
        "for good: the network's own record",
        mine="person_id = :person",
        erased="until = greatest(least(until, cast(:at as date)), since + 1)",
    ),
    "ratification": Kept(
        "Which museum holds to which version of the charter, and who signed for it.",
        "for good: the network's own record",
        mine="signatory_id = :person",
    ),
    "charter": Kept("What the museums of a network agreed to, version by version.", "for good"),
    "membership": Kept(
        "What somebody does at which museum.",
        PROGRAMME,
        mine="person_id = :person",
        erased="until = least(coalesce(until, cast(:at as date)), cast(:at as date))",
        told="Membership",
        scope="network_id",
    ),
    "person": Kept(
        "The name somebody goes by, and the language they read.",
        "until they are erased; their id stays",
        mine="id = :person",
        erased=f"name = '{NOTHING}', locale = 'en'",
        told="Person",
        scope="network_id",
    ),
    **CALLED,
    **AGREED,
    "critique": Kept(
        "What somebody said about a museum in confidence; the week alone, and nobody's name for the museum.",
        PROGRAMME,
        mine="author_id = :person",
        erased="author_id = null, words = case when released is null then '' else words end",
    ),
    "critique_release": Kept("How many people's words were released to a theme at once.", PROGRAMME),
    "critique_answer": Kept("What a museum answered to a theme.", PROGRAMME),
    "adjustment_reader": Kept(
        "Whom somebody named to see what helps them.",
        "as long as what they were named for",
        mine="owner_id = :person",
        erased=DELETED,
    ),
    "adjustment": Kept(
        "What helps somebody during a placement, sealed, for whom they name.",
        "until they take it back; at most 30 days after the placement",
        mine="person_id = :person",
        erased=DELETED,
    ),
    "circle": Kept("Who reads what a placement shows to more than its mentor, as a scope.", PROGRAMME),
    "photo_rule": Kept("A museum’s rules for photos, each with the time it held.", "as long as its museum"),
    "shadowing_day": Kept("What a day beside a mentor is for.", PROGRAMME),
    "plan_item": Kept("What is planned on a day.", PROGRAMME),
    "prompt": Kept("Questions worth watching for.", PROGRAMME),
    "programme": Kept("A round of placements.", "for good: the network's own record"),
    "objective": Kept("What a programme wants to be understood.", PROGRAMME),
    "museum": Kept("The museums of a network.", "as long as they belong to it"),
    "identity_provider": Kept(
        "Museums' own sign-ins, and our sealed secrets there.", "until they are taken away"
    ),
    "oauth_client": Kept("Programs of partners, who approved them, what they may read.", "for good"),
    "oauth_assertion": Kept("By what a signed sign-in of a program is known again.", "until it ends"),
    "webhook_place": Kept("How far a webhook has read.", "as long as its webhook"),
    "delivery": Kept("Which ids were told to which webhook, and how it answered.", "90 days"),
    "network": Kept("Museums that trust each other.", "as long as it lasts"),
    "scope": Kept("Circles of readers, and where their logs stand.", "as long as what stands in them"),
    "feed": Kept("Which row changed, for devices: ids, no content.", "as long as its scope"),
    "feed_epoch": Kept("Which life of the database this is.", "as long as the database"),
    "journal": Kept(
        "Who did what and when: ids, no content, chained by hashes.",
        "6 years",
        mine="by_id = :person and act <> 'read in confidence'",
        secret=("hash",),
    ),
    "erasure": Kept(
        "Who was erased, by id alone, so that no backup brings them back.",
        "for good",
        mine="person_id = :person",
    ),
}
