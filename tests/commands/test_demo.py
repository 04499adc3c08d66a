"""The example week of `attune demo`."""

from terminal import attune_in

SCREEN = 23  # rows of 24: one is for the prompt


def test_the_demo_shows_a_week_and_what_to_try_next(attune):
    code, page, err = attune("demo")
    assert (0, "") == (code, err)
    shown = ["154 moments", "What went well", "9 of 14 sensitive", "attune log"]
    assert [text in page for text in shown] == [True] * 4


def test_the_demo_moves_its_last_week_to_last_week(attune):
    assert "The week of 9 to 15 November 2026" in attune("demo")[1]


def test_the_demo_leaves_nothing_behind(process, home, tmp_path):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    process("demo", environment={"TMPDIR": str(temporary)})
    assert ([], False) == (list(temporary.iterdir()), home.data.exists())


def test_in_a_terminal_the_demo_is_one_screen(home):
    terminal = attune_in(home.data, "demo")
    assert (0, True) == (terminal.end(), "attune demo --more" in terminal.seen)
    assert terminal.seen.count("\n") <= SCREEN


def test_all_of_the_demo_is_there_on_request(home):
    terminal = attune_in(home.data, "demo", "--more", PAGER="")
    assert (0, True) == (terminal.end(), "What went well" in terminal.seen)
