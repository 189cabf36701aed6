"""What the charter of the demo says, in two versions."""

import re
from dataclasses import astuple, replace

from exchange.governance.charter import Content

LINE_WITHIN = re.compile(r"(?<!\n)\n(?!\n)")
AS_TYPED = Content(
    text="""# What we hold to

We lend each other people, as we lend each other objects: with care, for a time, and with thanks.

## Whoever is lent

A participant comes to watch and to learn, not to fill a gap in a rota. Their time belongs to what they
came for.

What they write down is theirs. The museum that receives reads what it is shown, and nothing else.

## Whoever receives

A mentor has time: two hours of every shadowing day are kept free for the person beside them.

A museum may say no to a photo. It says so before the camera is out, and gives its reason.

## Whoever lends

The museum at home promises to let one thing change. It names who agrees to it before the journey begins.

## Leaving

A museum leaves by saying so three months before. What was promised until then is kept.""",
    conflicts="""Nobody decides about their own museum, about people they manage or mentored, or
about family and friends.

Everybody on the committee declares their interests once a year. Whoever has a conflict of interest in
something neither reads it nor votes on it.""",
    photography="""People are in a photo only when they agreed. Loans, stores and what a community keeps to
itself stay out of it.

The rules of the house stand above this policy, never below.""",
    equity="""Places go round. Museums with fewer than ten people, and departments that were never lent
to anybody, come first.

What it costs to take part is no reason to say no.""",
    compensation="""Salaries are paid at home while somebody is away. Travel and lodging are paid before
the journey, not after it.

A mentor's hours are working hours.""",
)
FIRST = Content(*(LINE_WITHIN.sub(" ", part) for part in astuple(AS_TYPED)))
"""With each paragraph in one line, as it is written into a form."""
SECOND = replace(
    FIRST,
    text=FIRST.text.replace(
        "two hours of every shadowing day are kept free",
        "three hours of every shadowing day are kept free",
    ).replace(
        "## Leaving",
        "What changed is told to both after 30, 90 and 180 days, also when nothing did.\n\n## Leaving",
    ),
    compensation=FIRST.compensation
    + "\n\nWhoever cares for somebody at home is paid what that costs meanwhile.",
)
