"""`attune calendar` in a journal: which month, whose moments, plans, and what clashes."""

import json
from datetime import date

import pytest

from attune_cli.core.time.period import month_of
from attune_cli.store.database import reading
from attune_cli.store.moments import counts_by_day
from terminal import attune_in


@pytest.fixture
def month(attune, typed_before):
    """Return a month as JSON; the journal has moments of two children and two caregivers."""
    typed_before(
        "child add ada", "child add ben", "caregiver add grandpa",
        "log hurt comfort no frighten @ada --at '2026-11-02 08:00'",
        "log floor yes @ada @ben --at '2026-11-02 09:00'",
        "log floor @ben --caregiver grandpa --at '2026-10-31'",
        "plan tea --days mon --at 17:30 --weeks 2",
    )  # fmt: skip

    def call(*arguments):
        code, out, err = attune("calendar", "--json", *arguments)
        assert (0, "") == (code, err)
        return json.loads(out)

    return call


def counted(month):
    days = [day for week in month["weeks"] for day in week["days"]]
    return {day["day"]: day["moments"] for day in days if day["moments"]}


@pytest.mark.parametrize(
    ("typed", "first", "counts"),
    [
        ([], "2026-11-01", {"2026-11-02": 2}),
        (["@ada"], "2026-11-01", {"2026-11-02": 2}),
        (["--child", "Ben"], "2026-11-01", {"2026-11-02": 1}),
        (["@grandpa", "last"], "2026-10-01", {"2026-10-31": 1}),
        (["--last", "--caregiver", "me"], "2026-10-01", {}),
        (["october"], "2026-10-01", {"2026-10-31": 1}),
        (["--of", "2026-10-03"], "2026-10-01", {"2026-10-31": 1}),
        (["--of", "last month", "@ben"], "2026-10-01", {"2026-10-31": 1}),
        (["--of", "2009-02"], "2009-02-01", {}),
        (["--of", "december"], "2025-12-01", {}),
        (["--next"], "2026-12-01", {}),
        (["next", "month", "@ada"], "2026-12-01", {}),
        (["next month"], "2026-12-01", {}),
        (["--of", "Next Month"], "2026-12-01", {}),
        (["--of", "2027-01"], "2027-01-01", {}),
    ],
)
def test_a_month_counts_the_moments_of_its_days(month, typed, first, counts):
    found = month(*typed)
    assert (first, counts, sum(counts.values())) == (
        found["from"], counted(found), found["moments"]
    )  # fmt: skip


def test_a_month_to_come_has_what_is_planned_then(month):
    days = [
        (day["day"], day["planned"])
        for typed in ([], ["--next"])
        for week in month(*typed)["weeks"]
        for day in week["days"]
        if day["planned"]
    ]
    tea = [{"title": "tea", "at": "17:30"}]
    assert [("2026-11-23", tea), ("2026-11-30", tea)] == days


@pytest.mark.parametrize(
    "typed",
    [
        ["--next", "--last"],
        ["next", "--of", "october"],
        ["--next", "october"],
        ["last", "--of", "may"],
        ["--of", "2026"],
        ["hurt"],
        ["since", "may"],
        ["@nobody"],
        ["chrismas"],
    ],
)
def test_what_clashes_or_means_no_month_is_refused_in_one_sentence(attune, typed):
    code, out, err = attune("calendar", *typed)
    assert (True, "", 1) == (code in {1, 2}, out, err.count("\n"))


@pytest.mark.usefixtures("no_journal")
def test_without_a_journal_none_is_made_and_the_month_is_no_reproach(attune, home):
    code, out, err = attune("calendar")
    assert (0, "", False) == (code, err, home.data.exists())
    assert "which says nothing about you" in out


@pytest.mark.usefixtures("month")
def test_a_file_that_is_no_plan_is_named_beside_the_calendar(attune, home):
    (home.plans / "odd.ics").write_text("no calendar")
    code, out, err = attune("calendar")
    assert (0, True, True) == (code, "tea at 17:30" in out, "odd.ics is no plan" in err)


def test_a_month_begins_its_weeks_on_the_day_of_the_settings(attune, month):
    attune("config", "set", "first_weekday", "sunday")
    assert ("2026-11-01", "2026-11-07", "2026-W45", 2) == tuple(
        month()["weeks"][0][key] for key in ("from", "to", "iso_week", "moments")
    )


@pytest.mark.usefixtures("month")
def test_a_terminal_gets_a_grid_and_words_where_it_is_asked_for_them(home):
    terminal = attune_in(home.data, "calendar", "--of", "2026-11")
    terminal.wait_for("⠃")
    assert terminal.end() == 0
    terminal = attune_in(home.data, "calendar", "--of", "2026-11", "--plain")
    terminal.wait_for("Mon 2: 2 moments")
    assert terminal.end() == 0


@pytest.mark.usefixtures("month")
def test_of_a_month_only_the_index_of_days_is_read(home):
    november, asked = month_of(date(2026, 11, 1)), []
    with reading(home) as connection:
        connection.set_trace_callback(asked.append)
        assert {date(2026, 11, 2): 2} == counts_by_day(connection, november, None, None)
        connection.set_trace_callback(None)
        (row,) = connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")
    assert "COVERING INDEX ix_moments_local_day" in row[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--next", "--last"], "“--next” and “--last”"),
        (["next", "last"], "“next” and “last”"),
        (["--next", "--of", "october"], "“--next” and “october”"),
    ],
)
def test_two_months_at_once_are_told_in_two_sentences(attune, typed, said):
    end = "don’t go together. Each names a month. Keep one of them.\n"
    assert f"{said} {end}" == attune("calendar", *typed)[2]


@pytest.mark.parametrize("typed", ["2026-13", "9999-99"])
def test_a_month_that_is_none_is_no_range_of_numbers(attune, typed):
    code, _, said = attune("calendar", typed)
    assert (2, f"“{typed}” is no month. Months are like 2026-11, numbers like 5-11.\n") == (
        code,
        said,
    )
