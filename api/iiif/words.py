"""The few words that a manifest and its list bring along, in every language of the app."""

from functools import partial

from api.words import LANGUAGES, Words, say_from

WORDS: Words = {
    "photo": ("Photo by {name}", "Foto von {name}", "Photo de {name}", "Foto de {name}", "صورة بعدسة {name}"),
    "marks": (
        "Marks on the photo",
        "Markierungen im Foto",
        "Repères sur la photo",
        "Marcas en la foto",
        "العلامات على الصورة",
    ),
    "none": (
        "There are no marks on this photo.",
        "In diesem Foto ist nichts markiert.",
        "Cette photo n’a pas de repère.",
        "Esta foto no tiene marcas.",
        "لا توجد علامات على هذه الصورة.",
    ),
    "no_words": (
        "Without words yet",
        "Noch ohne Worte",
        "Encore sans texte",
        "Aún sin texto",
        "بلا كلام بعد",
    ),
    "no_alt": (
        "Nobody has described this photo yet.",
        "Dieses Foto hat noch niemand beschrieben.",
        "Personne n’a encore décrit cette photo.",
        "Nadie ha descrito esta foto todavía.",
        "لم يصف أحد هذه الصورة بعد.",
    ),
    "answers": ("Answers", "Antworten", "Réponses", "Respuestas", "الردود"),
    "LOOK": ("Look", "Hinsehen", "À regarder", "Mirar", "انظر"),
    "QUESTION": ("Question", "Frage", "Question", "Pregunta", "سؤال"),
    "RISK": ("Risk", "Gefahr", "Risque", "Riesgo", "خطر"),
    "IDEA": ("Idea", "Idee", "Idée", "Idea", "فكرة"),
    "point": (
        "Point, {x} % from the left, {y} % from the top",
        "Punkt, {x} % von links, {y} % von oben",
        "Point, à {x} % de la gauche, à {y} % du haut",
        "Punto, a {x} % de la izquierda, a {y} % de arriba",
        "نقطة، {x} % من اليسار، {y} % من الأعلى",
    ),
    "box": (
        "Box, {x} % from the left, {y} % from the top, {width} % wide, {height} % high",
        "Rahmen, {x} % von links, {y} % von oben, {width} % breit, {height} % hoch",
        "Cadre, à {x} % de la gauche, à {y} % du haut, large de {width} %, haut de {height} %",
        "Recuadro, a {x} % de la izquierda, a {y} % de arriba, {width} % de ancho, {height} % de alto",
        "إطار، {x} % من اليسار، {y} % من الأعلى، بعرض {width} % وارتفاع {height} %",
    ),
}
say = partial(say_from, WORDS)


def in_all(word: str, **facts: object) -> dict[str, list[str]]:
    """A word as a IIIF label: in every language."""
    return {language: [say(language, word, **facts)] for language in LANGUAGES}
