"""Days and times are written as the person's locale has them; what machines read stays the same."""

import json
from datetime import date, datetime, time

import pytest

from attune_cli import dates
from attune_cli.core.time.days import parse_day
from attune_cli.core.time.when import parse_when
from attune_cli.dates import USUAL, form_of

AMERICAN, JAPANESE, AUSTRALIAN = (True, True), (True, False), (False, True)
FIRST, LAST = date(2026, 11, 6), date(2026, 11, 22)
NOW = datetime(2026, 11, 27, 18).astimezone()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, USUAL) for name in ("", "C", "POSIX", "C.UTF-8", "en", "de_DE.UTF-8", "xx_XX")),
        *((name, USUAL) for name in ("de_DE@euro", "en_GB", "fr_CA.UTF-8", "_", "en_", "..@")),
        *((name, AMERICAN) for name in ("en_US.UTF-8", "en_CA", "en-US", "ko_KR.utf8", "zh_TW")),
        *((name, JAPANESE) for name in ("ja_JP.UTF-8", "hu_HU", "zh_Hans_CN")),
        *((name, AUSTRALIAN) for name in ("en_AU", "es_US", "hi_IN", "es_MX")),
    ],
)
def test_a_locale_says_where_the_month_stands_and_how_many_hours_a_day_has(name, form):
    assert form == form_of(name)


WRITTEN = {
    "C": (
        "6 November 2026", "Friday 6 November 2026", "6 November", "6 Nov", "6 Nov 2026",
        "Fri 6 Nov", "Fri 6 Nov 2026", " 6 Nov", " 6 Nov 2026", "November 2026", "Nov 2026",
        "6 to 22 November 2026", "6 to 22 November", "6 to 22 Nov", "00:05", "12:30", "17:30",
    ),
    "en_US.UTF-8": (
        "November 6, 2026", "Friday, November 6, 2026", "November 6", "Nov 6", "Nov 6, 2026",
        "Fri Nov 6", "Fri Nov 6, 2026", "Nov  6", "Nov  6, 2026", "November 2026", "Nov 2026",
        "November 6 to 22, 2026", "November 6 to 22", "Nov 6 to 22", "12:05 am", "12:30 pm",
        "5:30 pm",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_every_day_and_time_is_written_in_that_form(monkeypatch, name):
    monkeypatch.setenv("LC_TIME", name)
    day, span = FIRST, (FIRST, LAST)
    clocks = [time(0, 5), time(12, 30), time(17, 30)]
    assert WRITTEN[name] == (
        dates.in_full(day), dates.weekday_in_full(day), dates.of_year(day), dates.in_short(day),
        dates.in_short_with_year(day), dates.weekday_in_short(day),
        dates.weekday_in_short_with_year(day), dates.in_row(day, has_year=False),
        dates.in_row(day, has_year=True), dates.month(day), dates.month_in_short(day),
        dates.span_in_full(*span), dates.span_of_month(*span), dates.span_in_short(*span),
        *map(dates.clock, clocks),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("last", "usual", "american"),
    [
        (date(2026, 12, 6), "6 November to 6 December 2026", "November 6 to December 6, 2026"),
        (date(2027, 1, 2), "6 November 2026 to 2 January 2027",
         "November 6, 2026 to January 2, 2027"),
    ],
)  # fmt: skip
def test_days_of_two_months_or_years_name_both(monkeypatch, last, usual, american):
    said = dates.span_in_full(FIRST, last)
    monkeypatch.setenv("LC_TIME", "en_US")
    assert (usual, american) == (said, dates.span_in_full(FIRST, last))


@pytest.mark.parametrize("name", ["C", "en_US", "ja_JP", "en_AU"])
def test_what_a_page_says_can_be_typed_again(monkeypatch, name):
    monkeypatch.setenv("LC_TIME", name)
    said = [
        dates.in_full(FIRST), dates.in_short(FIRST), dates.in_short_with_year(FIRST),
        dates.weekday_in_short(FIRST), dates.weekday_in_short_with_year(FIRST),
    ]  # fmt: skip
    at = parse_when(f"{dates.weekday_in_short(FIRST)} {dates.clock(time(17, 30))}", NOW)
    assert ([FIRST] * len(said), time(17, 30)) == (
        [parse_day(text, NOW) for text in said],
        at.occurred_at and at.occurred_at.time(),
    )


@pytest.mark.parametrize(
    ("set_", "said"),
    [
        ({"LANG": "en_US.UTF-8"}, "Nov 20"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"}, "20 Nov"),
        ({"LANG": "de_DE.UTF-8", "LC_TIME": "en_US.UTF-8"}, "Nov 20"),
        ({"LC_TIME": "en_US.UTF-8", "LC_ALL": "C"}, "20 Nov"),
        ({"LC_TIME": "", "LC_ALL": "", "LANG": "en_US"}, "Nov 20"),
    ],
)
def test_the_first_that_is_set_decides(monkeypatch, set_, said):
    for name, value in set_.items():
        monkeypatch.setenv(name, value)
    assert said == dates.in_short(date(2026, 11, 20))


def test_pages_follow_the_locale_and_json_does_not(attune, monkeypatch):
    attune("log", "hurt", "comfort", "yes", "--at", "2026-11-20 17:30")
    commands = ["show 1", "list", "week", "week --explain"]
    usual = [attune(*command.split(), "--json")[1] for command in commands]
    monkeypatch.setenv("LC_TIME", "en_US.UTF-8")
    pages = " ".join(attune(*command.split())[1] for command in commands)
    again = [attune(*command.split(), "--json")[1] for command in commands]
    assert (usual, []) == (
        again,
        [
            text
            for text in ("Fri Nov 20, 2026, 5:30 pm", "November 16 to 22, 2026")
            if text not in pages
        ],
    )
    assert "2026-11-20T17:30" in json.loads(again[0])["occurred_at"]
    assert "5:30 pm" in attune("list")[1]


def test_what_is_begun_and_the_backups_name_days_as_pages_do(attune):
    attune("log", "-m", "bad day")
    begun = attune("list", "--open")[1]
    attune("log", "hurt", "comfort", "yes", "--at", "2026-11-16 17:30")
    attune("log", "hurt", "comfort", "yes")
    attune("backup")
    assert (True, True) == (
        "22 Nov 2026: “bad day”" in begun,
        "16 to 22 November 2026" in attune("restore")[1],
    )
