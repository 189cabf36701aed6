"""The pages on which people decide about programs, in English and German side by side in one table."""

from collections.abc import Iterable
from html import escape

from api.developers.page import frame
from exchange.partners.tables import Client
from schema.partners import REACHES


def consent(program: str, museum: str, reach: Iterable[str], to: str, sealed: str) -> str:
    """What a program of a museum asks a person for."""
    return sheet(
        "May this program read for you?",
        f"<p><strong>{escape(program)}</strong>, a program of {escape(museum)}, "
        "asks to read with your rights:</p>"
        f"{in_words(reach)}"
        "<p>It writes nothing, and never reads what you keep for yourself. "
        f"Afterwards you are sent back to <strong>{escape(to)}</strong>.</p>"
        f"<p lang='de'>Ein Programm von {escape(museum)} möchte mit Ihren Rechten lesen, was oben steht. "
        "Es schreibt nichts und liest nie, was Sie für sich behalten.</p>"
        '<form method="post" action="/oauth/consent">'
        f'<input type="hidden" name="request" value="{escape(sealed)}">'
        '<p><button name="decision" value="allow">Allow · Erlauben</button> '
        '<button name="decision" value="deny">No · Nein</button></p></form>',
    )


def waiting(programs: Iterable[tuple[Client, str]], agreed: Iterable[tuple[Client, str]], sealed: str) -> str:
    """What somebody agreed to; the programs of a coordinator's museums, and what may be decided."""
    mine = "".join(reads_for_you(client, museum, sealed) for client, museum in agreed)
    none = "<p>No program reads for you.</p><p lang='de'>Es gibt kein Programm, das für Sie liest.</p>"
    parts = "".join(part(client, museum, sealed) for client, museum in programs)
    return sheet("Partner systems · Partnersysteme", (mine or none) + parts)


def reads_for_you(client: Client, museum: str, sealed: str) -> str:
    """One program that somebody agreed to, and its end."""
    return (
        f"<h2>{escape(client.name)}</h2><p>A program of {escape(museum)} reads with your rights.</p>"
        f"<p lang='de'>Ein Programm von {escape(museum)} liest mit Ihren Rechten.</p>"
        + decision(client, sealed, ("take-back", "It shall read no more · Es soll nicht mehr lesen"))
    )


def decision(client: Client, sealed: str, *choices: tuple[str, str]) -> str:
    """The buttons with which something is decided about a program."""
    buttons = " ".join(f'<button name="decision" value="{value}">{says}</button>' for value, says in choices)
    return (
        '<form method="post" action="/oauth/programs">'
        f'<input type="hidden" name="request" value="{escape(sealed)}">'
        f'<input type="hidden" name="program" value="{client.id}"><p>{buttons}</p></form>'
    )


def part(client: Client, museum: str, sealed: str) -> str:
    """One program, with its buttons while it has not ended."""
    state = "ended" if client.ended_at else "approved" if client.approved_at else "waits for your approval"
    choices = [("approve", "Approve · Genehmigen"), ("end", "End · Beenden")]
    form = decision(client, sealed, *choices[1 if client.approved_at else 0 :])
    back = "".join(f"<li>{escape(address)}</li>" for address in client.redirects)
    to = f"<p>People who agree are sent back to:</p><ul>{back}</ul>" if back else ""
    museums = (
        f"<p>It also acts for {escape(museum)} itself, without anybody being there.</p>"
        if "client_credentials" in client.grants
        else ""
    )
    return (
        f"<h2>{escape(client.name)}</h2><p>{escape(museum)} · {state}</p><p>It asks to read:</p>"
        f"{in_words(client.reach)}{museums}{to}{'' if client.ended_at else form}"
    )


def in_words(reach: Iterable[str]) -> str:
    """What may be read, in both languages."""
    wanted = set(reach)
    lines = "".join(
        f'<li>{escape(one.says)} <span lang="de">{escape(one.says_in_german)}</span> '
        f"<code>{one.name}</code></li>"
        for one in REACHES
        if one.name in wanted
    )
    return f"<ul>{lines}</ul>"


def sign_in_first(address: str) -> str:
    """What somebody reads who has to sign in before they may decide."""
    return sheet(
        "Sign in first · Zuerst anmelden",
        '<p><a href="/signin" target="_blank">Sign in · Anmelden</a>, then '
        f'<a href="{escape(address)}">go on · weiter</a>.</p>',
    )


def prove_first(sentence: str) -> str:
    """What a coordinator reads who has not just shown that it is them."""
    return sheet(
        "Is it you? · Sind Sie es?",
        f"<p>{escape(sentence)}</p><p lang='de'>Zeigen Sie zuerst, dass Sie es sind, mit einem Code oder "
        "einem Passkey; dann noch einmal.</p>"
        '<p><a href="/settings#partners">Settings · Einstellungen</a></p>',
    )


def again() -> str:
    """What is seen for a moment, until the browser has asked once more."""
    return sheet("One moment · Einen Moment", "<p>You are being taken to the question.</p>")


def no_request(sentence: str) -> str:
    """What is read where something is wrong that the program cannot be told."""
    return sheet("This does not work · Das geht nicht", f"<p>{escape(sentence)}</p>")


def sheet(title: str, body: str) -> str:
    """One of these pages."""
    return frame(title, f'<div class="sheet"><main id="page"><h1>{escape(title)}</h1>{body}</main></div>')
