"""`attune browse`: moving, searching and mending by keys, in a terminal and in Textual's own."""

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from attune_cli.commands.browse import Shelf
from attune_cli.commands.browser import Browser, Place
from attune_cli.context import Attune
from conftest import NOW
from journals import stored, typed
from terminal import PROGRAM, Terminal, attune_in

KEYS = "↑↓ move · Enter whole · e edit · r rate · d delete · / find · q leave"


@pytest.fixture
def logged(home):
    return typed(
        home.data,
        lambda: NOW,
        ["child", "add", "ada"],
        ["log", "hurt", "comfort", "yes", "@ada", "--at", "yesterday 10:00", "-m", "off the swing"],
        ["log", "told_no", "punish", "no", "--at", "12:00", "-m", "\n".join(["long"] * 40)],
        ["log", "sorry", "--repairs", "2", "--at", "13:00"],
    )


class Seen:
    """What is in the list, in the moment below it and in the last line, and how it ended."""

    def __init__(self, home, *keys: str, at: Place | None = None, size=(80, 24)) -> None:
        self.browser = Browser(Shelf(Attune(home, clock=lambda: NOW)), at or Place())
        asyncio.run(self._tried(keys, size))

    async def _tried(self, keys, size) -> None:
        async with self.browser.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            rows = self.browser.query_one(OptionList)
            self.rows = [str(option.prompt) for option in rows.options]
            self.whole, self.keys = (str(one.content) for one in self.browser.query(Static))
            self.is_whole = not rows.display
        self.end = self.browser.return_value

    @property
    def pointed(self) -> list[str]:
        return [row.removeprefix("› ") for row in self.rows if row.startswith("›")]


@pytest.mark.usefixtures("logged")
def test_the_newest_stands_first_and_is_shown_whole(home):
    seen = Seen(home)
    assert [
        "› today      13:00     Ada · came back · said sorry",
        "  today      12:00  ○  Ada · told no → got sharp or threatened",
        "  yesterday  10:00  ●  Ada · bumped or in pain → soothed or held them",
    ] == seen.rows
    assert (KEYS, True) == (seen.keys, seen.whole.startswith("#3 · "))


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ("", 3), ("j", 2), ("jj", 1), ("jjk", 2), ("G", 1), ("Gg", 3), (["down"], 2),
        (["down", "up"], 3), (["end"], 1),
    ],
    ids=str,
)  # fmt: skip
def test_keys_move_and_what_is_pointed_at_is_shown(home, keys, number):
    seen = Seen(home, *keys)
    assert (1, True) == (len(seen.pointed), seen.whole.startswith(f"#{number} · "))


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("key", ["e", "r", "d"])
def test_a_key_ends_the_list_with_what_is_to_be_done_where(home, key):
    assert Place(2, 1, key=key) == Seen(home, "j", key).end


@pytest.mark.usefixtures("logged")
def test_a_search_shows_what_it_finds_and_escape_shows_all_again(home):
    search = ["slash", *"swing", "enter"]
    assert (1, "#1 · ") == (len(Seen(home, *search).rows), Seen(home, *search).whole[:5])
    assert 3 == len(Seen(home, *search, "escape").rows)
    assert 3 == len(Seen(home, "slash", *"swing", "escape").rows)


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize(
    ("typed_there", "said"),
    [("xyzzy", "No moment has that. Esc shows all."), ("@eve", "I don’t know")],
)
def test_a_search_without_a_hit_says_so(home, typed_there, said):
    assert said in Seen(home, "slash", *typed_there, "enter").keys


@pytest.mark.usefixtures("logged")
def test_letters_in_a_search_do_nothing_else(home):
    seen = Seen(home, "slash", *"dreq", "enter")
    assert (None, []) == (seen.end, seen.rows)


@pytest.mark.usefixtures("logged")
def test_enter_gives_a_moment_the_screen_and_escape_takes_it_back(home):
    assert (True, False) == (
        Seen(home, "j", "enter").is_whole,
        Seen(home, "j", "enter", "escape").is_whole,
    )


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("width", [50, 80, 120])
def test_what_the_keys_do_fits_the_screen(home, width):
    assert len(Seen(home, size=(width, 24)).keys) <= width - 2


@pytest.mark.usefixtures("logged")
def test_it_comes_back_where_it_was_with_what_there_is_to_say(home):
    seen = Seen(home, at=Place(2, 1, "long", "r", "A refusal."))
    assert ("A refusal.", 1, True) == (seen.keys, len(seen.rows), seen.whole.startswith("#2 · "))


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize(("row", "number"), [(0, 3), (1, 2), (9, 1)])
def test_where_the_moment_has_gone_the_next_one_is_pointed_at(home, row, number):
    assert Seen(home, at=Place(99, row)).whole.startswith(f"#{number} · ")


def test_an_empty_journal_says_how_to_begin(home):
    seen = Seen(home, "e", "r", "d", "j", "enter")
    assert ([], None, True) == (seen.rows, seen.end, "attune log" in seen.keys)


@pytest.mark.usefixtures("logged")
def test_a_rating_and_a_deletion_are_asked_for_and_stored(home):
    terminal = attune_in(home.data, "browse")
    terminal.wait_for("q leave")
    terminal.press("j", "r")
    terminal.wait_for("sensitive and kind")
    terminal.press("p")
    terminal.wait_for("q leave")
    terminal.press("d")
    terminal.wait_for("Delete this moment?")
    terminal.press("n")
    terminal.wait_for("Nothing was deleted")
    terminal.press("q")
    assert (0, [1, 2, 3], "partly") == (
        terminal.end(),
        [moment.number for moment in stored(home)],
        stored(home)[1].sensitivity,
    )


@pytest.mark.usefixtures("logged")
def test_what_cannot_be_rated_is_said_in_the_list(home):
    terminal = attune_in(home.data, "browse")
    terminal.wait_for("q leave")
    terminal.press("r")
    terminal.wait_for("which is not rated")
    terminal.press("q")
    assert 0 == terminal.end()


def test_it_needs_a_terminal(attune):
    code, out, said = attune("browse")
    assert (2, "", True) == (code, out, "Elsewhere: attune list" in said)


@pytest.mark.usefixtures("logged")
def test_without_textual_one_sentence_says_what_to_do(home, tmp_path: Path):
    (tmp_path / "textual.py").write_text("raise ImportError")
    terminal = Terminal(
        [PROGRAM, "browse"],
        {"ATTUNE_HOME": str(home.data), "PYTHONPATH": str(tmp_path)},
    )
    terminal.wait_for("Browsing needs Textual: pip install textual.")
    assert 1 == terminal.end()
