"""Settings that mean nothing, or can't be kept."""

from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from attune_cli.errors import AttuneError, WrongUsage, quoted


class SettingsTrouble(AttuneError):
    """The settings stand in the way of what was typed."""

    keeps_answers = True


class SettingsBroken(SettingsTrouble):
    """The settings file cannot be used as it is."""

    def __init__(
        self,
        path: Path,
        problem: str,
        line: int | None = None,
        do: str = "Mend or remove that file",
    ) -> None:
        where = f"line {line}: " if line else ""
        super().__init__(f"The settings in {path} can’t be read: {where}{problem}. {do}.")


class SettingsUnwritten(AttuneError):
    """The settings file takes no change; it is as it was."""

    def __init__(
        self, path: Path, problem: str, do: str = "Check permissions and the room on the disk"
    ) -> None:
        text = f"The settings in {path} can’t be written: {problem}. Nothing was changed. {do}."
        super().__init__(text)


class DefaultUnknown(SettingsTrouble):
    """The settings name somebody whom the journal does not know."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__(
            f"The settings name “{name}” as the usual {role}, and the journal knows nobody of that "
            f"name. To name another: attune config set {role} NAME; or attune config unset {role}."
        )


class UnknownSetting(WrongUsage):
    """A name that no setting has."""

    def __init__(self, name: str, near: Iterable[str]) -> None:
        near = list(near)
        help_ = f"Did you mean {quoted(near, 'or')}?" if near else "“attune config” lists them all."
        super().__init__(f"There is no setting named “{name}”. {help_}")


class UnknownConfigVerb(WrongUsage):
    """What stands behind `attune config` is nothing that it does."""

    def __init__(self, text: str, near: Iterable[str], *, is_setting: bool) -> None:
        near = list(near)
        if is_setting:
            help_ = (
                f"To read it: attune config get {text}. To change it: attune config set {text} …"
            )
        elif near:
            help_ = f"Did you mean {quoted(near, 'or')}?"
        else:
            help_ = "“attune config --help” says what there is."
        super().__init__(f"“{text}” is nothing that “attune config” does. {help_}")


class SettingUnfit(WrongUsage):
    """A value that a setting can't have."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"Nothing was changed: {problem}.")


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


class EmptyContact(WrongUsage):
    """A contact without a name, or without a way to reach them."""

    def __init__(self) -> None:
        super().__init__(
            "A contact needs a name and how to reach them. "
            'Try: attune help-now add "Sam" "0123 456789"'
        )


class ContactExists(AttuneError):
    """Somebody who stands in the file already, to be reached in the same way."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(f"“{name}” is there already. To change what it says, edit {path}.")


class ContactsUnusable(AttuneError):
    """The file takes no contact: it cannot be read as text, or not written."""

    def __init__(self, path: Path, problem: str, do: str) -> None:
        super().__init__(f"The contacts in {path} can’t be added to: {problem}. {do}.")


class UnreadableDays(WrongUsage):
    """Days of the week that are none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{text}” as days of the week. "
            "Try “mon,wed,fri”, “mon-fri”, “weekend” or “every day”."
        )


class UnreadableClock(WrongUsage):
    """A time of day that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{text}” as a time of day. Try “17:30”, “8am”, “20h” or “noon”."
        )


class UnreadableHours(WrongUsage):
    """Hours of the day that are none, or end before they begin."""

    def __init__(self, text: str, *, is_backwards: bool = False) -> None:
        if is_backwards:
            super().__init__(
                f"“{text}” doesn’t end after it begins. Name hours of one day, as in 8:00-20:00."
            )
        else:
            super().__init__(
                f"I can’t read “{text}” as hours of the day. Try “8:00-20:00” or “9am-6pm”."
            )


class NumberOutside(WrongUsage):
    """A number that makes no plan."""

    def __init__(self, option: str, number: int, least: int, most: int, of: str) -> None:
        super().__init__(f"{option} {number} makes no plan. Give it {least} to {most} {of}.")


class PlanOver(AttuneError):
    """A plan whose last day is past, or before the first of its days."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"None of those times is left up to “{text}”. "
            "Name a later day with --until, or a number of --weeks."
        )


class PlanExists(AttuneError):
    """The same plan once more."""

    def __init__(self, title: str, path: Path) -> None:
        super().__init__(
            f"“{title}” is planned for these times already, in {path}. "
            f"To plan it anew: attune plan remove {quote(path.stem)}"
        )


class NoSuchPlan(AttuneError):
    """A number or name that no plan has."""

    def __init__(self, text: str) -> None:
        super().__init__(f"There is no plan “{text}”. “attune plan list” shows those there are.")


class PlanUnclear(AttuneError):
    """A name that several plans have."""

    def __init__(self, text: str, numbers: Iterable[int]) -> None:
        several = ", ".join(map(str, numbers))
        super().__init__(f"More than one plan is named “{text}”. Choose by number: {several}.")


class FileTaken(AttuneError):
    """A file would replace something that is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already, and stays as it is. "
            "Name another file, or move that one away."
        )


class FileUnusable(AttuneError):
    """A file can't be written or removed."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path} can’t be written ({problem}). "
            "Check that its folder is there and yours, or name another file."
        )
