"""The photographs of the demo: every one is drawn here, so none has an owner, and each is always the same."""

from collections.abc import Callable, Mapping
from random import Random
from types import ModuleType

from PIL import Image

from api.demo.darkroom import develop
from api.demo.motifs import amphora, crates, dials, frames, papers, rooms, stores, textiles, vessels

SHOWN: Mapping[ModuleType, str] = {
    amphora: "amphora_neck cracked_shoulder mounted_foot whole_amphora",
    crates: "crate_for_amphora crate_lid crate_of_bowls seal_drawer",
    dials: "blue_wool daylight hygrometer logger",
    frames: "frame_back frame_corner frame_loss hanging",
    papers: "condition_form label_proof large_print mended_tear paper_desk proofs_on_wall",
    rooms: "boat_hall case_half_filled stools taped_floor",
    stores: "key_board plan_chest shelf_of_boxes tall_bay trolley",
    textiles: "loose_thread padded_fold rolled wrapper",
    vessels: "bowl_rim celadon_bowl drug_jars jug",
}
MOTIFS: Mapping[str, Callable[[Random], Image.Image]] = {
    name: getattr(module, name) for module, names in SHOWN.items() for name in names.split()
}


def photograph(name: str) -> bytes:
    """A JPEG of a motif; “shelf_of_boxes 2” is another shelf than “shelf_of_boxes”."""
    motif, _, _ = name.partition(" ")
    chance = Random(f"Understudy: {name}")
    return develop(MOTIFS[motif](chance), chance, warm=chance.uniform(-0.01, 0.05))
