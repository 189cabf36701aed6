"""The page for partners, made of its text once, when the server starts."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template

from markdown_it import MarkdownIt
from markdown_it.token import Token

from api.developers.examples import SOURCE
from schema.engine.limits import LENGTH, MOST, TOKENS
from schema.engine.mapping import PAGE
from schema.partners import REACHES

FRAME = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
MEANT = {
    "depth": "levels of fields within fields",
    "roots": "fields at the top",
    "aliases": "aliases",
    "directives": "directives",
    "spreads": "fragments spread",
    "fields": "fields, with every fragment written out",
    "comparisons": "pairs of fields of the same name to compare",
    "cost": "cost",
    "tokens": "words and signs",
    "length": "characters",
}
"""What each measure of a question counts, in words."""
PLACE = re.compile(r"\{\{(\w+)\}\}")


def page(address: str) -> str:
    """The whole page, with the address of this server in every example."""
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(filled(SOURCE.read_text(encoding="utf-8"), values(address)))
    named(tokens)
    text = markdown.renderer.render(framed(tokens), markdown.options, {})
    contents = "".join(f'<li><a href="#{slug}">{escape(said)}</a></li>' for slug, said in chapters(tokens))
    nav = f'<nav class="contents" aria-label="On this page"><ol>{contents}</ol></nav>'
    return frame("For partner systems", f'<div class="sheet">{nav}<main id="page">{text}</main></div>')


def sign_in_first() -> str:
    """What somebody reads who has to sign in before they may try the graph."""
    return frame(
        "Sign in first",
        '<div class="sheet"><main id="page"><h1>Sign in first</h1>'
        "<p>Here the graph can be tried in the browser, as yourself. "
        'It reads what a key of yours would read, and writes nothing.</p><p><a href="/signin">Sign in</a>, '
        'then come back to this page. <a href="/developers">The page for partners</a> needs no sign-in.</p>'
        "</main></div>",
    )


def frame(title: str, body: str) -> str:
    """A page of this server."""
    return FRAME.substitute(title=escape(title), body=body)


def values(address: str) -> dict[str, str]:
    """What the text leaves open, because it stands somewhere else."""
    most = {MEANT[name]: much for name, much in {**MOST, "tokens": TOKENS, "length": LENGTH}.items()}
    limits = "\n".join(f"| {what} | {much:,} |" for what, much in most.items())
    reaches = "\n".join(f"| `{reach.name}` | {reach.says} |" for reach in REACHES)
    return {"address": address, "page": str(PAGE), "limits": limits, "reaches": reaches}


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with everything filled in; a place that nobody fills is an error."""
    return PLACE.sub(lambda place: known[place[1]], text)


def named(tokens: list[Token]) -> None:
    """Give every heading an address of its own."""
    for opened, said in pairwise(tokens):
        if opened.type == "heading_open":
            opened.attrSet("id", re.sub(r"[^a-z0-9]+", "-", said.content.lower()).strip("-"))


def chapters(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Address and title of every chapter."""
    for opened, said in pairwise(tokens):
        if opened.type == "heading_open" and opened.tag == "h2":
            yield str(opened.attrGet("id")), said.content


def framed(tokens: list[Token]) -> list[Token]:
    """Put wide things into frames that can be moved sideways, with a finger and with the keyboard."""
    out: list[Token] = []
    title = ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            title = tokens[place + 1].content
        if token.type == "fence":
            code = f"<pre><code>{escape(token.content)}</code></pre>"
            bar = f'<div class="bar"><span>{spoken(token)}</span></div>'
            out.append(html(f'<div class="example">{bar}{region("code", title)}{code}</div></div>'))
        elif token.type == "table_open":
            out += [html(region("table", title)), token]
        elif token.type == "table_close":
            out += [token, html("</div>")]
        else:
            out.append(token)
    return out


def spoken(token: Token) -> str:
    """What language a piece of code is in."""
    if token.info == "sh":
        return "Python" if "python3 " in token.content else "Shell"
    return {"text": "Address", "graphql": "GraphQL", "json": "JSON", "python": "Python"}[token.info]


def region(kind: str, title: str) -> str:
    """The beginning of such a frame."""
    label = escape(f"{title}: {kind}")
    return f'<div class="{kind}" tabindex="0" role="group" aria-label="{label}">'


def html(text: str) -> Token:
    """A piece of the page that is written out already."""
    return Token("html_block", "", 0, content=text)
