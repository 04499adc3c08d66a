"""Tips that are not known, and a file of own tips that means nothing."""

from collections.abc import Iterable
from pathlib import Path

from attune_cli.errors import AttuneError, WrongUsage, quoted


class UnknownTip(AttuneError):
    """An id that no tip has."""

    def __init__(self, id_: str, near: Iterable[str]) -> None:
        near = list(near)
        help_ = (
            f"Did you mean {quoted(near, 'or')}?"
            if near
            else "“attune tips --all” lists them, each with its name."
        )
        super().__init__(f"There is no tip named “{id_}”. {help_}")


class UnknownTipKind(WrongUsage):
    """A word that is no kind of tip."""

    def __init__(self, text: str, kinds: Iterable[str]) -> None:
        super().__init__(f"I don’t know the kind “{text}”. Choose one of: {', '.join(kinds)}.")


class KindNotWord(WrongUsage):
    """A kind of tip where a word is looked for."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"“{kind}” is a kind of idea, not a word: attune tips --kind {kind}")


class EmptySearch(WrongUsage):
    """Nothing to look for."""

    def __init__(self) -> None:
        super().__init__("Say what to look for: attune tips --search bedtime")


class UnknownTipsVerb(WrongUsage):
    """What stands behind `attune tips` is nothing that it does."""

    def __init__(self, text: str, near: Iterable[str], *, is_word: bool) -> None:
        near = list(near)
        if is_word:
            help_ = f"For ideas that go with it: attune tips --for {text}"
        elif near:
            help_ = f"Did you mean {quoted(near, 'or')}?"
        else:
            help_ = "“attune tips --help” says what there is; --search looks for a text."
        super().__init__(f"“{text}” is nothing that “attune tips” does. {help_}")


class OwnTipsBroken(AttuneError):
    """The file of own tips cannot be used as it is."""

    def __init__(
        self,
        path: Path,
        problem: str,
        line: int | None = None,
        do: str = "Mend that, or move the file away",
    ) -> None:
        where = f", line {line}" if line else ""
        super().__init__(f"Your own tips in {path} can’t be read{where}: {problem}. {do}.")
