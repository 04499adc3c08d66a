"""The page of a trend: a row for each week or month, then the change in words."""

from collections.abc import Sequence

from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED
from attune_cli.core.statistics.trend import STEPS_COMPARED, Comparison, Point, Trend, Turn
from attune_cli.core.time.period import Unit
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading, several
from attune_cli.render.period import whose
from attune_cli.render.reflection import COMPASSION, fear, marks
from attune_cli.render.verdict import percents

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
    page += [Line(), *_key(trend, is_drawn=is_drawn)]
    if len(points) < len(trend.points):
        shown_of = f"These are the last {len(points)} of {len(trend.points)} {trend.by}s. For all:"
        by = " --by month" if trend.by is Unit.MONTH else ""
        page += [Line(shown_of, indent=2), Line(f"attune trend --all{by}", "command", 4)]
    page += [*heading("What changed"), *_changed(trend), *_fear(trend), Line()]
    based = f"{several(trend.rated, 'rated moment')} on {several(trend.days, 'day')}"
    footer = f"Based on {based} that you chose to log; a look at moments, not an assessment"
    return [*page, Line(f"{footer} of anybody.", "quiet")]


def _fear(trend: Trend) -> list[Line]:
    return [*fear(trend.frightened), *support_in_brief()] if trend.frightened else []


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


def _chart(points: Sequence[Point], width: int) -> list[Line]:
    """Return a row for each point: its date, counts, dots and the interval of the share."""
    head = HEADS[points[0].period.unit]
    labels = [_label(point, points) for point in points]
    counts = [_counted(point) for point in points]
    left, middle = max(map(len, [head, *labels])), max(map(len, counts))
    columns = 31 if width >= WIDE else 17
    most_dots = width - columns - left - middle - 8
    # Each rating is rounded up separately, which can add two dots.
    each = max(1, -(-max(point.tally.rated for point in points) // max(1, most_dots - 2)))
    dots = [marks(p.tally.yes, p.tally.partly, p.tally.no, each) for p in points]
    right = max(map(len, dots))

    def row(label: str, count: str, dots: str, strip: str) -> Line:
        text = f"{label:>{left}}  {count:>{middle}}  {dots:<{right}}  {strip}"
        return Line(text.rstrip(), "row", 2)

    half = columns // 2
    scale = f"{'none':<{half - 2}}half{'all':>{columns - half - 2}}"
    strips = [_strip(point, columns) if point.is_enough else "" for point in points]
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
        counted = f"{_counted(point)} sensitive{partly}" if point.tally.rated else "none rated"
        low, high = percents(point.range80)
        by_then = f"; by then {low} % to {high} %" if point.is_enough else ""
        rows.append(Line(f"{_label(point, points).strip()}: {counted}{by_then}", indent=2, hang=2))
    return rows


def _key(trend: Trend, *, is_drawn: bool) -> list[Line]:
    """Return how to read the rows, with the last one as an example."""
    last = trend.points[-1]
    legend = "● sensitive, ◐ partly, ○ not this time; ┊ is half. " if is_drawn else ""
    if not last.is_enough:
        need = f"it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days"
        return [Line(f"{legend}Too few to say where the share may lie: {need}.", "quiet", 2)]
    low, high = percents(last.range80)
    where = "The line is where" if is_drawn else "“By then” is where"
    text = (
        f"{legend}{where} a fading average of the share may lie: newer {trend.by}s count more, so "
        f"it lags behind a change. By now {low} % to {high} %, out of "
        f"{several(trend.rated, 'rated moment')} that weigh as much as {last.weight:.0f}. (An 80 % "
        f"range, if moments of a day don’t depend on each other; a {trend.by} counts four fifths "
        "of the one after it.)"
    )
    return [Line(text, "quiet", 2)]


def _changed(trend: Trend) -> list[Line]:
    strict, inclusive, steps = trend.strict, trend.inclusive, STEPS_COMPARED[trend.by]
    lines = [Line(_sentence(strict, steps, trend.by), indent=2)]
    if strict.turn is Turn.TOO_FEW:
        return lines
    if inclusive.after.k > strict.after.k or inclusive.before.k > strict.before.k:
        was = {
            Turn.NO_CLEAR_CHANGE: "no clear change", Turn.MORE: "more", Turn.FEWER: "fewer",
        }[inclusive.turn]  # fmt: skip
        now, before = (f"{s.k} of {s.n}" for s in (inclusive.after, inclusive.before))
        text = f"Counting the partly ones too, {now} against {before}: {was}."
        lines.append(Line(text, indent=2))
    text = "Logging is your choice: if which moments you log has changed, this changes with it."
    lines.append(Line(text, indent=2))
    if strict.turn is Turn.FEWER:
        lines.append(Line(f"Harder times come. {COMPASSION}", indent=2))
    return lines


def _sentence(change: Comparison, steps: int, by: Unit) -> str:
    what = "" if change.turn in {Turn.MORE, Turn.FEWER} else " sensitive"
    after, before = (
        f"{side.k} of {side.n}{what}" if side.n else "none rated"
        for side in (change.after, change.before)
    )
    latest = f"the last {steps} {by}s ({after}, this {by} so far included)"
    earlier = f"the {steps} before ({before})"
    if change.turn is Turn.TOO_FEW:
        need = f"it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days in each"
        return f"Too few to compare {latest} with {earlier} yet: {need}."
    if change.turn is Turn.NO_CLEAR_CHANGE:
        return f"No clear change between {latest} and {earlier}."
    share = "A larger share" if change.turn is Turn.MORE else "A smaller share"
    return f"{share} was sensitive in {latest} than in {earlier}."
