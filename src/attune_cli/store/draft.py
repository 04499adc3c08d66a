"""The draft: what was begun and not stored, kept so that nothing typed is ever lost."""

import os
from contextlib import suppress
from typing import Any

from attune_cli.store.home import FILE_MODE, Home, private_folder


def keep_draft(home: Home, draft: dict[str, Any]) -> bool:
    """Keep a draft in place of an earlier one; whole or not at all.

    Returns:
        Whether it could be kept.
    """
    import json  # noqa: PLC0415 not in every run

    beside = home.draft.with_suffix(".new")
    try:
        private_folder(home.data)
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            json.dump(draft, stream, ensure_ascii=False)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(home.draft)
    except Exception:  # noqa: BLE001 whatever stands in the way, the caller says so
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        return False
    return True


def read_draft(home: Home) -> dict[str, Any] | None:
    """Return the draft that was kept; None where there is none that can be read."""
    try:
        text = home.draft.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    import json  # noqa: PLC0415 not in every run

    try:
        draft = json.loads(text)
    except ValueError:
        return None
    return draft if isinstance(draft, dict) else None


def drop_draft(home: Home) -> None:
    """Forget the draft."""
    with suppress(OSError):
        home.draft.unlink(missing_ok=True)
