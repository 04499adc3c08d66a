"""Refusals of what stands behind a verb: words that narrow no view, options that it has not."""

import re
from collections.abc import Iterable

from attune_cli.errors.base import WrongUsage, in_short, quoted
from attune_cli.errors.usage import turn


class UnreadableRange(WrongUsage):
    """A range of numbers with one end, or one that ends before it begins."""

    def __init__(self, text: str, *, is_backwards: bool = False) -> None:
        said = in_short(text)
        if is_backwards and re.fullmatch(r"\d{4}-\d{2}", said):
            super().__init__(f"“{said}” is no month. Months are like 2026-11, numbers like 5-11.")
        elif is_backwards:
            super().__init__(f"“{said}” ends before it begins. For moments by number: 5-11.")
        else:
            super().__init__(f"“{said}” has one end. For moments by number: 5-11.")


class NotFromOne(WrongUsage):
    """A number of moments, or the number of one, that is 0."""

    def __init__(self) -> None:
        super().__init__(
            "Moments are numbered from 1, so 0 is none of them. For the newest five: "
            "attune list 5. For all: attune list --limit 0"
        )


class NameOrDay(WrongUsage):
    """A nickname that is the name of a day or a month, too."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{in_short(text)}” may be a name or days. For the name: @{in_short(text)}. "
            "For the days, write numbers: 2026-04, or 2026-04-30."
        )


class EmptyWord(WrongUsage):
    """A word with nothing in it."""

    def __init__(self) -> None:
        super().__init__("One of the words is empty. Leave it out, or put a word in its place.")


class NotNarrowedBy(WrongUsage):
    """A word behind a view that cannot be narrowed by it.

    Args:
        text: as it was typed.
        verb: the view.
        takes: what it can be narrowed by.
        instead: the command that can.
    """

    def __init__(self, text: str, verb: str, takes: str, instead: str) -> None:
        super().__init__(
            f"“attune {verb}” can’t be narrowed by “{in_short(text)}”, only by {takes}. {instead}"
        )


class NothingOfThat(WrongUsage):
    """A word behind a view that means nothing there.

    Args:
        text: as it was typed.
        verb: the view.
        takes: what it takes, and an example.
        near: what may be meant, each with what that is.
        instead: the command that may do what was meant; empty if there is none.
        in_need: whether what was typed speaks of need, so that it is said where to turn.
    """

    def __init__(
        self,
        text: str,
        verb: str,
        takes: str,
        near: Iterable[tuple[str, str]],
        instead: str = "",
        *,
        in_need: bool = False,
    ) -> None:
        offers = " or ".join(f"“{known}” ({what})" for known, what in near)
        said = [
            f"I don’t know “{in_short(text)}” behind “attune {verb}”.",
            f"Did you mean {offers}?" if offers else f"It takes {takes}.",
        ]
        if instead:  # it ends with a command, behind which nothing may stand that looks like it
            said.append(f"{instead}." if in_need else instead)
        super().__init__(" ".join([*said, *turn(in_need)]))


class NoSuchOption(WrongUsage):
    """An option that a verb has not.

    Args:
        option: as it was typed.
        verb: the verb; empty for attune itself.
        near: options that may be meant.
        cure: the sentence that says what to do; empty if nothing special helps.
    """

    def __init__(self, option: str, verb: str, near: Iterable[str], cure: str = "") -> None:
        command = f"attune {verb}".rstrip()
        near = list(near)
        if near:
            cure = f"Did you mean {quoted(near, 'or')}? {cure}"
        help_ = f"{command} --help" if verb else "attune help"
        cure = cure or f"“{help_}” lists what it has."
        super().__init__(f"“{command}” has no option “{in_short(option)}”. {cure}".rstrip())


class NotByThatNumber(WrongUsage):
    """A number below 1 in the place of a moment's number."""

    def __init__(self, typed: str, verb: str) -> None:
        if verb == "list":
            cure = f"For the newest {typed[1:]}: attune list {typed[1:]}"
        else:
            cure = f"For the last one: attune {verb} last"
        super().__init__(f"Moments are numbered from 1, so there is no {in_short(typed)}. {cure}")


class TooManyWords(WrongUsage):
    """Words behind a verb that takes none, or no more.

    Args:
        words: those that are too many.
        verb: the verb.
        cure: the sentence that says what to do.
    """

    def __init__(self, words: str, verb: str, cure: str) -> None:
        super().__init__(f"“attune {verb}” can do nothing with “{in_short(words)}”. {cure}")


class ValueMissing(WrongUsage):
    """An option without the value that it needs, or with one that it doesn't take."""

    def __init__(self, option: str, example: str = "", *, is_flag: bool = False) -> None:
        if is_flag:
            super().__init__(f"{option} takes no value. Write {option} alone.")
        elif example:
            super().__init__(f"{option} needs something behind it, such as {option} {example}.")
        else:
            super().__init__(f"{option} needs something behind it.")


class NotAChoice(WrongUsage):
    """A value that an option with a few values has not."""

    def __init__(self, option: str, typed: str, choices: Iterable[str]) -> None:
        super().__init__(f"{option} takes {quoted(choices, 'or')}, not “{in_short(typed)}”.")


class UnknownPart(WrongUsage):
    """A word in the place of what a verb with several parts does."""

    def __init__(self, typed: str, verb: str, near: Iterable[str], cure: str = "") -> None:
        near = list(near)
        help_ = f"Did you mean {quoted(near, 'or')}?" if near else cure
        help_ = help_ or f"“attune {verb} --help” says what there is."
        super().__init__(f"“{in_short(typed)}” is nothing that “attune {verb}” does. {help_}")
