"""Was Jonas Brandt im Muzeum Rzeczne gesehen hat: he writes in German, his mentor answers in English."""

from api.demo.cast import JONAS, MAREK
from api.demo.story import (
    FRICTION,
    HANDLING,
    IDEA,
    QUESTION,
    ROUTINE,
    Approves,
    Rewrites,
    Says,
    Seen,
    SendsAgain,
    SendsBack,
    Shot,
)

SEEN = (
    Seen(
        "stuhlkreis", -5, "09:35", ROUTINE,
        "Vor jeder Führung bleibt ein Platz im Halbkreis frei, mit Klebeband markiert. Wer einen Rollstuhl hat, "
        "muss nicht fragen und steht nicht am Rand.",
        "Gallery 1", None, "Vermittlung", ("Zugang", "Führung"),
        (Shot("stools", "Vier Klapphocker im Halbkreis vor einem Gemälde, ein Platz ist mit Klebeband frei gehalten."),),
        asked=1, then=(Approves(4, "Exactly this. It took us two years to stop asking people to ask."),),
    ),
    Seen(
        "schluessel", -5, "11:05", IDEA,
        "Am Schlüsselbrett hängt statt des Schlüssels ein Zettel mit Name und Uhrzeit. Bei uns rufen wir drei "
        "Leute an. Ein Block gelber Zettel würde genügen.",
        "Workshop", None, "Schlüssel", ("Schlüssel", "billig"),
        (Shot("key_board", "Schlüsselbrett mit nummerierten Haken; an Haken 11 klebt ein Zettel: with Marek since 09:10."),),
        then=(Says(MAREK, 2, "The note was mine. I still had the key at home that evening."), Approves(7)),
    ),
    Seen(
        "rippe neun", -5, "13:50", HANDLING,
        "Rippe 9 am Flusskahn ist lose, aber gesichert. Nicht anlehnen, keine Leiter an den Bordplanken, und "
        "Kinder nur bis zur Linie.",
        "Boat hall", "RZ 3.1", "Rundgang", ("Boot", "Holz"),
        (Shot("boat_hall", "Blick von unten in die Rippen eines Holzkahns, an Rippe 9 hängt ein Etikett."),),
        then=(SendsBack(5, "How loose? Push it with one finger and write down what you feel."),
              Rewrites(23, "Rippe 9 am Flusskahn ist lose: mit einem Finger gibt sie etwa 3 mm nach, gesichert mit "
                           "einem Gurt. Nicht anlehnen, keine Leiter an den Bordplanken, und Kinder nur bis zur Linie."),
              SendsAgain(23.3)),
    ),
    Seen(
        "grossdruck", -5, "15:40", ROUTINE,
        "Der Text im Großdruck wird zuerst geschrieben, der normale daraus gekürzt. Nicht umgekehrt. Man merkt "
        "es: Er ist der bessere.",
        "Learning room", "RZ 41.2", "Beschriftung", ("Texte", "Zugang"),
        (Shot("large_print", "Großes Textblatt: The ferry bell, it rang twice when the water was too high. Daneben das kleine Schild."),),
        asked=1, then=(Approves(20, "May I quote you in the yearly report?"),),
    ),
    Seen(
        "probewand", -3, "10:15", ROUTINE,
        "Alle Schilder hängen drei Tage als Probe an der Werkstattwand, und jeder darf hineinschreiben, auch die "
        "Aufsicht. Der beste Satz auf dem Zollschild ist von der Garderobe.",
        "Workshop", None, "Beschriftung", ("Texte", "Team"),
        (Shot("proofs_on_wall", "Sechs Textentwürfe an einer Wand, einer auf gelbem Papier mit roter Notiz."),),
        then=(Says(MAREK, 3, "Pani Zofia, twenty-six years at the cloakroom."), Says(JONAS, 3.5, "Sie sollte unterschreiben."),
              Approves(25)),
    ),
    Seen(
        "zwei tage", -3, "11:30", FRICTION,
        "Schilder kommen zwei Tage zu spät aus dem Druck, jedes Mal. Alle planen heimlich drei Tage Puffer ein, "
        "und der Drucker weiß es.",
        "Workshop", None, "Beschriftung", ("Texte", "Druck", "Termine"),
        then=(Says(MAREK, 6, "I did not know that he knows."),),
    ),
    Seen(
        "wendekreis", -3, "14:20", QUESTION,
        "Der Wendekreis ist mit 1500 mm geklebt. Warum nicht 1800? Meine Kollegin braucht mit ihrem Rollstuhl mehr.",
        "Gallery 1", None, "Aufbau", ("Zugang", "Maße"),
        (Shot("taped_floor", "Gelber Kreis aus Klebeband auf Dielen zwischen zwei weißen Sockeln, beschriftet mit 1500."),),
        asked=1, then=(SendsBack(20, "Good. Measure hers, with her, and then we have a number to argue with."),),
    ),
    Seen(
        "fremd", -3, "20:05", QUESTION,
        "Bin ich hier Gast oder Kollege? Heute wurde mir zum ersten Mal widersprochen. Das war schön.",
        None, None, None, ("Team",), private=True,
    ),
    Seen(
        "gerollt", -1, "09:30", ROUTINE,
        "Segel werden gerollt, nie gefaltet, und jede Rolle trägt ihre Nummer auf der Stirnseite. Man findet sie, "
        "ohne eine andere zu bewegen.",
        "Boat hall", "RZ 18.1–12", "Lagerung", ("Textil", "Lagerung"),
        (Shot("rolled", "Regal mit aufgerollten Stoffen von der Stirnseite, jede Rolle mit Nummernschild."),
         Shot("padded_fold", "Rot gestreiftes Gewebe über einem gepolsterten Wulst.")),
        then=(Approves(6),),
    ),
    Seen(
        "loch", -1, "10:40", HANDLING,
        "Loch im roten Festtuch, etwa handtellergroß, Kettfäden frei. Nur auf der Platte tragen. Die Fäden nicht "
        "glätten, sie zeigen, wie es gerissen ist.",
        "Workshop", "RZ 22.5", "Zustandsprüfung", ("Textil", "Schaden"),
        (Shot("loose_thread", "Loch in einem roten Gewebe, lose Fäden ragen hinein, eine Pinzette liegt daneben."),),
        then=(Approves(3, "The last sentence is why I like reading you."),),
    ),
    Seen(
        "luftfeuchte", -1, "16:15", QUESTION,
        "Der Zeiger steht seit gestern auf 58. Hat jemand die Tür zur Terrasse offen gelassen, oder ist es der Fluss?",
        "Boat hall", None, "Klima", ("Klima",),
        (Shot("hygrometer", "Rundes Messing-Hygrometer an der Wand, es zeigt 58 Prozent."),),
        private=True,
    ),
    Seen(
        "dienstag", 0, 112, ROUTINE,
        "In der halb gefüllten Vitrine steht eine Karte, was fehlt und wann es kommt. Besucher lesen sie länger als "
        "die fertigen Schilder.",
        "Gallery 1", "RZ 77.4", "Aufbau", ("Texte", "Vitrine"),
        (Shot("case_half_filled", "Vitrine mit blauem Gefäß und brauner Schale, daneben eine Karte: RZ 77.4, Tuesday."),),
        asked=1,
    ),
    Seen(
        "stille stunde", 0, 27, IDEA,
        "Die stille Stunde am Donnerstag ist die beste Zeit zum Arbeiten im Saal: kein Ton, weniger Licht, und wer "
        "da ist, schaut wirklich. Bei uns könnte der Aufbau in diese Stunde fallen.",
        "Gallery 1", None, "Vermittlung", ("Zugang", "Zeiten"),
        (Shot("stools 2", "Klapphocker in einem leeren grünen Saal vor einem Landschaftsbild."),),
    ),
)  # fmt: skip
