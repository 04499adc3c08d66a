"""Refusals about the journal as a whole: its backups, restoring one, forgetting.

The faults of its file (`JournalTrouble`) stand in the store, beside the code that meets them.
"""

from pathlib import Path

from attune_cli.errors import AttuneError, WrongUsage


class NoJournalYet(AttuneError):
    """There is nothing to back up."""

    def __init__(self) -> None:
        super().__init__("There is no journal yet. It begins with the first moment: attune log")


class NoSuchBackup(AttuneError):
    """A number, name or file that is no backup."""

    def __init__(self, text: str) -> None:
        super().__init__(f"There is no backup “{text}”. “attune restore” lists those there are.")


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


class NothingChosen(WrongUsage):
    """`attune forget` without an option that says what to forget."""

    def __init__(self, ways: str) -> None:
        super().__init__(f"Say what to forget: {ways}.")
