"""What a calendar says before a title, in the language of its owner."""

from exchange.calendars.occasions import Kind

WORDS: dict[str, dict[Kind, str]] = {
    "en": {
        Kind.DAY: "Shadowing",
        Kind.DUE: "Due",
        Kind.FOLLOW_UP: "What became of it?",
        Kind.PLACEMENT: "Placement",
        Kind.NEED: "Needed",
        Kind.BLACKOUT: "Nobody is received",
        Kind.CLOSES: "A call closes",
        Kind.STAYS: "Stays",
    },
    "de": {
        Kind.DAY: "Hospitation",
        Kind.DUE: "Fällig",
        Kind.FOLLOW_UP: "Was wurde daraus?",
        Kind.PLACEMENT: "Aufenthalt",
        Kind.NEED: "Bedarf",
        Kind.BLACKOUT: "Niemand wird empfangen",
        Kind.CLOSES: "Ausschreibung endet",
        Kind.STAYS: "Aufenthalte",
    },
    "fr": {
        Kind.DAY: "Observation",
        Kind.DUE: "Échéance",
        Kind.FOLLOW_UP: "Qu’en est-il advenu ?",
        Kind.PLACEMENT: "Séjour",
        Kind.NEED: "Besoin",
        Kind.BLACKOUT: "Personne n’est reçu",
        Kind.CLOSES: "Clôture d’un appel",
        Kind.STAYS: "Séjours",
    },
    "es": {
        Kind.DAY: "Observación",
        Kind.DUE: "Vence",
        Kind.FOLLOW_UP: "¿Qué fue de ello?",
        Kind.PLACEMENT: "Estancia",
        Kind.NEED: "Necesidad",
        Kind.BLACKOUT: "No se recibe a nadie",
        Kind.CLOSES: "Cierra una convocatoria",
        Kind.STAYS: "Estancias",
    },
    "ar": {
        Kind.DAY: "يوم مرافقة",
        Kind.DUE: "موعد",
        Kind.FOLLOW_UP: "ما آل إليه الأمر؟",
        Kind.PLACEMENT: "إقامة",
        Kind.NEED: "احتياج",
        Kind.BLACKOUT: "لا يُستقبل أحد",
        Kind.CLOSES: "تُغلق دعوة",
        Kind.STAYS: "الإقامات",
    },
}
PROMISED = (Kind.DUE, Kind.FOLLOW_UP)
PRIVATE = {
    "en": "a promise of yours",
    "de": "ein Vorsatz von dir",
    "fr": "un engagement à vous",
    "es": "un compromiso tuyo",
    "ar": "التزام لك",
}


def summary(kind: Kind, title: str | None, locale: str) -> str:
    """What stands in the calendar; a language without words of its own reads English.

    What was taken back has no title any more.
    """
    language = locale[:2] if locale[:2] in WORDS else "en"
    before = WORDS[language].get(kind)
    if title is None and kind not in PROMISED:
        return before or WORDS[language][Kind.DAY]
    said = title if title is not None else PRIVATE[language]
    return said if before is None else f"{before}: {said}"
