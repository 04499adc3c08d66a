"""`attune help-now`: it helps whatever else is broken, and takes contacts of one's own."""

import json
import os
import stat
from contextlib import suppress

import pytest

import needs
from attune_cli.core.support import Contact
from conftest import without_privileges
from terminal import Terminal, attune_in

SAM = '[[contact]]\nname = "Sam"\nreach = "0123 456789"\nnote = "day and night"\n'
FIRST, LAST = "One minute at a time", "strange beliefs after a birth: an emergency. Call now."


def whole(page: str) -> tuple[str, str]:
    """Return the first line, and the end of the last line on trouble if it is there."""
    return page.splitlines()[0], LAST if LAST in page else ""


@pytest.mark.usefixtures("no_journal")
def test_it_says_what_to_do_and_where_to_turn(attune, home):
    code, out, err = attune("help-now")
    assert (0, (FIRST, LAST), "", False) == (code, whole(out), err, home.data.exists())


def test_it_is_plain_in_a_terminal_too(home):
    terminal = attune_in(home.data, "help-now")
    terminal.wait_for(LAST)
    assert (0, False) == (terminal.end(), "\x1b[" in terminal.raw)


def test_ones_own_contacts_are_shown(attune, home):
    home.data.mkdir()
    home.contacts.write_text(SAM)
    assert "  · Sam (day and night): 0123 456789\n" in attune("help-now")[1]


def test_a_broken_contact_is_named_and_hides_nothing(attune, home):
    home.data.mkdir()
    home.contacts.write_text(f"[[contact]]\nname = Kim\nreach = '1'\n\n{SAM}")
    code, out, err = attune("help-now")
    assert (0, (FIRST, LAST), True, 1) == (code, whole(out), "0123" in out, err.count("\n"))
    assert f"{home.contacts}, line 2: Invalid value (text stands in quotation marks).\n" in err


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (b'[[contact]]\nname = "K\xe4the"\nreach = "1"\n', "line 2: it is no UTF-8 text"),
        (b"\xef\xbb\xbf" + SAM.encode(), ""),
        (SAM.replace("\n", "\r\n").encode(), ""),
        (b"\x00\xff" * 1000, "line 1: it is no UTF-8 text"),
    ],
    ids=["Latin-1", "with a mark before it", "from Windows", "no text at all"],
)
def test_a_file_of_any_kind_is_read_as_far_as_it_goes(attune, home, kept, said):
    home.data.mkdir()
    home.contacts.write_bytes(kept)
    code, out, err = attune("help-now")
    assert (0, (FIRST, LAST), True) == (code, whole(out), said in err)
    assert (err == "") == (said == "")


@pytest.mark.parametrize(
    "make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)], ids=["a folder", "a pipe"]
)
@needs.pipes
def test_what_is_no_file_is_named(attune, home, make):
    home.data.mkdir()
    make(home.contacts)
    code, out, err = attune("help-now")
    assert (0, (FIRST, LAST), True) == (code, whole(out), "contacts.toml: it is no file" in err)


def test_json_is_another_face_of_it(attune, home):
    home.data.mkdir()
    home.contacts.write_text(f"{SAM}[[contact]]\n")
    found = json.loads(attune("help-now", "--json")[1])
    assert ("attune.help-now/1", "2026-11-27", 5, 3, 4) == (
        found["schema"],
        found["as_of"],
        len(found["minute"]),
        len(found["danger"]),
        len(found["contacts"]),
    )
    assert [{"name": "Sam", "reach": "0123 456789", "note": "day and night"}] == found["own"]
    assert [5] == [problem["line"] for problem in found["problems"]]


def test_it_works_with_a_broken_journal_and_broken_settings(home, process):
    home.data.mkdir()
    home.journal.write_text("no journal, but long enough to be taken for one" * 9)
    home.settings.write_text("first_weekday = maybe")
    ended = process("help-now")
    assert (0, (FIRST, LAST), "") == (ended.returncode, whole(ended.stdout), ended.stderr)


def test_it_works_with_an_unreadable_home(home, installed):
    home.data.mkdir()
    home.data.chmod(0o000)
    try:
        ended = installed("help-now", preexec_fn=without_privileges)
    finally:
        home.data.chmod(0o700)
    assert (0, (FIRST, LAST)) == (ended.returncode, whole(ended.stdout))
    assert f"{home.contacts}: permission denied." in ended.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"ATTUNE_HOME": "~nosuch/x"},
        {"ATTUNE_HOME": "/nowhere/at/all"},
        {"ATTUNE_HOME": "", "HOME": ""},
        {"ATTUNE_HOME": "", "HOME": "/nowhere", "XDG_CONFIG_HOME": "not/absolute"},
        {"ATTUNE_HOME": "/dev/null"},
    ],
    ids=str,
)
def test_it_works_with_no_home_at_all(process, environment):
    ended = process("help-now", environment=environment)
    assert (0, (FIRST, LAST)) == (ended.returncode, whole(ended.stdout))
    assert "Traceback" not in ended.stderr


def test_it_works_where_the_folder_it_was_called_in_is_gone(tmp_path, installed):
    gone = tmp_path / "gone"
    gone.mkdir()
    ended = installed("help-now", environment={"ATTUNE_HOME": "a"}, cwd=gone, preexec_fn=gone.rmdir)
    assert (0, (FIRST, LAST)) == (ended.returncode, whole(ended.stdout))


def test_without_a_home_nobody_is_added(process):
    ended = process("help-now", "add", "a", "1", environment={"ATTUNE_HOME": "~nosuch/x"})
    assert (1, True) == (ended.returncode, "set ATTUNE_HOME" in ended.stderr)


def test_in_a_terminal_it_fits_the_width(home):
    terminal = attune_in(home.data, "help-now", columns=50, LINES="99")
    assert (0, []) == (terminal.end(), [row for row in terminal.seen.split("\n") if len(row) > 50])


MORE, SAFE = "space goes on, q leaves", "See that the child is safe."
DANGER = "If anyone is in danger or hurt now"
SCREENS = [(80, 24), (50, 24), (40, 12), (50, 10)]


def with_twelve_contacts(home, columns: int, rows: int) -> tuple[Terminal, str]:
    """Show the page, and return what stands before the first question."""
    home.data.mkdir()
    home.contacts.write_text("\n".join(SAM.replace("Sam", f"Sam {n}") for n in range(12)))
    terminal = attune_in(home.data, "help-now", columns=columns, LINES=str(rows))
    terminal.wait_for(MORE)
    return terminal, terminal.seen


@pytest.mark.parametrize(("columns", "rows"), SCREENS)
def test_however_many_contacts_there_are_the_emergency_number_stays_on_the_first_screen(
    home, columns, rows
):
    terminal, first = with_twelve_contacts(home, columns, rows)
    with suppress(AssertionError):  # it asks no more
        while True:
            terminal.press("\r")
            terminal.wait_for(MORE)
    assert (0, rows - 1, True) == (terminal.end(), first.count("\n"), DANGER in first)
    screens = terminal.seen.split(MORE)
    assert [] == [screen for screen in screens if screen.strip("\n").count("\n") > rows - 1]
    assert (True, True) == ("Sam 11" in terminal.seen, "Checked on" in screens[-1])


@pytest.mark.parametrize(("columns", "rows"), SCREENS[:2])
def test_the_whole_first_minute_is_on_the_first_screen_and_so_is_the_first_contact(
    home, columns, rows
):
    terminal, first = with_twelve_contacts(home, columns, rows)
    terminal.kill()
    assert [True, True, True] == [text in first for text in (SAFE, "hands and voice", "Sam 0")]


@pytest.mark.parametrize("key", ["\x03", "\x04", "\x1b", "q", "Q"], ids=repr)
def test_who_has_seen_enough_leaves_with_one_key(home, key):
    terminal, first = with_twelve_contacts(home, 50, 24)
    terminal.press(key)
    code = terminal.end()
    shown = terminal.seen.replace("^C", "").replace("\r", "").strip()
    assert (0, first.strip()) == (code, shown)


def test_an_arrow_shows_more(home):
    terminal, first = with_twelve_contacts(home, 50, 24)
    terminal.press("\x1b[B")
    terminal.wait_for(MORE)
    shown = len(terminal.seen)
    terminal.press("q")
    assert (0, True) == (terminal.end(), shown > len(first) + 100)


def test_what_is_wrong_with_the_contacts_pushes_nothing_off_the_screen(home):
    home.data.mkdir()
    home.contacts.write_text("[[contact]]\n" * 9)
    terminal = attune_in(home.data, "help-now", LINES="24")
    terminal.wait_for(MORE)
    assert True is (DANGER in terminal.seen)
    terminal.press(*["\r"] * 3)
    assert (0, 9) == (terminal.end(), terminal.seen.count("Not everything in your contacts"))


@pytest.mark.parametrize("size", ["", "none", "-5", "0", "9" * 30], ids=repr)
def test_it_works_where_the_size_of_the_terminal_means_nothing(home, size):
    terminal = attune_in(home.data, "help-now", LINES=size, COLUMNS=size)
    terminal.wait_for(DANGER)
    assert (0, True) == (terminal.end(), "afterwards" not in terminal.seen)


@needs.modes
def test_somebody_is_added_and_shown(attune, home):
    code, out, _ = attune("help-now", "add", "Sam", "0123 456789", "--note", "day and night")
    assert (0, "Added: Sam (day and night) · 0123 456789\n") == (code, out)
    assert "Sam (day and night): 0123 456789" in attune("help-now")[1]
    assert [0o600, 0o700] == [stat.S_IMODE(p.stat().st_mode) for p in (home.contacts, home.data)]


def test_what_stands_in_the_file_stays_as_it_is(attune, home):
    home.data.mkdir()
    before = "# mine\n[[contact]]\nname = 'Kim'  # a friend\nreach = 'ring'"
    home.contacts.write_text(before)
    attune("help-now", "add", "Sam", "1")
    assert f'{before}\n\n[[contact]]\nname = "Sam"\nreach = "1"\n' == home.contacts.read_text()


def test_somebody_is_added_below_what_is_broken(attune, home):
    home.data.mkdir()
    home.contacts.write_text("[[contact]]\nname = '''Kim\n")
    attune("help-now", "add", "Sam", "1")
    assert "  · Sam: 1\n" in attune("help-now")[1]


def test_a_file_in_another_encoding_takes_nobody(attune, home):
    home.data.mkdir()
    home.contacts.write_bytes(b"# K\xe4the")
    code, _, err = attune("help-now", "add", "Sam", "1")
    assert (1, True) == (code, "it is no UTF-8 text. Save it as UTF-8." in err)


def test_a_contact_is_json_too(attune):
    found = json.loads(attune("help-now", "add", 'S "a" m', "1\x1b[2J", "--json")[1])
    assert {"schema": "attune.contact/1", **Contact('S "a" m', "1[2J")._asdict()} == found


@pytest.mark.parametrize(
    ("before", "arguments", "code", "said"),
    [
        ("", ("Sam", " "), 2, "needs a name and how to reach them"),
        (SAM, ("Sam", "0123 456789"), 1, "“Sam” is there already"),
    ],
    ids=["nothing to reach", "there already"],
)
def test_what_cannot_be_added_is_refused_and_changes_nothing(
    attune, home, before, arguments, code, said
):
    home.data.mkdir()
    home.contacts.write_text(before)
    found, out, err = attune("help-now", "add", *arguments)
    assert (code, "", True, before) == (found, out, said in err, home.contacts.read_text())


def test_a_file_that_cannot_be_written_is_refused(home, installed):
    home.data.mkdir()
    home.contacts.write_text(SAM)
    home.contacts.chmod(0o400)
    ended = installed("help-now", "add", "Kim", "1", preexec_fn=without_privileges)
    assert (1, "", True) == (ended.returncode, ended.stdout, "permission" in ended.stderr)
