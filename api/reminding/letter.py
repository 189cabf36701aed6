"""The letter that reminds, in the language of whoever it goes to; it quotes nothing that anybody wrote."""

from email.message import EmailMessage

from api.settings import Settings
from exchange.reminding.choosing import IN_PERSON
from exchange.reminding.tables import Reminder, ReminderKind

SUBJECT: dict[str, dict[ReminderKind, str]] = {
    "en": {
        ReminderKind.SOON: "A commitment of yours is due in a week",
        ReminderKind.DUE: "A commitment of yours is due today",
        ReminderKind.FOLLOW_UP: "What became of your commitment?",
        ReminderKind.ASKED: "Somebody asks you to agree to a commitment",
        ReminderKind.LANDED: "Something that was learned beside you happens at home now",
        ReminderKind.REQUESTED: "You are asked to be a mentor",
        ReminderKind.SIGNATURE: "An agreement waits for your signature",
        ReminderKind.TRIED: "Reminders from Understudy reach you here",
    },
    "de": {
        ReminderKind.SOON: "Einer deiner Vorsätze ist in einer Woche fällig",
        ReminderKind.DUE: "Einer deiner Vorsätze ist heute fällig",
        ReminderKind.FOLLOW_UP: "Was ist aus deinem Vorsatz geworden?",
        ReminderKind.ASKED: "Jemand bittet dich, einem Vorsatz zuzustimmen",
        ReminderKind.LANDED: "Etwas, das neben dir gelernt wurde, geschieht jetzt zu Hause",
        ReminderKind.REQUESTED: "Du wirst gefragt, ob du jemanden begleitest",
        ReminderKind.SIGNATURE: "Eine Vereinbarung wartet auf deine Unterschrift",
        ReminderKind.TRIED: "Erinnerungen von Understudy kommen hier an",
    },
    "fr": {
        ReminderKind.SOON: "L’un de vos engagements arrive à échéance dans une semaine",
        ReminderKind.DUE: "L’un de vos engagements arrive à échéance aujourd’hui",
        ReminderKind.FOLLOW_UP: "Qu’est devenu votre engagement ?",
        ReminderKind.ASKED: "On vous demande d’approuver un engagement",
        ReminderKind.LANDED: "Ce qui a été appris à vos côtés se fait maintenant là-bas",
        ReminderKind.REQUESTED: "On vous demande d’être mentor",
        ReminderKind.SIGNATURE: "Une convention attend votre signature",
        ReminderKind.TRIED: "Les rappels d’Understudy vous parviennent ici",
    },
    "es": {
        ReminderKind.SOON: "Uno de sus compromisos vence dentro de una semana",
        ReminderKind.DUE: "Uno de sus compromisos vence hoy",
        ReminderKind.FOLLOW_UP: "¿Qué fue de su compromiso?",
        ReminderKind.ASKED: "Alguien le pide que apruebe un compromiso",
        ReminderKind.LANDED: "Algo que se aprendió a su lado ya se hace en casa",
        ReminderKind.REQUESTED: "Le piden ser mentor",
        ReminderKind.SIGNATURE: "Un acuerdo espera su firma",
        ReminderKind.TRIED: "Los recordatorios de Understudy le llegan aquí",
    },
    "ar": {
        ReminderKind.SOON: "يحين موعد أحد التزاماتك بعد أسبوع",
        ReminderKind.DUE: "يحين موعد أحد التزاماتك اليوم",
        ReminderKind.FOLLOW_UP: "ما الذي آل إليه التزامك؟",
        ReminderKind.ASKED: "يطلب منك أحدهم الموافقة على التزام",
        ReminderKind.LANDED: "ما تُعُلِّم إلى جانبك صار يُطبَّق هناك الآن",
        ReminderKind.REQUESTED: "يُطلب منك أن تكون مرشدًا",
        ReminderKind.SIGNATURE: "اتفاق ينتظر توقيعك",
        ReminderKind.TRIED: "تصلك تذكيرات Understudy هنا",
    },
}
STOP = {
    "en": "You chose to be reminded. How, and when not, you choose here:",
    "de": "Du wolltest erinnert werden. Wie, und wann nicht, wählst du hier:",
    "fr": "Vous avez demandé des rappels. Vous choisissez ici comment, et quand jamais :",
    "es": "Usted pidió recordatorios. Aquí elige cómo, y cuándo no:",
    "ar": "اخترت أن تُذكَّر. هنا تختار كيف، ومتى لا:",
}
CHOOSE = {
    "en": "How you hear of such things, and when not, you choose here:",
    "de": "Wie du von so etwas erfährst, und wann nicht, wählst du hier:",
    "fr": "Vous choisissez ici comment vous l’apprenez, et quand jamais :",
    "es": "Aquí elige cómo se entera de esto, y cuándo no:",
    "ar": "هنا تختار كيف يصلك مثل هذا، ومتى لا:",
}
"""Beneath what somebody is asked in person: they may never have wished to be reminded."""
LEADS = {
    ReminderKind.ASKED: "/agree",
    ReminderKind.LANDED: "/landed",
    ReminderKind.REQUESTED: "/requests",
    ReminderKind.SIGNATURE: "/agreements",
    ReminderKind.TRIED: "/settings",
}


def reminder_letter(email: str, reminder: Reminder, locale: str, settings: Settings) -> EmailMessage:
    """The letter; a language without words of its own reads English."""
    language = locale[:2] if locale[:2] in STOP else "en"
    subject, origin = SUBJECT[language][reminder.kind], settings.origin
    path = LEADS.get(reminder.kind, f"/commitment/{reminder.subject_id}")
    why = (CHOOSE if reminder.kind in IN_PERSON else STOP)[language]
    letter = EmailMessage()
    letter["To"] = email
    letter["Subject"] = subject
    # No out-of-office note answers a machine.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{subject}\n\n{origin}{path}\n\n{why} {origin}/settings\n")
    letter["Content-Language"] = language
    return letter
