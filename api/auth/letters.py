"""The letter with a sign-in code, in the language of whoever it goes to."""

from email.message import EmailMessage

from api.auth.codes import spelled
from api.auth.signing import Sent
from api.settings import Settings

SUBJECT = {
    "en": "{code} is your code for Understudy",
    "de": "{code} ist dein Code für Understudy",
    "fr": "{code} est votre code pour Understudy",
    "es": "{code} es su código para Understudy",
    "ar": "{code} هو رمزك في Understudy",
}
TEXT = {
    "en": """{code}

Type this code where you asked for it, in the same browser. It holds for ten minutes and opens once.

If you did not ask for it, there is nothing to do: without that browser it opens nothing.

Understudy · {origin}
""",
    "de": """{code}

Gib diesen Code dort ein, wo du ihn angefordert hast, im selben Browser. Er gilt zehn Minuten und nur einmal.

Hast du ihn nicht angefordert, ist nichts zu tun: Ohne diesen Browser öffnet er nichts.

Understudy · {origin}
""",
    "fr": """{code}

Tapez ce code là où vous l’avez demandé, dans le même navigateur. Il vaut dix minutes et n’ouvre qu’une fois.

Si vous ne l’avez pas demandé, il n’y a rien à faire : sans ce navigateur, il n’ouvre rien.

Understudy · {origin}
""",
    "es": """{code}

Escriba este código donde lo pidió, en el mismo navegador. Vale diez minutos y abre una sola vez.

Si no lo pidió, no hay nada que hacer: sin ese navegador no abre nada.

Understudy · {origin}
""",
    "ar": """{code}

اكتب هذا الرمز حيث طلبته، في المتصفح نفسه. صلاحيته عشر دقائق ويفتح مرة واحدة.

إذا لم تطلبه فلا داعي لفعل شيء: من دون ذلك المتصفح لا يفتح شيئًا.

Understudy · {origin}
""",
}


def sign_in_letter(email: str, sent: Sent, settings: Settings) -> EmailMessage:
    """The letter; a language without words of its own reads English."""
    language = sent.locale[:2] if sent.locale[:2] in TEXT else "en"
    said = {"code": spelled(sent.code), "origin": settings.origin}
    letter = EmailMessage()
    letter["To"] = email
    letter["Subject"] = SUBJECT[language].format(**said)
    # No out-of-office note answers a machine.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(TEXT[language].format(**said))
    letter["Content-Language"] = language
    return letter
