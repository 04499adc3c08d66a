"""Refusals of what was typed: words, times, names and numbers that mean nothing, or clash.

What concerns one file (settings, tips, contacts, plans) stands in files.py.
"""

from collections.abc import Iterable

from attune_cli.errors.base import AttuneError, WrongUsage, in_short, quoted

TURN = "If anyone is hurt or afraid, or you can’t go on: attune help-now"


def turn(in_need: bool) -> list[str]:
    """Return the sentence that says where to turn, if what was typed speaks of need; or nothing."""
    return [TURN] if in_need else []


class UnknownWord(WrongUsage):
    """A word of no vocabulary, with the nearest known words and their vocabularies.

    Args:
        word: as it was typed.
        near: words that may be meant, each with its vocabulary.
        expected: the vocabulary that was asked for; None for any.
        listed_by: the command that lists the words.
        in_need: whether what was typed speaks of need, so that it is said where to turn.
    """

    def __init__(
        self,
        word: str,
        near: Iterable[tuple[str, str]],
        expected: str | None,
        listed_by: str = "attune words",
        *,
        in_need: bool = False,
    ) -> None:
        self.word = word
        short, near = in_short(word), list(near)
        if near:
            offers = " or ".join(f"“{known}” ({vocabulary})" for known, vocabulary in near)
            help_ = f"Did you mean {offers}?"
        else:
            help_ = f"“{listed_by}” lists them all."
        if expected:
            said = [f"I don’t know “{short}” as a word for {expected}.", help_]
        else:
            said = [f"I don’t know “{short}” as a word of a moment.", help_]
            said.append("Free text goes behind -m.")
        super().__init__(" ".join([*said, *turn(in_need)]))


class NotUnderstood(WrongUsage):
    """A line of plain speech that leaves something open, where nobody can be asked: all of it."""

    def __init__(self, open_: Iterable[str], *, in_need: bool = False) -> None:
        super().__init__(" ".join([*open_, *turn(in_need)]))


class UnknownVocabulary(WrongUsage):
    """A name that no vocabulary has, and no word; with the nearest words."""

    def __init__(self, name: str, known: Iterable[str], near: Iterable[str] = ()) -> None:
        near = list(near)
        said = [f"There is no vocabulary “{in_short(name)}”."]
        if near:
            said.append(f"Did you mean {quoted(near, 'or')}?")
        super().__init__(" ".join([*said, f"Choose one of: {', '.join(known)}."]))


class UnknownSchema(WrongUsage):
    """A name that no schema has, with the nearest names."""

    def __init__(self, name: str, near: Iterable[str]) -> None:
        near = list(near)
        help_ = f"Did you mean {quoted(near, 'or')}?" if near else "“attune schema” lists them all."
        super().__init__(f"There is no schema “{in_short(name)}”. {help_}")


class UnknownVerb(WrongUsage):
    """The first word is no verb of attune."""

    def __init__(
        self,
        verb: str,
        near: Iterable[str],
        cure: str = "",
        *,
        is_word: bool,
        in_need: bool = False,
    ) -> None:
        near = list(near)
        if is_word:
            help_ = f"To log it: attune log {verb} …"
        elif cure:
            help_ = cure
        elif near:
            help_ = f"Did you mean {quoted(near, 'or')}?"
        else:
            help_ = "“attune help” lists what there is."
        said = f"“{in_short(verb)}” is not something attune does."
        super().__init__(" ".join([said, help_, *turn(in_need)]))


class WordsClash(WrongUsage):
    """Two words that contradict each other.

    Args:
        first: one of them, as it was typed.
        second: the other.
        why: why they do, and what to do about it: whole sentences.
    """

    def __init__(self, first: str, second: str, why: str) -> None:
        super().__init__(f"“{first}” and “{second}” don’t go together. {why}")


class TerminalMissing(WrongUsage):
    """What fills a screen has none."""

    def __init__(self, verb: str, instead: str) -> None:
        super().__init__(f"“{verb}” needs a terminal to draw in. Elsewhere: {instead}")


class WordsMissing(WrongUsage):
    """Something essential is missing, and there is no terminal to ask in."""

    def __init__(self, what: str) -> None:
        super().__init__(what)


class UnreadableTime(WrongUsage):
    """A time that could not be read.

    Args:
        text: as it was typed.
        cure: the sentence that says what to do.
    """

    def __init__(
        self,
        text: str,
        cure: str = "Try “20 min ago”, “around 5”, “before bed”, “yesterday 18:30” or “2026-11-20 "
        "08:15”.",
    ) -> None:
        super().__init__(f"I can’t read “{in_short(text)}” as a time. {cure}")


class YearOrTime(WrongUsage):
    """Four digits that may be a year or a time of day."""

    def __init__(self, text: str) -> None:
        digits = "".join(sign for sign in text if sign.isdecimal())
        super().__init__(
            f"“{in_short(text)}” may be a year or a time of day. For the time, say "
            f"“{digits[:2]}:{digits[2:]}”; for a day, say all of it, such as “{digits}-11-20”."
        )


class UnreadableDate(WrongUsage):
    """A day that could not be read.

    Args:
        text: as it was typed.
        what: what is expected, such as "a month".
        cure: the sentences that say what to do.
    """

    def __init__(
        self,
        text: str,
        what: str = "a day",
        cure: str = "Try “2026-11-20”, “yesterday”, “monday” or “3 weeks ago”.",
    ) -> None:
        super().__init__(f"I can’t read “{in_short(text)}” as {what}. {cure}")


class DayToCome(UnreadableDate):
    """A day of the future, where one looks back."""

    def __init__(self, text: str) -> None:
        AttuneError.__init__(
            self,
            f"“{in_short(text)}” is still to come, and this looks back. Try “today”, “last week” "
            "or “2026-11-20”.",
        )


class UnreadableName(WrongUsage):
    """A text that cannot be a nickname."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{in_short(text)}” can’t be a name here. Use a nickname of 1 to 40 letters, digits, "
            "spaces, - or ', beginning with a letter."
        )


class UnreadableTag(WrongUsage):
    """A text that cannot be a tag."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{in_short(text)}” can’t be a tag. Use up to 40 letters, digits, - or _, with a "
            "letter in it, such as #park."
        )


class TooManyTags(WrongUsage):
    """More tags than a moment takes."""

    def __init__(self, many: int, most: int) -> None:
        super().__init__(
            f"That is {many:,} tags, and a moment takes {most}. Keep the most telling."
        )


class UnreadableBand(WrongUsage):
    """A text that is no age of a child, and no age band."""

    def __init__(self, text: str, bands: Iterable[str]) -> None:
        super().__init__(
            f"I don’t know the age “{in_short(text)}”. "
            f"Say it as “2” or “18 months”, or choose one of: {', '.join(bands)}."
        )


class UnreadableNumber(WrongUsage):
    """A text in the place of a moment's number."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{in_short(text)}” is not the number of a moment. Use a number, or “last”."
        )


class UnreadableDays(WrongUsage):
    """A text that names no days of the week."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{in_short(text)}” as days of the week. "
            "Try “mon,wed,fri”, “mon-fri”, “weekend” or “every day”."
        )


class UnreadableClock(WrongUsage):
    """A text that is not a time of day."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{in_short(text)}” as a time of day. "
            "Try “17:30”, “8am”, “20h” or “noon”."
        )


class UnreadableHours(WrongUsage):
    """A text that names no hours of the day, or hours that end before they begin."""

    def __init__(self, text: str, *, is_backwards: bool = False) -> None:
        if is_backwards:
            super().__init__(
                f"“{in_short(text)}” doesn’t end after it begins. "
                "Name hours of one day, as in 8:00-20:00."
            )
        else:
            super().__init__(
                f"I can’t read “{in_short(text)}” as hours of the day. "
                "Try “8:00-20:00” or “9am-6pm”."
            )


class NumberOutside(WrongUsage):
    """A number that a plan cannot have."""

    def __init__(self, option: str, number: int, least: int, most: int, of: str) -> None:
        super().__init__(f"{option} {number} makes no plan. Give it {least} to {most} {of}.")


_NEEDED = {
    "edit": "Say which moment, by its number or “last”: attune edit last partly",
    "rate": "Say which moment, by its number or “last”, and how you see it now: attune rate last "
    "yes",
    "back": "Say which moment, by its number or “last”: attune back last later",
    "delete": "Say which moment, by its number or “last”: attune delete last",
    "import": "Say which file: attune import ours.attune.jsonl",
    "child add": "Say who, by nickname: attune child add ada --born 2024-08",
    "child edit": "Say who, by nickname: attune child edit ada --born 2024-08",
    "child remove": "Say who, by nickname: attune child remove ada",
    "caregiver add": "Say who, by nickname: attune caregiver add grandpa",
    "caregiver edit": "Say who, by nickname: attune caregiver edit me --name mama",
    "caregiver remove": "Say who, by nickname: attune caregiver remove grandpa",
    "config get": "Say which setting: attune config get first_weekday",
    "config set": "Say which setting, and what it is to be: attune config set first_weekday sunday",
    "config unset": "Say which setting: attune config unset first_weekday",
}


def missing_argument(verb: str) -> "MissingArgument | None":
    """Return the refusal for a verb without its argument; None if it needs none."""
    sentence = _NEEDED.get(verb)
    return MissingArgument(sentence) if sentence else None


class MissingArgument(WrongUsage):
    """A verb without the argument that it needs."""


class UnknownFormat(WrongUsage):
    """A name that no format of files has."""

    def __init__(self, text: str, known: Iterable[str], near: Iterable[str]) -> None:
        near = list(near)
        help_ = f"Did you mean {quoted(near, 'or')}?" if near else f"There are {quoted(known)}."
        super().__init__(f"I don’t know the format “{in_short(text)}”. {help_}")


class NotInRange(WrongUsage):
    """A value that an option for whole numbers cannot take.

    Args:
        option: its name, as it is typed.
        least: the smallest number it takes; None if any is small enough.
        most: the largest number it takes; None if any is large enough.
    """

    def __init__(self, option: str, least: float | None, most: float | None) -> None:
        if least is not None and most is not None:
            super().__init__(f"{option} takes a whole number from {least} to {most}.")
        elif least is not None:
            super().__init__(f"{option} takes a whole number, {least} or more.")
        else:
            super().__init__(f"{option} takes a whole number.")


class NothingToFind(WrongUsage):
    """A search for nothing."""

    def __init__(self) -> None:
        super().__init__("Say what to look for: attune search swing")


class TooMuchToFind(WrongUsage):
    """A search for more terms than one query can hold."""

    def __init__(self, many: int, most: int) -> None:
        super().__init__(f"That is {many} pieces, and {most} can be looked for at once. Try fewer.")


class NotAgreed(AttuneError):
    """What asks first was answered with no, or nobody could answer.

    Args:
        done: what was not done, such as "deleted".
        asked: whether somebody was asked.
    """

    def __init__(self, done: str, *, asked: bool) -> None:
        if asked:
            super().__init__(f"Nothing was {done}.")
        else:
            super().__init__(f"Nothing was {done}. To do it without being asked, add --yes.")


class NothingChosen(WrongUsage):
    """`attune forget` without an option that says what to forget."""

    def __init__(self, ways: str) -> None:
        super().__init__(f"Say what to forget: {ways}.")


class UnknownTipKind(WrongUsage):
    """A word that is not a kind of tip."""

    def __init__(self, text: str, kinds: Iterable[str]) -> None:
        super().__init__(
            f"I don’t know the kind “{in_short(text)}”. Choose one of: {', '.join(kinds)}."
        )


class KindNotWord(WrongUsage):
    """A kind of tip in the place of a word."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"“{kind}” is a kind of idea, not a word: attune tips --kind {kind}")


class EmptySearch(WrongUsage):
    """A search for tips without a text."""

    def __init__(self) -> None:
        super().__init__("Say what to look for: attune tips --search bedtime")


class TellsWho(WrongUsage):
    """A text for a redacted report that would tell who somebody is.

    Args:
        what: the text, such as "The question".
        found: what tells it.
    """

    def __init__(self, what: str, found: Iterable[str]) -> None:
        super().__init__(
            f"{what} has {quoted(found)} in it, which --redact keeps out. "
            "Say it without, or leave out --redact."
        )


class ReportUnclear(WrongUsage):
    """Options of a report that do not suffice; the sentence says what does."""
