"""The public register as a page: tables that are read on paper as well as on a phone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from html import escape
from pathlib import Path
from string import Template

from api.register.words import say
from exchange.governance.published import Agreed, Decided, Published, Sat

FRAME = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
DATA = ("/register.json", "/register/charter.csv", "/register/seats.csv", "/register/decisions.csv")


def page(registers: Sequence[Published], language: str) -> str:
    """The whole page."""
    word = partial(say, language)
    parts = [f"<h1>{escape(word('title'))}</h1>", f"<p>{escape(word('lead'))}</p>"]
    for register in registers:
        parts += [f"<h2>{escape(register.network)}</h2>", *sections(register, language)]
    links = " · ".join(f'<a href="{each}">{each.rpartition("/")[2]}</a>' for each in DATA)
    parts.append(f"<p>{escape(word('data'))} {links}</p>")
    return FRAME.substitute(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        title=escape(word("title")),
        skip=escape(word("skip")),
        tagline=escape(word("tagline")),
        body="\n".join(parts),
    )


def sections(register: Published, language: str) -> Iterator[str]:
    """The charter, the committee and the decisions of one network."""
    word = partial(say, language)
    yield f"<h3>{escape(word('charter'))}</h3>"
    yield charter(register.charter, language) if register.charter else said(word("no_charter"))
    yield f"<h3>{escape(word('committee'))}</h3>"
    heads: tuple[str, ...] = ("seat", "name", "museum", "term", "interests")
    terms = (seat(one, language) for one in register.seats)
    yield table(map(word, heads), terms, word("committee")) if register.seats else said(word("nobody_sits"))
    yield f"<h3>{escape(word('decisions'))}</h3>"
    heads = ("decided", "about", "outcome", "votes", "quorum")
    taken = (decision(one, language) for one in register.decisions)
    none = said(word("nothing_decided"))
    yield table(map(word, heads), taken, word("decisions")) if register.decisions else none


def charter(one: Agreed, language: str) -> str:
    """The newest version, and who holds to it."""
    word = partial(say, language)
    version = f"<p>{word('version', version=one.version, date=day(one.published_at), hash=one.sha256)}</p>"
    if not one.ratified:
        return version + said(word("nobody_ratified"))
    rows = (
        (escape(each.museum), escape(f"{each.town}, {each.country}"), day(each.since))
        for each in one.ratified
    )
    return version + table(map(word, ("museum", "town", "ratified")), rows, word("charter"))


def seat(one: Sat, language: str) -> tuple[str, ...]:
    """One term."""
    number = say(language, "substitute" if one.substitute else "numbered", number=one.number)
    until = one.declared_until
    declared = say(language, "declared", date=day(until)) if until else say(language, "not_declared")
    return number, escape(one.name), escape(one.museum), f"{day(one.since)} – {day(one.until)}", declared


def decision(one: Decided, language: str) -> tuple[str, ...]:
    """One decision."""
    facts = asdict(one)
    words = (say(language, word, **facts) for word in (one.about, one.state, "counts", "needed"))
    return day(one.decided_at), *words


def table(heads: Iterable[str], rows: Iterable[Sequence[str]], name: str) -> str:
    """A table of cells in HTML that can be moved sideways, with a finger and with the keyboard."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join("<tr>" + "".join(f"<td><bdi>{cell}</bdi></td>" for cell in row) + "</tr>" for row in rows)
    inside = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="table" role="region" tabindex="0" aria-label="{escape(name)}">{inside}</div>'


def said(words: str) -> str:
    """A sentence."""
    return f"<p>{escape(words)}</p>"


def day(on: date | datetime) -> str:
    """A day, as every language writes it."""
    said = on.strftime("%Y-%m-%d")
    return f'<time datetime="{said}">{said}</time>'
