"""The names of backups, which sort by time: journal-20261124T184500Z-daily.db, …-daily-2.db."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

_BEGINNING, ENDING = "journal-", ".db"
_STAMP = "%Y%m%dT%H%M%SZ"


class Why(StrEnum):
    """Why a backup was made, as its name says."""

    DAILY = "daily"
    BY_HAND = "by-hand"
    UPGRADE = "before-upgrade"
    RESTORE = "before-restore"
    FORGET = "before-forget"
    IMPORT = "before-import"
    DAMAGED = "replaced-damaged"
    OTHER = "other"


def places(folder: Path, why: Why, now: datetime, detail: str = "") -> Iterator[Path]:
    """Yield the files that a backup may be, the first one first; somebody else's may be there.

    Args:
        folder: of the backups.
        why: what for.
        now: the present.
        detail: what the name says beside, such as “from-0003”.
    """
    name = f"{_BEGINNING}{now.astimezone(UTC):{_STAMP}}-{why}{detail and '-'}{detail}"
    for number in count(1):
        yield folder / f"{name}{'' if number == 1 else f'-{number}'}{ENDING}"


def taken_at(name: str) -> datetime | None:
    """Return when a backup was made, in UTC, as its name says; None where it says nothing."""
    stamp = name.removeprefix(_BEGINNING).partition("-")[0]
    try:
        return datetime.fromisoformat(stamp).astimezone(UTC)
    except (ValueError, OverflowError):  # somebody else named it
        return None


def why_of(name: str) -> Why:
    """Return what a backup was made for, as its name says."""
    said = name.removeprefix(_BEGINNING).partition("-")[2]
    return next((w for w in Why if said.startswith(w) and w is not Why.OTHER), Why.OTHER)


def is_backup(name: str) -> bool:
    """Whether a file in the folder is a backup that is whole, and no copy that is being made."""
    return name.endswith(ENDING) and not name.startswith(".")
