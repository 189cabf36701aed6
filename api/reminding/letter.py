"""The letter that reminds, in the language of whoever it goes to; it quotes nothing that anybody wrote."""

from email.message import EmailMessage
from functools import partial

from api.letters.letter import letter_to
from api.settings import Settings
from api.words import Words, language_of, say_from
from exchange.reminding.choosing import IN_PERSON
from exchange.reminding.tables import Reminder, ReminderKind

WORDS: Words = {
    ReminderKind.SOON: (
        "A commitment of yours is due in a week",
        "Einer deiner Vorsätze ist in einer Woche fällig",
        "L’un de vos engagements arrive à échéance dans une semaine",
        "Uno de sus compromisos vence dentro de una semana",
        "يحين موعد أحد التزاماتك بعد أسبوع",
    ),
    ReminderKind.DUE: (
        "A commitment of yours is due today",
        "Einer deiner Vorsätze ist heute fällig",
        "L’un de vos engagements arrive à échéance aujourd’hui",
        "Uno de sus compromisos vence hoy",
        "يحين موعد أحد التزاماتك اليوم",
    ),
    ReminderKind.FOLLOW_UP: (
        "What became of your commitment?",
        "Was ist aus deinem Vorsatz geworden?",
        "Qu’est devenu votre engagement ?",
        "¿Qué fue de su compromiso?",
        "ما الذي آل إليه التزامك؟",
    ),
    ReminderKind.ASKED: (
        "Somebody asks you to agree to a commitment",
        "Jemand bittet dich, einem Vorsatz zuzustimmen",
        "On vous demande d’approuver un engagement",
        "Alguien le pide que apruebe un compromiso",
        "يطلب منك أحدهم الموافقة على التزام",
    ),
    ReminderKind.LANDED: (
        "Something that was learned beside you happens at home now",
        "Etwas, das neben dir gelernt wurde, geschieht jetzt zu Hause",
        "Ce qui a été appris à vos côtés se fait maintenant là-bas",
        "Algo que se aprendió a su lado ya se hace en casa",
        "ما تُعُلِّم إلى جانبك صار يُطبَّق هناك الآن",
    ),
    ReminderKind.REQUESTED: (
        "You are asked to be a mentor",
        "Du wirst gefragt, ob du jemanden begleitest",
        "On vous demande d’être mentor",
        "Le piden ser mentor",
        "يُطلب منك أن تكون مرشدًا",
    ),
    ReminderKind.SIGNATURE: (
        "An agreement waits for your signature",
        "Eine Vereinbarung wartet auf deine Unterschrift",
        "Une convention attend votre signature",
        "Un acuerdo espera su firma",
        "اتفاق ينتظر توقيعك",
    ),
    ReminderKind.CALLED_OFF: (
        "A stay was called off",
        "Ein Aufenthalt wurde abgesagt",
        "Un séjour a été annulé",
        "Se ha cancelado una estancia",
        "أُلغيت إقامة",
    ),
    ReminderKind.TRIED: (
        "Reminders from Understudy reach you here",
        "Erinnerungen von Understudy kommen hier an",
        "Les rappels d’Understudy vous parviennent ici",
        "Los recordatorios de Understudy le llegan aquí",
        "تصلك تذكيرات Understudy هنا",
    ),
    "wished": (
        "You chose to be reminded. How, and when not, you choose here:",
        "Du wolltest erinnert werden. Wie, und wann nicht, wählst du hier:",
        "Vous avez demandé des rappels. Vous choisissez ici comment, et quand jamais :",
        "Usted pidió recordatorios. Aquí elige cómo, y cuándo no:",
        "اخترت أن تُذكَّر. هنا تختار كيف، ومتى لا:",
    ),
    # Who is asked in person may never have wished to be reminded.
    "in person": (
        "How you hear of such things, and when not, you choose here:",
        "Wie du von so etwas erfährst, und wann nicht, wählst du hier:",
        "Vous choisissez ici comment vous l’apprenez, et quand jamais :",
        "Aquí elige cómo se entera de esto, y cuándo no:",
        "هنا تختار كيف يصلك مثل هذا، ومتى لا:",
    ),
}
say = partial(say_from, WORDS)
LEADS = {
    ReminderKind.ASKED: "/agree",
    ReminderKind.LANDED: "/landed",
    ReminderKind.REQUESTED: "/requests",
    ReminderKind.SIGNATURE: "/agreements",
    ReminderKind.CALLED_OFF: "/agreements",
    ReminderKind.TRIED: "/settings",
}


def reminder_letter(email: str, reminder: Reminder, locale: str, settings: Settings) -> EmailMessage:
    """The letter, with where it leads and where reminders are chosen."""
    language, origin = language_of(locale), settings.origin
    subject = say(language, reminder.kind)
    path = LEADS.get(reminder.kind, f"/commitment/{reminder.subject_id}")
    why = say(language, "in person" if reminder.kind in IN_PERSON else "wished")
    text = f"{subject}\n\n{origin}{path}\n\n{why} {origin}/settings\n"
    return letter_to(email, subject, text, language=language)
