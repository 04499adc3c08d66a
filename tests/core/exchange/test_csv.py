"""The table of moments: a spreadsheet opens it right, and it comes back as it was."""

import csv
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO, StringIO
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.decoding import Text
from attune_cli.core.exchange.clocks import Order
from attune_cli.core.exchange.csv import (
    COLUMNS,
    LISTS,
    Reader,
    csv_lines,
    guard,
    is_own,
    package_with,
    table_resource,
    unguard,
)
from attune_cli.core.exchange.gate import Gate, Unfit
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.vocabulary import vocabulary
from core.factory import SIGNS, any_moment, fitting, identity, moment

NOW = datetime(2026, 12, 24, 18, tzinfo=UTC)
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
HOSTILE = (
    "=1+1", "'=1", "''@x", "＝1", "\t", "\r\n", "a\rb\nc\r\nd", '"', '""', "a;b", "a, b", "\x00",
    "\u2028", "\x85", "\ufeff", "'", "|", " x ", "x\n", '=HYPERLINK("http://x";"y")',
)  # fmt: skip
NOTES = st.none() | st.sampled_from(HOSTILE) | st.text(SIGNS, max_size=30)


def gate() -> Gate:
    return Gate(vocabulary(), NOW)


def written(*moments: Moment) -> bytes:
    return b"".join(csv_lines(moments))


def read(
    raw: bytes, dates: Order | None = None
) -> list[tuple[int, Moment | tuple[str, object, str]]]:
    found = [(line.number, line.found) for line in Reader(gate(), dates).read(Text(BytesIO(raw)))]
    return [(n, (o.field, o.value, o.reason) if isinstance(o, Unfit) else o) for n, o in found]


@given(st.lists(st.tuples(any_moment(), NOTES), max_size=4))
def test_a_table_that_is_read_and_written_again_has_the_same_bytes(drawn):
    moments = [
        fitting(one)._replace(note=note, number=number, uid=identity(number), repaired=False)
        for number, (one, note) in enumerate(drawn, 1)
    ]
    raw = written(*moments)
    taken = [found for _, found in read(raw)]
    assert [one._replace(note=one.note or None) for one in moments] == taken
    assert raw == written(*taken)


@given(st.sampled_from(HOSTILE) | st.text(SIGNS, max_size=20))
def test_a_guarded_text_is_no_formula_and_comes_back(text):
    assert text == unguard(guard(text))
    assert not guard(text).startswith(FORMULA)


@given(st.integers(0, 3), st.sampled_from(FORMULA))
def test_quotes_that_a_person_typed_before_a_formula_stay(quotes, sign):
    text = "'" * quotes + sign
    assert ("'" + text, text) == (guard(text), unguard(guard(text)))


def test_no_cell_of_a_table_begins_as_a_formula_does():
    hard = moment(uid=identity(1), note="-5 °C", tags=("park",), caregiver="Sam")
    west = hard._replace(
        occurred_at=datetime(2026, 11, 20, 8, tzinfo=timezone(timedelta(hours=-5)))
    )
    for row in csv.reader(StringIO(written(hard, west).decode("utf-8-sig"), newline="")):
        assert [] == [cell for cell in row if cell.startswith(FORMULA)]


def test_a_table_begins_with_a_mark_and_ends_its_lines_as_spreadsheets_do():
    raw = written(moment(uid=identity(1), tags=("park", "bus"), note="a\nb"))
    head, row = raw.decode().split("\r\n", 1)
    assert "\ufeff" + ",".join(COLUMNS) == head
    assert (
        f"42,{identity(1)},distress,2026-11-20,17:40:00,UTC+01:00,,ada,me,,,,,,,,,stood_out,,"
        '2026-11-20T17:52:00+01:00,park; bus,"a\nb"\r\n'
    ) == row
    assert "note" == COLUMNS[-1]


ROW = dict(
    next(
        csv.DictReader(
            StringIO(
                written(
                    moment(uid=identity(1), cue="hurt", responses=("comfort",), note="a\nb\nc")
                ).decode("utf-8-sig"),
                newline="",
            )
        )
    )
)
SPOILT = [
    ("cue", "5", "it is no word for cue that attune knows"),
    ("time", "tea time", "it is no time such as 17:40:00"),
    ("time", "25:00", "it is a time that no calendar or clock has"),
    ("time", "", "it stands there without a time"),
    ("utc_offset", "", "it is no offset such as UTC+01:00"),
    ("utc_offset", "CET", "it is no offset such as UTC+01:00"),
    ("local_day", "20 Brumaire", "it is no day such as 2026-11-20"),
    ("local_day", "2999-01-01", "it is in the future"),
    ("number", "-1", "it is no number of a moment"),
    ("number", "4.2E1", "it is no number of a moment"),
    ("uid", "", "it is no identity such as 01997d2f-7b78-7c78-a5e0-2032519494a4"),
    ("children", "ada; ada", "it stands twice"),
    ("tags", "!", "it is no tag: up to 40 letters, digits, - or _, with a letter in it"),
    ("steps", "sorry", "it does not belong to the kind distress"),
    ("logged_at", "yesterday", "it is no time such as 2026-11-20T17:40:00+01:00"),
]


@pytest.mark.parametrize(("column", "cell", "reason"), SPOILT)
def test_a_spoilt_row_is_named_with_its_line_after_notes_of_several_lines(column, cell, reason):
    table = StringIO()
    rows = csv.DictWriter(table, COLUMNS)
    rows.writeheader()
    rows.writerow(ROW)
    rows.writerow({**ROW, "uid": identity(2), column: cell})
    (first, taken), (line, unfit) = read(table.getvalue().encode())
    assert (2, "a\nb\nc", 5) == (first, taken.note, line)
    assert reason in unfit[2]
    assert unfit[0]


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_a_spreadsheet_saved_again_is_taken(delimiter, encoding):
    table = StringIO()
    rows = csv.DictWriter(table, COLUMNS, delimiter=delimiter)
    rows.writeheader()
    rows.writerow(
        {**ROW, "time": "7:05", "utc_offset": "+01:00", "note": "Über; Bögen, gesprungen"}
    )
    ((_, taken),) = read(table.getvalue().encode(encoding))
    assert "Über; Bögen, gesprungen" == taken.note
    assert "2026-11-20T07:05:00+01:00" == taken.occurred_at.isoformat()


def test_a_row_with_a_field_too_many_or_a_quote_too_many_is_named_and_the_next_one_read():
    good = written(moment(uid=identity(1)), moment(uid=identity(2), number=43))
    head, first, second, _ = good.split(b"\r\n")
    raw = b"\r\n".join((head, first + b",x", b'1,"a"b', b"", second))
    (two, many), (three, quote), (five, taken) = read(raw)
    assert (2, "it has 23 fields, and the first line has 22") == (two, many[2])
    assert (3, "it has a quotation mark too many or too few") == (three, quote[2])
    assert (5, identity(2)) == (five, taken.uid)


def test_a_note_whose_quote_never_ends_swallows_nothing_in_silence():
    raw = written(moment(uid=identity(1), note="x, y"), moment(uid=identity(2), number=43))
    cut = raw.replace(b'"x, y"', b'"x, y')
    assert [(2, ("", None, "it has a quotation mark too many or too few"))] == read(cut)


def test_a_column_that_is_missing_or_stands_twice_is_named_once():
    head, row, _ = written(moment(uid=identity(1))).split(b"\r\n")
    missing = b"\r\n".join((head.replace(b",kind,", b",sort,"), row, row))
    assert [(1, ("kind", None, "it is missing in the first line"))] == read(missing)
    half = b"\r\n".join((head.replace(b",time,", b",clock,"), row, row))
    assert [(1, ("time", None, "it is missing in the first line"))] == read(half)


def test_without_a_column_of_offsets_times_are_those_of_the_place():
    one = moment(uid=identity(1), occurred_at=datetime(2026, 7, 20, 17, 40, tzinfo=UTC))
    head, row, _ = written(one).replace(b",utc_offset,", b",offset,").split(b"\r\n")
    reader = Reader(gate(), zone=ZoneInfo("Europe/Berlin"))
    (line,) = reader.read(Text(BytesIO(b"\r\n".join((head, row)))))
    assert ("2026-07-20T17:40:00+02:00", 1) == (
        line.found.occurred_at.isoformat(),
        reader.without_zone,
    )


def test_where_tables_were_joined_the_second_head_is_no_row():
    table = written(moment(uid=identity(1)))
    lines = [*Reader(gate()).read(Text(BytesIO(table + table)))]
    assert [2, 4] == [line.number for line in lines]


def test_spaces_around_what_stands_in_a_field_are_none_of_it_but_in_a_note():
    head, row, _ = written(moment(uid=identity(1), tags=("park",))).split(b"\r\n")
    spaced = b"\r\n".join((head.replace(b",", b" , "), row.replace(b",", b" , ")))
    (line,) = Reader(gate()).read(Text(BytesIO(spaced)))
    assert ("me", ("ada",), ("park",)) == (
        line.found.caregiver,
        line.found.children,
        line.found.tags,
    )
    twice = b"\r\n".join((head + b",cue", row + b",hurt"))
    assert [(1, ("cue", None, "it stands twice in the first line"))] == read(twice)


def saved_again(rows: list[dict[str, str]], columns=COLUMNS, **how) -> bytes:
    table = StringIO()
    written_ = csv.DictWriter(table, columns, extrasaction="ignore", **how)
    written_.writeheader()
    written_.writerows({**ROW, "uid": identity(n), **row} for n, row in enumerate(rows, 1))
    return table.getvalue().encode()


def test_columns_may_stand_in_another_order_and_optional_ones_may_be_missing():
    columns = ["note", "logged_at", "local_day", "Kind", "uid"]
    raw = saved_again([{"Kind": "DISTRESS"}], columns, quoting=csv.QUOTE_ALL)
    ((_, taken),) = read(raw)
    assert ("me", None, None, (), "a\nb\nc") == (
        taken.caregiver, taken.number, taken.occurred_at, taken.responses, taken.note
    )  # fmt: skip


def test_words_that_a_spreadsheet_wrote_in_capitals_are_the_same_words():
    ((_, taken),) = read(saved_again([{"sensitivity": "Yes", "cue": "HURT"}]))
    assert ("yes", "hurt") == (taken.sensitivity, taken.cue)


def test_a_row_without_the_empty_fields_at_its_end_is_taken_and_a_shorter_one_named():
    head, row, _ = written(moment(uid=identity(1))).split(b"\r\n")
    short = b",".join(row.split(b",")[:3])
    (_, taken), (three, unfit) = read(b"\r\n".join((head, row.rstrip(b","), short)))
    assert (identity(1), 3, "it has 3 fields, and lacks local_day") == (taken.uid, three, unfit[2])


LATE = "2026-11-30T17:52:00+01:00"


@pytest.mark.parametrize(
    ("days", "logged", "meant"),
    [
        (["20.11.2026"], LATE, ["2026-11-20"]),
        (["11/20/2026"], LATE, ["2026-11-20"]),
        (["2026/11/20", "2026.11.1"], LATE, ["2026-11-20", "2026-11-01"]),
        (["03/04/26", "3/20/2026"], LATE, ["2026-03-04", "2026-03-20"]),
        (["03/04/2026", "20/03/2026"], LATE, ["2026-04-03", "2026-03-20"]),
        (["05-05-2026"], LATE, ["2026-05-05"]),
        (["11/12/2025 00:00", "2026-11-20"], LATE, None),
        (["11/12/2026"], LATE, ["2026-11-12"]),  # on 11 December it could not be logged yet
        (["20 November 2026", "Nov 1, 2026"], LATE, ["2026-11-20", "2026-11-01"]),
    ],
)
def test_days_as_a_country_writes_them_are_read_as_the_whole_column_tells(days, logged, meant):
    found = read(saved_again([{"local_day": day, "logged_at": logged} for day in days]))
    if meant is None:
        reason = "it can be read two ways: say what comes first, --dates day or --dates month"
        assert [(1, ("local_day", days[0], reason))] == found
    else:
        assert meant == [one.local_day.isoformat() for _, one in found]


def test_what_comes_first_in_days_can_be_said_and_a_column_of_both_is_refused_once():
    raw = saved_again([{"local_day": "03/04/2026"}])
    days = [read(raw, order)[0][1].local_day.isoformat() for order in Order]
    assert ["2026-04-03", "2026-03-04"] == days
    both = read(saved_again([{"local_day": "20/11/2026"}, {"local_day": "11/19/2026"}]))
    reason = "it has the day first in “20/11/2026” and the month first in “11/19/2026”"
    assert [(1, ("local_day", None, reason))] == both


@pytest.mark.parametrize("clock", ["5:40 PM", "17.40", "05:40:00 p.m.", "17:40"])
def test_times_as_a_country_writes_them_are_read(clock):
    row = {"time": clock, "utc_offset": "UTC+1", "logged_at": "20.11.2026 17:52 +01:00"}
    ((_, taken),) = read(saved_again([{**row, "local_day": "20.11.2026"}]))
    assert "2026-11-20T17:40:00+01:00" == taken.occurred_at.isoformat()
    assert "2026-11-20T17:52:00+01:00" == taken.logged_at.isoformat()


def test_columns_that_attune_does_not_know_are_counted():
    head, row, _ = written(moment(uid=identity(1))).split(b"\r\n")
    reader = Reader(gate())
    text = Text(BytesIO(b"\r\n".join((head + b",mood,empty", row + b",5,"))))
    assert 1 == len(list(reader.read(text)))
    assert {"mood": 1} == reader.ignored


def test_a_table_of_attune_is_told_from_others():
    text = written(moment(uid=identity(1))).decode()
    semicolons = text.replace(",", ";")
    others = "full_date,date,weekday,time,mood,activities,note_title,note\n"
    texts = (text, semicolons, f"sep=;\r\n{semicolons}", others, "")
    found = [is_own(Text(BytesIO(one.encode("utf-16")))) for one in texts]
    assert [True, True, True, False, False] == found


def test_the_package_describes_each_column_and_its_words():
    fields = table_resource("Ours 2026.csv")["schema"]["fields"]
    assert list(COLUMNS) == [field["name"] for field in fields]
    by_name = {field["name"]: field for field in fields}
    assert [*Kind] == by_name["kind"]["constraints"]["enum"]
    assert ["date", "time", "integer"] == [
        by_name[name]["type"] for name in ("local_day", "time", "number")
    ]
    assert LISTS == {name for name, one in by_name.items() if "a; b" in one.get("description", "")}
    assert "ours-2026.csv" == table_resource("Ours 2026.csv")["name"]


def test_a_package_keeps_other_tables_of_attune_and_is_left_alone_if_it_is_anothers():
    first = package_with(None, "a.csv")
    both = package_with(package_with(first, "b.csv"), "a.csv")
    assert ["a.csv", "b.csv"] == [one["path"] for one in both["resources"]]
    assert both == package_with(both, "b.csv")
    assert [None] * 4 == [
        package_with(there, "a.csv")
        for there in (False, [], {"name": "weather", "resources": []}, {"name": "attune-moments"})
    ]


@given(st.integers(0, 300), st.binary(max_size=6))
def test_whatever_stands_in_a_table_its_rows_are_moments_or_named(place, bytes_):
    raw = written(moment(uid=identity(1), note="a\nb"), moment(uid=identity(2), number=43))
    found = read(raw[:place] + bytes_ + raw[place + 1 :])
    assert [] == [one for _, one in found if not isinstance(one, Moment | tuple)]
