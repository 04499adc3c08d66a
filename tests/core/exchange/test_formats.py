"""Lines of a file: which format it has, and what is no line of it."""

import json

import pytest

from attune_cli.core.exchange.formats import MOST_IGNORED, Format, Reader, format_of, parsed
from attune_cli.core.exchange.gate import FIELDS, Unfit
from attune_cli.core.exchange.records import Header, Person
from attune_cli.core.moment import Moment
from core.exchange.test_gate import FIT, GATE

LINE = json.dumps(FIT).encode()
COUNTS = dict.fromkeys(
    ("children", "caregivers", "moments", "answers", "tip_marks", "words", "tips", "settings"), 0
)
HEADER = json.dumps(
    {"schema": "attune.journal/1", "uid": FIT["uid"], "me": "me", **COUNTS, "notes": 0}
).encode()
ADA = {"schema": "attune.child/1", "uid": FIT["uid"], "name": "ada"}


@pytest.mark.parametrize(
    ("beginning", "form"),
    [
        (LINE, Format.JSONL),
        (b"\xef\xbb\xbf" + LINE, Format.JSONL),
        (HEADER, Format.JOURNAL),
        (b'{"schema": "attune.moment/1", "uid', Format.JSONL),  # cut short, and refused by name
        (b'{"schema": "attune.moment/1",', Format.JSONL),
        (b'{"a": 1', Format.JSONL),
        (b'{"a": 1}', Format.JSONL),
        (b"{", None),  # of another program, over many lines
        (b'{"metadata": {"version": "1.0"}, "entries": []}', None),
        (b"Date,Mood,Note", None),
        (b'{"date": "2026-11-20", "text": "a"}', None),
        (b'{"entries": [{"date": "2026-11-20"}]}', None),
        (b'{"uid": "a", "kind": "distress"}', Format.JSONL),  # refused by name
        (b"[", None),
        (b"\xff\xfe{\x00", None),
        (b"", None),
    ],
)
def test_a_format_is_seen_by_the_first_line(beginning, form):
    assert form == format_of(beginning)


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        (LINE[:200], "", "it is no whole JSON object"),
        (b"fell off the swing", "", "it is no whole JSON object"),
        (b"[1, 2]", "", "it is no JSON object"),
        (b'"text"', "", "it is no JSON object"),
        (b"\xff\xfe", "", "it is no UTF-8 text"),
        (b"[" * 100_000, "", "it is nested too deep"),
        (b'{"number": NaN}', "", "it is no whole JSON object"),
        (b'{"number": ' + b"9" * 5000 + b"}", "", "it is no whole JSON object"),
        (b'{"note": "a", "note": "b"}', "note", "it stands twice in one line"),
        (b'{"note" : "a","note" : "b"}', "note", "it stands twice in one line"),
        (b'{"note": "a","note" : "b"}', "note", "it stands twice in one line"),
        (b'{"note"\t: "a","note": "b"}', "note", "it stands twice in one line"),
        (b'{"note"\r:"a","note":"b"}', "note", "it stands twice in one line"),
        (b"{} {}", "", "it is no whole JSON object"),
    ],
)
def test_what_is_no_line_of_json_is_refused(line, field, reason):
    with pytest.raises(Unfit) as refused:
        parsed(line)
    assert (field, reason) == (refused.value.field, refused.value.reason)


def test_a_text_may_hold_what_looks_like_a_field():
    text = '"uid": "x", "uid": "y"'
    line = json.dumps({**FIT, "note": text}).encode()
    assert [text] == [one.found.note for one in Reader(Format.JSONL, GATE).read([line])]


def test_fields_mean_the_same_in_any_order():
    assert list(FIELDS) == list(FIT)  # as attune writes them, which is read in another way
    lines = [LINE, json.dumps(dict(reversed(FIT.items()))).encode()]
    first, second = [one.found for one in Reader(Format.JSONL, GATE).read(lines)]
    assert isinstance(first, Moment)
    assert first == second


def test_a_line_as_attune_writes_it_with_one_field_more_has_it_counted():
    reader = Reader(Format.JSONL, GATE)
    assert 1 == len([*reader.read([json.dumps({**FIT, "place": "home"}).encode()])])
    assert {"place": 1} == dict(reader.ignored)


def found(form: Format, *lines: bytes | None) -> list[tuple[int, object]]:
    return [(one.number, type(one.found)) for one in Reader(form, GATE).read(lines)]


def test_lines_are_counted_as_an_editor_counts_them_and_empty_ones_are_left_out():
    lines = (b"\n", b"\xff\n", LINE + b"\r\n", b"  \n", None, LINE)
    assert [(2, Unfit), (3, Moment), (5, Unfit), (6, Moment)] == found(Format.JSONL, *lines)


def test_a_journal_begins_with_its_header_and_has_no_other():
    child = json.dumps(ADA).encode()
    assert [(1, Header), (2, Person), (3, Moment), (4, Unfit)] == found(
        Format.JOURNAL, HEADER, child, LINE, HEADER
    )


def test_moments_alone_have_no_other_records_among_them():
    assert [(1, Moment), (2, Unfit)] == found(Format.JSONL, LINE, json.dumps(ADA).encode())


def test_fields_that_are_not_known_are_counted_up_to_a_number():
    many = {f"field {n}": 1 for n in range(MOST_IGNORED + 5)}
    reader = Reader(Format.JSONL, GATE)
    lines = [json.dumps({**FIT, **extra}).encode() for extra in ({"place": 1}, {"place": 2}, many)]
    assert 3 == len([*reader.read(lines)])
    assert (2, MOST_IGNORED) == (reader.ignored["place"], len(reader.ignored))
