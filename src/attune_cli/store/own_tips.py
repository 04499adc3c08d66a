"""The person's own tips, in their tips.toml."""

import errno
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from attune_cli import errors
from attune_cli.core.documents import BrokenDocument, parse_toml
from attune_cli.core.tips.library import Tip
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.store.home import private_folder
from attune_cli.store.regular import read_regular

HEADER = r"[ \t]*\[\[[ \t]*[\"']?tip[\"']?[ \t]*\]\]"


def read_own_tips(path: Path, taken: Collection[str], words: Vocabulary) -> tuple[Tip, ...]:
    """Read the person's own tips; where there is no file, there are none.

    Args:
        path: the file.
        taken: the ids of the package's tips.
        words: those that a tip can go with.

    Raises:
        OwnTipsBroken: the file, or one of its tips, means nothing.
    """
    text = _text_of(path)
    if not text:
        return ()
    from attune_cli.core.tips.own import own_tip, problem_in  # noqa: PLC0415 most people have none

    found: list[Tip] = []
    for entry, line in _entries(path, text):
        ids = {*taken, *(tip.id for tip in found)}
        if problem := problem_in(entry, ids, words):
            raise errors.files.OwnTipsBroken(path, f"the tip that begins there {problem}", line)
        found.append(own_tip(entry))
    return tuple(found)


def _text_of(path: Path) -> str:
    try:
        return read_regular(path).decode("utf-8-sig").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise errors.files.OwnTipsBroken(path, "it is no UTF-8 text", line) from problem
    except OSError as problem:
        is_odd = problem.errno == errno.EINVAL
        do = "Move it away." if is_odd else "Check its permissions."
        raise errors.files.OwnTipsBroken(
            path, errors.journal.reason_of(problem), do=do
        ) from problem


def _entries(path: Path, text: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each entry with the line at which it begins."""
    try:
        found = parse_toml(text)
    except BrokenDocument as problem:
        raise errors.files.OwnTipsBroken(path, str(problem).lower(), problem.line) from problem
    lines = text.splitlines()
    for name in found:
        if name != "tip":
            number = next((n for n, row in enumerate(lines, 1) if name in row), 1)
            raise errors.files.OwnTipsBroken(
                path, f"“{name}” stands in no tip; each begins with [[tip]]", number
            )
    entries = found.get("tip", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise errors.files.OwnTipsBroken(path, "each tip begins with [[tip]], in double brackets")
    headers = [number for number, row in enumerate(lines, 1) if re.match(HEADER, row)]
    for place, entry in enumerate(entries):
        yield entry, headers[place] if place < len(headers) else 1


def add_own_tip(path: Path, tip: Tip) -> Tip:
    """Append a tip to the file, which is made where there is none, for its owner alone.

    Returns:
        The tip, under another id where another process has just added one of that id.

    Raises:
        FolderUnusable: the folder or the file cannot be used.
        OwnTipsUnwritten: the file took no more; it is as it was.
    """
    from attune_cli.core.tips.own import free_id, own_id  # noqa: PLC0415 only where one is added
    from attune_cli.store.files import change_file  # noqa: PLC0415 likewise

    private_folder(path.parent)

    def with_tip(before: bytes) -> bytes:
        nonlocal tip
        text = before.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        ids = {own_id(entry) for entry, _ in _entries(path, text)}
        tip = tip._replace(id=free_id(tip.id, ids))
        return before + _block(tip, is_first=not before).encode()

    try:
        change_file(path, with_tip)
    except OSError as problem:
        reason = errors.journal.reason_of(problem)
        if not path.exists():
            raise errors.journal.FolderUnusable(path.parent, reason) from problem
        raise errors.files.OwnTipsUnwritten(path, reason) from problem
    return tip


def _block(tip: Tip, *, is_first: bool) -> str:
    """Return a tip as TOML; a JSON string, or a list of such, is one of TOML's."""
    parts = {
        "id": tip.id, "bands": list(tip.bands), "kind": tip.kind, "for": list(tip.fits),
        "title": tip.title, "do": tip.do, "example": tip.example, "why": tip.why,
        "source": tip.source,
    }  # fmt: skip
    import json  # noqa: PLC0415 only where a tip is added

    rows = [
        f"{name} = {json.dumps(part, ensure_ascii=False)}" for name, part in parts.items() if part
    ]
    return "\n".join(["[[tip]]" if is_first else "\n[[tip]]", *rows, ""])
