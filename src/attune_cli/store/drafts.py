"""Drafts: what was begun and not stored, each in its own file, so that none replaces another.

Each kind has a folder of its own in the home: Home.drafts, Home.answers, Home.edits. Beside a draft
stand, by the same name, the folder with the file that is open in an editor, and the bytes of what
came as no UTF-8.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any

from attune_cli.core.decoding import decoded, tidy
from attune_cli.store.home import FILE_MODE, FOLDER_MODE, private_folder

EDITED = ".editing"  # the end of the name of the folder with what an editor has open
BYTES = ".bytes"
KNOWN = ".known"  # what attune knows of the file in that folder; what differs was saved since
# The part of the draft that is written in the editor, by the end of the file's name.
PARTS = {".md": "note", ".toml": "file"}

# What a draft may hold: texts, and lists of texts.
_TEXTS = (
    "note", "file", "at", "unread_time", "caregiver", "repairs", "chosen", "moment", "day",
    "question",
)  # fmt: skip
_LISTS = ("words", "children", "tags")


def keep_draft(folder: Path, uid: str, draft: dict[str, Any]) -> bool:
    """Keep a draft under the identity of what it becomes; whole or not at all.

    What an editor has saved of it by now is known then.

    Returns:
        Whether it could be kept.
    """
    import json  # noqa: PLC0415 not in every run

    from attune_cli.store.files import replace_file  # noqa: PLC0415 likewise

    try:
        private_folder(folder.parent)
        private_folder(folder)
        content = json.dumps(draft, ensure_ascii=False).encode("utf-8", "replace")
        replace_file(folder / f"{uid}.json", content)
    except Exception:  # noqa: BLE001 whatever stands in the way, the caller says so
        return False
    if file := edited_file(folder, uid):
        with suppress(OSError):
            file.with_name(KNOWN).write_bytes(_regular(file))
    return True


def read_drafts(folder: Path, *, with_open: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the identity and content of each draft that can be read, the newest first.

    What was saved in an editor since the draft was kept, as one that returns at once or a run that
    was killed leaves it, is part of it, and “saved” is true.

    Args:
        folder: where they are.
        with_open: also those that another run has open in an editor.
    """
    try:
        names = sorted(os.listdir(folder), reverse=True)  # noqa: PTH208 names are enough
    except OSError:
        return
    for name in names:
        uid, ending = os.path.splitext(name)  # noqa: PTH122 a name is all it is
        if ending != ".json":
            continue
        draft = draft_in(folder / name)
        if draft is not None and (with_open or not _is_open(folder, uid)):
            with suppress(OSError):
                draft = _with_edited(folder, uid, draft)
            yield uid, draft


def _is_open(folder: Path, uid: str) -> bool:
    """Whether another run has a draft open in an editor."""
    if file := edited_file(folder, uid):
        from attune_cli.store.files import locked  # noqa: PLC0415 where an editor left something

        with suppress(OSError), locked(file, waits=False) as is_free:
            return not is_free
    return False


def _with_edited(folder: Path, uid: str, draft: dict[str, Any]) -> dict[str, Any]:
    """Return a draft with what was saved in an editor since it was kept."""
    file = edited_file(folder, uid)
    if file is None:
        return draft
    from attune_cli.store.regular import MOST_OF_NOTE  # noqa: PLC0415 where an editor left something

    raw = _regular(file, MOST_OF_NOTE)
    with suppress(OSError):
        if raw == _regular(file.with_name(KNOWN)):
            return draft
    text = decoded(raw).text.replace("\r\n", "\n")
    if not text.strip():
        return draft
    part = PARTS[file.suffix]
    return {**draft, part: tidy(text) if part == "note" else text, "saved": True}


def edited_file(folder: Path, uid: str) -> Path | None:
    """Return the file of a draft that was opened in an editor; None where there is none."""
    for ending in PARTS:
        path = folder / f"{uid}{EDITED}" / f"attune{ending}"
        with suppress(OSError):
            if S_ISREG(path.lstat().st_mode):
                return path
    return None


@contextmanager
def opened_file(folder: Path, uid: str, suffix: str, content: bytes) -> Iterator[Path]:
    """Make the file that is opened in an editor, in a folder of its own beside the draft.

    The folder, 0700, holds all that an editor leaves beside the file, too. It stays until the draft
    is dropped, or `close_file` is called. While the block runs, no other run reads the draft.

    Raises:
        OSError, FolderUnusable: it cannot be made.
    """
    from attune_cli.store.files import locked  # noqa: PLC0415 few open an editor

    private_folder(folder.parent)
    private_folder(folder)
    close_file(folder, uid)
    own = folder / f"{uid}{EDITED}"
    own.mkdir(mode=FOLDER_MODE)
    path = own / f"attune{suffix}"
    for one in (path.with_name(KNOWN), path):
        handle = os.open(one, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    with locked(path):
        yield path


def close_file(folder: Path, uid: str) -> None:
    """Remove the file that was opened in an editor, with all that is beside it."""
    own = folder / f"{uid}{EDITED}"
    if own.is_dir() and not own.is_symlink():
        from shutil import rmtree  # noqa: PLC0415 few open an editor

        rmtree(own, ignore_errors=True)


def keep_bytes(folder: Path, uid: str, raw: bytes) -> bool:
    """Keep the bytes of a text that is no UTF-8, under the identity of what it becomes.

    Returns:
        Whether they could be kept.
    """
    from attune_cli.store.files import replace_file  # noqa: PLC0415 few texts are none

    try:
        private_folder(folder.parent)
        private_folder(folder)
        replace_file(folder / f"{uid}{BYTES}", raw)
    except Exception:  # noqa: BLE001 whatever stands in the way, the caller says so
        return False
    return True


def move_bytes(folder: Path, uid: str, owner: str) -> None:
    """Let kept bytes be those of the row that they are stored in, by its identity."""
    with suppress(OSError):
        (folder / f"{uid}{BYTES}").replace(folder / f"{owner}{BYTES}")


def kept_bytes(folder: Path) -> list[Path]:
    """Return the files with the bytes of texts that are no UTF-8."""
    return sorted(folder.glob(f"*{BYTES}"))


def drop_draft(folder: Path, uid: str) -> None:
    """Forget a draft, and the folder with the last one; bytes stay, as they are no draft."""
    close_file(folder, uid)
    with suppress(OSError):
        (folder / f"{uid}.json").unlink(missing_ok=True)
        folder.rmdir()


def torn_drafts(folder: Path) -> list[Path]:
    """Return the files that bear the name of a draft, and hold none that this attune knows."""
    return sorted(path for path in folder.glob("*.json") if draft_in(path) is None)


def draft_in(path: Path) -> dict[str, Any] | None:
    """Return the draft that is in a file; None where there is none that can be read."""
    from attune_cli.core.documents import parse_json  # noqa: PLC0415 many have no draft

    with suppress(OSError, ValueError):
        draft = parse_json(_regular(path).decode())
        return draft if isinstance(draft, dict) and _is_draft(draft) else None
    return None


def _regular(path: Path, most: int | None = None) -> bytes:
    from attune_cli.store.regular import MOST_WRITTEN, read_regular  # noqa: PLC0415 likewise

    return read_regular(path, most or MOST_WRITTEN)


def _is_draft(draft: dict[str, Any]) -> bool:
    """Whether a document is made as drafts are; what a newer attune keeps may not be."""
    lists = [draft.get(part, []) for part in _LISTS]
    return (
        "note" in draft
        and all(isinstance(draft.get(part), str | None) for part in _TEXTS)
        and all(isinstance(one, list) for one in lists)
        and all(isinstance(text, str) for one in lists for text in one)
    )
