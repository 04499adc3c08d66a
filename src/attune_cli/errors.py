"""Every refusal attune can make: one sentence that says what to do, and an exit code.

AttuneError                      exit 1: a refusal that the user can act on
├── WrongUsage                   exit 2: what was typed does not fit
│   ├── UnknownWord, UnknownVocabulary, UnknownVerb
│   ├── WordsClash, WordsMissing
│   └── UnreadableTime, UnreadableDate, UnreadableName, UnreadableBand, UnreadableNumber
├── FutureMoment, EmptyNote, EditorFailed
├── UnknownPerson, PersonExists, AgeUnknown
├── NoSuchMoment, NotRepairable, RepairTooEarly
├── SettingsBroken
└── JournalTrouble               the file or its folder
    ├── FolderUnusable, JournalReadOnly, DiskTrouble
    └── NotAJournal, JournalDamaged, JournalNewer, JournalBusy
"""

from collections.abc import Iterable
from pathlib import Path


class AttuneError(Exception):
    """A refusal; `str()` of it is the sentence for the person."""

    exit_code = 1


class WrongUsage(AttuneError):
    """What was typed does not fit the grammar."""

    exit_code = 2


def quoted(words: Iterable[str], last: str = "and") -> str:
    """Join words for a sentence: “a”, “b” and “c”."""
    marked = [f"“{word}”" for word in words]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {last} {marked[-1]}"


class UnknownWord(WrongUsage):
    """A word that stands in no vocabulary, with the nearest ones and where they stand."""

    def __init__(self, word: str, near: Iterable[tuple[str, str]], expected: str | None) -> None:
        place = f"as a word for {expected}" if expected else "as a word of a moment"
        near = list(near)
        if near:
            offers = " or ".join(f"“{known}” ({vocabulary})" for known, vocabulary in near)
            help_ = f"Did you mean {offers}?"
        else:
            help_ = "“attune words” lists them all."
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


class UnreadableBand(WrongUsage):
    """A word that is no age band."""

    def __init__(self, text: str, bands: Iterable[str]) -> None:
        super().__init__(f"I don’t know the age “{text}”. Choose one of: {', '.join(bands)}.")


class UnreadableNumber(WrongUsage):
    """Text where the number of a moment belongs."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not the number of a moment. Use a number, or “last”.")


class FutureMoment(AttuneError):
    """A moment or a week that has not come yet."""

    def __init__(
        self,
        text: str,
        read_as: str | None = None,
        do: str = "Log it when it has happened, or give an earlier time",
    ) -> None:
        day = f"“{text}” is {read_as}, which" if read_as else f"“{text}”"
        super().__init__(f"{day} is still to come. {do}.")


class EmptyNote(AttuneError):
    """A text was announced and nothing came."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"No text came from {where}, so nothing was stored. Try again, or go without."
        )


class EditorFailed(AttuneError):
    """The editor could not be started or ended with an error.

    Attributes:
        note: what had been written by then.
    """

    def __init__(self, editor: str, note: str | None) -> None:
        self.note = note
        super().__init__(
            f"The editor “{editor}” did not end well, so nothing was stored. "
            "Set EDITOR to one that works, or use -m."
        )


class UnknownPerson(AttuneError):
    """A child or caregiver that the journal does not know."""

    def __init__(self, role: str, name: str, known: Iterable[str], near: Iterable[str]) -> None:
        from shlex import quote  # noqa: PLC0415 only a refusal needs it

        known, near = list(known), list(near)
        if near:
            help_ = f"Did you mean {quoted(near, 'or')}? "
        elif known:
            help_ = f"I know {quoted(known)}. "
        else:
            help_ = ""
        super().__init__(
            f"I don’t know a {role} named “{name}”. {help_}To add: attune {role} add {quote(name)}"
        )


class PersonExists(AttuneError):
    """A name that is already taken."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__(f"There is a {role} named “{name}” already. Choose another nickname.")


class AgeUnknown(AttuneError):
    """Tips were asked for without an age to choose by."""

    def __init__(self, child: str | None, children: Iterable[str], bands: Iterable[str]) -> None:
        from shlex import quote  # noqa: PLC0415 only a refusal needs it

        children = list(children)
        if child:
            add = f"attune child add {quote(child)} --born 2024-08"
            whose = f"I don’t know how old “{child}” is. To note it: {add}."
        elif children:
            whose = f"I know {quoted(children)}; say for whom with --child."
        else:
            whose = "I don’t know which age to look for."
        super().__init__(f"{whose} Or say the age with --age: {', '.join(bands)}.")


class NoSuchMoment(AttuneError):
    """A number that no moment has, or no moment to be the last."""

    def __init__(self, number: int | None) -> None:
        if number is None:
            text = (
                "There is no moment of distress to point at yet. Log the repair without --repairs."
            )
        else:
            text = f"There is no moment #{number}. Use a number that attune printed, or “last”."
        super().__init__(text)


class RepairTooEarly(AttuneError):
    """A repair dated before the day of the moment that it repairs."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"#{number} is of a later day than this repair. "
            "Give a later time with --at, or another number."
        )


class NotRepairable(AttuneError):
    """A repair that points at something other than a moment of distress."""

    def __init__(self, number: int, kind: str) -> None:
        super().__init__(
            f"#{number} is a moment of {kind}; a repair points at a moment of distress. "
            "Choose another number, or leave --repairs out."
        )


class SettingsBroken(AttuneError):
    """The settings file cannot be used as it is."""

    def __init__(self, path: Path, problem: str, do: str = "Mend or remove that file") -> None:
        super().__init__(f"The settings in {path} can’t be read: {problem}. {do}.")
