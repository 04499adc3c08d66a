"""Attune walks where Windows' lacks are: no signals, modes, users, fork, and a code page.

It was run on Linux alone; what is taken away, and what is not, stands in elsewhere.py.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import elsewhere

NOTE = "fell → “off” 日本"
# What the editor of Windows does to a file: all of it anew, its lines ended in its own way.
EDITOR = """
import sys
from pathlib import Path
path = Path(sys.argv[1])
text = path.read_bytes().decode().replace("told_no", "hurt") or "one\\ntwo\\n"
path.write_bytes(text.replace("\\n", "\\r\\n").encode())
"""
WALK = [
    (0, "log", "told_no", "punish", "no", "-m", NOTE),
    (0, "log", "hurt", "comfort", "yes", "-e"),
    (2, "log", "hrt", "-m", NOTE),
    (0, "log", "tired", "comfort", "-m", "-"),
    (2, "log", "--日本"),
    (2, "log", "hurt", "--at", "日本"),
    (0, "week"),
    (0, "today"),
    (0, "list"),
    (0, "search", "fell"),
    (0, "tips", "--age", "toddler"),
    (0, "tips", "keep", "any-like-a-friend"),
    (0, "tips", "add", "--title", "a", "--do", "b", "--kind", "self"),
    (0, "help-now", "add", "Sam", "0123 456789"),
    (0, "help-now"),
    (0, "edit", "1", "partly"),
    (0, "edit", "1", "-e"),
    (0, "undo"),
    (0, "redo"),
    (0, "rate", "2", "partly"),
    (0, "reflect", "-m", NOTE),
    (0, "child", "add", "ada", "--default"),
    (0, "config", "set", "plain", "true"),
    (0, "config", "unset", "plain"),
    (0, "config"),
    (0, "backup"),
    (0, "restore"),
    (0, "restore", "newest", "--yes"),
    (0, "plan", "floor time", "--days", "mon", "--at", "17:30"),
    (0, "plan", "list"),
    (0, "plan", "remove", "1"),
    (0, "doctor", "--fix"),
    (0, "where"),
    (0, "demo"),
    (0, "list", "--json"),
    (0, "forget", "--child", "ada", "--yes"),
    (0, "forget", "--all", "--yes"),
    (0, "restore", "--anew", "--yes"),
]


def walked(home, tmp_path, *commands: tuple[str, ...]) -> list[tuple[int, str, str]]:
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR)
    ended = subprocess.run(
        [
            sys.executable,
            elsewhere.__file__,
            json.dumps([(said, "a\r\nb\r\n") for said in commands]),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={
            **os.environ,
            "ATTUNE_HOME": str(home.data),
            "EDITOR": f'"{sys.executable}" "{editor}"',
            "PYTHONWARNDEFAULTENCODING": "1",
            "TZ": "UTC",
        },
    )
    assert "" == ended.stderr
    return [tuple(one) for one in json.loads(ended.stdout)]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are listed in /proc")
def test_every_kind_of_verb_works_where_there_are_no_signals_modes_users_and_forks(home, tmp_path):
    found = walked(home, tmp_path, *(said for _, *said in WALK))
    ends = [(code, *said) for (code, _, _), (_, *said) in zip(found, WALK, strict=True)]
    assert WALK == ends, [said for said in found if said[0]]
    assert [] == [talk for _, _, talk in found if "not made" in talk or "broke" in talk]
    listed = found[WALK.index((0, "list", "--json"))][1]
    assert [NOTE, "one\ntwo", "a\r\nb"] == [json.loads(one)["note"] for one in listed.splitlines()]
