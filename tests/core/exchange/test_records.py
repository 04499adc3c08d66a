"""The records of a journal beside its moments: each comes back as it was, or is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from attune_cli.core.answer import Answer
from attune_cli.core.exchange.gate import Unfit
from attune_cli.core.exchange.records import (
    KINDS,
    Header,
    OwnTip,
    OwnWord,
    Person,
    SettingLine,
    TipMark,
    header_of,
    record_of,
    record_to_plain,
)
from attune_cli.core.people import Child
from attune_cli.core.tips.choice import Mark
from core.exchange.test_gate import GATE
from core.factory import identity

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
UID = identity(1)
RECORDS = [
    Person("child", UID, Child("ada", "2024-08-17", None, 5)),
    Person("child", UID, Child("ben", "2024-08", "toddler")),
    Person("child", UID, Child("cy")),
    Person("caregiver", UID, Child("grandpa")),
    Answer(UID, date(2026, 11, 16), "Why?", "\x1b[31mbecause\n", AT, 3),
    TipMark("any-like-a-friend", Mark.KEPT, AT),
    OwnWord("cue", "dentist", "at the dentist"),
    OwnTip({"id": "own-hum", "title": "Hum", "do": "Hum.", "kind": "self"}),
    SettingLine("first_weekday", "sunday"),
]


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_back_as_it_was(record):
    assert record == record_of(record_to_plain(record), GATE)


def test_a_header_comes_back_as_it_was():
    header = Header(UID, "me", {kind: place for place, kind in enumerate(KINDS)}, 7)
    assert header == header_of(record_to_plain(header))
    assert header._replace(me=None) == header_of(record_to_plain(header._replace(me=None)))


def plain(place: int, **changes: Any) -> dict[str, Any]:
    return {**record_to_plain(RECORDS[place]), **changes}


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (plain(0, name="\x1b[31mada"), "name"),
        (plain(0, name=5), "name"),
        (plain(0, uid="1"), "uid"),
        (plain(0, born="2999-01-01"), "born"),
        (plain(0, born="2024-13"), "born"),
        (plain(0, born="2024"), "born"),
        (plain(0, born=2024), "born"),
        (plain(0, band="baby"), "band"),
        (plain(0, band=["toddler"]), "band"),
        (plain(0, weeks_early=-1), "weeks_early"),
        (plain(0, weeks_early=True), "weeks_early"),
        (plain(3, name=""), "name"),
        (plain(4, week="monday"), "week"),
        (plain(4, answer=None), "answer"),
        (plain(4, question="\ud800"), "question"),
        (plain(4, written_at="2999-01-01T00:00:00Z"), "written_at"),
        (plain(5, tip="../x"), "tip"),
        (plain(5, mark="loved"), "mark"),
        (plain(5, mark=[]), "mark"),
        (plain(6, vocabulary="kind"), "vocabulary"),
        (plain(6, word="At Home"), "word"),
        (plain(6, label="x" * 61), "label"),
        (plain(6, label="\x1b[31m"), "label"),
        (plain(8, name=None), "name"),
        (plain(0, schema="attune.pet/1"), "schema"),
        (plain(0, schema=["attune.child/1"]), "schema"),
    ],
)
def test_a_spoilt_record_is_refused_by_its_field(line, field):
    with pytest.raises(Unfit) as refused:
        record_of(line, GATE)
    assert field == refused.value.field


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_without_a_field_that_it_needs_is_refused_by_that(record):
    whole = record_to_plain(record)
    may_be_missing = {"born", "band", "weeks_early", "number", *(record_to_plain(RECORDS[7]))}
    for field in whole.keys() - (may_be_missing if "attune.word/1" != whole["schema"] else {"x"}):
        with pytest.raises(Unfit) as refused:
            record_of({name: part for name, part in whole.items() if name != field}, GATE)
        assert field == refused.value.field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"moments": -1}, "moments"),
        ({"tips": "3"}, "tips"),
        ({"uid": None}, "uid"),
        ({"me": 5}, "me"),
    ],
)
def test_a_spoilt_header_is_refused_by_its_field(changes, field):
    whole = record_to_plain(Header(UID, "me", {}, 0))
    with pytest.raises(Unfit) as refused:
        header_of({**whole, **changes})
    assert field == refused.value.field
