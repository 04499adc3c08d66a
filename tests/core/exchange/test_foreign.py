"""Files of other programs, as tables."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.exchange.foreign import WHY, left_table, names_of, read_table, rows_of
from core.factory import SIGNS

CELLS = st.text(SIGNS, max_size=8)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_stands_between_its_columns_and_in_most_encodings(sign, encoding):
    text = sign.join(("Datum", "Wörter", "Notiz")) + "\r\n" + sign.join(("1", "ä, b", '"x\ny"'))
    text += "\r\n\r\n" + sign.join(("2", "c", "z")) + "\r\n"
    if sign == ",":
        text = text.replace("ä, b", '"ä, b"')
    table = read_table(text.encode(encoding))
    assert (["Datum", "Wörter", "Notiz"], sign) == (table.columns, table.delimiter)
    assert [(2, "ä, b", "x\ny"), (5, "c", "z")] == [
        (row.line, row.cells["Wörter"], row.cells["Notiz"]) for row in table.rows
    ]
    assert (encoding == "cp1252") == table.is_guessed


def test_lists_within_a_field_are_not_taken_for_columns():
    table = read_table(b"day,mood,tags\n1,good,a | b | c | d\n2,bad,e | f\n")
    assert (",", 3) == (table.delimiter, len(table.columns))


def test_a_field_too_many_is_part_of_the_last_one_and_an_empty_one_is_nothing():
    table = read_table(b"day,note\n1,we sang, danced\n2,slept,,\n3\n")
    assert [("we sang, danced", True), ("slept", False), ("", False)] == [
        (row.cells["note"], row.is_joined) for row in table.rows
    ]


def test_a_table_that_begins_with_a_row_loses_none():
    table = read_table(b"20.11.2026,sad\n21.11.2026,glad\n")
    assert ["column 1", "column 2"] == table.columns
    assert [(1, "sad"), (2, "glad")] == [(row.line, row.cells["column 2"]) for row in table.rows]
    spread = read_table(b"who,2026-11-20,2026-11-21\nada,2,3\n")
    assert ["who", "2026-11-20", "2026-11-21"] == spread.columns


def test_objects_a_line_are_rows_and_one_alone_is_none():
    table = read_table(b'{"date": "2026-11-20", "text": "a"}\n{"date": "2026-11-21"}\n')
    assert [(1, "a"), (2, "")] == [(row.line, row.cells["text"]) for row in table.rows]
    for raw in (b'{"date": "2026-11-20"}', b'{"a": 1}\n{"b"', b'{"a": 1}\n[2]'):
        assert read_table(raw) is None


def test_columns_without_a_name_and_twins_get_names():
    assert ["a", "column 2", "a (2)", "a b"] == names_of(["a", " ", "a", "a\u00a0 b"])


@pytest.mark.parametrize(
    "raw",
    [
     b"", b"\n\n", b"one column\nno more\n", b"\x00\x01\x02,\x00\n", b"{}", b"[]", b"{",
     b'{"entries": [{"a": 1}', b'{"entries": [1, 2]}', b'{"entries": "x"}', b"[[1]]",
     b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_table_is_none(raw):
    assert read_table(raw) is None


def test_entries_of_json_are_rows_with_the_line_on_which_they_begin():
    text = json.dumps({"tags": {"a": 1}, "entries": [{"a": "x"}, {"b": ["y", "z"], "c": None}]})
    table = read_table(text.encode())
    spread = read_table(json.dumps(json.loads(text), indent=1).encode())
    assert ["a", "b", "c"] == list(table.columns)
    assert [("x", "", ""), ("", "y | z", "")] == [(*row.cells.values(),) for row in table.rows]
    assert ([1, 1], [6, 9]) == tuple([row.line for row in one.rows] for one in (table, spread))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_rows_that_were_left_out_can_be_read_again_as_they_were(drawn):
    table = read_table(b"day,note\n1,x\n")
    rows = [
        (next(iter(table.rows))._replace(cells={"day": "1", "note": n}), why) for n, why in drawn
    ]
    again = read_table(left_table(table.columns, rows, ","))
    assert [row.cells["note"] for row, _ in rows] == [row.cells["note"] for row in again.rows]
    assert WHY in again.columns
    assert rows_of(again) == rows_of(table._replace(rows=[row for row, _ in rows]))
