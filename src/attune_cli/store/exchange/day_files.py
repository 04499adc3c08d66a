"""A folder with a file a day, in which attune owns a block and a person the rest."""

import re
from collections.abc import Mapping
from datetime import date
from errno import ENOTDIR
from pathlib import Path
from typing import NamedTuple

from attune_cli.core.exchange.blocks import BlockBroken, has_block, with_block
from attune_cli.core.time.period import Period
from attune_cli.errors.files import BlockUnclear, FileUnusable
from attune_cli.errors.journal import reason_of
from attune_cli.store.files import replace_file
from attune_cli.store.home import FOLDER_MODE
from attune_cli.store.regular import MOST_WRITTEN, read_regular

ENDING = ".md"
_is_day = re.compile(r"\d{4}-\d\d-\d\d\.md", re.ASCII).fullmatch


class Changed(NamedTuple):
    """How many files were written, taken out of, and left as they were."""

    written: int
    emptied: int
    same: int


def write_days(folder: Path, days: Mapping[date, list[str]], period: Period | None) -> Changed:
    """Bring a folder up to date; a file that says the same already is not touched.

    All files are read before the first one is written. A day of the period that has no moments
    any more loses its block, and its file if nothing else is in it.

    Args:
        folder: is made if it is not there; what is around it is.
        days: the lines of each day.
        period: which days are meant; None is all.

    Raises:
        BlockUnclear: a file of a day has half a block.
        FileUnusable: one cannot be read or written.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(ENOTDIR, "it is a file, and a file a day needs a folder")
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        there = {path.name: path for path in folder.iterdir() if _is_day(path.name)}
    except OSError as problem:
        raise FileUnusable(folder, reason_of(problem)) from problem
    wanted: dict[str, list[str] | None] = {
        f"{day.isoformat()}{ENDING}": lines for day, lines in days.items()
    }
    wanted |= {name: None for name in there if name not in wanted and _is_meant(name, period)}
    same = 0
    to_write: list[tuple[Path, str]] = []
    for name, lines in sorted(wanted.items()):
        path = folder / name
        text = _read(path) if name in there else ""
        if lines is None and not has_block(text):
            continue
        try:
            changed = with_block(text, lines)
        except BlockBroken:
            raise BlockUnclear(path) from None
        if changed == text:
            same += 1
        else:
            to_write.append((path, changed))
    for path, text in to_write:
        _write(path, text)
    lost = sum(wanted[path.name] is None for path, _ in to_write)
    return Changed(len(to_write) - lost, lost, same)


def _is_meant(name: str, period: Period | None) -> bool:
    try:
        return period is None or date.fromisoformat(name.removesuffix(ENDING)) in period
    except ValueError:
        return False


def _read(path: Path) -> str:
    try:
        return read_regular(path, MOST_WRITTEN).decode("utf-8", "surrogateescape")
    except OSError as problem:
        raise FileUnusable(path, reason_of(problem)) from problem


def _write(path: Path, text: str) -> None:
    """Write a file; one with nothing left in it is taken away."""
    try:
        if text.strip():
            content = text.encode("utf-8", "surrogateescape")
            replace_file(path, content, keeps_mode=True)
        else:
            path.unlink()
    except OSError as problem:
        raise FileUnusable(path, reason_of(problem)) from problem
