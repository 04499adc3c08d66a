"""The page of settings, as golden files."""

from pathlib import Path

import pytest

from attune_cli.render.config import config_page
from attune_cli.render.text import to_text
from attune_cli.settings.settings import setting_values

PATH = Path("/home/sam/.config/attune/config.toml")
PAGES = {
    name: config_page(setting_values(values), PATH)
    for name, values in {
        "none": {},
        "some": {
            "first_weekday": "sunday",
            "child": "ada",
            "editor": "code --wait",
            "plain": True,
            "parts_of_day.night": 23,
            "words.cue.dentist": "at the dentist",
            "words.response.joke": "made a joke",
        },
    }.items()
}


@pytest.mark.parametrize("name", PAGES)
def test_a_list_reads_as_it_was_looked_at(golden, name):
    golden(f"config_{name}_80", "\n".join(to_text(PAGES[name], 80)) + "\n")
