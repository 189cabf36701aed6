"""`python -m schema` prints the graph into the file that is committed."""

from schema.graph import PRINTED, sdl

PRINTED.write_text(sdl(), encoding="utf-8")
