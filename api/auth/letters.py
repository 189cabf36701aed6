"""The letter with a sign-in code, in the language of whoever it goes to."""

from email.message import EmailMessage
from functools import partial

from api.auth.codes import spelled
from api.auth.signing import Sent
from api.letters.letter import letter_to
from api.settings import Settings
from api.words import Words, language_of, say_from

WORDS: Words = {
    "subject": (
        "{code} is your code for Understudy",
        "{code} ist dein Code für Understudy",
        "{code} est votre code pour Understudy",
        "{code} es su código para Understudy",
        "{code} هو رمزك في Understudy",
    ),
    "text": (
        """{code}

Type this code where you asked for it, in the same browser. It holds for ten minutes and opens once.

If you did not ask for it, there is nothing to do: without that browser it opens nothing.

Understudy · {origin}
""",
        """{code}

Gib diesen Code dort ein, wo du ihn angefordert hast, im selben Browser. Er gilt zehn Minuten und nur einmal.

Hast du ihn nicht angefordert, ist nichts zu tun: Ohne diesen Browser öffnet er nichts.

Understudy · {origin}
""",
        """{code}

Tapez ce code là où vous l’avez demandé, dans le même navigateur. Il vaut dix minutes et n’ouvre qu’une fois.

Si vous ne l’avez pas demandé, il n’y a rien à faire : sans ce navigateur, il n’ouvre rien.

Understudy · {origin}
""",
        """{code}

Escriba este código donde lo pidió, en el mismo navegador. Vale diez minutos y abre una sola vez.

Si no lo pidió, no hay nada que hacer: sin ese navegador no abre nada.

Understudy · {origin}
""",
        """{code}

اكتب هذا الرمز حيث طلبته، في المتصفح نفسه. صلاحيته عشر دقائق ويفتح مرة واحدة.

إذا لم تطلبه فلا داعي لفعل شيء: من دون ذلك المتصفح لا يفتح شيئًا.

Understudy · {origin}
""",
    ),
}
say = partial(say_from, WORDS)


def sign_in_letter(email: str, sent: Sent, settings: Settings) -> EmailMessage:
    """The letter."""
    language = language_of(sent.locale)
    said = {"code": spelled(sent.code), "origin": settings.origin}
    subject, text = (say(language, word, **said) for word in ("subject", "text"))
    return letter_to(email, subject, text, language=language)
