"""Thousands of pages from random journals of many kinds, each checked by program.

It prints a table, by rule and page, and lines that offend; it ends with 1 where any does. Run in
tests/:

    python -m bench.pages --journals 200 --seed 1
"""

import argparse
import io
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from attune_cli.app import main as attune
from attune_cli.clock import Clock
from attune_cli.context import Attune
from attune_cli.core.time.period import Period, month_of, week_of
from bench.drawn import OTHER, RECIPES, Drawn, draw, store
from bench.page_rules import RULES, Page

WIDTHS = (80, 50, None)  # a terminal, a narrow one, a pipe
SHOWN = 4  # offending lines of a rule and page
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
_MONDAY = 0


class Screen(io.StringIO):
    """A stream that says whether it is a terminal."""

    encoding = "utf-8"

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


class View(NamedTuple):
    """A page to draw: its name, what is typed, and the days that its figures are of."""

    name: str
    arguments: Sequence[str]
    window: Period | None


def views(drawn: Drawn) -> Iterator[View]:
    """Yield the pages of a journal."""
    today = drawn.now.date()
    week, month = week_of(today, _MONDAY), month_of(today)
    last = week_of(today - timedelta(days=7), _MONDAY)
    span = Period(today - timedelta(days=40), today + timedelta(days=1))
    yield View("week", ["week"], week)
    yield View("week", ["week", "--last"], last)
    yield View("week", ["week", "--last", "--more"], last)
    yield View("month", ["month"], month)
    yield View("look", ["look", "--from", f"{span.start}"], span)
    yield View("calendar", ["calendar"], None)  # it counts, and says of nothing how it went
    yield View("explain", ["week", "--explain", "--last"], last)
    yield View("explain", ["month", "--explain"], month)
    # Whatever weeks are compared, these days are among them.
    yield View("trend", ["trend"], _days(today, 55, 36))
    yield View("patterns", ["patterns"], _days(today, 75, 0))
    yield View("today", ["today"], week)
    if any(moment.caregiver == OTHER for moment in drawn.moments):
        yield View("week", ["week", "--last", "--caregiver", OTHER], last)
        yield View("look", ["look", "--from", f"{span.start}", "--caregiver", OTHER], span)
        yield View("log", ["log", *_words_of(drawn), "--caregiver", OTHER], None)
    else:
        yield View("trend", ["trend", "--by", "month"], None)
        yield View("patterns", ["patterns", "--from", f"{span.start}"], span)
    age = [] if len(drawn.bands) == 1 and drawn.moments else ["--age", "toddler"]
    yield View("tips", ["tips", *age], None)
    yield View("log", ["log", *_words_of(drawn)], None)


def _days(today: date, first: int, last: int) -> Period:
    return Period(today - timedelta(days=first), today - timedelta(days=last - 1))


def _words_of(drawn: Drawn) -> list[str]:
    """Return words to log as the last moment was, or a first one."""
    if not drawn.moments:
        return ["told_no", "limit_warm", "partly"]
    last = drawn.moments[-1]
    words = [last.kind, last.cue, *last.responses, *last.activities, *last.steps, *last.states]
    words += [last.sensitivity, last.came_back, last.after]
    return [word for word in words if word]


def drawn_pages(journals: int, seed: int = 1, views_each: int | None = None) -> Iterator[Page]:
    """Yield the pages of so many journals, of every kind in turn.

    Args:
        journals: how many.
        seed: the same one draws the same ones.
        views_each: how many pages of a journal, other ones of each; None is all.
    """
    with TemporaryDirectory(prefix="attune-pages-") as folder, _terminal():
        for place, recipe in enumerate(islice(cycle(RECIPES), journals)):
            drawn = draw(recipe, 1000 * seed + place)
            home = store(drawn, Path(folder) / str(place))
            run = Attune(home, _standing_at(drawn.now))
            several = list(views(drawn))
            if views_each:
                several = sorted(several, key=lambda view: view.name == "log")
                start = place * views_each
                picked = {(start + n) % len(several) for n in range(views_each)}
                several = [view for n, view in enumerate(several) if n in picked]
            for number, view in enumerate(several):
                width = WIDTHS[(place + number) % len(WIDTHS)]
                yield Page(drawn, view.name, view.arguments, _shown(run, view, width), width,
                           view.window)  # fmt: skip


def _standing_at(now: datetime) -> Clock:
    return lambda: now


def _shown(run: Attune, view: View, width: int | None) -> str:
    """Return what a verb prints, on both streams, at a width or in a pipe.

    Raises:
        AssertionError: it refuses.
    """
    os.environ["COLUMNS"] = str(width or 80)
    screen = Screen(is_terminal=width is not None)
    with redirect_stdout(screen), redirect_stderr(screen):
        code = attune(list(view.arguments), Attune(run.home, run.clock))
    text = _ESCAPES.sub("", screen.getvalue())
    assert code == 0, (view.arguments, text)
    return text


@contextmanager
def _terminal() -> Iterator[None]:
    """Let every page be of the same terminal, and of nobody's home."""
    before = dict(os.environ)
    os.environ |= {"TERM": "xterm", "PAGER": "", "HOME": os.devnull}
    for name in ("NO_COLOR", "ATTUNE_HOME", "FORCE_COLOR"):
        os.environ.pop(name, None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def offences(page: Page, rules: Mapping[str, object] = RULES) -> list[tuple[str, str]]:
    """Return what a page says against the rules, each with the rule's name."""
    return [(name, line) for name in rules for line in RULES[name](page)]


def main() -> int:
    """Draw, check, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journals", type=int, default=200, help="12 pages of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=SHOWN, help="lines of a rule and a page")
    parser.add_argument("--show", metavar="RECIPE", help="print the pages of that kind")
    asked = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    lines: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    pages: Counter[str] = Counter()
    for page in drawn_pages(asked.journals, asked.seed):
        pages[page.name] += 1
        found = offences(page)
        if page.drawn.recipe == asked.show:
            print(f"\n═══ attune {' '.join(page.arguments)} · {page.width}\n{page.text}")
        for rule in {rule for rule, _ in found}:
            counts[rule, page.name] += 1
        for rule, line in found:
            shape = re.sub(r"\d+", "9", line)  # one example of each sentence, whatever its figures
            where = f"{page.drawn.recipe}, attune {' '.join(page.arguments)}"
            lines[rule, page.name].setdefault(shape, f"{line}\n      ({where})")
    _print_table(counts, pages)
    for (rule, name), several in sorted(lines.items()):
        print(f"\n{rule}, {name}: {len(several)} kinds of line")
        for line in list(several.values())[: asked.shown]:
            print(f"  · {line}")
    return int(bool(counts))


def _print_table(counts: Counter[tuple[str, str]], pages: Counter[str]) -> None:
    print(f"{sum(pages.values()):,} pages; how many of them break a rule:\n")
    print(f"{'':22}" + "".join(f"{name:>10}" for name in pages))
    print(f"{'pages':22}" + "".join(f"{number:10}" for number in pages.values()))
    for rule in RULES:
        row = "".join(f"{counts[rule, name] or '–':>10}" for name in pages)
        print(f"{rule:22}{row}")


if __name__ == "__main__":
    sys.exit(main())
