"""Whether the journal lies where other programs copy files about, or on another machine."""

import os
from contextlib import suppress
from pathlib import Path

from attune_cli.core.finding import Check, Finding, State
from attune_cli.store.home import Home

# Beginnings of the names of folders, and files that a program for syncing leaves in its folder.
FOLDERS = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive",
    "googledrive": "Google Drive", "my drive": "Google Drive", "cloudstorage": "a cloud",
    "mobile documents": "iCloud", "com~apple~clouddocs": "iCloud", "icloud": "iCloud",
    "nextcloud": "Nextcloud", "owncloud": "ownCloud", "pcloud": "pCloud", "box sync": "Box",
    "syncthing": "Syncthing", "seafile": "Seafile", "megasync": "MEGA",
}  # fmt: skip
MARKS = {
    ".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud", ".sync": "Resilio Sync",
    ".seafile-data": "Seafile",
}  # fmt: skip
NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "afpfs", "9p", "davfs", "fuse.rclone")
MOUNTS = Path("/proc/self/mounts")
COPIES = ("conflict", "in conflict")


def check_folder(home: Home, mounts: Path = MOUNTS) -> Finding:
    """Look where the journal's folder lies."""
    lies_in = home.journal.parent  # which may be elsewhere, where the journal is a link
    if program := syncing(lies_in):
        text = f"{lies_in} is kept in step by {program}, which can tear or replace the journal."
        do = (
            "Set ATTUNE_HOME to a folder outside of it, and sync copies: attune backup FILE, "
            "to a file there."
        )
        return Finding(Check.FOLDER, State.LOOK, text, do)
    if kind := network(lies_in, mounts):
        text = f"{lies_in} is on a network drive ({kind}), where locks are not to be relied on."
        return Finding(
            Check.FOLDER, State.LOOK, text, "Set ATTUNE_HOME to a folder on this machine."
        )
    if copies := [*conflicts(lies_in), *(conflicts(home.data) if lies_in != home.data else ())]:
        text = f"There is a second journal, perhaps of a program for syncing: {copies[0]}."
        return Finding(Check.FOLDER, State.LOOK, text, "Look what it holds: attune restore FILE")
    return Finding(Check.FOLDER, State.OK, f"{lies_in} is on this machine, and not synced.")


def syncing(folder: Path) -> str | None:
    """Return the program that keeps a folder in step with other machines, as far as one sees."""
    place = Path(os.path.realpath(folder))
    for part in (place, *place.parents):
        name = part.name.casefold()
        for beginning, program in FOLDERS.items():
            if name == beginning or name.startswith((f"{beginning} ", f"{beginning}-")):
                return program
        for mark, program in MARKS.items():
            with suppress(OSError):
                if (part / mark).exists():
                    return program
    return None


def network(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """Return the kind of network drive that a folder is on; None where it is on none."""
    place, found = os.path.realpath(folder), ("", "")
    with suppress(OSError, ValueError):
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            _, point, kind, *_ = line.split()
            point = point.replace("\\040", " ")
            inside = place == point or place.startswith(point.rstrip("/") + "/")
            if inside and len(point) >= len(found[0]):
                found = point, kind
    return found[1] if found[1].startswith(NETWORK) else None


def conflicts(folder: Path) -> list[str]:
    """Return the names of second copies of a journal."""
    with suppress(OSError):
        names = sorted(path.name for path in folder.glob("journal*.db"))
        return [name for name in names if any(word in name.casefold() for word in COPIES)]
    return []
