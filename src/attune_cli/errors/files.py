"""Refusals about the files a person may edit: settings, own tips, contacts, plans."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote

from attune_cli.errors.base import AttuneError, WrongUsage, in_short, quoted
from attune_cli.errors.journal import reason_of, way_out

TO_WRITE_IT = "Check that its folder is there and yours, or name another file."
TO_REACH_IT = "Check its permissions and its disk, then try again."
MOST_NAMED = 6  # of the tips that a part of a name may mean


class SettingsTrouble(AttuneError):
    """The settings are wrong, and the person typed nothing wrong."""


class SettingsBroken(SettingsTrouble):
    """The settings file has an error."""

    def __init__(
        self,
        path: Path,
        problem: str,
        line: int | None = None,
        do: str = "Mend or remove that file.",
    ) -> None:
        if line:
            text = f"The settings in {path} can’t be read: line {line}: {problem}. {do}"
        else:
            text = f"The settings in {path} can’t be read: {problem}. {do}"
        super().__init__(text)


class SettingsUnwritten(AttuneError):
    """The settings file cannot be written; it is unchanged."""

    def __init__(
        self, path: Path, problem: str, do: str = "Check permissions and the room on the disk."
    ) -> None:
        text = f"The settings in {path} can’t be written: {problem}. Nothing was changed. {do}"
        super().__init__(text)


class DefaultUnknown(SettingsTrouble):
    """The settings name a child or caregiver that the journal does not know."""

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
        super().__init__(f"There is no setting named “{in_short(name)}”. {help_}")


class UnknownConfigVerb(WrongUsage):
    """The word after `attune config` is not one of its verbs."""

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
    """A value that a setting cannot take."""

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
        super().__init__(f"There is no tip named “{in_short(id_)}”. {help_}")


class SeveralTips(AttuneError):
    """A part of a name that several tips have."""

    def __init__(self, typed: str, ids: Sequence[str]) -> None:
        named = quoted(ids[:MOST_NAMED], "or")
        if len(ids) <= MOST_NAMED:
            sentence = f"“{typed}” is a part of {len(ids)} names: {named}. Which of them?"
        else:
            sentence = f"“{typed}” is a part of {len(ids)} names, such as {named}. Say more of one."
        super().__init__(sentence)


class OwnTipsBroken(AttuneError):
    """The file of own tips has an error."""

    def __init__(
        self,
        path: Path,
        problem: str,
        line: int | None = None,
        do: str = "Mend that, or move the file away.",
    ) -> None:
        if line:
            text = f"Your own tips in {path} can’t be read, line {line}: {problem}. {do}"
        else:
            text = f"Your own tips in {path} can’t be read: {problem}. {do}"
        super().__init__(text)


class OwnTipsUnwritten(AttuneError):
    """The file of own tips took no more; it is as it was."""

    def __init__(self, path: Path, problem: str) -> None:
        do = way_out(problem, "Check its permissions and its folder’s.")
        super().__init__(f"Your own tips in {path} can’t be added to: {problem}. {do}")


class EmptyContact(WrongUsage):
    """A contact without a name, or without a number or address."""

    def __init__(self) -> None:
        super().__init__(
            "A contact needs a name and how to reach them. "
            'Try: attune help-now add "Sam" "0123 456789"'
        )


class ContactExists(AttuneError):
    """A contact that the file has already, with the same number or address."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(f"“{name}” is there already. To change what it says, edit {path}.")


class ContactsUnusable(AttuneError):
    """The contacts file cannot be read as text, or cannot be written."""

    def __init__(self, path: Path, problem: str, do: str) -> None:
        super().__init__(
            f"The contacts in {path} can’t be added to: {problem}. {way_out(problem, do)}"
        )


class PlanOver(AttuneError):
    """A plan without any time in the future."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"None of those times is left up to “{text}”. "
            "Name a later day with --until, or a number of --weeks."
        )


class PlanExists(AttuneError):
    """A plan that exists already."""

    def __init__(self, title: str, path: Path) -> None:
        super().__init__(
            f"“{title}” is planned for these times already, in {path}. "
            f"To plan it anew: attune plan remove {quote(path.stem)}"
        )


class NoSuchPlan(AttuneError):
    """A number or name that no plan has."""

    def __init__(self, text: str) -> None:
        said = in_short(text)
        super().__init__(f"There is no plan “{said}”. “attune plan list” shows those there are.")


class PlanUnclear(AttuneError):
    """A name that several plans have."""

    def __init__(self, text: str, numbers: Iterable[int]) -> None:
        several = ", ".join(map(str, numbers))
        said = in_short(text)
        super().__init__(f"More than one plan is named “{said}”. Choose by number: {several}.")


class FileTaken(AttuneError):
    """A file that exists already and is not replaced.

    Args:
        path: the file.
        cure: the sentence that says what to do.
    """

    def __init__(self, path: Path, cure: str = "Name another file, or move that one away.") -> None:
        super().__init__(f"{path} is there already, and stays as it is. {cure}")


class FileUnusable(AttuneError):
    """A file that cannot be written or removed.

    Attributes:
        problem: why not, as it stands inside a sentence.
    """

    def __init__(self, path: Path, problem: str) -> None:
        self.problem = problem
        super().__init__(f"{path} can’t be written ({problem}). {way_out(problem, TO_WRITE_IT)}")


class PathUnusable(AttuneError):
    """A file or folder of which the system refuses even a look, as on a failing disk."""

    def __init__(self, problem: OSError) -> None:
        reason = reason_of(problem)
        super().__init__(
            f"{os.fsdecode(problem.filename)} can’t be used ({reason}). "
            f"{way_out(reason, TO_REACH_IT)}"
        )


class PdfUnavailable(AttuneError):
    """WeasyPrint, which makes a PDF, is not installed or lacks a library of the system."""

    def __init__(self) -> None:
        super().__init__(
            "A PDF needs WeasyPrint: pip install weasyprint. Or leave out --pdf, open the "
            "report in a browser, and print it to a PDF there."
        )


class BrowsingUnavailable(AttuneError):
    """Textual, in which moments are browsed, is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Browsing needs Textual: pip install textual. Without it: attune list, attune show 42."
        )


class FolderClosed(AttuneError):
    """A folder of attune's, or the file that locks one, in which nothing can be written."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            f"Nothing can be written in {folder} ({problem}). "
            "Check its permissions and the room on the disk."
        )


class BlockUnclear(AttuneError):
    """A file of a day in which attune cannot tell its part from the person’s."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} has a mark of attune that stands alone or twice, so I can’t tell which "
            "part is yours. Nothing was changed. Put the other mark back, or remove that part."
        )


class PackageTaken(AttuneError):
    """A datapackage.json that an export has no part in."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} describes other tables, and stays as it is. Name a file in another folder; or "
            "add --force to replace it."
        )


class FolderMissing(WrongUsage):
    """A format of many files, and no folder for them."""

    def __init__(self) -> None:
        super().__init__("A file a day needs a folder. Name one: -o DIR.")


class FormatUnwritten(WrongUsage):
    """The ending of a name that promises a format that an export has not."""

    def __init__(self, ending: str, do: str) -> None:
        super().__init__(f"An export has no {ending}. {do} Or say what to write: --format jsonl.")


class FileUnreadable(AttuneError):
    """A file that cannot be imported as a whole."""

    def __init__(self, name: str, problem: str, do: str) -> None:
        super().__init__(f"{name} can’t be read: {problem}. {do}")


class LinesRefused(AttuneError):
    """A file of which some lines cannot be taken, so none is."""

    def __init__(self, many: int) -> None:
        lines = "1 line" if many == 1 else f"{many:,} lines"
        super().__init__(
            f"Nothing was imported: {lines} can’t be taken. Mend the file, or leave them out with "
            "--skip-bad."
        )


class HeaderRefused(AttuneError):
    """A journal of which no line says whose it is, so that nobody knows who its “me” is."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"Nothing was imported: line {line:,} belongs to a whole journal, and its first line, "
            "which says whose it is, can’t be read here. Export it again, with one journal in the "
            "file."
        )


class FromNewer(AttuneError):
    """A file that a later attune wrote."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was written by a newer attune than this one. Upgrade attune-cli, then try "
            "again."
        )


class MapUnfit(AttuneError):
    """A map that means nothing."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path} can’t be followed: {problem} Mend it "
            "there; or remove it, and run the import again to have it written anew."
        )


class MapUnnamed(WrongUsage):
    """A file of another program that comes from standard input, and no map."""

    def __init__(self) -> None:
        super().__init__(
            "This is of another program, and a map has to say what it means. Say where it is, or "
            "is to be written: --map FILE."
        )


class ZoneUnknown(WrongUsage):
    """A time zone that nobody knows."""

    def __init__(self, text: str, near: Iterable[str]) -> None:
        near = list(near)
        help_ = (
            f"Did you mean {quoted(near, 'or')}?" if near else "Try “Europe/Berlin” or “+02:00”."
        )
        super().__init__(f"Nobody knows the zone “{text}”. {help_}")


class DatesUnclear(WrongUsage):
    """Something other than what can come first in a date of digits."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” can’t come first in a date. Say --dates day or --dates month.")


class MeUnknown(WrongUsage):
    """A file of another journal, in which “me” is somebody else."""

    def __init__(self) -> None:
        super().__init__(
            "The file is of another journal, and its “me” may not be you. Say who it is here: "
            "--me NAME; or --me me, if it is you."
        )


class NobodyOfThatName(WrongUsage):
    """A nickname that is to be another one, and is not in the file."""

    def __init__(self, name: str, option: str) -> None:
        super().__init__(f"{option}: nobody in the file is called “{name}”.")


class RenameUnclear(WrongUsage):
    """A text behind --as that does not say who is who."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"I can’t read “{text}” as who is who. Name both, as in --as ada=lou: ada in the "
            "file is lou here."
        )


class RenamedTwice(WrongUsage):
    """Somebody of a file who is to be two people here."""

    def __init__(self, old: str, first: str, second: str) -> None:
        super().__init__(
            f"{old} in the file can’t be both {first} and {second} here. Say one of them."
        )


class JournalChanged(AttuneError):
    """The journal is not what it was when the import was agreed to."""

    def __init__(self) -> None:
        super().__init__(
            "The journal was changed meanwhile, and nothing was imported. Run it again."
        )
