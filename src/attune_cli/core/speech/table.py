"""A table in a file, of which a line is read by its key; however long it is, the rest isn't read.

It is laid out as a constant database (cdb, D. J. Bernstein), in text: keys are spread over buckets.
The first line says at which byte each bucket begins, in numbers of one width. Behind it stands a
line for each key: the key and its fields, with tabs between them.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

_BUCKETS = 4093  # a prime, so that keys are spread well: of a few thousand, a few stand in each
_WIDTH = 8  # digits


class KeyedTable:
    """The lines of a table."""

    def __init__(self, opened: Callable[[], BinaryIO]) -> None:
        """Take what opens its file: that is not kept open, as a fork would read from it, too."""
        self._opened = opened
        self._begins = b""

    def find(self, key: str) -> list[str]:
        """Return the fields of the line of a key; none where it has no line."""
        return self.find_each([key])[0]

    def find_each(self, keys: Iterable[str]) -> list[list[str]]:
        """Return the fields of the line of each key."""
        with self._opened() as file:
            self._begins = self._begins or file.read(_WIDTH * (_BUCKETS + 1))
            return [self._find(file, key.encode()) for key in keys]

    def _find(self, file: BinaryIO, key: bytes) -> list[str]:
        begin = _WIDTH * _bucket_of(key)
        end = begin + _WIDTH
        first, last = int(self._begins[begin:end]), int(self._begins[end : end + _WIDTH])
        file.seek(first)
        bucket = file.read(last + 1 - first)  # from one end of a line to another
        _, found, rest = bucket.partition(b"\n" + key + b"\t")
        return rest[: rest.index(b"\n")].decode().split("\t") if found else []


def table_in(path: Path) -> KeyedTable:
    """Return the table in a file, of which a run reads what is looked up."""
    return KeyedTable(lambda: path.open("rb", buffering=0))


def _bucket_of(key: bytes) -> int:
    return int.from_bytes(key, "big") % _BUCKETS


def compiled_table(lines: Iterable[tuple[str, ...]]) -> str:
    """Return the text of a table.

    Args:
        lines: of each its key, and what stands behind it.
    """
    buckets = [""] * _BUCKETS
    for key, *fields in sorted(lines):
        buckets[_bucket_of(key.encode())] += "\t".join((key, *fields)) + "\n"
    begins = [_WIDTH * (_BUCKETS + 1)]
    for bucket in buckets:
        begins.append(begins[-1] + len(bucket.encode()))
    return "".join(f"{begin:0{_WIDTH}}" for begin in begins) + "\n" + "".join(buckets)
