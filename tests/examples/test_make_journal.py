import importlib.util
import json
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType
from uuid import UUID

import pytest

from attune_cli.core.moment import CameBack, Chosen, Kind, Sensitivity
from attune_cli.core.moment_json import moment_from_plain, moment_to_plain
from attune_cli.core.statistics.majority import Verdict
from attune_cli.core.statistics.reflection import Ratings, reflect
from attune_cli.core.time.period import Period, week_of
from attune_cli.core.time.when import part_of_day
from attune_cli.core.vocabulary import vocabulary

EXAMPLES = Path(__file__).parents[2] / "examples"
FILE = EXAMPLES / "eight-weeks.jsonl"
ALL_WEEKS = Period(date(2026, 8, 31), date(2026, 10, 26))
LAST_WEEK = Period(date(2026, 10, 19), date(2026, 10, 26))


def _generator() -> ModuleType:
    # By its path, as `python examples/make_journal.py` finds it: examples is no package.
    spec = importlib.util.spec_from_file_location("make_journal", EXAMPLES / "make_journal.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make_journal = _generator()


@pytest.fixture(scope="module")
def plain():
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def moments(plain):
    return [moment_from_plain(one) for one in plain]


@pytest.fixture(scope="module")
def last_week(moments):
    return reflect(moments, LAST_WEEK)


def test_the_generator_gives_exactly_the_committed_file():
    expected = FILE.read_bytes()
    assert expected == make_journal.as_lines(make_journal.journal()).encode()


def test_the_generator_writes_what_it_gives(tmp_path, monkeypatch):
    monkeypatch.setattr(make_journal, "FILE", tmp_path / "written.jsonl")
    make_journal.main()
    assert FILE.read_bytes() == (tmp_path / "written.jsonl").read_bytes()


def test_another_seed_draws_other_weeks_and_leaves_the_last_one():
    def told(seed):
        moments = make_journal.journal(seed)
        last = [m for m in moments if m.local_day in LAST_WEEK]
        drawn = [(m.local_day, m.cue, m.note) for m in moments if m not in last]
        return drawn, [(m.local_day, m.cue, m.note) for m in last]

    (drawn, last), (drawn_again, last_again) = told(1), told(2)
    assert drawn != drawn_again
    assert last == last_again


def test_every_line_survives_the_round_trip(plain, moments):
    assert plain == [moment_to_plain(moment) for moment in moments]


def test_the_numbers_are_left_to_the_journal(plain):
    assert {None} == {one["number"] for one in plain}


def test_every_word_stands_in_its_vocabulary(moments):
    known = {(word.word, word.vocabulary) for word in vocabulary().words.values()}
    used = {
        (word, name)
        for m in moments
        for name, words in {
            "kind": (m.kind,),
            "cue": (m.cue,),
            "response": m.responses,
            "activity": m.activities,
            "step": m.steps,
            "sensitivity": (m.sensitivity,),
            "came_back": (m.came_back,),
            "after": (m.after,),
            "state": m.states,
        }.items()
        for word in words
        if word
    }
    assert set() == used - known


def test_every_cue_and_activity_occurs(moments):
    expected = {word.word for name in ("cue", "activity") for word in vocabulary().of(name)}
    used = chain.from_iterable((m.cue, *m.activities) for m in moments if m.kind is not Kind.REPAIR)
    assert expected == set(used) - {None}


def test_nobody_was_frightened(moments):
    used = {word for moment in moments for word in moment.responses}
    assert "frighten" not in used


def test_the_moments_are_sorted_by_when_they_happened(moments):
    def when(moment):
        hour = moment.occurred_at.strftime("%H:%M") if moment.occurred_at else ""
        return moment.local_day, hour

    assert sorted(moments, key=when) == moments


def test_they_fill_eight_whole_weeks_but_for_three_quiet_days_of_the_fifth(moments):
    span = range((ALL_WEEKS.end - ALL_WEEKS.start).days)
    empty = {ALL_WEEKS.start + timedelta(days=n) for n in span} - {m.local_day for m in moments}
    expected = {date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1)}
    assert (expected, True) == (empty, all(m.local_day in ALL_WEEKS for m in moments))


def test_the_sick_week_is_mostly_about_the_body(moments):
    sick = week_of(date(2026, 9, 29))
    cues = Counter(m.cue for m in moments if m.local_day in sick and m.cue)
    assert cues["body"] > cues.total() / 2


def test_two_children_and_two_caregivers_take_part(moments):
    children = {name for moment in moments for name in moment.children}
    caregivers = {moment.caregiver for moment in moments}
    assert ({"ada", "bo"}, {"me", "grandpa"}) == (children, caregivers)


def test_every_instant_has_the_same_offset(moments):
    instants = [at for m in moments for at in (m.occurred_at, m.logged_at) if at]
    assert {timedelta(hours=2)} == {at.utcoffset() for at in instants}


def test_nothing_is_logged_before_it_happened_or_after_the_last_evening(moments):
    end = datetime.combine(LAST_WEEK.last, datetime.max.time(), moments[0].logged_at.tzinfo)
    wrong = [
        m
        for m in moments
        if m.logged_at > end
        or m.logged_at.date() < m.local_day
        or (m.occurred_at and m.logged_at <= m.occurred_at)
    ]
    assert not wrong


def test_where_only_the_day_is_known_it_was_logged_two_days_later(moments):
    later = {(m.logged_at.date() - m.local_day).days for m in moments if not m.time_known}
    assert {2} == later


def test_uids_are_distinct_and_of_version_7_and_begin_with_when_it_was_logged(moments):
    expected = [(7, int(m.logged_at.timestamp() * 1000)) for m in moments]
    uids = [UUID(m.uid) for m in moments]
    assert (expected, len(moments)) == (
        [(uid.version, uid.int >> 80) for uid in uids],
        len(set(uids)),
    )


def test_each_repair_points_at_an_earlier_moment(moments):
    order = [m.uid for m in moments]
    repairs = [m for m in moments if m.kind is Kind.REPAIR]
    assert repairs
    assert repairs == [m for m in repairs if m.repairs in order[: order.index(m.uid)]]


def test_each_repair_is_of_a_hard_moment_with_the_same_people_come_back_to_later(moments):
    by_uid = {m.uid: m for m in moments}
    pairs = [(by_uid[m.repairs], m) for m in moments if m.repairs]
    expected = [(Kind.DISTRESS, CameBack.LATER, m.children, m.caregiver) for _, m in pairs]
    actual = [(m.kind, m.came_back, m.children, m.caregiver) for m, _ in pairs]
    assert expected == actual
    assert all(hard.logged_at < repair.logged_at for hard, repair in pairs)


def test_each_way_of_coming_back_occurs_and_only_after_partly_or_no(moments):
    said = {(m.sensitivity, m.came_back) for m in moments if m.came_back}
    assert set(CameBack) == {came_back for _, came_back in said}
    assert {Sensitivity.PARTLY, Sensitivity.NO} == {rating for rating, _ in said}


def test_evenings_are_harder(moments):
    rated = [m for m in moments if m.kind is Kind.DISTRESS and m.sensitivity and m.time_known]
    evening = [m for m in rated if part_of_day(m.occurred_at.hour) == "evening"]
    day = [m for m in rated if m not in evening]

    def share(some):
        return sum(m.sensitivity is Sensitivity.YES for m in some) / len(some)

    assert len(evening) > len(day)
    assert share(evening) < 0.5
    assert share(day) > 0.75


def test_the_eight_weeks_leave_a_question_about_evenings(moments):
    assert "evening" in {notice.cell for notice in reflect(moments, ALL_WEEKS).notices}


def test_about_one_in_four_has_a_note_and_at_least_thirty_differ(moments):
    notes = [m.note for m in moments if m.note]
    assert 0.2 <= len(notes) / len(moments) <= 0.3
    assert len(set(notes)) >= 30


@pytest.mark.parametrize(
    "holds",
    [
        pytest.param(lambda m: len(m.children) == 2, id="both children"),
        pytest.param(lambda m: m.chosen is Chosen.PROMPTED, id="prompted"),
        pytest.param(lambda m: m.from_memory and m.time_known, id="from memory"),
        pytest.param(lambda m: not m.time_known, id="only the day"),
        pytest.param(lambda m: m.kind is Kind.DISTRESS and not m.sensitivity, id="unrated"),
    ],
)
def test_some_but_not_most_moments_are_of_the_rarer_sorts(moments, holds):
    assert 5 <= sum(map(holds, moments)) <= len(moments) / 3


def test_the_last_week_has_distress_on_every_day(moments, last_week):
    days = {m.local_day for m in moments if m.kind is Kind.DISTRESS and m.local_day in LAST_WEEK}
    expected = (Ratings(logged=16, rated=14, yes=9, partly=3, no=2), 7)
    assert expected == (last_week.distress.ratings, len(days))


def test_the_last_week_leans_to_more_and_clearly_so_with_the_partly_ones(last_week):
    distress = last_week.distress
    expected = (Verdict.LEANING_MORE, Verdict.CLEARLY_MORE)
    assert expected == (distress.strict.verdict, distress.inclusive.verdict)


def test_the_last_week_has_two_moments_come_back_to_and_two_still_open(last_week):
    distress = last_week.distress
    expected = (2, 4, [CameBack.NOT_YET] * 2)
    open_ones = [moment.came_back for moment in distress.still_open]
    assert expected == (distress.came_back, distress.to_come_back_to, open_ones)


def test_the_last_week_has_calm_moments_and_two_repairs_with_steps(last_week):
    assert last_week.connection.ratings.logged == 8
    assert last_week.repair.logged == 2
    assert len(last_week.repair.steps) > 2
