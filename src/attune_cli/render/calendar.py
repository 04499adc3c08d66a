"""The page of a calendar: a month as a grid, or in words; how many moments, never how well."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attune_cli import dates
from attune_cli.core.calendar import Calendar, CalendarDay, CalendarWeek
from attune_cli.core.time.days import WEEKDAYS
from attune_cli.core.time.period import DAYS_OF_WEEK, Period
from attune_cli.render.page import Line, clean, several
from attune_cli.render.period import title_of, whose
from attune_cli.render.short import Next, hint_rows, of_people

NARROWEST = 29  # columns that a grid needs
WIDE = 50  # columns of one with room for brackets and names
MANY = 8  # dots of a sign of braille; from so many moments on, it is the same sign
# Signs of braille with one dot, two, up to eight. They take one column in every font and locale.
DOTS = "⠁⠃⠇⡇⣇⣧⣷⣿"
MOST_PLANS = 3  # lines below the grid
NOTHING = "Nothing is logged in these days, which says nothing about you."
TO_COME = "These days are still to come."
PLAN = "+"


def calendar_page(month: Calendar, width: int, *, is_drawn: bool) -> list[Line]:
    """Return the page of a month.

    Args:
        month: what it has.
        width: the columns of the page.
        is_drawn: whether to draw a grid, or to write words for pipes and screen readers.
    """
    title = [title_of(month.period), *whose(month.child, month.caregiver)]
    page = [Line(" · ".join(title), "title"), Line(_summary(month), indent=2), Line()]
    if is_drawn and width >= NARROWEST:
        page += [*_grid(month, is_wide=width >= WIDE), *_plans(month)]
    else:
        page += _in_words(month)
    if month.moments:
        named, people = f"{month.period.start:%Y-%m}", of_people(month.child, month.caregiver)
        each = Next("Its moments", f"attune list {named}{people}")
        all_of_it = Next("How it went", f"attune month {named}{people}")
        hints = hint_rows([each, all_of_it], width)
        page += [Line(), *(hints if len(hints) == 1 or width >= WIDE else hint_rows([each], width))]
    return page


def _summary(month: Calendar) -> str:
    if not month.moments:
        return TO_COME if month.period.start > month.today else NOTHING
    days = sum(day.moments > 0 for day in month.days)
    return f"{several(month.moments, 'moment', 'moments')} on {several(days, 'day', 'days')}."


def _grid(month: Calendar, *, is_wide: bool) -> Iterator[Line]:
    """Yield two rows a week, its days and below them how many moments, then the legend."""
    indent, letters = (2, 3) if is_wide else (0, 2)
    order = [(month.first_weekday + place) % DAYS_OF_WEEK for place in range(DAYS_OF_WEEK)]
    heads = "".join(f" {WEEKDAYS[day][:letters].title()}" for day in order)
    head = f"week {heads}  moments" if is_wide else f"  {heads}"
    yield Line(head, "row", indent)
    for week in month.weeks:
        days = {day.day.weekday(): day for day in week.days}
        cells = [_cell(days.get(day), month.today, is_wide=is_wide) for day in order]
        number = f"{week.number:>4} " if is_wide else f"{week.number:>2}"
        signs = "".join(sign for _, sign in cells)
        counted = f"{week.moments or '':>{9 if is_wide else 5}}"
        names = "".join(name for name, _ in cells)
        yield Line(f"{number}{names}".rstrip(), "row", indent)
        signs = f"{'':{len(number)}}{signs}{counted}".rstrip()
        yield Line(signs, "row", indent if signs else 0)
    yield Line()
    yield Line(_legend(month, is_wide=is_wide), "quiet", indent)


def _cell(day: CalendarDay | None, today: date, *, is_wide: bool) -> tuple[str, str]:
    """Return the number of a day, and the signs below it."""
    columns = 4 if is_wide else 3
    if day is None:
        return " " * columns, " " * columns
    before, behind = ("[", "]") if is_wide else (">", "")
    if day.day != today:
        before, behind = " ", " " * is_wide
    dots = DOTS[min(day.moments, MANY) - 1] if day.moments else " "
    signs = f"{dots}{PLAN if day.planned else ' '}"
    return f"{before}{day.day.day:>2}{behind}", f"{signs:>{columns}}"


def _legend(month: Calendar, *, is_wide: bool) -> str:
    """Return what the signs mean that stand in the grid; it fits one line."""
    three, many = DOTS[2], DOTS[-1]
    parts = [f"{three} 3 moments, {many} 8 or more" if is_wide else f"{three} 3, {many} 8+"]
    if any(day.planned for day in month.days):
        parts.append(f"{PLAN} plan")
    if month.today in month.period:
        parts.append(f"[{month.today.day}] today" if is_wide else "> today")
    return " · ".join(parts)


def _plans(month: Calendar) -> list[Line]:
    """Return a line for each plan with times in the month, so many that a screen has room."""
    days: dict[str, list[CalendarDay]] = {}
    for day in month.days:
        for title in dict.fromkeys(one.title for one in day.planned):
            days.setdefault(title, []).append(day)
    lines = [
        Line(clean(f"{PLAN} {title}{_hour(title, several_)}: {_numbers(several_)}"), "text", 2, 2)
        for title, several_ in days.items()
    ]
    if len(lines) > MOST_PLANS:
        more = several(len(lines) - MOST_PLANS + 1, "plan", "plans")
        lines[MOST_PLANS - 1 :] = [Line(f"{PLAN} {more} more: attune plan list", "text", 2, 2)]
    return lines


def _hour(title: str, days: Sequence[CalendarDay]) -> str:
    """Return the hour of a plan for the middle of a line, where it is always the same one."""
    hours = {one.at for day in days for one in day.planned if one.title == title}
    return f", {dates.clock(hours.pop())}" if len(hours) == 1 else ""


def _numbers(days: Sequence[CalendarDay]) -> str:
    return ", ".join(str(day.day.day) for day in days)


def _in_words(month: Calendar) -> Iterator[Line]:
    """Yield a line for each day that has something, below one for its week."""
    for week in month.weeks:
        has = [day for day in week.days if day.moments or day.planned or day.day == month.today]
        if has:
            name, moments = f"Week {week.number}, {_span(week.period)}", week.moments
            counted = several(moments, "moment", "moments")
            yield Line(f"{name}: {counted}" if moments else name)
        for day in has:
            yield Line(_of_day(day, month.today), indent=2, hang=2)


def _span(days: Period) -> str:
    """Return days of one month, without the year that stands in the title: 2 to 8 November."""
    return dates.span_of_month(days.start, days.last)


def _of_day(day: CalendarDay, today: date) -> str:
    name = dates.weekday_and_number(day.day)
    name = f"{name} (today)" if day.day == today else name
    parts = [several(day.moments, "moment", "moments")] if day.moments else []
    if day.planned:
        planned = (f"{one.title} at {dates.clock(one.at)}" for one in day.planned)
        parts.append(f"{', '.join(planned)} (planned)")
    return clean(f"{name}: {'; '.join(parts)}" if parts else name)


def calendar_json(month: Calendar) -> dict[str, Any]:
    """Return `attune.calendar/1`."""
    return {
        "schema": "attune.calendar/1",
        "from": month.period.start.isoformat(),
        "to": month.period.last.isoformat(),
        "child": month.child,
        "caregiver": month.caregiver,
        "moments": month.moments,
        "weeks": [_week_json(week) for week in month.weeks],
    }


def _week_json(week: CalendarWeek) -> dict[str, Any]:
    return {
        "iso_week": f"{week.year}-W{week.number:02}",
        "from": week.period.start.isoformat(),
        "to": week.period.last.isoformat(),
        "moments": week.moments,
        "days": [
            {
                "day": day.day.isoformat(),
                "moments": day.moments,
                "planned": [
                    {"title": one.title, "at": one.at.isoformat("minutes")} for one in day.planned
                ],
            }
            for day in week.days
        ],
    }
