"""Two ways to one journal, on sqlite3 and in SQLModel: the same statements and moments."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, delete, exists, func, insert, literal, or_, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import aliased

from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.people import Child
from attune_cli.core.time.period import Period
from attune_cli.core.vocabulary import vocabulary
from attune_cli.store import marks, past, quick, record
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.opening import reading, writing
from attune_cli.store.rows import AnswerColumns, MarkColumns, MomentColumns
from attune_cli.store.tables import (
    AnswerRow,
    CaregiverRow,
    ChangeRow,
    ChildRow,
    MomentChildRow,
    MomentRow,
    MomentWordRow,
    TipMarkRow,
)
from attune_cli.store.uid import new_uid

EVER = Period(date(1970, 1, 1), date(3000, 1, 1))
repaired, repair = aliased(MomentRow, name="repaired"), aliased(MomentRow, name="repair")
M, W, C = MomentRow.__table__.c, MomentWordRow.__table__.c, MomentChildRow.__table__.c
A, T, H = AnswerRow.__table__.c, TipMarkRow.__table__.c, ChangeRow.__table__.c
in_window = (M.local_day >= date.min, M.local_day < date.max)
own = [M[name] for name in MomentColumns._fields]

ANY = literal(None, type_=Integer)
of = (
    or_(ANY.is_(None), M.caregiver_id == 1),
    or_(ANY.is_(None), exists(select(C.child_id).where(C.moment_id == M.id, C.child_id == 1))),
)

STATEMENTS = {
    "CHILDREN": select(
        ChildRow.id, ChildRow.name, ChildRow.born, ChildRow.band, ChildRow.weeks_early
    ).order_by(ChildRow.id),
    "CAREGIVERS": select(CaregiverRow.id, CaregiverRow.name).order_by(CaregiverRow.id),
    "INSERT_MOMENT": insert(MomentRow).values(
        dict.fromkeys([*MomentColumns._fields, "caregiver_id", "repairs_id"])
    ),
    "INSERT_CHILD": insert(MomentChildRow),
    "INSERT_WORD": insert(MomentWordRow),
    "CAME_BACK": update(MomentRow).values(came_back="").where(M.id == 1),
    "CAME_BACK_OF": select(M.came_back).where(M.id == 1),
    "TARGET": select(M.id, M.kind, M.uid, M.local_day, M.cue).where(M.id == 1),
    "LATEST": select(M.id, M.sensitivity).where(M.kind == "").order_by(M.id.desc()).limit(1),
    "CHILD_OF": select(C.child_id).where(C.moment_id == 1).order_by(C.position),
    "HAS": select(M.id).where(M.uid == ""),
    "WINDOW": select(
        *own,
        M.id,
        CaregiverRow.name,
        repaired.uid.label("repairs"),
        exists(select(repair.id).where(repair.repairs_id == M.id)).label("is_repaired"),
    )
    .join(CaregiverRow, CaregiverRow.id == M.caregiver_id)
    .outerjoin(repaired, repaired.id == M.repairs_id)
    .where(*in_window)
    .order_by(M.id),
    "WINDOW_WORDS": select(W.moment_id, W.vocabulary, W.word)
    .select_from(MomentRow)
    .join(MomentWordRow, M.id == W.moment_id)
    .where(*in_window)
    .order_by(W.moment_id, W.position),
    "WINDOW_CHILDREN": select(C.moment_id, ChildRow.name)
    .select_from(MomentRow)
    .join(MomentChildRow, M.id == C.moment_id)
    .join(ChildRow, ChildRow.id == C.child_id)
    .where(*in_window)
    .order_by(C.moment_id, C.position),
    "RATED": select(M.local_day, M.sensitivity, func.count().label("many"))
    .where(M.kind == "", M.sensitivity.is_not(None), *of)
    .group_by(M.local_day, M.sensitivity),
    "WITH_WORD": select(func.count().label("many"))
    .select_from(MomentRow)
    .join(MomentWordRow, M.id == W.moment_id)
    .where(*in_window, W.vocabulary == "", W.word == "", *of),
    "HOW_MANY": select(func.count().label("many")).select_from(MomentRow).where(*in_window),
    "LATEST_DAYS": select(M.id, M.local_day).order_by(M.id.desc()).limit(1),
    "FIRST_DAY": select(func.min(M.local_day).label("day")),
    "LAST_DAY_BEFORE": select(func.max(M.local_day).label("day")).where(M.local_day < date.max),
    "LAST_ANSWER": select(*(A[name] for name in AnswerColumns._fields), A.id)
    .where(A.week < date.max)
    .order_by(A.week.desc(), A.id.desc())
    .limit(1),
    "HAS_ANSWER": select(A.id).where(A.uid == ""),
    "MARKS": select(T.tip, T.mark).order_by(T.id),
    "MARK": select(T.id, *(T[name] for name in MarkColumns._fields)).where(T.tip == ""),
    "UNMARK": delete(TipMarkRow).where(T.tip == ""),
    "INSERT_MARK": insert(TipMarkRow).values(dict.fromkeys(MarkColumns._fields)),
    "FORGET_UNDONE": delete(ChangeRow).where(H.is_undone == 1),
    "INSERT_CHANGE": insert(ChangeRow).values(
        dict.fromkeys(name for name in ChangeRow.model_fields if name != "id")
    ),
    "FORGET_OLD": delete(ChangeRow).where(H.id <= 1),
}


def compiled(statement) -> str:
    dialect = sqlite.dialect(paramstyle="qmark")
    text = re.sub(r"\s+", " ", str(statement.compile(dialect=dialect)))
    return text.replace(" OFFSET ?", "")


WRITTEN = {
    name: value
    for module in (quick, past, marks, record)
    for name, value in vars(module).items()
    if name.isupper() and name[0] != "_" and isinstance(value, str) and " " in value
}


def test_every_statement_on_sqlite3_is_held_against_the_tables():
    assert set(WRITTEN) == set(STATEMENTS)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_on_sqlite3_is_what_the_tables_compile_to(name):
    assert compiled(STATEMENTS[name]) == WRITTEN[name]


def words(name: str) -> list[str]:
    return [word.word for word in vocabulary().of(name)]


def some(name: str):
    return st.lists(st.sampled_from(words(name)), unique=True, max_size=4).map(tuple)


offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
instants = st.builds(
    lambda moment, zone: moment.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001
    offsets,
)
moments = st.builds(
    Moment,
    uid=st.builds(new_uid, instants),
    kind=st.sampled_from(Kind),
    caregiver=st.sampled_from(["me", "grandpa"]),
    local_day=st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    occurred_at=st.none() | instants,
    logged_at=instants,
    children=st.lists(st.sampled_from(["ada", "bo"]), unique=True).map(tuple),
    cue=st.none() | st.sampled_from(words("cue")),
    responses=some("response"),
    activities=some("activity"),
    steps=some("step"),
    states=some("state"),
    sensitivity=st.none() | st.sampled_from(Sensitivity),
    came_back=st.none() | st.sampled_from(CameBack),
    after=st.none() | st.sampled_from(words("after")),
    chosen=st.sampled_from(Chosen),
    number=st.none(),
    repairs=st.none(),
    repaired=st.just(False),
    tags=st.lists(st.sampled_from(["park", "公園"]), unique=True).map(tuple),
    note=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Home:
    home = Home.at(tmp_path_factory.mktemp("both") / "home")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with journal(home) as opened:
        opened.add_child(Child("ada", born="2024-08"), now)
        opened.add_child(Child("bo", band="preschooler", weeks_early=3), now)
        opened.add_person("caregiver", "grandpa", now)
    return home


def both(home: Home) -> tuple[list[Moment], list[Moment]]:
    with reading(home) as connection:
        quickly = past.window(connection, EVER).moments
    with journal(home) as opened:
        return quickly, opened.window(EVER)


@settings(max_examples=30)
@given(moment=moments)
def test_what_quick_writes_both_ways_read_as_it_was(shared, moment):
    with writing(shared) as connection:
        number = quick.insert(connection, moment, quick.people(connection))
    quickly, slowly = both(shared)
    assert (moment, moment) == (plain(quickly[-1]), plain(slowly[-1]))
    assert number == quickly[-1].number == slowly[-1].number


@settings(max_examples=20)
@given(moment=moments)
def test_what_the_journal_writes_both_ways_read_as_it_was(shared, moment):
    with journal(shared) as opened:
        opened.add([moment])
    quickly, slowly = both(shared)
    assert (moment, moment) == (plain(quickly[-1]), plain(slowly[-1]))


def plain(moment: Moment) -> Moment:
    return moment._replace(number=None)


def test_a_repair_points_and_marks_in_both_ways(shared):
    now = datetime(2026, 11, 22, tzinfo=UTC)
    hard = Moment("a", Kind.DISTRESS, "me", now.date(), now, now, sensitivity=Sensitivity.NO)
    mending = Moment("b", Kind.REPAIR, "me", now.date(), now, now, repairs="a")
    with journal(shared) as opened:
        opened.add([hard, mending])
    seen = [[(m.repairs, m.repaired) for m in way[-2:]] for way in both(shared)]
    assert [[(None, True), ("a", False)]] * 2 == seen


def test_people_are_read_as_they_were_added(shared):
    with reading(shared) as connection:
        found = quick.people(connection)
    assert ["me", "grandpa"] == [person.name for person in found.caregivers.values()]
    assert [
        Child("ada", born="2024-08"),
        Child("bo", band="preschooler", weeks_early=3),
    ] == list(found.children.values())
