"""Without ATTUNE_HOME the folders are platformdirs', though the plain case is not asked of it."""

import os
import subprocess
import sys

import pytest

ASK = """
import os, sys
from platformdirs import PlatformDirs
from attune_cli.store.home import Home
dirs = PlatformDirs("attune", appauthor=False)
home = Home.from_environment(os.environ)
print([dirs.user_data_path, dirs.user_config_path, dirs.user_state_path] == [
    home.data, home.config, home.machine.state])
"""


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"XDG_DATA_HOME": "/data"},
        {"XDG_CONFIG_HOME": "/config/deep"},
        {"XDG_STATE_HOME": "/state"},
        {"XDG_DATA_HOME": "/data/", "XDG_CONFIG_HOME": "/config"},
        {"XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""},
        {"XDG_DATA_HOME": "relative", "XDG_CONFIG_HOME": "~/x"},
        {"XDG_DATA_HOME": " "},
        {"HOME": "/home/with space"},
        {"HOME": ""},
    ],
    ids=str,
)
def test_the_usual_folders_are_those_of_platformdirs(settings):
    ours = {"ATTUNE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    ended = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**kept, **settings},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ended.stdout == "True\n"


LOADS = """
import sys
from attune_cli.store.home import Home
Home.from_environment({"HOME": "/home/ada"})
print("platformdirs" in sys.modules)
"""


def test_on_linux_the_plain_case_waits_for_no_library():
    ended = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, encoding="utf-8", check=True
    )
    assert f"{sys.platform != 'linux'}\n" == ended.stdout
