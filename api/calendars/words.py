"""What a calendar says before a title, in the language of its owner."""

from exchange.calendars.occasions import Kind

WORDS: dict[str, dict[Kind, str]] = {
    "en": {Kind.DAY: "Shadowing", Kind.DUE: "Due", Kind.FOLLOW_UP: "What became of it?"},
    "de": {Kind.DAY: "Hospitation", Kind.DUE: "Fällig", Kind.FOLLOW_UP: "Was wurde daraus?"},
    "fr": {Kind.DAY: "Observation", Kind.DUE: "Échéance", Kind.FOLLOW_UP: "Qu’en est-il advenu ?"},
    "es": {Kind.DAY: "Observación", Kind.DUE: "Vence", Kind.FOLLOW_UP: "¿Qué fue de ello?"},
    "ar": {Kind.DAY: "يوم مرافقة", Kind.DUE: "موعد", Kind.FOLLOW_UP: "ما آل إليه الأمر؟"},
}
PRIVATE = {
    "en": "a promise of yours",
    "de": "ein Vorsatz von dir",
    "fr": "un engagement à vous",
    "es": "un compromiso tuyo",
    "ar": "التزام لك",
}


def summary(kind: Kind, title: str | None, locale: str) -> str:
    """What stands in the calendar; a language without words of its own reads English."""
    language = locale[:2] if locale[:2] in WORDS else "en"
    before = WORDS[language].get(kind)
    said = title if title is not None else PRIVATE[language]
    return said if before is None else f"{before}: {said}"
