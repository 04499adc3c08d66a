"""The branch of the tree of errors that is about the journal’s file and folder."""

from pathlib import Path

from attune_cli.errors import AttuneError


class JournalTrouble(AttuneError):
    """Something about the journal's file or folder."""


class FolderUnusable(JournalTrouble):
    """The folder cannot be made, entered or read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"The journal folder {path} can’t be used ({problem}). "
            "Check its permissions, or set ATTUNE_HOME to a folder of yours."
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


class JournalDamaged(JournalTrouble):
    """The file was a journal once; `backups` is the folder of them, if there are any."""

    def __init__(self, path: Path, backups: Path | None) -> None:
        if backups:
            help_ = f"Make a copy of it, and look in {backups} for a backup to put in its place."
        else:
            help_ = (
                "Keep a copy of it: “.recover” of the program sqlite3 can often read what is left. "
                "Where the file is moved away, the next log begins a new journal."
            )
        super().__init__(f"The journal {path} is damaged. {help_}")


class JournalNewer(JournalTrouble):
    """The journal was written by a later attune."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The journal {path} was written by a newer attune than this one. "
            "Upgrade attune-cli, then try again."
        )


class JournalBusy(JournalTrouble):
    """Another program holds the journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program is writing to {path} and did not finish in time. "
            "Close it, then try again."
        )
