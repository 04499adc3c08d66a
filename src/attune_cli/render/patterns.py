"""The page of patterns: the cells row by row, and those worth a question; and its one screen."""

from collections.abc import Sequence

from attune_cli.core.moment import FearBy, fear_by
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.statistics.patterns import (
    ENOUGH_DAYS_IN_CELL,
    ENOUGH_IN_CELL,
    Cell,
    NotAsked,
    Outcome,
    Patterns,
)
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.answers import about
from attune_cli.render.moment import BETWEEN, support_in_brief
from attune_cli.render.page import Line, heading, out_of
from attune_cli.render.period import span, whose
from attune_cli.render.reflection import fear
from attune_cli.render.short import Next, hint_rows
from attune_cli.render.text import to_text
from attune_cli.render.verdict import counted

IN_ORDER = {"part_of_day": ("morning", "afternoon", "evening", "night"), "weekday": WEEKDAYS}
NOTICED = "  ←"
ANYBODY = "whoever responded"
TITLE = "What was seen together"
UPSET = "When they were upset"
SETTLING = "What went with settling"
SETTLED = "{count} settled."
SETTLING_LEFT_OUT = (
    "Left out are moments that scared or hurt them, and those without a word on how they were "
    "afterwards."
)
QUIET = (
    "Somebody can still be upset after a response that was just right, and going quiet is not "
    "always settling."
)
NEEDED = (
    f"A row needs {ENOUGH_IN_CELL} moments on {ENOUGH_DAYS_IN_CELL} days. Counts are of what was "
    "logged: what was seen together, never why."
)
OVER_ALL = "Over all: {count}."
TOO_FEW_YET = "Too few for patterns yet; that takes some weeks."
TOO_FEW_HERE = "Too few to tell yet."
TOO_FEW = "Too few to tell: {cells}."
NOTHING = "Nothing stands out from the whole clearly enough to ask about."
CHANCE = (
    "Chance alone would rarely bring such a difference; the choice of what to log might. What "
    "lies behind it, you know best."
)
ASKED = {
    "sensitive": "Is there something about {about}? Of what was logged, {count} were sensitive "
    "then, {over_all} over all.",
    "settled": "Is there something about {about}? Of what was logged, {count} settled then, "
    "{over_all} over all.",
}
IN_WORDS = {
    "sensitive": "{label}: {count} sensitive.",
    "settled": "{label}: {count} settled.",
}
NOTICED_IN_WORDS = {
    "sensitive": "{label}: {count} sensitive, worth a question.",
    "settled": "{label}: {count} settled, worth a question.",
}
# What a page of one screen says.
UPSET_IN_BRIEF = "When they were upset: {count} over all"
SETTLING_IN_BRIEF = "What went with settling: {count} settled"
NO_MORE = "Nothing stands out by: {kinds}."
TOO_FEW_BY = "Too few to tell by: {kinds}."
NEEDED_IN_BRIEF = "Counts of what was logged: what was seen together, never why."
ROWS_IN_BRIEF = (
    (4, 3),
    (4, 2),
    (4, 1),
    (2, 1),
    (1, 1),
    (1, 0),
)  # of a kind of cell, and on settling


def patterns_page(patterns: Patterns, words: Vocabulary, *, is_drawn: bool = True) -> list[Line]:
    """Return the page of patterns.

    Args:
        patterns: the figures, with the caregivers as pages address them.
        words: for the labels.
        is_drawn: whether it may have a table with signs; if not, a row is a sentence.
    """
    page = [_title(patterns), *_fear(patterns)]
    if not patterns.sensitive.n and not patterns.settled.n:
        return [*page, *_empty(), Line()]
    sections = _Sections(patterns, words, is_drawn=is_drawn)
    page += [*sections.sensitive(), *sections.settled(), Line()]
    return [*page, Line(NEEDED, "quiet")]


def patterns_overview(
    patterns: Patterns,
    words: Vocabulary,
    command: str,
    width: int,
    rows: int,
    *,
    is_drawn: bool = True,
) -> list[Line]:
    """Return patterns on one screen: what is worth a question first, then the rows behind it.

    Which other rows are shown depends on how many moments they have, never on how these went.

    Args:
        patterns: the figures, with the caregivers as pages address them.
        words: for the labels.
        command: what shows these patterns.
        width: the columns of the page.
        rows: the rows of the screen.
        is_drawn: whether it may have a table with signs; if not, a row is a sentence.
    """
    page = [_title(patterns), *_fear(patterns)]
    if not patterns.sensitive.n and not patterns.settled.n:
        return [*page, *_empty()]
    sections = _Sections(patterns, words, is_drawn=is_drawn)
    then = Next("Over the weeks", "attune trend")
    if patterns.frightened:
        then = Next("Where to turn", "attune help-now")
    last = [Line(NEEDED_IN_BRIEF, "quiet")]
    last += hint_rows([Next("All of it", f"{command} --more"), then], width)
    for most in ROWS_IN_BRIEF:
        whole = [*page, *sections.in_brief(*most), *last]
        if len(to_text(whole, width)) <= rows:
            break
    return whole


def _title(patterns: Patterns) -> Line:
    names = whose(patterns.child, patterns.caregiver)
    return Line(" · ".join([TITLE, span(patterns.period), *names]), "title")


def _empty() -> list[Line]:
    return [
        Line(),
        Line("No moment when they were upset is rated here, so there is nothing to compare."),
        Line("To log one, for example when they were hurt and you comforted them while tired:"),
        Line("attune log hurt comfort yes tired", "command", 2),
    ]


def _fear(patterns: Patterns) -> list[Line]:
    """Return what needs care before any count, if a response scared or hurt a child."""
    if not patterns.frightened:
        return []
    by = fear_by(patterns.caregivers) or FearBy.YOU
    return [Line(), *fear(patterns.frightened, by), *support_in_brief(by)]


class _Sections:
    """The sections of a page, which share whose moments they are and how rows are shown."""

    def __init__(self, patterns: Patterns, words: Vocabulary, *, is_drawn: bool) -> None:
        self._patterns, self._words, self._is_drawn = patterns, words, is_drawn
        several = len(patterns.caregivers) > 1
        only = next(iter(patterns.caregivers), DEFAULT_CAREGIVER)
        self._who = ANYBODY if several else "you" if only == DEFAULT_CAREGIVER else only
        is_you = self._who == "you"
        self._titles = {
            "part_of_day": "By part of the day",
            "weekday": "By weekday",
            "cue": "By what it was about",
            "state": "By how you were" if is_you else f"By how {self._who} was",
        }
        self._kinds = {
            "part_of_day": "part of the day",
            "weekday": "weekday",
            "cue": "what it was about",
            "state": "how you were" if is_you else f"how {self._who} was",
        }

    def sensitive(self) -> list[Line]:
        """Return the rows on what was sensitive, and the questions."""
        outcome = self._patterns.sensitive
        if not outcome.n:
            return []
        over_all = OVER_ALL.format(count=counted(outcome.k, outcome.n))
        lines = [*heading(UPSET), Line(over_all, indent=2)]
        if not any(cell.is_enough for cell in outcome.cells):
            return [*lines, Line(TOO_FEW_YET, indent=2)]
        for by, title in self._titles.items():
            lines += self._rows(title, self._of(by), "sensitive")
        return lines + self._noticed(outcome)

    def settled(self) -> list[Line]:
        """Return the rows on what went with settling."""
        outcome = self._patterns.settled
        if not outcome.n:
            return []
        settled = SETTLED.format(count=out_of(outcome.k, outcome.n).capitalize())
        lines = [*heading(SETTLING), Line(f"{settled} {SETTLING_LEFT_OUT}", indent=2)]
        lines += self._rows(f"By what {self._who} did", outcome.cells, "settled")
        lines += [Line(), *self._questions(outcome, "settled")] if outcome.noticed else []
        return [*lines, Line(), Line(QUIET, indent=2)]

    def in_brief(self, most: int, most_settled: int) -> list[Line]:
        """Return all sections for one screen.

        Args:
            most: how many rows a kind of cell has at most.
            most_settled: how many there are on settling.
        """
        outcome, settled = self._patterns.sensitive, self._patterns.settled
        is_enough = any(cell.is_enough for cell in outcome.cells)
        lines = self._noticed(outcome) if is_enough else []
        if outcome.n:
            count = counted(outcome.k, outcome.n)
            lines += heading(UPSET_IN_BRIEF.format(count=count))
            lines += self._of_kinds(outcome, most) if is_enough else [Line(TOO_FEW_YET, indent=2)]
        if settled.n:
            lines += heading(SETTLING_IN_BRIEF.format(count=out_of(settled.k, settled.n)))
            lines += self._largest(settled.cells, settled.asked, most_settled, "settled")
            lines += self._questions(settled, "settled") if settled.noticed else []
            lines.append(Line(QUIET, indent=2))
        return lines

    def _of_kinds(self, outcome: Outcome, most: int) -> list[Line]:
        """Return the rows of the kinds that are asked about, and which others there are.

        Where nothing is asked, they are those of the parts of the day.
        """
        compared = [by for by in self._kinds if any(cell.is_enough for cell in self._of(by))]
        asked = {cell.by for cell in outcome.asked}
        shown = [by for by in compared if by in asked] or compared[:1]
        lines = [
            line
            for by in shown
            for line in self._largest(self._of(by), outcome.asked, most, "sensitive")
        ]
        others = [self._kinds[by] for by in compared if by not in shown]
        few = [self._kinds[by] for by in self._kinds if self._of(by) and by not in compared]
        texts = [NO_MORE.format(kinds="; ".join(others))] if others and asked else []
        texts += [TOO_FEW_BY.format(kinds="; ".join(few))] if few else []
        return [*lines, Line(" ".join(texts), "quiet", 2)] if texts else lines

    def _largest(
        self, cells: Sequence[Cell], asked: Sequence[Cell], most: int, what: str
    ) -> list[Line]:
        """Return the rows of the cells that are asked about, and of the largest others."""
        enough = [cell for cell in cells if cell.is_enough]
        if not enough:
            return [Line(TOO_FEW_HERE, "quiet", 2)]
        by_size = sorted(enough, key=lambda cell: (cell not in asked, not cell.is_noticed, -cell.n))
        chosen = [cell for cell in enough if cell in by_size[:most]]
        if not chosen:
            return []
        return self._table(chosen, 2) if self._is_drawn else self._sentences(chosen, what, 2)

    def _of(self, by: str) -> list[Cell]:
        """Return the cells of a kind, in the order in which they are read."""
        cells = [cell for cell in self._patterns.sensitive.cells if cell.by == by]
        if by in IN_ORDER:
            cells.sort(key=lambda cell: IN_ORDER[cell.by].index(cell.cell))
        return cells

    def _noticed(self, outcome: Outcome) -> list[Line]:
        """Return the questions, or why there are none."""
        if self._patterns.not_asked is NotAsked.FEAR:
            return []  # what is said of fear says it
        if self._patterns.not_asked is NotAsked.ANOTHERS:
            return [Line(), Line(f"Counts only: what they mean, {self._who} knows best.", indent=2)]
        if not outcome.noticed:
            return [Line(), Line(NOTHING, indent=2)]
        title = "Worth a question (←)" if self._is_drawn else "Worth a question"
        questions = self._questions(outcome, "sensitive")
        return [*heading(title), *questions, Line(CHANCE, indent=2)]

    def _questions(self, outcome: Outcome, what: str) -> list[Line]:
        return [
            Line(
                ASKED[what].format(
                    about=about(cell, self._words, self._who),
                    count=out_of(cell.k, cell.n),
                    over_all=out_of(outcome.k, outcome.n),
                ),
                indent=2,
            )
            for cell in outcome.asked
        ]

    def _rows(self, title: str, cells: Sequence[Cell], what: str) -> list[Line]:
        """Return a row for each cell with enough moments, and the names of the others."""
        enough = [cell for cell in cells if cell.is_enough]
        if not cells:
            return []
        lines = [Line(), Line(title, indent=2)]
        if not enough:
            return [*lines, Line(TOO_FEW_HERE, "quiet", 4)]
        lines += self._table(enough, 4) if self._is_drawn else self._sentences(enough, what, 4)
        few = [self._label(cell) for cell in cells if not cell.is_enough]
        if few:
            lines.append(Line(TOO_FEW.format(cells=BETWEEN.join(few)), "quiet", 4, 2))
        return lines

    def _table(self, cells: Sequence[Cell], indent: int) -> list[Line]:
        labels = [self._label(cell) for cell in cells]
        widest, digits = max(map(len, labels)), len(str(max(cell.n for cell in cells)))
        rows = []
        for label, cell in zip(labels, cells, strict=True):
            row = f"{label:<{widest}}  {cell.k:>{digits}} of {cell.n:>{digits}}"
            rows.append(Line(f"{row}{NOTICED}" if cell.is_noticed else row, "row", indent))
        return rows

    def _sentences(self, cells: Sequence[Cell], what: str, indent: int) -> list[Line]:
        lines = []
        for cell in cells:
            sentence = NOTICED_IN_WORDS[what] if cell.is_noticed else IN_WORDS[what]
            text = sentence.format(label=self._label(cell), count=out_of(cell.k, cell.n))
            lines.append(Line(text, indent=indent, hang=2))
        return lines

    def _label(self, cell: Cell) -> str:
        if cell.by == "part_of_day":
            return cell.cell
        return cell.cell.capitalize() if cell.by == "weekday" else self._words.label(cell.cell)
