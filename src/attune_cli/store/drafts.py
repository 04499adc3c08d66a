"""Drafts: what was begun and not stored, each in its own file, so that none replaces another.

Each kind has a folder of its own in the home: Home.drafts, Home.answers.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from attune_cli.store.home import private_folder

MOST_BYTES = 256 * 10**6  # of a draft; nobody writes a longer note


def keep_draft(folder: Path, uid: str, draft: dict[str, Any]) -> bool:
    """Keep a draft under the identity of what it becomes; whole or not at all.

    Returns:
        Whether it could be kept.
    """
    import json  # noqa: PLC0415 not in every run

    from attune_cli.store.files import replace_file  # noqa: PLC0415 likewise

    try:
        private_folder(folder.parent)
        private_folder(folder)
        content = json.dumps(draft, ensure_ascii=False).encode()
        replace_file(folder / f"{uid}.json", content)
    except Exception:  # noqa: BLE001 whatever stands in the way, the caller says so
        return False
    return True


def read_drafts(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the identity and content of each draft that can be read, the newest first."""
    try:
        names = sorted(os.listdir(folder), reverse=True)  # noqa: PTH208 names are enough
    except OSError:
        return
    for name in names:
        if name.endswith(".json") and (draft := draft_in(folder / name)) is not None:
            yield name.removesuffix(".json"), draft


def drop_draft(folder: Path, uid: str) -> None:
    """Forget a draft, and the folder with the last one."""
    with suppress(OSError):
        (folder / f"{uid}.json").unlink(missing_ok=True)
        folder.rmdir()


def torn_drafts(folder: Path) -> list[Path]:
    """Return the files that bear the name of a draft, and hold none: half-written ones, pipes."""
    return sorted(path for path in folder.glob("*.json") if draft_in(path) is None)


def draft_in(path: Path) -> dict[str, Any] | None:
    """Return the draft that is in a file; None where there is none that can be read."""
    from attune_cli.core.documents import parse_json  # noqa: PLC0415 many have no draft
    from attune_cli.store.regular import read_regular  # noqa: PLC0415 likewise

    with suppress(OSError, ValueError):
        draft = parse_json(read_regular(path, MOST_BYTES).decode())
        return draft if isinstance(draft, dict) else None
    return None
