"""Notes that would do something to a terminal: stored whole, shown harmlessly."""

import json
import re
import unicodedata

import pytest

from commands.finding import caller, journal_of
from conftest import in_a_fork
from terminal import attune_in

NOTES = {
    "controls": f"find\0me {''.join(map(chr, [*range(1, 32), *range(127, 160)]))} end",
    "sequences": "find \x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;x\x1b\\y \x1b[2J\x9b31m\x1bc me",
    "markup": "find [red]me[/red] [/] [link=http://x]y[/link] \\[b] :smile: {0} %s",
    "direction": "find \u202eme\u202c \u2066x\u2069 \u200f\u200e\u061c שלום עולם مرحبا",
    "emoji": "find 👩🏽‍👧‍👦 🇩🇪 ❤️ e\u0301\u0323\u0334 me",
    "marks": "find \ufdd0me\ufdd1 «me» \ufdd2 \ufeff \U000e0041",
    "lines": "find\r\nme\r\v\f\x1c\x85\u2028\u2029end",
    "long": f"find {'x' * 50_000} me {'long words ' * 4_600}"[:99_999] + ".",
}  # fmt: skip
OBEYED = re.compile(r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]")
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return journal_of(tmp_path_factory.mktemp("hostile"), [["child", "add", "ada"]])


@pytest.fixture(scope="module", autouse=True)
def stored(filled):
    for note in NOTES.values():
        words = ("log", "hurt", "yes", "-m", "-")
        ended = in_a_fork(filled.home, *words, stdin=note.encode(), encoding=None)
        assert ended.returncode == 0


def test_notes_are_stored_whole(filled, capsys):
    _, out, _ = caller(filled, capsys)("list", "--json")
    found = [json.loads(line)["note"] for line in out.splitlines()]
    assert list(NOTES.values()) == found
    assert len(found[-1]) == 100_000


def test_each_is_found_by_its_words(filled, capsys):
    _, out, _ = caller(filled, capsys)("search", "find", "--json")
    assert len(NOTES) == len(out.splitlines())


@pytest.mark.parametrize("columns", ["80", "50"])
@pytest.mark.parametrize("arguments", [["list"], ["search", "find", "me"], ["show", *"12345678"]])
def test_in_a_pipe_nothing_is_left_that_a_terminal_obeys(
    filled, capsys, monkeypatch, arguments, columns
):
    monkeypatch.setenv("COLUMNS", columns)
    code, out, talk = caller(filled, capsys)(*arguments)
    assert (0, "", [], []) == (code, talk, OBEYED.findall(out), DIRECTIONS.findall(out))
    assert "\x1b" not in out
    assert max(map(wide, out.splitlines())) <= int(columns)


@pytest.mark.parametrize("arguments", [["list"], ["search", "me"], ["show", *"1234567"]])
def test_in_a_terminal_only_the_pages_own_emphasis_is_left(filled, arguments):
    terminal = attune_in(filled.home.data, *arguments, columns=50, PAGER="")
    assert 0 == terminal.end()
    out = terminal.raw.replace("\r\n", "\n")
    styles = set(re.findall(r"\x1b\[([0-9;]*)m", out))
    assert ([], [], True) == (
        OBEYED.findall(out), DIRECTIONS.findall(out), styles <= {"", "0", "1", "1;36", "2", "1;4"}
    )  # fmt: skip
    assert "[red]me[/red]" in out or "search" in arguments


def wide(text: str) -> int:
    """Return at most how many columns a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )
