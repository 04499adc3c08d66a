"""A folder with a file a day."""

import stat
from datetime import date

import pytest

import needs
from attune_cli.core.exchange.blocks import BEGIN, END
from attune_cli.core.time.period import Period
from attune_cli.errors.files import BlockUnclear, FileUnusable
from attune_cli.store.exchange.day_files import Changed, Days, aside, write_days

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
DAYS = {FRIDAY: ["## Friday", "snails"], SATURDAY: ["## Saturday"]}


def test_a_second_time_no_file_is_touched(tmp_path):
    folder = tmp_path / "days"
    assert Changed(2, 0, 0) == write_days(folder, DAYS, None)
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    assert ["2026-11-20.md", "2026-11-21.md"] == sorted(before)
    assert Changed(0, 0, 2) == write_days(folder, DAYS, None)
    assert before == {
        path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()
    }


def test_lines_that_are_set_aside_are_written_as_they_were(tmp_path):
    with aside() as stream:
        days = Days(stream, DAYS.items())
        assert DAYS == dict(days)
        assert Changed(2, 0, 0) == write_days(tmp_path, days, None)
    assert Changed(0, 0, 2) == write_days(tmp_path, DAYS, None)


def test_what_a_person_wrote_in_a_file_of_a_day_stays_even_where_it_is_no_utf_8(tmp_path):
    file = tmp_path / "2026-11-20.md"
    file.write_bytes(b"my \xff day")
    write_days(tmp_path, DAYS, None)
    file.write_bytes(file.read_bytes() + b"more\n")
    write_days(tmp_path, {FRIDAY: ["## Friday", "and slugs"]}, None)
    assert f"{BEGIN}\n## Friday\nand slugs\n{END}\nmore\n".encode() in file.read_bytes()
    assert file.read_bytes().startswith(b"my \xff day\n\n")


def test_a_day_without_moments_loses_its_block_and_its_file_if_that_was_all(tmp_path):
    write_days(tmp_path, DAYS, None)
    mine = tmp_path / "2026-11-20.md"
    mine.write_bytes(b"mine\n" + mine.read_bytes())
    other = tmp_path / "2026-11-22.md"
    other.write_bytes(b"never of attune\n")
    assert Changed(0, 2, 0) == write_days(tmp_path, {}, None)
    assert {"2026-11-20.md": b"mine\n", "2026-11-22.md": b"never of attune\n"} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }


def test_days_outside_of_the_period_stay_as_they_are(tmp_path):
    write_days(tmp_path, DAYS, None)
    assert Changed(0, 1, 0) == write_days(tmp_path, {}, Period(SATURDAY, date(2026, 11, 22)))
    assert ["2026-11-20.md"] == [path.name for path in tmp_path.iterdir()]


def test_half_a_block_is_named_and_no_file_is_written(tmp_path):
    (tmp_path / "2026-11-21.md").write_text(f"{BEGIN}\n", encoding="utf-8")
    with pytest.raises(BlockUnclear) as refused:
        write_days(tmp_path, DAYS, None)
    assert "2026-11-21.md" in str(refused.value)
    assert not (tmp_path / "2026-11-20.md").exists()


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "days").write_bytes(b"")
    with pytest.raises(FileUnusable):
        write_days(tmp_path / "days", DAYS, None)
    with pytest.raises(FileUnusable):
        write_days(tmp_path / "not" / "there", DAYS, None)


@needs.modes
@needs.modes
def test_a_file_of_a_day_that_others_may_read_stays_so(tmp_path):
    file = tmp_path / "2026-11-20.md"
    file.write_text("ours\n", encoding="utf-8")
    file.chmod(0o644)
    write_days(tmp_path, {date(2026, 11, 20): ["snails"]}, None)
    assert "snails" in file.read_text(encoding="utf-8")
    assert 0o644 == stat.S_IMODE(file.stat().st_mode)


def test_a_new_folder_and_its_files_are_for_their_owner_alone(tmp_path):
    folder = tmp_path / "days"
    write_days(folder, DAYS, None)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "2026-11-20.md")]
    assert [0o700, 0o600] == modes
