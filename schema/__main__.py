"""`python -m schema` prints both graphs, and who may do what, into the files that are committed."""

from schema.access import BEGIN, END, Access, table
from schema.graph import PRINTED, PRINTED_FOR_PARTNERS, sdl, sdl_for_partners

PRINTED.write_text(sdl(), encoding="utf-8")
PRINTED_FOR_PARTNERS.write_text(sdl_for_partners(), encoding="utf-8")
README = PRINTED.parent / "README.md"
before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
README.write_text(before + table(Access.written()) + rest.partition(END)[2], encoding="utf-8")
