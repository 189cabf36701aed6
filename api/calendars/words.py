"""What a calendar says before a title, in the language of its owner."""

from functools import partial

from api.words import Words, language_of, say_from
from exchange.calendars.occasions import Kind

WORDS: Words = {
    Kind.DAY: ("Shadowing", "Hospitation", "Observation", "Observación", "يوم مرافقة"),
    Kind.DUE: ("Due", "Fällig", "Échéance", "Vence", "موعد"),
    Kind.FOLLOW_UP: (
        "What became of it?",
        "Was wurde daraus?",
        "Qu’en est-il advenu ?",
        "¿Qué fue de ello?",
        "ما آل إليه الأمر؟",
    ),
    Kind.PLACEMENT: ("Placement", "Aufenthalt", "Séjour", "Estancia", "إقامة"),
    Kind.NEED: ("Needed", "Bedarf", "Besoin", "Necesidad", "احتياج"),
    Kind.BLACKOUT: (
        "Nobody is received",
        "Niemand wird empfangen",
        "Personne n’est reçu",
        "No se recibe a nadie",
        "لا يُستقبل أحد",
    ),
    Kind.CLOSES: (
        "A call closes",
        "Ausschreibung endet",
        "Clôture d’un appel",
        "Cierra una convocatoria",
        "تُغلق دعوة",
    ),
    Kind.STAYS: ("Stays", "Aufenthalte", "Séjours", "Estancias", "الإقامات"),
    "promise": (
        "a promise of yours",
        "ein Vorsatz von dir",
        "un engagement à vous",
        "un compromiso tuyo",
        "التزام لك",
    ),
}
say = partial(say_from, WORDS)
PROMISED = (Kind.DUE, Kind.FOLLOW_UP)


def summary(kind: Kind, title: str | None, locale: str) -> str:
    """What stands in the calendar; what was taken back has no title any more."""
    language = language_of(locale)
    before = say(language, kind) if kind in WORDS else None
    if title is None and kind not in PROMISED:
        return before or say(language, Kind.DAY)
    said = title if title is not None else say(language, "promise")
    return said if before is None else f"{before}: {said}"
