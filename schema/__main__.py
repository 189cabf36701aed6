"""`python -m schema` prints the graph, and who may do what, into the files that are committed."""

from schema.access import BEGIN, END, Access, table
from schema.graph import PRINTED, sdl

PRINTED.write_text(sdl(), encoding="utf-8")
README = PRINTED.parent / "README.md"
before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
README.write_text(before + table(Access.written()) + rest.partition(END)[2], encoding="utf-8")
