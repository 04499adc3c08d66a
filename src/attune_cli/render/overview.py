"""A reflection on one screen: the same figures as on the whole page, and what cannot be shortened.

After fear, and where low days add up, what helps comes in fewer words, and nothing of it is left
out; other sections make room for it. What is left out is on the whole page, which the last line
names.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from attune_cli.core.answer import Answer
from attune_cli.core.moment import FearBy, fear_by
from attune_cli.core.question import questions_of
from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.reflection import Reflection
from attune_cli.core.time.period import DAYS_OF_WEEK, Period, Unit, month_of
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render import reflection as whole
from attune_cli.render import verdict
from attune_cli.render.answers import ask
from attune_cli.render.low_mood import low_mood_lines
from attune_cli.render.moment import (
    moment_name,
    shortened,
    support_in_brief,
    support_in_short,
)
from attune_cli.render.page import Line, bullet, several, unbroken
from attune_cli.render.period import day, span
from attune_cli.render.reflection import Doer
from attune_cli.render.short import PROMPTS, SMALLEST, WIDE, Next, hint_rows, of_people
from attune_cli.render.text import to_text

MOST_LINES, MOST_IF_NARROW = 3, 2  # on what went well
LABELS = 7  # columns of a label, where there is room beside the text
BESIDE = 40  # columns of a page on which there is
MARKED = "{count} {mark}"
_MOST_OF_TEXT, _LEAST_OF_TEXT = 60, 20  # letters of what was written, in a row
_MARKS = 4  # columns around it


def overview(
    reflection: Reflection,
    words: Vocabulary,
    today: date,
    last_day_before: date | None = None,
    answer: Answer | None = None,
    *,
    verb: str = "week",
    width: int,
    is_drawn: bool,
    can_answer: bool = False,
    since: Sequence[str] | None = None,
    note: str = "",
    hints: Sequence[Next] = (),
    rows: int = SMALLEST - PROMPTS,
) -> list[Line]:
    """Return a reflection on one screen.

    Args:
        reflection: the figures.
        words: for the labels.
        today: the present day.
        last_day_before: the last day with a moment before the period; None if there is none.
        answer: the last answer; None if there is none.
        verb: what shows it: week, month or look.
        width: columns; labels stand above their text where there are few.
        is_drawn: whether to draw dots; words say the counts all the same.
        can_answer: whether an answer can be written, as for a week.
        since: the sentences on all days, where the period is all of them.
        note: a line below the title.
        hints: what the page ends with in place of the commands that fit the figures.
        rows: of the screen; where they are few, some of the page gives way.
    """
    if not reflection.logged:
        return whole.reflection_page(
            reflection, words, today, last_day_before, answer, is_drawn=is_drawn
        )
    low = low_mood_lines(reflection, today, is_short=True)
    is_full = bool(low and reflection.distress.frightened and width < WIDE)
    page = _Page(reflection, today, width, is_drawn=is_drawn, is_full=is_full)
    is_answered = answer is not None and answer.week in reflection.period
    can_answer = can_answer and not is_answered
    all_of_it = Next("All of it", more(reflection, verb, today, is_all=since is not None))
    hints = hints or (all_of_it, _then(reflection, verb, today, can_answer=can_answer))
    if not note and whole.is_back(reflection, today, last_day_before):
        note = whole.WELCOME_BACK
    title = [Line(whole.title(reflection, today), "title")]
    title += [Line(note, "quiet")] if note else []
    counts, back = [*page.upset(since or ()), *page.calm()], page.coming_back(words)
    question, written = page.question(words), page.written(answer)
    hinted = hint_rows(hints, width)
    parts = {
        "well": page.went_well(words),
        "beside": [],
        "counts": [*counts, *back],
        "asked": [*question, *written],
        "low": low,
        "ends": [Line(_footer(reflection, width), "quiet"), *hinted],
    }
    own_answer = written if is_answered else []
    gives_way = [
        ("asked", [*question, *own_answer]),
        ("well", parts["well"][:1]),
        ("asked", []),
        ("ends", hinted),
    ]
    if care := page.fear():  # it names whom to talk to, which is all that would be asked
        beside = page.went_well_beside(words)
        parts |= {"well": care, "beside": beside, "asked": written}
        if width < WIDE:  # it claims nothing that one has to be careful with, and turns to help
            parts["ends"] = hint_rows(hints[:1], width)
        gives_way = [("asked", own_answer), ("beside", beside[:1]), ("asked", []), ("beside", [])]
        gives_way.append(("counts", counts))
    return _fitting(title, parts, width, rows, gives_way)


def _fitting(
    title: list[Line],
    parts: dict[str, list[Line]],
    width: int,
    rows: int,
    gives_way: Sequence[tuple[str, list[Line]]],
) -> list[Line]:
    """Return the page with the most air of those that fit the screen; or else all of it.

    Args:
        title: the title.
        parts: what comes below it.
        width: columns.
        rows: of the screen, but for the prompts; one more is there for a page that needs it.
        gives_way: parts of a page that is too long, with what takes their place, one by one.
    """

    def spare(some: Mapping[str, list[Line]]) -> int:
        return rows - sum(len(to_text(part, width)) for part in (title, *some.values()))

    shorter = dict(parts)
    for name, less in gives_way:
        if spare(shorter) < -1:
            shorter[name] = less
    is_fitting = spare(shorter) >= -1
    parts = shorter if is_fitting else parts
    left = spare(parts) if is_fitting else len(parts)
    parts["counts"] = [*parts.pop("beside"), *parts["counts"]]
    filled = [part for part in parts.values() if part]
    most = len(filled) if width >= WIDE else 1
    page = [*title]
    for place, part in enumerate(filled):
        page += [Line(), *part] if place < min(most, left) else part
    return page


class _Page:
    """The sections of the page, which share the figures and the width.

    It is full where what helps, after fear and on low days, takes most of a narrow screen.
    """

    def __init__(
        self,
        reflection: Reflection,
        today: date,
        width: int,
        *,
        is_drawn: bool,
        is_full: bool,
    ) -> None:
        self._found, self._today, self._is_full = reflection, today, is_full
        self._is_drawn = is_drawn and not is_full
        self._is_wide, self._is_beside = width >= WIDE, width >= BESIDE
        self._width = width
        self._room = width - (LABELS if self._is_beside else 2)

    def fear(self) -> list[Line]:
        """Return what stands before all else where a response scared or hurt a child."""
        found = self._found.distress
        if not found.frightened:
            return []
        by = fear_by(found.frightened_by) or FearBy.YOU
        if whole.is_near(self._found, self._today):
            fact = f"{whole.feared(found.frightened)} {whole.CARE_FIRST_IN_BRIEF}"
            return support_in_short(by, fact)
        return [*whole.fear(found.frightened, by), *support_in_brief(by)]

    def went_well(self, words: Vocabulary) -> list[Line]:
        """Return what went well, in few lines, of each kind one if there is room for it."""
        return [bullet(text) for text in self._well(words)]

    def went_well_beside(self, words: Vocabulary) -> list[Line]:
        """Return the same with a label, where bullets would read as more of the list of help."""
        lines = self._well(words)
        return self._labelled("Well", lines) if lines else []

    def _well(self, words: Vocabulary) -> list[str]:
        found, most = self._found, MOST_LINES if self._is_wide else MOST_IF_NARROW - self._is_full
        others = [*whole.calm(found), *whole.came_back_briefly(found)]
        texts = [
            whole.responded(found, words, highlight, with_cues=False)
            for highlight in found.distress.highlights[: max(1, most - len(others))]
        ]
        sensitive = whole.sensitive if self._is_wide else whole.sensitive_in_brief
        lines = [*(texts or sensitive(found)), *others] or whole.written_down(found)
        return lines[:most]

    def upset(self, since: Sequence[str]) -> list[Line]:
        """Return the counts, and what they may say."""
        found, ratings = self._found.distress, self._found.distress.ratings
        if not ratings.logged:
            first = self._labelled("Upset", [whole.NO_SUCH_MOMENT])
        elif not ratings.rated:
            first = self._labelled("Upset", [whole.unrated(found)])
        else:
            first = self._rated("Upset", whole.row_of(found), whole.SENSITIVE)
        texts = [*self._said(), *since]
        return [*first, *self._more(texts), *self._fear_before()]

    def _said(self) -> list[str]:
        found, unit = self._found.distress, self._found.period.unit
        if found.strict.verdict is Verdict.NOT_SAID:
            return [whole.OF_OTHERS] if found.ratings.rated and not found.frightened else []
        if found.strict.verdict is Verdict.TOO_FEW:
            too_few = whole.too_few if self._is_wide else whole.too_few_in_brief
            few = [too_few(self._found)] if found.ratings.rated else []
            return [*few, *self._four_weeks()]
        shares = found.strict, found.inclusive
        said = verdict.claims_in_brief(whole.facts_of(found), shares, whole.LOOKED_AT[unit])
        kind = whole.kindness(self._found, found.strict, unit)
        chosen = verdict.selection_in_brief(*shares, found.selection)
        return [*said, *kind, *filter(None, [chosen])]

    def _four_weeks(self) -> list[str]:
        found = whole.four_weeks_of(self._found)
        if found is None:
            return []
        strict, shares = found.strict, (found.strict, found.inclusive)
        if strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
            return [whole.four_weeks_counted(found)]
        days, own = span(found.period), self._found.distress.selection
        facts = verdict.IN_FOUR_WEEKS if self._is_wide else verdict.IN_FOUR_WEEKS_IN_BRIEF
        said = verdict.claims_in_brief(facts, shares, whole.FOUR_WEEKS, days)
        chosen = verdict.selection_in_brief(*shares, own)
        return [*said, *whole.kindness(self._found, strict, Unit.SPAN), *filter(None, [chosen])]

    def _fear_before(self) -> list[Line]:
        """Return what is said of fear in the four weeks, below their count: whole."""
        found = whole.four_weeks_of(self._found)
        if found is None or not found.frightened or found.fear_by is None:
            return []
        lines = (*whole.fear(found.frightened, found.fear_by), *support_in_brief(found.fear_by))
        return self._more([line.text for line in lines])

    def calm(self) -> list[Line]:
        """Return the counts of calm moments."""
        found, ratings = self._found.connection, self._found.connection.ratings
        has_care = self._found.distress.frightened
        if has_care and not (ratings.logged and self._is_wide):  # the rows are for what helps
            return []
        if not ratings.logged:
            none = whole.NO_CALM_MOMENT if self._is_wide else whole.NO_CALM_MOMENT_IN_BRIEF
            return self._labelled("Calm", [none])
        moments = several(ratings.logged, "moment", "moments")
        days = several(found.days, "day", "days")
        counted = f"{moments} on {days}."
        if not ratings.rated:
            return self._labelled("Calm", [counted])
        unrated = ratings.logged - ratings.rated
        row = whole.Row(ratings.yes, ratings.partly, ratings.no, unrated=unrated)
        return self._rated("Calm", row, whole.FULLY_THERE, counted if self._is_wide else "")

    def coming_back(self, words: Vocabulary) -> list[Line]:
        """Return how many moments somebody came back to, and the latest that is still open."""
        found = self._found.distress
        if self._is_full or not found.to_come_back_to:  # what helps after fear says how
            return []
        texts = [_came_back_to(self._found)] if found.came_back else []
        still_open, whose = whole.still_open_of(self._found, self._today)
        if still_open:
            which = moment_name(still_open[-1], words, self._today)
            command = unbroken(f"attune back {still_open[-1].number} later")
            if self._is_wide or whose[0] is not Doer.YOU:
                texts.append(_not_too_late(which, command, whose, has_earlier=len(still_open) > 1))
            else:
                texts.append(f"It is not too late: {command}")
        elif not found.came_back:
            texts.append(whole.not_come_back_to(found.to_come_back_to))
        return self._labelled("Back", [" ".join(texts)]) if texts else []

    def question(self, words: Vocabulary) -> list[Line]:
        """Return one question."""
        strict = self._found.distress.strict
        asked = ask(questions_of(self._found)[0], strict, words, self._today)
        return [Line(asked, "title", 2)]

    def written(self, answer: Answer | None) -> list[Line]:
        """Return what was written last, as much of it as one row has room for."""
        if answer is None:
            return []
        is_of_it = answer.week in self._found.period
        if is_of_it:
            said = "You wrote:"
        elif self._is_wide:
            said = f"You wrote about the week of {day(answer.week)}:"
        else:
            said = "You wrote last:"
        room = self._width - len(said) - _MARKS - 2
        text = shortened(answer.text, min(_MOST_OF_TEXT, max(_LEAST_OF_TEXT, room)))
        return [Line(f"{said} “{text}”", "text" if is_of_it else "quiet", 2)]

    def _rated(self, label: str, row: whole.Row, rated_yes: str, more: str = "") -> list[Line]:
        """Return dots and counts, in one row where both have room."""
        counted = whole.tally(row, rated_yes, MARKED if self._is_drawn else whole.UNMARKED)
        each = -(-row.rated // whole.MOST_DOTS)
        each_dot = whole.each_dot if self._is_wide else whole.each_dot_in_brief
        stands_for = each_dot(each) if self._is_drawn and each > 1 else ""
        text = " ".join(filter(None, (counted, more, stands_for)))
        if not self._is_drawn:
            return self._labelled(label, [text])
        dots = whole.marks(row.yes, row.partly, row.no, each, row.frightened)
        whole_row = f"{dots}  {text}"
        texts = [whole_row] if len(whole_row) <= self._room else [dots, text]
        return self._labelled(label, texts, "dots")

    def _labelled(self, label: str, texts: Sequence[str], role: str = "text") -> list[Line]:
        if not self._is_beside:
            return [Line(label, "heading"), *(Line(text, role, 2) for text in texts)]
        first, indent = Line(texts[0], role, LABELS, label=label), LABELS if self._is_wide else 2
        return [first, *(Line(text, role, indent) for text in texts[1:])]

    def _more(self, texts: Sequence[str]) -> list[Line]:
        indent = LABELS if self._is_wide else 2
        return [Line(text, indent=indent) for text in texts]


def more(reflection: Reflection, verb: str, today: date, *, is_all: bool = False) -> str:
    """Return the command that shows the whole page of a reflection.

    Args:
        reflection: for its days and its people.
        verb: week, month or look.
        today: the present day.
        is_all: whether it is a look at all days.
    """
    period = reflection.period
    if verb != "look":
        days = _of(period, today)
    elif is_all:
        days = ""
    else:
        options = [f" --from {period.start}"]
        options += [] if period.last == today else [f" --to {period.last}"]
        days = "".join(options)
    people = of_people(reflection.child, reflection.caregiver)
    return f"attune {verb}{days}{people} --more"


def _of(period: Period, today: date) -> str:
    """Return the option that names a week or a month of the past."""
    if today in period:
        return ""
    return " --last" if today in _following(period) else f" --of {period.start}"


def _following(period: Period) -> Period:
    """Return the week after a week, or the month after a month."""
    if period.unit is Unit.MONTH:
        return month_of(period.end)
    return Period(period.end, period.end + timedelta(days=DAYS_OF_WEEK))


def _then(reflection: Reflection, verb: str, today: date, *, can_answer: bool) -> Next:
    """Return what may help next, beside the whole page."""
    if reflection.distress.frightened:
        return Next("Where to turn", "attune help-now")
    if can_answer:
        return Next("To keep an answer", f"attune reflect{_of(reflection.period, today)}")
    if verb == "week":
        return Next("Ideas", "attune tips")
    return Next("Over the weeks", "attune trend")


def _came_back_to(reflection: Reflection) -> str:
    k, n = reflection.distress.came_back, reflection.distress.to_come_back_to
    match whole.doer(reflection):
        case Doer.YOU, _:
            return f"You came back to {k} of {n}."
        case Doer.ANOTHER, who:
            return f"{who} came back to {k} of {n}."
        case _:
            return f"Came back to {k} of {n}."


def _not_too_late(which: str, command: str, whose: tuple[Doer, str], *, has_earlier: bool) -> str:
    """Return the sentences on the latest moment to come back to.

    Args:
        which: its name.
        command: what notes that it is done.
        whose: who might, and their name.
        has_earlier: whether there are more.
    """
    match whose, has_earlier:
        case (Doer.YOU, _), True:
            return f"It is not too late for {which}, or an earlier one. To note it: {command}"
        case (Doer.YOU, _), False:
            return f"It is not too late for {which}. To note it: {command}"
        case (Doer.ANOTHER, who), True:
            return (
                f"It is not too late for {who} to come back to {which}, or to an earlier one. To "
                f"note it: {command}"
            )
        case (Doer.ANOTHER, who), False:
            return f"It is not too late for {who} to come back to {which}. To note it: {command}"
        case _, True:
            return (
                f"It is not too late for them to come back to {which}, or to an earlier one. To "
                f"note it: {command}"
            )
        case _:
            return f"It is not too late for them to come back to {which}. To note it: {command}"


def _footer(reflection: Reflection, width: int) -> str:
    moments = several(reflection.logged, "moment", "moments")
    days = several(reflection.days, "day", "days")
    if width < WIDE:
        return f"{moments}, {days}, chosen by you: no assessment."
    if memory := reflection.from_memory:
        return (
            f"{moments} on {days}, chosen by you, {memory} from memory: a look, not an assessment."
        )
    return f"{moments} on {days}, chosen by you: a look at moments, not an assessment."
