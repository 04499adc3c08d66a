"""`attune trend --explain`: how a comparison and the line on all days came about, with the numbers.

The figures of a year were simulated: `python -m bench.honesty_years` in tests/.
"""

import math

from attune_cli.core.statistics.majority import ENOUGH_DAYS, ENOUGH_RATED, Verdict
from attune_cli.core.statistics.since import (
    MOST_OF_A_DAY,
    SAID_FROM,
    STAKES,
    SinceTheBeginning,
)
from attune_cli.core.statistics.trend import STEPS_COMPARED, Comparison, Side, Trend, Turn
from attune_cli.core.time.period import Unit
from attune_cli.render.explain import LIMITS
from attune_cli.render.page import Line, heading, several
from attune_cli.render.period import day, span

# Of 100 simulated years or journals, over all loads and correlations within a day from 0 to .5.
FALSE_IN_A_YEAR = {Unit.WEEK: "3 to 8", Unit.MONTH: "4 to 7"}
FALSE_IF_DAYS_ARE_ALIKE = {Unit.WEEK: "9 to 45", Unit.MONTH: "9 to 21"}
FALSE_WITH_95 = {Unit.WEEK: "37 to 48", Unit.MONTH: "14 to 19"}
FOUND = {Unit.WEEK: "3 to 26", Unit.MONTH: "29 to 66"}
FOUND_WITH_95 = {Unit.WEEK: "25 to 75", Unit.MONTH: "54 to 89"}
FOUND_WITHIN = {Unit.WEEK: "16 weeks", Unit.MONTH: "a year"}
LAST_FULL = {
    Unit.WEEK: "The last {steps} full weeks: {after}. The {steps} before: {before}.",
    Unit.MONTH: "The last {steps} full months: {after}. The {steps} before: {before}.",
}
BLOCKS = {
    Unit.WEEK: "Blocks of {steps} weeks stand side by side in the calendar, whenever you began. So "
    "no late entry and no filter moves them. The answer is the same until {day}: only what is "
    "logged or changed for those weeks can change it.",
    Unit.MONTH: "Blocks of {steps} months stand side by side in the calendar, whenever you began. "
    "So no late entry and no filter moves them. The answer is the same until {day}: only what is "
    "logged or changed for those months can change it.",
}
WOULD_FIT = {
    Turn.NO_CLEAR_CHANGE: "With the corrected counts, anything from {low} to {high} points would "
    "fit: it holds 0, so whether anything changed can’t be told.",
    Turn.MORE: "With the corrected counts, anything from {low} to {high} points would fit: all of "
    "it is above 0, so more often is very likely.",
    Turn.FEWER: "With the corrected counts, anything from {low} to {high} points would fit: all of "
    "it is below 0, so less often is very likely.",
}
_MILLION, _LEAST = 1e6, 0.01


def explanation(trend: Trend) -> list[Line]:
    """Return the page that explains a trend."""
    is_said = trend.strict.turn is not Turn.NOT_SAID
    sections = {
        "What is compared": _compared(trend),
        "Moments of one day are alike": _alike(trend.strict) if is_said else [],
        "Did it change?": _change(trend.strict),
        "Looking again and again": _again(trend) if is_said else [],
        "The rows": [_ROWS.format(unit=trend.by)],
    }
    page = [Line("How this trend came about", "title")]
    for name, texts in sections.items():
        page += _section(name, texts)
    limits = _section("What this can’t say", [_CHOSEN, LIMITS])
    return [*page, *since_explained(trend.since), *limits]


def since_explained(since: SinceTheBeginning | None) -> list[Line]:
    """Return the section that explains the line on all days."""
    return _section("Since the beginning", _since(since) if since else [])


def _section(name: str, texts: list[str]) -> list[Line]:
    return [*heading(name), *(Line(text, indent=2) for text in texts)] if texts else []


_CHOSEN = (
    "Logging is your choice. If which moments you log has changed, each figure here changes with "
    "it, and nothing here can tell that apart."
)
_LEFT_OUT = (
    "This line is left out where a response scared or hurt a child in one of all these moments, "
    "and where the moments are not yours."
)
_ROWS = (
    "A line of the chart, or “by then”, is a fading average of all rows up to it: a {unit} counts "
    "four fifths of the one after it. From an even start, it is the middle 80 % of Beta(1 + k, 1 + "
    "n − k) with k and n so weighed. Moments of a day are taken as independent there. It is left "
    "out for a while after a response that scared or hurt a child: no average hides that."
)


def _compared(trend: Trend) -> list[str]:
    strict, steps, by = trend.strict, STEPS_COMPARED[trend.by], trend.by
    after, before = (
        f"{_counted(side)} ({span(side.period)})" for side in (strict.after, strict.before)
    )
    texts = [
        LAST_FULL[by].format(steps=steps, after=after, before=before),
        BLOCKS[by].format(steps=steps, day=day(trend.next_on)),
    ]
    if strict.turn is Turn.NOT_SAID:
        texts.append(
            "Nothing is said of a change where a response scared or hurt them, in these blocks or "
            "since, or where the moments are not yours."
        )
    if strict.turn is Turn.TOO_FEW:
        texts.append(
            f"It takes {ENOUGH_RATED} rated moments on {ENOUGH_DAYS} days in each. With fewer, "
            "chance moves a share so far that it says little."
        )
    return texts


def _counted(side: Side) -> str:
    if not side.n:
        return "none rated"
    return f"{side.k} of {side.n} rated yes on {several(side.days, 'day', 'days')}"


def _alike(strict: Comparison) -> list[str]:
    after, before, known = strict.after, strict.before, strict.day_correlation
    if not after.deff or not before.deff:
        return []
    learnt = (
        "A bad night makes a whole day harder, so five moments of one day say less than five of "
        "five days. How much less is learnt from both blocks and the twelve weeks before them "
        f"(Fleiss & Cuzick 1979): a correlation of {known.value:.2f}. Of that, "
        f"{round(100 * known.assumed)} % is an assumed 0.2, and the rest is learnt."
    )
    said = (
        f"So {after.k} of {after.n} say as much as {_effective(after)}, and {before.k} of "
        f"{before.n} say as much as {_effective(before)}."
    )
    return [learnt, said]


def _effective(side: Side) -> str:
    deff = side.deff or 1.0
    return f"{side.k / deff:.1f} of {side.n / deff:.1f}"


def _change(strict: Comparison) -> list[str]:
    if strict.turn in {Turn.NOT_SAID, Turn.TOO_FEW} or strict.turn_range is None:
        return []
    low, high = (round(100 * end) for end in strict.turn_range)
    difference = round(100 * (strict.difference or 0))
    level = 100 * math.erf(strict.z / math.sqrt(2))
    would_fit = WOULD_FIT[strict.turn].format(low=low, high=high)
    text = (
        f"The shares differ by {difference} points of 100. {would_fit} This is Newcombe’s interval "
        f"of a difference (1998, method 10) for {level:.1f} % (z = {strict.z})."
    )
    return [text]


def _again(trend: Trend) -> list[str]:
    by = trend.by
    false = (
        f"Looked at weekly where nothing changes, a change was said in {FALSE_IN_A_YEAR[by]} of "
        "100 simulated years, however alike the moments of a day were (up to 0.5). Where "
        "neighbouring days were alike, too (0.4), it was said in "
        f"{FALSE_IF_DAYS_ARE_ALIKE[by]}: two hard weeks in a row can look like a change."
    )
    cost = (
        f"That has a price. A true change from 50 % to 70 %, in the middle of a block, was said "
        f"within {FOUND_WITHIN[by]} in {FOUND[by]} of 100, most where most was logged. A 95 % "
        f"interval would have found it in {FOUND_WITH_95[by]}, and a false change in "
        f"{FALSE_WITH_95[by]} of 100 years. So “can’t be told” is no sign that nothing changed."
    )
    months = "Months find a lasting change more often: attune trend --by month."
    return [false, cost, *([months] if by is Unit.WEEK else [])]


def _since(since: SinceTheBeginning) -> list[str]:
    strict = since.strict
    if strict.verdict is Verdict.NOT_SAID:
        return [_LEFT_OUT]
    stakes = ", ".join(map(str, STAKES))
    more, fewer = _wealth(strict.log_more), _wealth(strict.log_fewer)
    return [
        (
            "This line may be looked at each day. It is wrong in at most 5 of 100 histories, for "
            "more and fewer together, however alike the moments of a day are."
        ),
        (
            "It is a test by betting (Waudby-Smith & Ramdas 2024), with a day as one game. Parts "
            f"of a wealth ({stakes}, equally divided) are set on more than half, and as much on "
            "fewer. A day wins or loses by how far it is from half. Where half is to be expected, "
            "no stake gains; so a large wealth speaks against half."
        ),
        (
            f"A day with more than {MOST_OF_A_DAY} rated moments counts as {MOST_OF_A_DAY}, with "
            "its own share. That limit and the stakes are the same on all days. A stake that "
            "depended on a day’s number of moments could win by that alone, since hard days bring "
            "more of them."
        ),
        (
            f"Up to yesterday {strict.k} of {strict.n} were rated yes. The wealth on more is "
            f"{more}, that on fewer {fewer}; both began with 0.5. From {SAID_FROM:.0f} on it is "
            "said, if the plain count is on the same side."
        ),
        (
            "What it claims: on the average of these days, more (or fewer) than half was to be "
            "expected, each day by all that came before. What is usual for you may change "
            "meanwhile. It says nothing of days to come, or of moments that were not logged."
        ),
        (
            "Where hard days come in rows, these days can differ from the long run. With half in "
            "the long run and neighbouring days alike (0.4), it was said in 3 to 32 of 100 "
            "simulated histories of three years; else in 2 to 5."
        ),
        (
            "Each way of counting, and each child or caregiver looked at alone, is a claim of its "
            "own. Whatever is logged later for an earlier day counts on that day."
        ),
        _LEFT_OUT,
    ]


def _wealth(log: float) -> str:
    """Return a wealth in figures: never 0, and nothing too long."""
    value = math.exp(min(log, math.log(_MILLION)))
    if value >= _MILLION:
        return "more than a million"
    if value < _LEAST:
        return f"less than {_LEAST}"
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004 two digits or more
