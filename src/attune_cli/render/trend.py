"""The page of a trend: a row for each week or month, then the change in words.

Two statements are never mixed: the counts of two blocks, a fact, and whether things changed.
"""

from collections.abc import Sequence

from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, Verdict
from attune_cli.core.statistics.trend import STEPS_COMPARED, Comparison, Point, Trend, Turn
from attune_cli.core.time.period import Unit
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading, out_of, several
from attune_cli.render.period import day, span, whose
from attune_cli.render.reflection import COMPASSION, OF_OTHERS, TALK, fear, marks
from attune_cli.render.since import since_lines
from attune_cli.render.verdict import counted, percents

MOST_ROWS = 12
NARROWEST = 50  # columns that a chart needs
WIDE = 74  # columns that the larger chart needs
HEADS = {Unit.WEEK: "week of", Unit.MONTH: "month"}
TITLES = {
    Unit.WEEK: "Sensitive moments, week by week",
    Unit.MONTH: "Sensitive moments, month by month",
}


def trend_page(trend: Trend, width: int, *, is_drawn: bool, everything: bool) -> list[Line]:
    """Return the page of a trend.

    Args:
        trend: the figures.
        width: the columns of the page.
        is_drawn: whether to draw a chart, or to write words for pipes and screen readers.
        everything: show all weeks or months, not only the latest twelve.
    """
    page = [
        Line(" · ".join([TITLES[trend.by], *whose(trend.child, trend.caregiver)]), "title"),
        Line(),
    ]
    if not trend.points:
        return [*page, *_empty(), *_fear(trend)]
    points = trend.points if everything else trend.points[-MOST_ROWS:]
    page += _chart(points, width) if is_drawn else _in_words(points)
    page += _key(trend, points, is_drawn=is_drawn)
    if len(points) < len(trend.points):
        shown_of = f"These are the last {len(points)} of {len(trend.points)} {trend.by}s. For all:"
        by = " --by month" if trend.by is Unit.MONTH else ""
        page += [Line(shown_of, indent=2), Line(f"attune trend --all{by}", "command", 4)]
    page += [*heading("What changed"), *_changed(trend), *_fear(trend)]
    page += [*since_lines(trend.since), *_kindness(trend), Line()]
    based = f"{several(trend.rated, 'rated moment')} on {several(trend.days, 'day')}"
    footer = f"Based on {based} that you chose to log; a look at moments, not an assessment"
    return [*page, Line(f"{footer} of anybody.", "quiet")]


def _fear(trend: Trend) -> list[Line]:
    if not trend.fear_by:
        return []
    return [*fear(trend.frightened, trend.fear_by), *support_in_brief(trend.fear_by)]


def _kindness(trend: Trend) -> list[Line]:
    """Return a line of compassion for the reader, whose moments these have to be."""
    since = trend.since
    is_fewer = trend.strict.turn is Turn.FEWER and trend.is_own
    is_less = since and since.is_own and since.strict.verdict is Verdict.CLEARLY_LESS
    text = f"{COMPASSION} {TALK}" if is_less else COMPASSION
    return [Line(), Line(text, indent=2)] if is_fewer or is_less else []


def _empty() -> list[Line]:
    return [
        Line("No moment when they were upset is rated yet. A trend needs a few weeks; until then:"),
        Line("attune log hurt comfort yes", "command", 2),
        Line("attune week", "command", 2),
    ]


def _label(point: Point, points: Sequence[Point]) -> str:
    start, years = point.period.start, {p.period.start.year for p in points}
    if point.period.unit is Unit.MONTH:
        return f"{start:%b %Y}"
    return f"{start.day:2} {start:%b}" + (f" {start.year}" if len(years) > 1 else "")


def _counted(point: Point) -> str:
    return f"{point.tally.yes} of {point.tally.rated}" if point.tally.rated else "–"


def _rated_yes(point: Point) -> str:
    """Return how many are sensitive, for a row in words."""
    k, n = point.tally.yes, point.tally.rated
    if k:
        return f"{k} of {n} sensitive"
    return f"{n} rated" if point.tally.partly else f"{n} rated, none yes"


def _chart(points: Sequence[Point], width: int) -> list[Line]:
    """Return a row for each point: its date, counts, dots and the interval of the share."""
    head = HEADS[points[0].period.unit]
    labels = [_label(point, points) for point in points]
    counts = [_counted(point) for point in points]
    left, middle = max(map(len, [head, *labels])), max(map(len, counts))
    columns = 31 if width >= WIDE else 17
    most_dots = width - columns - left - middle - 8
    # Each rating is rounded up separately, which can add three dots.
    each = max(1, -(-max(point.tally.rated for point in points) // max(1, most_dots - 3)))
    dots = [marks(*point.tally[1:4], each, point.tally.frightened) for point in points]
    right = max(map(len, dots))

    def row(label: str, count: str, dots: str, strip: str) -> Line:
        text = f"{label:>{left}}  {count:>{middle}}  {dots:<{right}}  {strip}"
        return Line(text.rstrip(), "row", 2)

    half = columns // 2
    scale = f"{'none':<{half - 2}}half{'all':>{columns - half - 2}}"
    strips = [_strip(point, columns) if point.is_said else "" for point in points]
    rows = [row(head, "", "", scale if any(strips) else "")]
    rows += map(row, labels, counts, dots, strips)
    return (
        rows
        if each == 1
        else [*rows, Line(f"Each dot stands for up to {each} moments.", "quiet", 2)]
    )


def _strip(point: Point, columns: int) -> str:
    """Draw where the share may lie, on a line from none to all, with half marked."""
    low, high = (round(end * (columns - 1)) for end in point.range80)
    middle = columns // 2
    cells = ["·"] * columns
    cells[low : high + 1] = "─" * (high - low + 1)
    cells[middle] = "┼" if low <= middle <= high else "┊"
    cells[low], cells[high] = "├", "┤"
    cells[round(point.mean * (columns - 1))] = "●"
    return "".join(cells)


def _in_words(points: Sequence[Point]) -> list[Line]:
    rows = []
    for point in points:
        partly = f", {point.tally.partly} partly" if point.tally.partly else ""
        afraid = point.tally.frightened
        hurt = f", {afraid} scared or hurt them" if afraid else ""
        found = f"{_rated_yes(point)}{partly}{hurt}" if point.tally.rated else "none rated"
        low, high = percents(point.range80)
        by_then = f"; by then {low} % to {high} %" if point.is_said and point.tally.rated else ""
        rows.append(Line(f"{_label(point, points).strip()}: {found}{by_then}", indent=2, hang=2))
    return rows


def _key(trend: Trend, points: Sequence[Point], *, is_drawn: bool) -> list[Line]:
    """Return how to read the rows, with the last one as an example."""
    last, is_any_said = points[-1], any(point.is_said for point in points)
    afraid = ", ◇ scared or hurt them" if any(point.tally.frightened for point in points) else ""
    half = "; ┊ is half" if is_any_said else ""
    legend = f"● sensitive, ◐ partly, ○ not this time{afraid}{half}." if is_drawn else ""
    if not is_any_said:
        need = f"it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days"
        is_few = Turn.NOT_SAID is not trend.strict.turn
        few = f"Too few to say where the share may lie: {need}." if is_few else ""
        text = " ".join(filter(None, (legend, few)))
        return [Line(), Line(text, "quiet", 2)] if text else []
    where = "The line is where" if is_drawn else "“By then” is where"
    text = (
        f"{where} the share may lie (an 80 % range). Newer {trend.by}s count more in it, so it "
        "lags behind a change."
    )
    now = ""
    if last.is_said:
        low, high = percents(last.range80)
        now = (
            f" By now {low} % to {high} %, out of {several(trend.rated, 'rated moment')} that "
            f"weigh as much as {last.weight:.0f}."
        )
    return [Line(), Line(f"{legend} {text}{now} How: attune trend --explain".strip(), "quiet", 2)]


def _changed(trend: Trend) -> list[Line]:
    strict, by = trend.strict, trend.by
    following = f"The next comparison comes on {day(trend.next_on)}"
    if strict.turn is Turn.NOT_SAID:
        others = [] if trend.frightened else [Line(OF_OTHERS, indent=2)]
        return [Line(_counts(strict, trend.by), indent=2), *others]
    if strict.turn is Turn.TOO_FEW:
        need = f"it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days in each"
        texts = [_counts(strict, by), f"Too few to compare: {need}. {following}."]
        return [Line(text, indent=2) for text in texts]
    texts = [f"{_counts(strict, by)} {_share(strict)}", _in_general(strict)]
    partly = trend.inclusive
    if (partly.after.k, partly.before.k) != (strict.after.k, strict.before.k):
        texts.append(_with_partly(trend.inclusive, strict))
    texts.append(
        "Logging is your choice: if which moments you log has changed, this changes with it."
    )
    return [Line(text, indent=2) for text in [*texts, f"{following}; until then this one stays."]]


def _counts(change: Comparison, by: Unit) -> str:
    """Return what was counted in both blocks, the later one first: a fact."""
    after, before = (
        counted(side.k, side.n) if side.n else "none rated"
        for side in (change.after, change.before)
    )
    earlier = f"In the {STEPS_COMPARED[by]} {by}s before: {before}."
    return f"{span(change.after.period)}: {after}. {earlier}"


def _share(change: Comparison) -> str:
    """Return how the later share compares with the earlier one: a fact."""
    assert change.difference is not None  # noqa: S101 there are enough
    if not change.difference:
        return "Both are the same share of what was rated."
    how = "larger" if change.difference > 0 else "smaller"
    return f"The later share of what was rated is {how}."


def _in_general(change: Comparison) -> str:
    """Return whether things changed, as far as that can be told."""
    if change.turn is Turn.NO_CLEAR_CHANGE:
        return "Whether anything changed in moments like these in general can’t be told from this."
    often = "more" if change.turn is Turn.MORE else "less"
    return f"Whether moments like these are sensitive {often} often now: very likely."


def _with_partly(inclusive: Comparison, strict: Comparison) -> str:
    after, before = (out_of(side.k, side.n) for side in (inclusive.after, inclusive.before))
    either = " either" if strict.turn is Turn.NO_CLEAR_CHANGE else ""
    said = {
        Turn.NO_CLEAR_CHANGE: f"whether that changed can’t be told{either}",
        Turn.MORE: "more often now, very likely",
        Turn.FEWER: "less often now, very likely",
    }[inclusive.turn]
    return f"With the partly ones, {after}, and {before} before: {said}."
