"""Where attune keeps what it keeps, and that only its owner can read it."""

import errno
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from stat import S_IMODE
from typing import NamedTuple

from attune_cli import errors
from attune_cli.clock import Clock, system_clock

FOLDER_VARIABLE = "ATTUNE_HOME"
_XDG = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
_SCRATCH = ("TMPDIR", "TEMP", "TMP")
FOLDER_MODE = 0o700
BUSY_SECONDS = 5.0
HAS_MODES = hasattr(os, "getuid")
FILE_MODE = 0o600
LOCK = ".lock"  # the end of a lock file's name
UNFINISHED = ".new"  # the end of a file's name until it is whole
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}  # of a file system that syncs no folders
_OWN = {"config.toml", "contacts.toml", "tips.toml", "backups", "plans"}
_OWN_BEGINNINGS = ("journal.db", "draft", "config.toml.")


class Machine:
    """The folders that the system keeps for programs, looked up where one is asked for."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    @property
    def state(self) -> Path:
        """Where this machine notes which journals it knows."""
        (folder,) = self.folders("state")
        return folder

    @property
    def scratch(self) -> Path:
        """Where temporary files are."""
        named = (self._environment.get(name) for name in _SCRATCH)
        return Path(next(filter(None, named), "/tmp"))  # noqa: S108 nothing is made there

    def folders(self, *kinds: str) -> list[Path]:
        """Return attune's folders of some kinds: "data", "config", "state"."""
        if usual := self._usual_on_linux(kinds):
            return usual
        from platformdirs import PlatformDirs  # noqa: PLC0415 every other system, and odd settings

        dirs = PlatformDirs("attune", appauthor=False)
        return [Path(getattr(dirs, f"user_{kind}_dir")) for kind in kinds]

    def _usual_on_linux(self, kinds: Sequence[str]) -> list[Path] | None:
        """Return what platformdirs says in the plain case, without the 2 ms that it takes."""
        user = self._environment.get("HOME", "")
        said = {kind: self._environment.get(_XDG[kind][0], "") for kind in kinds}
        is_plain = user and all(path.startswith("/") for path in (user, *said.values()) if path)
        if sys.platform != "linux" or "ANDROID_DATA" in self._environment or not is_plain:
            return None
        return [Path(said[kind] or f"{user}/{_XDG[kind][1]}") / "attune" for kind in kinds]


class Home(NamedTuple):
    """The folders of one journal.

    Attributes:
        data: holds the journal, drafts, plans and backups.
        config: holds the settings, contacts and own tips; the same folder where ATTUNE_HOME is set.
        patience: seconds to wait for another program that holds the journal.
        machine: the folders that the system has beside it; None where it is of no system, as in a
            test or the demo: what is around it is neither looked at nor spoken of.
        relative: the folder as it was named, where that depends on the folder one is in.
        clock: says what time it is, to tell what a wrong clock dated ahead.
        upgrading: begins what lasts as long as an older journal is brought up to date.
    """

    data: Path
    config: Path
    patience: float = BUSY_SECONDS
    machine: Machine | None = None
    relative: str | None = None

    @property
    def journal_link(self) -> Path:
        """Where the journal is, or a link that leads to it."""
        return self.data / "journal.db"

    clock: Clock = system_clock
    upgrading: Callable[[], AbstractContextManager[None]] = nullcontext

    @property
    def journal(self) -> Path:
        """The SQLite file itself: what SQLite keeps beside it is where the file really is."""
        path = self.data / "journal.db"
        try:
            os.readlink(path)  # noqa: PTH115 a third of the time, in every run
        except (OSError, ValueError):  # no link, as for nearly everybody
            return path
        return Path(os.path.realpath(path))

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.data / "backups"

    @property
    def drafts(self) -> Path:
        """The folder of moments that were begun and not finished."""
        return self.data / "drafts"

    @property
    def answers(self) -> Path:
        """The folder of answers that were begun and not finished."""
        return self.data / "draft-answers"

    @property
    def edits(self) -> Path:
        """The folder of changes to moments that were begun and not finished."""
        return self.data / "draft-edits"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "config.toml"

    @property
    def contacts(self) -> Path:
        """The file of the person's own contacts."""
        return self.config / "contacts.toml"

    @property
    def own_tips(self) -> Path:
        """The file of the person's own tips."""
        return self.config / "tips.toml"

    @property
    def plans(self) -> Path:
        """The folder of calendar files."""
        return self.data / "plans"

    @classmethod
    def at(cls, folder: Path) -> "Home":
        """Return a home that is one folder."""
        return cls(folder, folder)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Home":
        """Return the folder that ATTUNE_HOME names, else the ones this system keeps for data.

        Raises:
            FolderUnusable: it begins with the ~ of somebody who isn't there.
        """
        machine = Machine(environment)
        if folder := environment.get(FOLDER_VARIABLE):
            try:
                path = Path(folder).expanduser()
            except RuntimeError as problem:
                raise errors.journal.FolderUnusable(
                    Path(folder), "its ~ is nobody’s folder"
                ) from problem
            relative = None if path.is_absolute() else folder
            path = path.absolute()
            return cls(path, path, machine=machine, relative=relative)
        data, config = machine.folders("data", "config")
        return cls(data, config, machine=machine)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter.

    One that exists is closed to others too while it holds nothing but attune's own; with anything
    else in it, it may be shared on purpose and stays as it is (the files are private all the same).

    Raises:
        FolderUnusable: it cannot be made, or is no folder.
    """
    try:
        _make(folder)
        found = folder.stat()
        is_open = is_ones_own(found) and S_IMODE(found.st_mode) & ~FOLDER_MODE
        if is_open and all(map(is_own, os.listdir(folder))):  # noqa: PTH208 names are enough
            folder.chmod(found.st_mode & FOLDER_MODE)
    except OSError as problem:
        leads_nowhere = folder.is_symlink() and not folder.exists()
        reason = (
            "it is a link that leads nowhere"
            if leads_nowhere
            else errors.journal.reason_of(problem)
        )
        raise errors.journal.FolderUnusable(folder, reason) from problem


def _make(folder: Path) -> None:
    """Make a folder and those around it that are not there, on the disk before this returns."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        _make(folder.parent)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    sync(folder.parent)


def sync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk.

    Raises:
        OSError: it can't be said whether it is.
    """
    is_folder = path.is_dir()
    try:
        file = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)  # as Windows wants it
    except PermissionError:
        if is_folder:  # Windows opens none, and sees to their lists itself
            return
        raise
    try:
        os.fsync(file)
    except OSError as problem:
        if not (is_folder and problem.errno in _NO_SYNC):
            raise
    finally:
        os.close(file)


def is_ones_own(found: os.stat_result) -> bool:
    """Whether a file has modes, and this user may change them; Windows has no such modes."""
    return hasattr(os, "getuid") and found.st_uid == os.getuid()


def is_own(name: str) -> bool:
    """Whether a file or folder in the home is attune's, as its name says."""
    of = name.removeprefix(".").removesuffix(LOCK)
    if of.endswith(UNFINISHED):
        of = of.removesuffix(UNFINISHED).rpartition(".")[0]  # and the number of a process
    return of in _OWN or of.startswith(_OWN_BEGINNINGS)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, where there is none.

    Raises:
        FolderUnusable: the folder cannot be used.
    """
    private_folder(path.parent)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE_MODE))
    except OSError as problem:
        raise errors.journal.FolderUnusable(
            path.parent, errors.journal.reason_of(problem)
        ) from problem
