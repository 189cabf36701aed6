"""How a rule says no: with a code for programs, a sentence for people, and the field it is about."""


class Refused(Exception):
    """A rule of the exchange said no; nothing was kept."""

    def __init__(self, code: str, sentence: str, field: str | None = None) -> None:
        """Say no with a code in capitals, one plain sentence, and the field's name when one is at fault."""
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence
        self.field = field


def not_here() -> Refused:
    """The one answer for what does not exist and for what may not be seen: they must not differ."""
    return Refused("NOT_FOUND_OR_FORBIDDEN", "This is not here, or it is not yours to change.")
