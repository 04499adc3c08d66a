"""Long pages in a terminal: through a pager, from the end of a list; short ones without."""

import pytest

import needs
from commands.finding import add, journal_of
from terminal import attune_in

LOGGED = [["log", "hurt", "yes", "-m", "\n".join(map(str, range(100)))]]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    run = journal_of(tmp_path_factory.mktemp("paging"), LOGGED)
    add(run, 45)
    return run.home.data


HOW = "[FRXPs?eq leaves:space goes on, q leaves.$]"  # it says how to go on


def pager(tmp_path, name: str):
    """Return a pager that says how it was called, and what it was given."""
    path = tmp_path / name
    needs.script(path, 'echo "[$LESS]" "$@"\nexec cat')
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "said", "is_styled"),
    [
        (["list"], f"{HOW} -R +G\n", True),
        (["show", "1"], f"{HOW} -R\n", True),
        (["log", "-h"], f"{HOW} -R\n", True),
        (["help"], f"{HOW} -R\n", True),
    ],
)
def test_a_long_page_goes_through_less(home, tmp_path, arguments, said, is_styled):
    terminal = attune_in(home, *arguments, PAGER=pager(tmp_path, "less"))
    assert (0, True) == (terminal.end(), terminal.seen.startswith(said))
    assert is_styled is ("\x1b[1" in terminal.raw)


def test_another_pager_gets_plain_text(home, tmp_path):
    terminal = attune_in(home, "list", PAGER=f"{pager(tmp_path, 'mine')} -x")
    assert (0, True) == (terminal.end(), terminal.seen.startswith(f"{HOW} -x\n"))
    assert "\x1b" not in terminal.raw


@pytest.mark.parametrize("arguments", [["list", "--limit", "5"], ["list", "--plain"]])
def test_what_fits_on_the_screen_or_is_to_be_plain_has_no_pager(home, tmp_path, arguments):
    terminal = attune_in(home, *arguments, PAGER=pager(tmp_path, "less"))
    assert (0, False) == (terminal.end(), HOW in terminal.seen)


@pytest.mark.parametrize("named", ["", "no-such-pager", "'"])
def test_without_a_pager_the_page_is_printed(home, named):
    terminal = attune_in(home, "list", PAGER=named)
    assert (0, 46) == (terminal.end(), terminal.seen.count("  #"))


def test_leaving_the_pager_early_is_no_fault(home, tmp_path):
    path = tmp_path / "less"
    needs.script(path, "exit 0")
    terminal = attune_in(home, "list", PAGER=str(path))
    assert (0, "") == (terminal.end(), terminal.seen)
