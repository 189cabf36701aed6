"""What Amara Okafor saw at Strandhall."""

from api.demo.cast import AMARA, INGRID, known
from api.demo.story import (
    FRICTION,
    HANDLING,
    IDEA,
    QUESTION,
    ROUTINE,
    Approves,
    Endorses,
    Points,
    Proposes,
    Rewrites,
    Says,
    Seen,
    SendsAgain,
    SendsBack,
    Shot,
    Shows,
    Withdraws,
)
from exchange.floor.marks import MarkKind
from exchange.floor.notes import NewHandling, Severity
from exchange.review.tables import Level

SEEN = (
    Seen(
        "two days of rest", -6, "09:52", ROUTINE,
        "Crates rest two days before anyone lifts a lid. The closing time is written on the outside, so nobody "
        "has to remember it, and nobody can bargain about it.",
        "Loading bay", None, "Receiving loans", ("loans", "crates"),
        (Shot("crate_lid", "Pine crate lid with two arrows pointing up and a yellow note: open on the day after "
                           "arrival, not before."),),
        asked=1,
        then=(Says(INGRID, 3, "We learned it from a panel that clicked all night. Ask Leyla about it."),
              Approves(5, "This can go straight into the receiving checklist."),
              Proposes(96, "Crates rest two days before anyone lifts a lid, three in winter. The closing time is "
                           "written on the outside, so nobody has to remember it, and nobody can bargain about it.",
                       "Leyla told me on Friday that it is three days from November on.")),
    ),
    Seen(
        "brake on", -6, "11:20", HANDLING,
        "The trolley’s brake goes on before the first strap comes off, every time, even on a level floor. "
        "The person at the handle says “brake”, the other repeats it.",
        "Loading bay", None, "Moving objects", ("trolley", "call and response"),
        (Shot("trolley", "Padded trolley in a corridor with two strapped grey boxes."),),
        then=(Approves(6),),
    ),
    Seen(
        "logger on the outside", -6, "14:31", QUESTION,
        "Why is one logger taped to the outside of crate 3 and not inside like the others? It reads four per "
        "cent more than the room.",
        "Packing room", "STR L 12.3", None, ("climate",),
        (Shot("logger", "Small white logger in a case; it shows 54 per cent and 20.6 degrees."),),
        then=(Says(INGRID, 2, "It is the courier’s own, and it shows how long the doors stood open."),
              Says(AMARA, 2.4, "So it measures us, not the crate."),
              Approves(20)),
    ),
    Seen(
        "six hollows", -3, "10:05", ROUTINE,
        "Bowls come out in the order of their numbers and the empty hollow is photographed at once. If one is "
        "missing later, they know in which minute it was still there.",
        "Packing room", "STR L 12.1–6", "Unpacking", ("crates", "photographs"),
        (Shot("crate_of_bowls", "Six round hollows in white foam, five with glazed bowls, one empty."),
         Shot("celadon_bowl", "Grey-green bowl on a pale table, its foot unglazed.")),
        then=(Approves(26),),
    ),
    Seen(
        "hairline", -3, "13:40", HANDLING,
        "Hairline crack from the handle join towards the meander. Known since 2019 and stable, so the left "
        "handle is never a grip. Two fingers under the shoulder instead.",
        "Study room 2", "STR 1932.14", "Condition check", ("amphora", "crack", "handles"),
        (Shot("cracked_shoulder", "Shoulder of a painted amphora; a dark hairline runs down from the left "
                                  "handle into the key pattern."),
         Shot("condition_form", "Condition report on a clipboard, filled in by hand, a blue pencil across it.")),
        asked=1,
        then=(SendsBack(3, "Say how far it has run since 2019. Measure from the join, not from the band."),
              Rewrites(22, "Hairline crack from the handle join towards the meander: 41 mm from the join, 40 in "
                           "2019. So the left handle is never a grip. Two fingers under the shoulder instead."),
              SendsAgain(22.2)),
    ),
    Seen(
        "pencil down", -3, "15:12", ROUTINE,
        "Leyla puts her pencil down before she looks at a rim. I asked. She said a hand that writes does not see.",
        "Study room 2", None, "Condition check", ("registration",),
        asked=2,
        then=(Approves(18, "Thirty years I have worked beside her and never noticed."),
              Endorses(19, 2, Level.ALONE, "She asked the question that nobody here had asked.")),
    ),
    Seen(
        "tired", -3, "19:48", FRICTION,
        "I said “careful” to somebody senior today and the room went quiet. I still do not know whether that was "
        "respect or a mistake.",
        None, None, None, ("stop",), private=True,
    ),
    Seen(
        "opened today", -1, "08:58", QUESTION,
        "The blue wool in Gallery 2 faded by two steps in one year, on the north wall. Who decides that this is "
        "too much: the card, or the curator?",
        "Gallery 2", None, "Light", ("light", "textile"),
        (Shot("blue_wool", "Card with eight strips of blue wool; the right half, covered for a year, is paler."),),
        then=(Says(INGRID, 4, "The card only tells the truth. Deciding is on Thursday’s list."), Withdraws(4.5)),
    ),
    Seen(
        "sun at ten", -1, "10:02", FRICTION,
        "At ten the sun reaches the plinth through the gap in the blind, for eleven minutes. Everybody knows. "
        "The blind belongs to another department.",
        "Gallery 2", None, "Light", ("light", "departments"),
        (Shot("daylight", "Two bars of sun across a wooden floor, reaching a white plinth."),),
        then=(SendsBack(5, "Good catch. Add what it costs: for how many weeks a year, and which object."),),
    ),
    Seen(
        "one millimetre", -1, "11:26", ROUTINE,
        "The one who holds the level does not give the order. She reads it aloud, a second person decides, and "
        "only then do two hands move. It is slow for the first picture and very fast for the fifth.",
        "Gallery 4", "STR 1971.8", "Hanging", ("hanging", "call and response"),
        (Shot("hanging", "A small framed landscape with a spirit level on it; two bare hooks wait beside it."),
         Shot("frame_back", "Back of a framed canvas with a handwritten label and one that says return by March.")),
        asked=1,
        then=(Approves(4, "Please bring this to the round on Friday."),),
    ),
    Seen(
        "old loss", -1, "13:15", HANDLING,
        "Loss at the left rail, gesso bare, edges firm. Grip the frame from below only; the gilding comes off on "
        "cotton gloves, so nitrile, changed for each frame.",
        "Gallery 4", "STR 1971.8", "Hanging", ("frame", "gilding", "gloves"),
        (Shot("frame_loss", "Corner of a gilded frame with a pale chip in the left rail, a scale beside it."),
         Shot("frame_corner", "The same kind of frame, undamaged, on a green wall.")),
        then=(Points(0.1, 1, MarkKind.RISK, (24, 38, 14, 22), "The loss. Gesso bare, edges firm for now."),
              Points(0.2, 2, MarkKind.LOOK, (14, 93), "Grip here, from below: the only edge without gilding."),
              Says(INGRID, 1.2, "It was smaller in spring. Watch the lower edge of it.", on=1),
              Says(INGRID, 1.5, "Size of the loss? Roughly will do."),
              Says(AMARA, 2, "62 by 90 mm, it is in the form now.")),
        handling=NewHandling(
            known("handling old loss"), Severity.HIGH,
            vulnerable="Water gilding on gesso over lime wood; bare at the left rail.",
            condition="Loss of 62 × 90 mm at the left rail, edges firm.",
            care="Two people. Grip the frame from below, in nitrile gloves, changed for each frame.",
            avoid="No cotton gloves, no hand on the left rail.",
            needs="Padded trolley, two handlers",
        ),
    ),
    Seen(
        "a key for seals", -1, "15:50", IDEA,
        "Each empty place in the seal drawer has a slip that says where the seal is. We could do that in the "
        "verandah store tomorrow: it costs a pad of pink paper.",
        "Study room 2", None, "Location control", ("locations", "cheap"),
        (Shot("seal_drawer", "Drawer with small medals in square hollows; one holds a pink slip: out, study room 2."),),
        then=(Approves(3),),
    ),
    Seen(
        "third person", 0, 74, ROUTINE,
        "Two lift, a third only watches the handles. Nobody speaks while it moves. Only she may say “stop”, and "
        "when she did, both froze before they looked at her.",
        "Gallery 4", "STR 1932.14", "Exchanging a mount", ("amphora", "stop", "lifting"),
        (Shot("whole_amphora", "Tall two-handled amphora with key patterns and dark bands, before a grey wall."),
         Shot("crate_for_amphora", "Grey foam cut to the shape of an amphora lying down, empty."),
         Shot("amphora_neck", "Neck and handles of the amphora, close.")),
        asked=1,
    ),
    Seen(
        "felt not foam", 0, 41, QUESTION,
        "Why felt on the arms of the mount, and not foam? Foam would hold better.",
        "Gallery 4", "STR 1932.14", "Exchanging a mount", ("mount", "materials"),
        (Shot("mounted_foot", "Foot of the amphora held by two brass arms with grey felt between metal and clay."),),
        then=(Says(INGRID, 0.3, "Foam gives off gas in a closed case and creeps in ten years. Feel it tonight."),),
    ),
    Seen(
        "our own cloth", 0, 22, QUESTION,
        "Our wrapper from Lagoon House hangs better here than at home. Is it the slope of the board, or that "
        "they let it rest a week before the opening?",
        "Store B", "LHM T.218", "Mounting textiles", ("textile", "home"),
        (Shot("wrapper", "Blue and white strip-woven cloth lying flat, fringe towards us."),
         Shot("label_proof", "Label proof on a green cutting mat, one phrase circled in red.")),
        private=True, then=(Shows(0.1),),
    ),
)  # fmt: skip
