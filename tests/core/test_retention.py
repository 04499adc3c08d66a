"""Which daily backups stay: laws that hold for any history."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from attune_cli.core.retention import Copy, expired, rotated_out

FIRST = datetime(2024, 1, 1, 20, tzinfo=UTC)
copies = st.lists(
    st.tuples(st.integers(0, 800), st.integers(0, 40)), max_size=120, unique_by=lambda one: one[0]
).map(lambda found: [copy(day, moments) for day, moments in sorted(found)])


def copy(day: int, moments: int) -> Copy:
    return Copy(FIRST + timedelta(days=day), moments, f"{day:04}")


def left(all_: list[Copy]) -> list[Copy]:
    gone = rotated_out(all_)
    return [one for one in all_ if one.name not in gone]


def newest_of_each(all_: list[Copy], form: str, most: int) -> set[str]:
    newest = {f"{one.taken_at:{form}}": one.name for one in all_}
    return {newest[span] for span in sorted(newest)[-most:]}


@given(copies)
def test_the_newest_of_the_last_days_weeks_and_months_stays(all_):
    wanted = newest_of_each(all_, "%Y%m%d", 7) | newest_of_each(all_, "%G%V", 4)
    wanted |= newest_of_each(all_, "%Y%m", 12)
    assert wanted - {one.name for one in left(all_)} == set()


@given(copies)
def test_one_with_more_moments_than_all_newer_ones_stays(all_):
    for place, one in enumerate(all_):
        if all(one.moments > newer.moments for newer in all_[place + 1 :]):
            assert one.name not in rotated_out(all_)


@given(copies)
def test_what_is_left_is_left_alone(all_):
    assert rotated_out(left(all_)) == set()


@given(copies)
def test_applied_day_by_day_it_leaves_the_same_as_at_once(all_):
    kept: list[Copy] = []
    for one in all_:
        kept = left([*kept, one])
    assert kept == left(all_)


@given(copies.map(lambda found: found[-9:]), st.sets(st.integers(0, 9)))
def test_where_all_stay_by_their_dates_all_stay_whatever_they_hold_and_some_stay_alone(all_, out):
    if not rotated_out(one._replace(moments=0) for one in all_):
        some = [one for place, one in enumerate(all_) if place not in out]
        assert (set(), set()) == (rotated_out(all_), rotated_out(some))


@given(copies, st.integers(0, 40))
def test_a_new_one_brings_none_back(all_, moments):
    new = copy(900, moments)
    assert rotated_out(all_) <= rotated_out([*all_, new])


@given(copies)
def test_a_journal_that_only_grows_keeps_at_most_23(all_):
    growing = [one._replace(moments=place) for place, one in enumerate(all_)]
    assert len(left(growing)) <= 7 + 4 + 12


def test_years_of_daily_backups_become_22_and_the_one_that_shrank_to_nothing_hides_none():
    years = [copy(day, day) for day in range(800)]
    assert (20, "0799") == (len(left(years)), left(years)[-1].name)
    assert ["0799", "0800"] == [one.name for one in left([*years, copy(800, 0)])][-2:]


def test_others_stay_a_year_and_the_newest_three_for_good():
    taken = [(FIRST + timedelta(days=day), f"{day}") for day in (0, 1, 2, 3, 4)]
    assert expired(taken, FIRST + timedelta(days=367)) == {"0"}
    assert expired(taken, FIRST + timedelta(days=3000)) == {"0", "1"}
    assert expired(taken[2:], FIRST + timedelta(days=3000)) == set()
