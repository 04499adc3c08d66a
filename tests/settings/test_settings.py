"""The table of settings: it agrees with `Settings` and with the page on settings."""

from pathlib import Path

import pytest

from attune_cli.render.config import value_text
from attune_cli.settings.settings import (
    BY_NAME,
    OWN_WORD,
    SETTINGS,
    Settings,
    near_settings,
    setting_values,
    settings_of,
)

PAGE = (Path(__file__).parents[2] / "docs" / "guide" / "settings.md").read_text("utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_readme_has_each_setting_as_the_table_says_it(setting):
    usual = setting.otherwise if setting.default is None else value_text(setting.default)
    assert f"| `{setting.name}` | {usual} | {setting.meaning} |" in PAGE


def test_the_defaults_are_those_of_the_value_and_fit():
    found = {row.name: row.value for row in setting_values({}) if row.value is not None}
    unfit = [
        one.name for one in SETTINGS if one.default is not None and not one.kind.fits(one.default)
    ]
    assert (Settings(), []) == (settings_of(found), unfit)


def test_every_field_of_the_value_can_be_set():
    names = {setting.name.split(".")[0] for setting in SETTINGS}
    assert set(Settings._fields) == names


@pytest.mark.parametrize(
    ("typed", "near"),
    [("evening", "parts_of_day.evening"), ("plian", "plain"), ("frist_weekday", "first_weekday")],
)
def test_a_name_that_is_nearly_right_is_offered(typed, near):
    assert near == near_settings(typed)[0]


def test_a_word_of_ones_own_is_one_row_and_none_is_none():
    names = [row.name for row in setting_values({"words.cue.dentist": "at the dentist"})]
    assert (1, []) == (names.count("words.cue.dentist"), [n for n in names if OWN_WORD in n])


@pytest.mark.parametrize(
    ("typed", "value"),
    [("true", True), ("yes", True), ("on", True), ("false", False), ("no", False), ("Off", False)],
)
def test_a_flag_is_read_in_the_ways_people_write_it(typed, value):
    assert value is BY_NAME["plain"].kind.read(typed)
