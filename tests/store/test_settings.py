"""The settings file: private, whole, changed in place, and left alone where it is broken."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

import needs
from attune_cli.errors.files import SettingsBroken, SettingsUnwritten, SettingUnfit
from attune_cli.settings.settings import Settings
from attune_cli.store.files import lock_of
from attune_cli.store.settings import (
    change_values,
    read_settings,
    read_values,
    set_value,
    unset_value,
)


def test_without_a_file_everything_is_as_usual(home):
    assert Settings() == read_settings(home.settings)


@needs.modes
def test_a_value_is_set_in_a_file_and_a_folder_for_its_owner_alone(home):
    set_value(home.settings, "child", "ada")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (home.settings, home.config)]
    assert ([0o600, 0o700], "ada") == (modes, read_settings(home.settings).child)
    assert [lock_of(home.settings), home.settings] == sorted(home.config.iterdir())


def test_unset_says_whether_it_was_set(home):
    set_value(home.settings, "child", "ada")
    found = [unset_value(home.settings, "child") for _ in range(2)]
    assert ([True, False], {}) == (found, read_values(home.settings))


@needs.links
def test_a_link_stays_a_link(home, tmp_path):
    home.config.mkdir()
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("# mine\nplain = true\n")
    home.settings.symlink_to(kept)
    set_value(home.settings, "child", "ada")
    assert (True, '# mine\nplain = true\nchild = "ada"\n') == (
        home.settings.is_symlink(), kept.read_text()
    )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"plain": "true"},
        {"parts_of_day.evening": 11},
        {"plain": True, "parts_of_day.morning": 13},
        {"words.cue.hurt": "x"},
        {"words.cue.no way": "x"},
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_changes_nothing(home, changes):
    home.config.mkdir()
    home.settings.write_text("# mine\n")
    with pytest.raises(SettingUnfit):
        change_values(home.settings, changes)
    assert "# mine\n" == home.settings.read_text()


def test_a_broken_file_is_left_alone(home):
    home.config.mkdir()
    home.settings.write_text("plain = \n")
    for change in (
        lambda: set_value(home.settings, "child", "ada"),
        lambda: unset_value(home.settings, "plain"),
    ):
        with pytest.raises(SettingsBroken, match="line 1"):
            change()
    assert "plain = \n" == home.settings.read_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"plain = true\n# \xff\n", "line 2: it is no UTF-8 text"), (None, "it is no file")],
)
@needs.pipes
def test_what_is_no_text_is_named(home, content, said):
    home.config.mkdir()
    home.settings.write_bytes(content) if content else os.mkfifo(home.settings)
    with pytest.raises(SettingsBroken, match=said):
        read_settings(home.settings)


def test_the_mark_that_some_editors_begin_a_file_with_is_no_slip(home):
    home.config.mkdir()
    home.settings.write_bytes(b"\xef\xbb\xbfplain = true\n")
    assert read_settings(home.settings).plain


@needs.links
def test_a_folder_that_takes_no_file_is_named_and_nothing_is_left(home, tmp_path):
    home.config.mkdir()
    home.settings.symlink_to(tmp_path / "nowhere" / "config.toml")
    with pytest.raises(SettingsUnwritten, match="Nothing was changed"):
        set_value(home.settings, "plain", True)
    assert [lock_of(home.settings), home.settings] == sorted(home.config.iterdir())


def test_of_several_who_change_it_at_once_none_loses_what_another_wrote(home):
    wanted = {f"words.cue.{letter}x": letter for letter in "abcdefgh"}
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda one: set_value(home.settings, *one), wanted.items()))
    assert wanted == read_values(home.settings)


def test_what_is_not_set_can_be_unset_beside_what_is(home):
    set_value(home.settings, "child", "ada")
    change_values(home.settings, {"child": None, "plain": None})
    assert {} == read_values(home.settings)


def test_a_command_longer_than_any_is_none(home):
    home.config.mkdir(parents=True)
    home.settings.write_text(f'editor = "{"x" * 1_900_000}"')
    with pytest.raises(SettingsBroken, match="is no command"):
        read_settings(home.settings)
