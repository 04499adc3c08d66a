"""How well lines are read that nothing was learnt from: a fifth is left out at a time.

    python -m bench.unseen            the table, and what is wrong in it
    python -m bench.unseen errors     each line that is read wrong, with what was taken
    python -m bench.unseen curve      the table where a quarter, a half and all is learnt from

The rules were made for the seen lines, so those of them come out higher; the others are only learnt
from, and are the harder ones. Compare, don’t claim.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from random import Random
from typing import Any

from attune_cli.core.moment import Kind
from attune_cli.core.speech.evidence import Evidence, compiled
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.reading import read_line
from attune_cli.core.speech.table import KeyedTable
from attune_cli.core.speech.taken import Reading
from attune_cli.core.vocabulary import vocabulary
from evidence import learnt
from plain_speech import CAREGIVERS, CHILDREN, LEARNT, NOW, judged, lines, parts_wrong

FOLDS = 5
SHARES = (25, 50, 100)  # of a hundred of the lines that are learnt from

Line = dict[str, Any]
Read = Callable[[str, Kind | None], Reading]
_UNLABELLED = {"text", "half", "who"}


def folds() -> list[list[Line]]:
    """Return the lines that are learnt from in shuffled parts, the same ones each time."""
    some = [*lines("seen"), *lines(LEARNT)]
    Random(1).shuffle(some)
    return [some[n::FOLDS] for n in range(FOLDS)]


def reader(weights: dict[str, dict[str, int]]) -> Read:
    """Return what reads a line with weights."""
    text = compiled(weights).encode()
    table = Evidence(KeyedTable(lambda: BytesIO(text)))
    known = (vocabulary(), lexicon(), NOW, CHILDREN, CAREGIVERS)
    return lambda text, kind: read_line(text, *known, weights=lambda: table, kind=kind)


def unseen(share: int = 100) -> Iterator[tuple[Line, Reading, str]]:
    """Yield each line with what it is read as, and how well, where others were learnt from."""
    parts = folds()
    for tested in parts:
        others = [line for part in parts if part is not tested for line in part]
        read = reader(learnt(others[: len(others) * share // 100]))
        for line in tested:
            text = line["text"]
            found = read(text, None)
            yield line, found, judged(line, found, partial(read, text))


def show(found: Reading) -> str:
    """Return what was taken of a line, and what is asked."""
    taken = [one.word.word for one in found.taken]
    repair = [f"+{one.word.word}" for one in found.repair]
    asked = [
        f"({one.about}: {one.said}? {', '.join(word.word for word in one.choices)})"
        for one in found.questions
    ]
    return " ".join((*taken, *repair, *asked))


def main() -> None:
    """Print the table, and what else is asked for."""
    wanted = sys.argv[1:2]
    read = list(unseen())
    for half in ("seen", LEARNT):
        told = [how for line, _, how in read if line["half"] == half]
        print(half, len(told), dict(Counter(told)))
    said = sum(len(set(line.get("responses", ()))) for line, _, _ in read)
    taken = sum(len(_words(found) & {*line.get("responses", ())}) for line, found, _ in read)
    print(f"of {said} responses told, {taken} are taken")
    wrong = Counter[tuple[str, ...]]()
    for line, found, how in read:
        if how == "right":
            continue
        wrong[(how, *parts_wrong(line, found))] += 1
        if wanted == ["errors"]:
            labels = {name: said for name, said in line.items() if name not in _UNLABELLED}
            print(how, *parts_wrong(line, found), "|", line["text"])
            print("   ", show(found), "|", labels)
    for parts, many in wrong.most_common():
        print(many, *parts)
    for share in SHARES if wanted == ["curve"] else ():
        print(share, dict(Counter(how for _, _, how in unseen(share))))


def _words(found: Reading) -> set[str]:
    return {one.word.word for one in (*found.taken, *found.repair)}


if __name__ == "__main__":
    main()
