"""A moment as TOML: it reads back as the same moment, and errors have a line."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.edit_file import KEYS, changed_fields, editable_fields, from_toml, to_toml
from attune_cli.core.moment import CameBack, Kind, Sensitivity
from attune_cli.core.time.when import parse_when
from attune_cli.core.vocabulary import vocabulary
from attune_cli.errors.moments import UnreadableEdit
from core.factory import CET, SIGNS, any_moment, moment

NOW = datetime(2026, 11, 22, 18, tzinfo=CET)
TRICKY = st.text(st.sampled_from("\"'\\\n\r\t #=[]a\x00\x1b\x7f\x85\u2028\ufeffé"), max_size=12)
FULL = moment(
    cue="told_no",
    responses=("limit_warm", "punish"),
    sensitivity=Sensitivity.NO,
    came_back=CameBack.NOT_YET,
    states=("tired",),
    tags=("park",),
    note='he said "no"\nand \\ fell',
)


def written(found, repairs: int | None = None) -> str:
    return to_toml(found, editable_fields(found, repairs, NOW), vocabulary())


@given(any_moment(), st.none() | st.integers(1, 9), st.text(SIGNS, max_size=30) | TRICKY)
def test_every_moment_reads_as_exactly_the_same(found, repairs, note):
    found = found._replace(note=note)
    plain = editable_fields(found, repairs, NOW)
    assert plain == from_toml(to_toml(found, plain, vocabulary()))


@given(any_moment())
def test_the_written_time_reads_as_the_same_time(found):
    later = datetime(2030, 1, 1, tzinfo=UTC)
    when = parse_when(editable_fields(found, None, later)["at"], later)
    assert (found.local_day, found.occurred_at, found.part_of_day) == when


def test_the_file_explains_itself(golden):
    golden("moment_toml", written(FULL))


def test_the_file_of_a_repair_asks_for_what_repairs_have(golden):
    golden("repair_toml", written(moment(kind=Kind.REPAIR, steps=("sorry",)), 41))


def test_ends_of_lines_of_another_system_change_nothing():
    plain = editable_fields(FULL, None, NOW)
    assert plain == from_toml(written(FULL).replace("\n", "\r\n"))


def test_a_line_that_is_taken_out_is_empty():
    text = "".join(line for line in written(FULL).splitlines(keepends=True) if "cue" not in line)
    assert {"cue": ""} == changed_fields(editable_fields(FULL, None, NOW), from_toml(text))


def test_a_time_without_quotation_marks_is_taken():
    text = written(FULL).replace('at = "2026-11-20 17:40"', "at = 2026-11-20 17:45:00")
    assert "2026-11-20 17:45:00" == from_toml(text)["at"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('kind = "distress"\ncue = hurt\n', 2),
        ('kind = "distress"\nnote = """never ends\n', 2),
        ('kind = "distress"\n\nsensitivty = "no"\n', 3),
        ("kind = 3\n", 1),
        ('note = "a"\nresponses = [1]\n', 2),
        ('note = "a"\nnote = "b"\n', 2),
        ("[kind]\n", 1),
        ("repairs = true\n", 1),
    ],
)
def test_an_error_has_its_line(text, line):
    with pytest.raises(UnreadableEdit) as refused:
        from_toml(text)
    assert line == refused.value.line


def test_all_that_can_be_edited_stands_in_the_keys():
    assert set(KEYS) == set(editable_fields(FULL, None, NOW))
