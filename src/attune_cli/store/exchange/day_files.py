"""A folder with a file a day, in which attune owns a block and a person the rest."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from errno import ENOTDIR
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

from attune_cli import errors
from attune_cli.core.exchange.blocks import BlockBroken, has_block, with_block
from attune_cli.core.time.period import Period
from attune_cli.store.files import replace_file
from attune_cli.store.home import FOLDER_MODE
from attune_cli.store.regular import MOST_WRITTEN, read_regular

ENDING = ".md"
IN_MEMORY = 2**20  # bytes of the lines of all days, of which the rest lies in a file without a name
_is_day = re.compile(r"\d{4}-\d\d-\d\d\.md", re.ASCII).fullmatch


class Days(Mapping[date, list[str]]):
    """The lines of days, set aside: only where they stand is in memory."""

    def __init__(self, aside: IO[bytes], days: Iterable[tuple[date, Iterable[str]]]) -> None:
        """Set lines aside, of each day once."""
        self._aside = aside
        self._places: dict[date, int] = {}
        for day, lines in days:
            self._places[day] = aside.tell()
            aside.write(json.dumps([*lines]).encode() + b"\n")

    def __getitem__(self, day: date) -> list[str]:
        self._aside.seek(self._places[day])
        lines: list[str] = json.loads(self._aside.readline())
        return lines

    def __iter__(self) -> Iterator[date]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@contextmanager
def aside() -> Iterator[IO[bytes]]:
    """Yield what takes the lines of days."""
    with SpooledTemporaryFile(IN_MEMORY) as spool:
        yield spool


class Changed(NamedTuple):
    """How many files were written, taken out of, and left as they were."""

    written: int
    emptied: int
    same: int


def write_days(folder: Path, days: Mapping[date, list[str]], period: Period | None) -> Changed:
    """Bring a folder up to date; a file that says the same already is not touched.

    All files are looked at before the first one is written. A day of the period that has no moments
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
        raise errors.files.FileUnusable(folder, errors.journal.reason_of(problem)) from problem
    of_days = {f"{day.isoformat()}{ENDING}": day for day in days}
    names = sorted({*of_days, *(name for name in there if _is_meant(name, period))})
    for name in names:
        if name in there:
            _with_block(there[name], _read(there[name]), None)
    written = emptied = same = 0
    for name in names:
        path = folder / name
        text = _read(path) if name in there else ""
        lines = days[of_days[name]] if name in of_days else None
        if lines is None and not has_block(text):
            continue
        changed = _with_block(path, text, lines)
        if changed == text:
            same += 1
            continue
        _write(path, changed)
        written += lines is not None
        emptied += lines is None
    return Changed(written, emptied, same)


def _with_block(path: Path, text: str, lines: list[str] | None) -> str:
    try:
        return with_block(text, lines)
    except BlockBroken:
        raise errors.files.BlockUnclear(path) from None


def _is_meant(name: str, period: Period | None) -> bool:
    try:
        return period is None or date.fromisoformat(name.removesuffix(ENDING)) in period
    except ValueError:
        return False


def _read(path: Path) -> str:
    try:
        return read_regular(path, MOST_WRITTEN).decode("utf-8", "surrogateescape")
    except OSError as problem:
        raise errors.files.FileUnusable(path, errors.journal.reason_of(problem)) from problem


def _write(path: Path, text: str) -> None:
    """Write a file; one with nothing left in it is taken away."""
    try:
        if text.strip():
            content = text.encode("utf-8", "surrogateescape")
            replace_file(path, content, keeps_mode=True)
        else:
            path.unlink()
    except OSError as problem:
        raise errors.files.FileUnusable(path, errors.journal.reason_of(problem)) from problem
