"""Damaged files: what disks, crashes and other programs make of a journal."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

PAGE = 4096


@contextmanager
def past_the_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Change rows as a damaged disk does: nothing is recorded, nothing is refused."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.execute(statement)


class Damaged(NamedTuple):
    """A damaged file: what was done to it, and what is left."""

    how: str
    content: bytes


def plain_cases(whole: bytes) -> Iterator[Damaged]:
    """Yield the cases that happen most, each once."""
    yield Damaged("empty", b"")
    yield Damaged("all zeros", bytes(len(whole)))
    yield Damaged("one byte", whole[:1])
    yield Damaged("half a header", whole[:50])
    yield Damaged("only the header", whole[:100])
    yield Damaged("only the first page", whole[:PAGE])
    yield Damaged("without the last page", whole[:-PAGE])
    yield Damaged("without the last byte", whole[:-1])
    yield Damaged("half", whole[: len(whole) // 2])
    yield Damaged("the first page zeroed", bytes(PAGE) + whole[PAGE:])
    yield Damaged("text in its place", b"Dear diary, " * 1000)
    yield Damaged("text before it", b"Dear diary, " + whole)


def random_cases(whole: bytes, many: int, seed: int) -> Iterator[Damaged]:
    """Yield as many cases, drawn: cut, zeroed, flipped, overwritten."""
    rng = random.Random(seed)
    for _ in range(many):
        yield rng.choice((_cut, _zeroed, _flipped, _flipped, _overwritten, _swapped))(whole, rng)


def _cut(whole: bytes, rng: random.Random) -> Damaged:
    length = rng.randrange(len(whole))
    return Damaged(f"cut after {length} bytes", whole[:length])


def _zeroed(whole: bytes, rng: random.Random) -> Damaged:
    pages = len(whole) // PAGE
    first = rng.randrange(pages)
    many = rng.randint(1, min(4, pages - first))
    content = bytearray(whole)
    content[first * PAGE : (first + many) * PAGE] = bytes(many * PAGE)
    return Damaged(f"pages {first} to {first + many - 1} zeroed", bytes(content))


def _flipped(whole: bytes, rng: random.Random) -> Damaged:
    place, bit = rng.randrange(len(whole)), rng.randrange(8)
    content = bytearray(whole)
    content[place] ^= 1 << bit
    return Damaged(f"bit {bit} of byte {place} flipped", bytes(content))


def _overwritten(whole: bytes, rng: random.Random) -> Damaged:
    length = rng.choice((1, 16, 512, PAGE))
    place = rng.randrange(max(1, len(whole) - length))
    content = whole[:place] + rng.randbytes(length) + whole[place + length :]
    return Damaged(f"{length} bytes at {place} overwritten", content)


def _swapped(whole: bytes, rng: random.Random) -> Damaged:
    one, other = (rng.randrange(len(whole) // PAGE) * PAGE for _ in range(2))
    content = bytearray(whole)
    content[one : one + PAGE] = whole[other : other + PAGE]
    return Damaged(f"page {other // PAGE} written over page {one // PAGE}", bytes(content))
