"""Refusals about the journal as a whole: its file and folder, its backups, forgetting.

`JournalTrouble` and its branches say what is wrong with the file, or with what it stands on.
"""

import errno
from pathlib import Path

from attune_cli.errors.base import AttuneError, in_short


class NoJournalYet(AttuneError):
    """There is nothing to back up."""

    def __init__(self) -> None:
        super().__init__("There is no journal yet. It begins with the first moment: attune log")


class NoSuchBackup(AttuneError):
    """A number, name or file that is no backup."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"There is no backup “{in_short(text)}”. “attune restore” lists those there are."
        )


class NoGoodBackup(AttuneError):
    """There is no backup, or each one is damaged."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no good backup in {folder}. To restore from elsewhere, name the file: "
            "attune restore FILE"
        )


class BackupUnusable(AttuneError):
    """A file that cannot replace the journal; nothing was changed."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path} can’t take the journal’s place: {problem}. Nothing was changed. "
            "“attune restore” lists the backups that are good."
        )


FULL = {errno.ENOSPC, errno.EDQUOT}  # of data or of files: a disk has room for so many of each
TO_USE_IT = "Check its permissions, or set ATTUNE_HOME to a folder of yours."
DISK_FULL = "the disk is full"


def reason_of(problem: OSError) -> str:
    """Return what the system says is wrong, as it stands inside a sentence."""
    return DISK_FULL if problem.errno in FULL else (problem.strerror or str(problem)).lower()


def way_out(reason: str, usual: str) -> str:
    """Return what to do where a file cannot be written: no permission makes room on a disk.

    Args:
        reason: see reason_of.
        usual: the sentence on what to do where the disk is not full.
    """
    if reason == DISK_FULL:
        return "Free some space on it, or remove files that you need no more, then try again."
    return usual


class JournalTrouble(AttuneError):
    """Something about the journal's file or folder.

    Attributes:
        best: the newest good backup, where one could take the journal's place; the door offers it.
    """

    best: object = None


class FolderUnusable(JournalTrouble):
    """The folder cannot be made, entered or read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"The journal folder {path} can’t be used ({problem}). {way_out(problem, TO_USE_IT)}"
        )


class JournalReadOnly(JournalTrouble):
    """The journal can be read but not written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The journal {path} is read-only. "
            "Make the file and its folder writable, then try again."
        )


class DiskTrouble(JournalTrouble):
    """The disk refused to write."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The disk could not take it: it is full or failing. "
            f"Free some space where {path} is, then try again."
        )


class NotAJournal(JournalTrouble):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not an attune journal. Move it away, or set ATTUNE_HOME to another folder."
        )


class JournalNoFile(JournalTrouble):
    """A folder, a pipe or a device is in the journal's place."""

    keeps_answers = False  # nothing is made beside what nobody knows

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no file, so it can’t be the journal. "
            "Move it away, or set ATTUNE_HOME to another folder."
        )


class BesideNoFile(JournalTrouble):
    """A folder, a pipe or a device has the name of a file that SQLite keeps beside the journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no file, and the journal needs a file of that name. "
            "Move it away, then try again."
        )


class JournalLinkBroken(JournalTrouble):
    """The journal is a link, and what it leads to is not there."""

    keeps_answers = False  # nothing is made where a private volume may be away

    def __init__(self, link: Path, target: Path) -> None:
        super().__init__(
            f"{link} is a link to {target}, which is not there. Mount or sync where it leads to, "
            "or remove the link."
        )


class JournalDamaged(JournalTrouble):
    """The file was a journal once; backup.archive.damaged knows the way back."""

    def __init__(self, path: Path, way_back: str, best: object) -> None:
        super().__init__(f"The journal {path} is damaged. {way_back}")
        self.best = best


class IndexDamaged(JournalTrouble):
    """The journal is whole, but for the index of its texts, which can be made anew from them."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The search index in {path} is damaged, the moments are not. "
            "To make it anew: attune doctor --fix"
        )


class IndexesLost(JournalTrouble):
    """The journal is whole, but for the indexes of days, people and the like."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"What finds moments quickly is missing in {path}, the moments are not. "
            "To make it anew: attune doctor --fix"
        )


class JournalAltered(JournalTrouble):
    """Something in the journal that attune did not make keeps it from being used."""

    def __init__(self, path: Path, foreign: str) -> None:
        super().__init__(
            f"In {path} is what attune did not make ({foreign}), and it is in the way. Nothing "
            "was changed. To see what to do: attune doctor"
        )


class UpgradeFailed(JournalTrouble):
    """The journal is not what its version says; see JournalDamaged."""

    def __init__(self, path: Path, version: str, way_back: str, best: object) -> None:
        super().__init__(
            f"The journal {path} could not be brought up to date: what is in it does not fit the "
            f"schema {version} that it names. It is as it was. {way_back}"
        )
        self.best = best


class JournalMissing(JournalTrouble):
    """There is no journal, or an empty file, where there was one before; see JournalDamaged."""

    def __init__(self, path: Path, way_back: str, best: object) -> None:
        if path.exists():
            said = f"{path} is empty, though there was a journal before."
        else:
            said = f"{path} is not there, though there was a journal before."
        super().__init__(
            f"{said} {way_back} To begin a new one all the same: attune restore --anew"
        )
        self.best = best


class JournalAway(JournalTrouble):
    """This machine knows a journal in a folder, and neither is there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There was a journal in {folder}, and it is not there now. If it is on a drive or "
            "volume of its own, mount that and try again. To begin a new one there all the same: "
            "attune restore --anew"
        )


class JournalRelative(JournalTrouble):
    """ATTUNE_HOME is a folder that depends on where one is, and it is not there."""

    def __init__(self, said: str, folder: Path) -> None:
        super().__init__(
            f"ATTUNE_HOME is “{said}”, which from here is {folder}, and that is not there. "
            "Give the whole path of your journal, or begin one there: attune restore --anew"
        )


class JournalNewer(JournalTrouble):
    """The journal was written by a later attune, or says so."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The journal {path} was written by a newer attune than this one. "
            "Upgrade attune-cli, then try again. Where no newer one has been, the file is damaged: "
            "attune restore newest"
        )


class JournalBusy(JournalTrouble):
    """Another program holds the journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program is writing to {path} and did not finish in time. "
            "Close it, then try again."
        )
