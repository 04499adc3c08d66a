"""What was typed does not fit: words, times, names and numbers that mean nothing, or clash."""

from collections.abc import Iterable

from attune_cli.errors import WrongUsage, quoted


class UnknownWord(WrongUsage):
    """A word that stands in no vocabulary, with the nearest ones and where they stand."""

    def __init__(
        self,
        word: str,
        near: Iterable[tuple[str, str]],
        expected: str | None,
        listed_by: str = "attune words",
    ) -> None:
        place = f"as a word for {expected}" if expected else "as a word of a moment"
        near = list(near)
        if near:
            offers = " or ".join(f"“{known}” ({vocabulary})" for known, vocabulary in near)
            help_ = f"Did you mean {offers}?"
        else:
            help_ = f"“{listed_by}” lists them all."
        free = "" if expected else " Free text goes behind -m."
        super().__init__(f"I don’t know “{word}” {place}. {help_}{free}")


class UnknownVocabulary(WrongUsage):
    """A name that no vocabulary has."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no vocabulary “{name}”. Choose one of: {', '.join(known)}.")


class UnknownVerb(WrongUsage):
    """The first word is no verb of attune."""

    def __init__(self, verb: str, near: Iterable[str], *, is_word: bool) -> None:
        near = list(near)
        if is_word:
            help_ = f"To log it: attune log {verb} …"
        elif near:
            help_ = f"Did you mean {quoted(near, 'or')}?"
        else:
            help_ = "“attune --help” lists what there is."
        super().__init__(f"“{verb}” is not something attune does. {help_}")


class WordsClash(WrongUsage):
    """Two words that cannot stand in one moment, and what to do about it."""

    def __init__(self, first: str, second: str, why: str) -> None:
        super().__init__(f"“{first}” and “{second}” don’t go together: {why}")


class WordsMissing(WrongUsage):
    """Something essential was not said, and there is no terminal to ask in."""

    def __init__(self, what: str) -> None:
        super().__init__(what)


class UnreadableTime(WrongUsage):
    """A time that could not be read."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{text}” as a time. Try “20 min ago”, “yesterday 18:30”, "
            "“last night”, “monday 8am” or “2026-11-20 08:15”."
        )


class UnreadableDate(WrongUsage):
    """A day that could not be read."""

    def __init__(
        self,
        text: str,
        wanted: str = "a day. Try “2026-11-20”, “yesterday”, “monday” or “3 weeks ago”",
    ) -> None:
        super().__init__(f"I can’t read “{text}” as {wanted}.")


class UnreadableName(WrongUsage):
    """A nickname that cannot be typed behind @."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” can’t be a name here. Use a nickname of 1 to 40 letters, digits, "
            "spaces, - or ', beginning with a letter."
        )


class UnreadableTag(WrongUsage):
    """Text that can be no tag."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” can’t be a tag. Use up to 40 letters, digits, - or _, with a letter in it, "
            "such as #park."
        )


class UnreadableBand(WrongUsage):
    """A word that is no age band."""

    def __init__(self, text: str, bands: Iterable[str]) -> None:
        super().__init__(f"I don’t know the age “{text}”. Choose one of: {', '.join(bands)}.")


class UnreadableNumber(WrongUsage):
    """Text where the number of a moment belongs."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not the number of a moment. Use a number, or “last”.")
