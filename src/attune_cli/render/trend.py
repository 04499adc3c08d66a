"""The page of a trend: a row for each week or month, then the change in words.

Two statements are never mixed: the counts of two blocks, a fact, and whether things changed.
"""

from collections.abc import Sequence

from attune_cli import dates
from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, Verdict
from attune_cli.core.statistics.since import Bet, SinceTheBeginning
from attune_cli.core.statistics.trend import STEPS_COMPARED, Comparison, Point, Trend, Turn
from attune_cli.core.time.period import Period, Unit
from attune_cli.render.moment import support_in_brief
from attune_cli.render.page import Line, heading, out_of, several
from attune_cli.render.period import day, span, whose
from attune_cli.render.reflection import COMPASSION, OF_OTHERS, TALK, fear, marks
from attune_cli.render.short import Next, hint_rows, of_people
from attune_cli.render.since import since_lines
from attune_cli.render.text import to_text
from attune_cli.render.verdict import counted, percents

MOST_ROWS = 12
FEWEST_ROWS = 3  # of a page of one screen
NARROWEST = 50  # columns that a chart needs
WIDE = 74  # columns that the larger chart needs
HEADS = {Unit.WEEK: "week of", Unit.MONTH: "month"}
TITLES = {
    Unit.WEEK: "Sensitive moments, week by week",
    Unit.MONTH: "Sensitive moments, month by month",
}
LATEST = {
    Unit.WEEK: "These are the last {shown} of {of} weeks. For all:",
    Unit.MONTH: "These are the last {shown} of {of} months. For all:",
}
COMMANDS = {Unit.WEEK: "attune trend", Unit.MONTH: "attune trend --by month"}
BASED = (
    "Based on {moments} on {days} that you chose to log; a look at moments, not an assessment of "
    "anybody."
)
EACH_DOT = "Each dot stands for up to {each} moments."
LEGEND = "● sensitive, ◐ partly, ○ not this time."
LEGEND_WITH_FEAR = "● sensitive, ◐ partly, ○ not this time, ◇ scared or hurt them."
LEGEND_WITH_HALF = "● sensitive, ◐ partly, ○ not this time; ┊ is half."
LEGEND_WITH_BOTH = "● sensitive, ◐ partly, ○ not this time, ◇ scared or hurt them; ┊ is half."
TOO_FEW_TO_SAY = (
    f"Too few to say where the share may lie: it takes {ENOUGH_RATED} rated moments on "
    f"{ENOUGH_DAYS} days."
)
LINE_OF = {
    Unit.WEEK: "The line is where the share may lie (an 80 % range). Newer weeks count more in "
    "it, so it lags behind a change.",
    Unit.MONTH: "The line is where the share may lie (an 80 % range). Newer months count more in "
    "it, so it lags behind a change.",
}
BY_THEN = {
    Unit.WEEK: "“By then” is where the share may lie (an 80 % range). Newer weeks count more in "
    "it, so it lags behind a change.",
    Unit.MONTH: "“By then” is where the share may lie (an 80 % range). Newer months count more in "
    "it, so it lags behind a change.",
}
BY_NOW = "By now {low} % to {high} %, out of {moments} that weigh as much as {weight:.0f}."
HOW = "How: attune trend --explain"
COUNTS = {
    Unit.WEEK: "{days}: {after}. In the {steps} weeks before: {before}.",
    Unit.MONTH: "{days}: {after}. In the {steps} months before: {before}.",
}
TOO_FEW = (
    f"Too few to compare: it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days in each. "
    "The next comparison comes on {day}."
)
NONE_TO_COMPARE = (
    "{days}: none rated, so there is nothing to compare yet. The next comparison comes on {day}."
)
NEXT = "The next comparison comes on {day}; until then this one stays."
CHOICE = "Logging is your choice: if which moments you log has changed, this changes with it."
IN_GENERAL = {
    Turn.NO_CLEAR_CHANGE: "Whether anything changed in moments like these in general can’t be told "
    "from this.",
    Turn.MORE: "Whether moments like these are sensitive more often now: very likely.",
    Turn.FEWER: "Whether moments like these are sensitive less often now: very likely.",
}
WITH_PARTLY = {
    Turn.NO_CLEAR_CHANGE: "With the partly ones, {after}, and {before} before: whether that "
    "changed can’t be told.",
    Turn.MORE: "With the partly ones, {after}, and {before} before: more often now, very likely.",
    Turn.FEWER: "With the partly ones, {after}, and {before} before: less often now, very likely.",
}
NEITHER = (
    "With the partly ones, {after}, and {before} before: whether that changed can’t be told either."
)
# What a page of one screen says of the blocks, and of all days.
COUNTS_IN_BRIEF = {
    Unit.WEEK: "{steps} weeks from {first}: {after}. The {steps} before: {before}.",
    Unit.MONTH: "{steps} months from {first}: {after}. The {steps} before: {before}.",
}
TOO_FEW_IN_BRIEF = (
    f"Too few to compare: it takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days in each."
)
NOT_TOLD_IN_BRIEF = "Whether anything changed can’t be told from this."
UP_TO_YESTERDAY = {
    1: "Up to yesterday: {counted}, more than half.",
    0: "Up to yesterday: {counted}, half.",
    -1: "Up to yesterday: {counted}, so fewer than half.",
}
ALL_WITH_PARTLY = {
    1: "With the partly ones, {counted}: more than half.",
    0: "With the partly ones, {counted}: half.",
    -1: "With the partly ones, {counted}: fewer than half.",
}
USUAL = "Whether that was usual: very likely, however often one looks."
USUAL_NOT_TOLD = "Whether that was usual can’t be told so far."
BASED_IN_BRIEF = "{moments} on {days}, logged by choice: a look, not an assessment."
LATEST_IN_BRIEF = {
    Unit.WEEK: "The last {shown} of {of} weeks.",
    Unit.MONTH: "The last {shown} of {of} months.",
}
LINE_IN_BRIEF = "├─●─┤ is where the share may lie (80 %)."


def trend_page(trend: Trend, width: int, *, is_drawn: bool, everything: bool) -> list[Line]:
    """Return the page of a trend.

    Args:
        trend: the figures.
        width: the columns of the page.
        is_drawn: whether to draw a chart, or to write words for pipes and screen readers.
        everything: show all weeks or months, not only the latest twelve.
    """
    page = [_title(trend), Line()]
    if not trend.points:
        return [*page, *_empty(), *_fear(trend)]
    points = trend.points if everything else trend.points[-MOST_ROWS:]
    page += _chart(points, width) if is_drawn else _in_words(points)
    page += _key(trend, points, is_drawn=is_drawn)
    if len(points) < len(trend.points):
        latest = LATEST[trend.by].format(shown=len(points), of=len(trend.points))
        command = {Unit.WEEK: "attune trend --all", Unit.MONTH: "attune trend --all --by month"}
        page += [Line(latest, indent=2), Line(command[trend.by], "command", 4)]
    page += [*heading("What changed"), *_changed(trend), *_fear(trend)]
    page += [*since_lines(trend.since), *_kindness(trend), Line()]
    return [*page, Line(BASED.format(**_based(trend)), "quiet")]


def trend_overview(trend: Trend, width: int, rows: int, *, is_drawn: bool) -> list[Line]:
    """Return a trend on one screen: the same figures in fewer words, and what needs care whole.

    Args:
        trend: the figures.
        width: the columns of the page.
        rows: those of the screen; the latest weeks or months take what the words leave of them, and
            what is said of all days is left to the whole page where there are too few.
        is_drawn: whether to draw a chart.
    """
    if not trend.points:
        return [_title(trend), Line(), *_empty(), *_fear(trend)]
    since = _since_in_brief(trend.since)
    page = _overview(trend, since, width, rows, is_drawn=is_drawn)
    if len(to_text(page, width)) > rows:
        page = _without_air(page)
    if len(to_text(page, width)) > rows and since:  # which the whole page has, too
        page = _without_air(_overview(trend, [], width, rows, is_drawn=is_drawn))
    return page


def _without_air(page: Sequence[Line]) -> list[Line]:
    return [line for line in page if line.text or line.label]


def _overview(
    trend: Trend, since: Sequence[str], width: int, rows: int, *, is_drawn: bool
) -> list[Line]:
    words = [Line(), Line(" ".join(_changed_in_brief(trend)), indent=2)]
    if since:
        words.append(Line(" ".join(since), indent=2))
    words += [*_fear(trend), *_kindness(trend)[1:], Line()]
    words.append(Line(BASED_IN_BRIEF.format(**_based(trend)), "quiet"))
    words += hint_rows([Next("All of it", f"{_command(trend)} --more"), _then(trend)], width)
    title = [_title(trend), Line()]
    for many in range(min(MOST_ROWS, len(trend.points)), 0, -1):
        page = [*title, *_latest(trend, many, width, is_drawn=is_drawn), *words]
        if many <= FEWEST_ROWS or len(to_text(page, width)) <= rows:
            break
    return page


def _latest(trend: Trend, many: int, width: int, *, is_drawn: bool) -> list[Line]:
    """Return the rows of the latest weeks or months, and how to read them."""
    points = trend.points[-many:]
    lines = _chart(points, width) if is_drawn else _in_words(points)
    is_any_said = any(point.is_said for point in points)
    key = []
    if is_drawn:
        key.append(_legend(points, has_half=is_any_said))
    if is_drawn and is_any_said:
        key.append(LINE_IN_BRIEF)
    if many < len(trend.points):
        key.append(LATEST_IN_BRIEF[trend.by].format(shown=many, of=len(trend.points)))
    return [*lines, Line(" ".join(key), "quiet", 2)] if key else lines


def _changed_in_brief(trend: Trend) -> list[str]:
    strict, partly = trend.strict, trend.inclusive
    first = _label(strict.after.period, [])
    texts = [COUNTS_IN_BRIEF[trend.by].format(first=first.strip(), **_blocks(trend))]
    match strict.turn:
        case Turn.NOT_SAID:
            return texts if trend.frightened else [*texts, OF_OTHERS]
        case Turn.TOO_FEW:
            return [*texts, TOO_FEW_IN_BRIEF]
        case Turn.NO_CLEAR_CHANGE:
            texts.append(NOT_TOLD_IN_BRIEF)
        case turn:
            texts.append(IN_GENERAL[turn])
    if (partly.after.k, partly.before.k) != (strict.after.k, strict.before.k):
        texts.append(_with_partly(partly, strict))
    is_claimed = {strict.turn, partly.turn} & {Turn.MORE, Turn.FEWER}
    return [*texts, CHOICE] if is_claimed else texts


def _since_in_brief(since: SinceTheBeginning | None) -> list[str]:
    if since is None or since.strict.verdict in {Verdict.NOT_SAID, Verdict.TOO_FEW}:
        return []
    strict, inclusive = since.strict, since.inclusive
    fact = UP_TO_YESTERDAY[_side(strict)].format(counted=counted(strict.k, strict.n))
    texts = [fact, _usual(strict)]
    if inclusive.verdict is not strict.verdict:
        of = out_of(inclusive.k, inclusive.n)
        texts += [ALL_WITH_PARTLY[_side(inclusive)].format(counted=of), _usual(inclusive)]
    return texts


def _side(bet: Bet) -> int:
    """Return on which side of half a count is: 1, 0 or -1."""
    return (2 * bet.k > bet.n) - (2 * bet.k < bet.n)


def _usual(bet: Bet) -> str:
    is_clear = bet.verdict in {Verdict.CLEARLY_MORE, Verdict.CLEARLY_LESS}
    return USUAL if is_clear else USUAL_NOT_TOLD


def _command(trend: Trend) -> str:
    return f"{COMMANDS[trend.by]}{of_people(trend.child, trend.caregiver)}"


def _then(trend: Trend) -> Next:
    """Return what may help next, beside the whole page."""
    if trend.frightened:
        return Next("Where to turn", "attune help-now")
    return Next("When it is hard", "attune patterns")


def _title(trend: Trend) -> Line:
    return Line(" · ".join([TITLES[trend.by], *whose(trend.child, trend.caregiver)]), "title")


def _based(trend: Trend) -> dict[str, str]:
    return {
        "moments": several(trend.rated, "rated moment", "rated moments"),
        "days": several(trend.days, "day", "days"),
    }


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


def _label(period: Period, points: Sequence[Point]) -> str:
    """Return the name of a week or month, with its year where the others are of several."""
    start, years = period.start, {p.period.start.year for p in points}
    if period.unit is Unit.MONTH:
        return dates.month_in_short(start)
    return dates.in_row(start, has_year=len(years) > 1)


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
    labels = [_label(point.period, points) for point in points]
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
    return rows if each == 1 else [*rows, Line(EACH_DOT.format(each=each), "quiet", 2)]


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
    """Return a row for each point, as a list of what was counted."""
    rows = []
    for point in points:
        found = [_rated_yes(point)] if point.tally.rated else ["none rated"]
        if point.tally.partly:
            found.append(f"{point.tally.partly} partly")
        if point.tally.frightened:
            found.append(f"{point.tally.frightened} scared or hurt them")
        row = f"{_label(point.period, points).strip()}: {', '.join(found)}"
        if point.is_said and point.tally.rated:
            low, high = percents(point.range80)
            row = f"{row}; by then {low} % to {high} %"
        rows.append(Line(row, indent=2, hang=2))
    return rows


def _legend(points: Sequence[Point], *, has_half: bool) -> str:
    has_fear = any(point.tally.frightened for point in points)
    if has_fear:
        return LEGEND_WITH_BOTH if has_half else LEGEND_WITH_FEAR
    return LEGEND_WITH_HALF if has_half else LEGEND


def _key(trend: Trend, points: Sequence[Point], *, is_drawn: bool) -> list[Line]:
    """Return how to read the rows, with the last one as an example."""
    last, is_any_said = points[-1], any(point.is_said for point in points)
    texts = [_legend(points, has_half=is_any_said)] if is_drawn else []
    if is_any_said:
        texts.append((LINE_OF if is_drawn else BY_THEN)[trend.by])
        if last.is_said:
            low, high = percents(last.range80)
            moments = several(trend.rated, "rated moment", "rated moments")
            texts.append(BY_NOW.format(low=low, high=high, moments=moments, weight=last.weight))
        texts.append(HOW)
    elif trend.strict.turn is not Turn.NOT_SAID:
        texts.append(TOO_FEW_TO_SAY)
    return [Line(), Line(" ".join(texts), "quiet", 2)] if texts else []


def _changed(trend: Trend) -> list[Line]:
    strict, partly, on = trend.strict, trend.inclusive, day(trend.next_on)
    counts = COUNTS[trend.by].format(days=span(strict.after.period), **_blocks(trend))
    if strict.turn is Turn.NOT_SAID:
        texts = [counts] if trend.frightened else [counts, OF_OTHERS]
    elif not (strict.after.n or strict.before.n):
        both = strict.before.period._replace(end=strict.after.period.end)
        texts = [NONE_TO_COMPARE.format(days=span(both), day=on)]
    elif strict.turn is Turn.TOO_FEW:
        texts = [counts, TOO_FEW.format(day=on)]
    else:
        texts = [f"{counts} {_share(strict)}", IN_GENERAL[strict.turn]]
        if (partly.after.k, partly.before.k) != (strict.after.k, strict.before.k):
            texts.append(_with_partly(partly, strict))
        texts += [CHOICE, NEXT.format(day=on)]
    return [Line(text, indent=2) for text in texts]


def _blocks(trend: Trend) -> dict[str, str | int]:
    """Return what was counted in both blocks, and how many weeks or months each has."""
    after, before = (
        counted(side.k, side.n) if side.n else "none rated"
        for side in (trend.strict.after, trend.strict.before)
    )
    return {"after": after, "before": before, "steps": STEPS_COMPARED[trend.by]}


def _share(change: Comparison) -> str:
    """Return how the later share compares with the earlier one: a fact."""
    assert change.difference is not None  # noqa: S101 there are enough
    if not change.difference:
        return "Both are the same share of what was rated."
    if change.difference > 0:
        return "The later share of what was rated is larger."
    return "The later share of what was rated is smaller."


def _with_partly(inclusive: Comparison, strict: Comparison) -> str:
    sides = {
        "after": out_of(inclusive.after.k, inclusive.after.n),
        "before": out_of(inclusive.before.k, inclusive.before.n),
    }
    is_neither = inclusive.turn is strict.turn is Turn.NO_CLEAR_CHANGE
    return (NEITHER if is_neither else WITH_PARTLY[inclusive.turn]).format(**sides)
