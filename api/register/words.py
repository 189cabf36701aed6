"""The words of the public register, in every language of the app."""

from collections.abc import Mapping

from api.iiif.words import LANGUAGES

WORDS: Mapping[str, tuple[str, str, str, str, str]] = {
    "title": (
        "Public register",
        "Öffentliches Register",
        "Registre public",
        "Registro público",
        "السجل العام",
    ),
    "skip": ("Skip to the text", "Zum Text", "Aller au texte", "Ir al texto", "تخطَّ إلى النص"),
    "tagline": (
        "Museums lend each other people.",
        "Museen leihen einander Menschen.",
        "Des musées se prêtent des personnes.",
        "Los museos se prestan personas.",
        "متاحف تُعير بعضها بعضًا أشخاصًا.",
    ),
    "lead": (
        "Who decides in this network, by which charter, and what was decided; never about whom.",
        "Wer in diesem Netzwerk entscheidet, nach welcher Charta, und was entschieden wurde; nie über wen.",
        "Qui décide dans ce réseau, selon quelle charte, et ce qui a été décidé ; jamais à propos de qui.",
        "Quién decide en esta red, según qué carta, y qué se decidió; nunca sobre quién.",
        "من يقرر في هذه الشبكة، ووفق أي ميثاق، وما الذي تقرّر؛ ولا يُذكر أبدًا بشأن من.",
    ),
    "charter": ("Charter", "Charta", "Charte", "Carta", "الميثاق"),
    "no_charter": (
        "This network has no charter yet.",
        "Dieses Netzwerk hat noch keine Charta.",
        "Ce réseau n’a pas encore de charte.",
        "Esta red aún no tiene carta.",
        "ليس لهذه الشبكة ميثاق بعد.",
    ),
    "version": (
        "Version {version}, in force since {date}.<br>Its hash: <code>{hash}</code>",
        "Fassung {version}, in Kraft seit {date}.<br>Ihr Hash: <code>{hash}</code>",
        "Version {version}, en vigueur depuis le {date}.<br>Son empreinte : <code>{hash}</code>",
        "Versión {version}, en vigor desde el {date}.<br>Su huella: <code>{hash}</code>",
        "النسخة {version}، سارية منذ {date}.<br>بصمتها: <code>{hash}</code>",
    ),
    "nobody_ratified": (
        "No museum has ratified this version yet.",
        "Noch hat kein Museum diese Fassung ratifiziert.",
        "Aucun musée n’a encore ratifié cette version.",
        "Ningún museo ha ratificado aún esta versión.",
        "لم يصادق أي متحف على هذه النسخة بعد.",
    ),
    "museum": ("Museum", "Museum", "Musée", "Museo", "المتحف"),
    "town": ("Town", "Ort", "Ville", "Localidad", "المدينة"),
    "ratified": ("Ratified", "Ratifiziert", "Ratifiée le", "Ratificada", "تاريخ المصادقة"),
    "committee": ("Committee", "Ausschuss", "Comité", "Comité", "اللجنة"),
    "nobody_sits": (
        "Nobody sits on the committee yet.",
        "Noch sitzt niemand im Ausschuss.",
        "Personne ne siège encore au comité.",
        "Nadie forma aún parte del comité.",
        "لا أحد في اللجنة بعد.",
    ),
    "seat": ("Seat", "Sitz", "Siège", "Puesto", "المقعد"),
    "numbered": ("Seat {number}", "Sitz {number}", "Siège {number}", "Puesto {number}", "المقعد {number}"),
    "substitute": (
        "Seat {number}, substitute",
        "Sitz {number}, Vertretung",
        "Siège {number}, suppléance",
        "Puesto {number}, suplencia",
        "المقعد {number}، نيابة",
    ),
    "name": ("Name", "Name", "Nom", "Nombre", "الاسم"),
    "term": ("Term", "Amtszeit", "Mandat", "Mandato", "المدة"),
    "interests": ("Interests", "Interessen", "Intérêts", "Intereses", "المصالح"),
    "declared": (
        "Interests declared until {date}",
        "Interessen erklärt bis {date}",
        "Intérêts déclarés jusqu’au {date}",
        "Intereses declarados hasta el {date}",
        "أُعلنت المصالح حتى {date}",
    ),
    "not_declared": (
        "Interests not declared this year",
        "Interessen dieses Jahr nicht erklärt",
        "Intérêts non déclarés cette année",
        "Intereses no declarados este año",
        "لم تُعلن المصالح هذا العام",
    ),
    "decisions": ("Decisions", "Entscheidungen", "Décisions", "Decisiones", "القرارات"),
    "nothing_decided": (
        "Nothing was decided yet.",
        "Noch wurde nichts entschieden.",
        "Rien n’a encore été décidé.",
        "Aún no se ha decidido nada.",
        "لم يتقرر شيء بعد.",
    ),
    "decided": ("Decided", "Entschieden", "Décidé le", "Decidido", "تاريخ القرار"),
    "about": ("About", "Worüber", "Objet", "Asunto", "الموضوع"),
    "outcome": ("Outcome", "Ergebnis", "Résultat", "Resultado", "النتيجة"),
    "votes": ("Votes", "Stimmen", "Voix", "Votos", "الأصوات"),
    "counts": (
        "{votes_for} for, {votes_against} against, {abstained} neither; {recused} took no part",
        "{votes_for} dafür, {votes_against} dagegen, {abstained} enthalten; {recused} nahmen nicht teil",
        "{votes_for} pour, {votes_against} contre, {abstained} abstentions ; {recused} sans participation",
        "{votes_for} a favor, {votes_against} en contra, {abstained} abstenciones; {recused} sin participar",
        "{votes_for} مع، {votes_against} ضد، {abstained} امتناع؛ لم يشارك {recused}",
    ),
    "quorum": ("Quorum", "Quorum", "Quorum", "Quórum", "النصاب"),
    "needed": (
        "{quorum} of {seats} seats had to vote",
        "{quorum} von {seats} Sitzen mussten abstimmen",
        "{quorum} sièges sur {seats} devaient voter",
        "{quorum} de {seats} puestos debían votar",
        "كان يجب أن يصوّت {quorum} من {seats} مقاعد",
    ),
    "APPLICATION": ("An application", "Eine Bewerbung", "Une candidature", "Una solicitud", "طلب التحاق"),
    "PLACEMENT": ("A placement", "Ein Aufenthalt", "Un séjour", "Una estancia", "إقامة"),
    "CHARTER": ("The charter", "Die Charta", "La charte", "La carta", "الميثاق"),
    "MUSEUM": ("A museum", "Ein Museum", "Un musée", "Un museo", "متحف"),
    "OTHER": ("Something else", "Anderes", "Autre chose", "Otra cosa", "أمر آخر"),
    "CARRIED": ("Carried", "Angenommen", "Adopté", "Aprobado", "اعتُمد"),
    "REJECTED": ("Rejected", "Abgelehnt", "Rejeté", "Rechazado", "رُفض"),
    "data": (
        "The same for programs:",
        "Dasselbe für Programme:",
        "Les mêmes données pour les programmes :",
        "Lo mismo para programas:",
        "البيانات نفسها للبرامج:",
    ),
}


def say(language: str, word: str, **facts: object) -> str:
    """A word in one language."""
    return WORDS[word][LANGUAGES.index(language)].format(**facts)
