from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from attune_cli.store.uid import new_uid

instants = st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


@given(instants)
def test_a_uid_is_a_uuid_of_version_7(instant):
    uid = UUID(new_uid(instant))
    assert (7, "specified in RFC 4122") == (uid.version, uid.variant)


@given(instants)
def test_a_uid_begins_with_its_milliseconds(instant):
    assert int(instant.timestamp() * 1000) == UUID(new_uid(instant)).int >> 80


@given(instants)
def test_uids_sort_by_their_instant(instant):
    assert new_uid(instant) < new_uid(instant + timedelta(milliseconds=2))


def test_uids_of_one_instant_differ():
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert len({new_uid(now) for _ in range(1000)}) == 1000
