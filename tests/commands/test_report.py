"""`attune report`: a file for somebody who helps, whole or not at all, and nobody told of."""

import os
import re
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree

import pytest

from attune_cli.store.home import Home
from conftest import NOW
from journals import example, stored
from needs import modes
from reports import text_of
from terminal import attune_in

DAYS = ("--from", "2026-10-26", "--to", "2026-11-22")
LOGGED = (
    "child add ada",
    'config set words.cue.dentist "at the dentist"',
    "log dentist stay partly later @ada +park --at '2026-11-20 17:40' -m 'the drill'",
    "log floor yes @ada --at '2026-11-21 10:00'",
    "log told_no frighten no @ada --at '2026-11-21 18:00'",
    "log hurt comfort yes --at '2026-09-01 10:00'",
)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """Be in a folder of one's own, where a report is written if no other is named."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def logged(typed_before, here):
    typed_before(*LOGGED)
    return here


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    home = Home.at(tmp_path_factory.mktemp("example") / "attune")
    example(home, NOW)
    return home.data


def test_the_report_on_the_example_journal_reads_so(attune, home, filled, here, golden):
    copytree(filled, home.data)
    ask = "Is it usual that she hits when she is told no?"
    code, _, _ = attune("report", "--ask", ask, "--show", "149,150", "--notes")
    page = (here / "attune-report-2026-11-22.html").read_text("utf-8")
    assert code == 0
    golden("report_text", text_of(page) + "\n")
    golden("report_html", page)


def test_it_says_what_it_wrote_and_what_stands_in_it(attune, logged):
    code, out, err = attune("report", "--leave-out", "3")
    assert (0, ["attune-report-2026-11-22.html"]) == (
        code,
        [path.name for path in logged.iterdir()],
    )
    assert out.endswith("\n  attune-report-2026-11-22.html\n")
    assert err == "It counts 2 moments of 2 days, leaves 1 out, with no notes.\n"


def test_the_usual_days_are_the_last_four_weeks_and_others_can_be_named(attune, logged):
    attune("report", "-o", "a.html")
    attune("report", "--from", "september", "-o", "b.html")
    attune("report", "--to", "2026-09-02", "-o", "c.html")
    attune("report", "--from", "october", "--to", "october", "-o", "d.html")
    titles = [
        text_of((logged / f"{name}.html").read_text("utf-8")).split("\n")[0] for name in "abcd"
    ]
    assert [
        "Moments, 26 October to 22 November 2026",
        "Moments, 1 September to 22 November 2026",
        "Moments, 6 August to 2 September 2026",
        "Moments, October 2026",
    ] == titles


@modes
def test_only_its_owner_can_read_it(attune, logged):
    attune("report")
    assert [0o600] == [path.stat().st_mode & 0o777 for path in logged.iterdir()]


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(attune, logged):
    taken = logged / "r.html"
    taken.write_text("mine")
    code, out, err = attune("report", "-o", "r.html")
    assert (1, "", "mine") == (code, out, taken.read_text())
    assert "is there already, and stays as it is. Name another file, or add --force." in err
    assert attune("report", "-o", "r.html", "--force")[0] == 0
    assert taken.read_text("utf-8").startswith("<!doctype html>")
    assert [taken] == list(logged.iterdir())


def test_a_place_that_takes_no_file_is_named_and_nothing_is_left(attune, logged):
    code, out, err = attune("report", "-o", "nowhere/r.html", "--force")
    assert (1, "", []) == (code, out, list(logged.iterdir()))
    assert "can’t be written" in err


@pytest.mark.usefixtures("no_journal")
def test_without_a_journal_the_page_says_that_nothing_is_logged(attune, here, home):
    assert attune("report")[0] == 0
    (path,) = here.iterdir()
    assert "Nothing is logged here." in text_of(path.read_text("utf-8"))
    assert not home.data.exists()


@pytest.mark.usefixtures("logged")
def test_moments_of_fear_are_named_before_the_file_is_written(attune):
    code, _, err = attune("report")
    assert code == 0
    assert "In 1 moment of these a response scared or hurt a child" in err
    assert "may have to act on that" in err
    assert "--leave-out 3." in err
    assert "scared or hurt" not in attune("report", "--leave-out", "3", "--force")[2]


@pytest.mark.parametrize(("key", "code"), [("y", 0), ("n", 1), ("\r", 1)])
def test_in_a_terminal_moments_of_fear_are_asked_about(home, logged, key, code):
    path = logged / "r.html"
    terminal = attune_in(home.data, "report", *DAYS, "-o", str(path))
    terminal.wait_for("Write the report?")
    terminal.press(key)
    assert (code, code == 0) == (terminal.end(), path.exists())


def test_with_yes_nobody_is_asked(home, logged):
    path = logged / "r.html"
    terminal = attune_in(home.data, "report", *DAYS, "-o", str(path), "--yes")
    assert (0, True) == (terminal.end(), path.exists())


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (
            ["--show", "4"],
            1,
            "Moment #4 is of 1 September 2026, and the report is about 26 October",
        ),
        (["--leave-out", "4"], 1, "Moment #4 is of 1 September 2026, "),
        (["--show", "99"], 1, "There is no moment #99."),
        (["--show", "one"], 2, "one"),
        (["--show", "1,2", "--leave-out", "2"], 2, "“--show 2” and “--leave-out 2”"),
        (["--notes"], 2, "--notes needs to know of which moments: --show 3,7 --notes"),
        (["--notes", "--redact", "--show", "1"], 2, "“--notes” and “--redact”"),
        (["--child", "bo"], 1, "bo"),
        (["--from", "2026-11-20", "--to", "2026-11-01"], 2, "The first day is after the last"),
        (["-o", "-"], 2, "A report is a file. Name one"),
        (["--pdf", "-o", "r.html"], 2, "“--pdf” and “-o r.html”"),
        (["--redact", "--ask", "Is Ada too young?"], 2, "The question has “ada” in it"),
        (["--redact", "--ask", "And at the dentist?"], 2, "“dentist”"),
        (["--redact", "--ask", "At the park?"], 2, "“park”"),
        (["--redact", "--ask", "At 17:40?"], 2, "“17:40”"),
        (["--redact", "-o", "ada.html"], 2, "The name of the file has “ada” in it"),
        (["--redact", "-o", "r-2026-11-22.html"], 2, "“2026-11-22”"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_written(
    attune, logged, arguments, code, sentence
):
    found, out, err = attune("report", *arguments)
    assert (code, "", []) == (found, out, list(logged.iterdir()))
    assert sentence in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("logged")
def test_a_moment_of_another_child_is_refused(attune):
    attune("child", "add", "bo")
    code, _, err = attune("report", "--child", "bo", "--show", "1")
    assert code == 1
    assert "Moment #1 is not of the child or caregiver that the report is about." in err


def test_numbers_can_be_given_in_one_or_in_several_options(attune, logged):
    attune("report", "--show", "1,#2", "--show", "3", "-o", "r.html")
    text = text_of((logged / "r.html").read_text("utf-8"))
    assert ["#1, ", "#2, ", "#3, "] == re.findall(r"#\d, ", text)


def test_the_redacted_file_has_nothing_of_anybody_in_any_byte(attune, home, logged):
    code, _, err = attune("report", "--redact", "--show", "1,2,3", "--ask", "What helps?")
    assert (0, ["attune-report.html"]) == (code, [path.name for path in logged.iterdir()])
    page = (logged / "attune-report.html").read_text("utf-8").casefold()
    uids = [moment.uid for moment in stored(home)]
    told = ["ada", "dentist", "the drill", "park", *uids, "2026", "november", "nov", "17:40", "#1,"]
    assert [] == [text for text in told if text in page]
    assert "own word 1" in page
    assert "The question stands in it as you typed it" in err
    assert "recognise what is rare" in err


@pytest.mark.usefixtures("logged")
def test_a_question_with_me_in_it_names_nobody(attune):
    assert attune("report", "--redact", "--ask", "What could help me?")[0] == 0


def test_with_one_child_it_is_about_them_alone(attune, logged):
    attune("report", "--child", "ada", "-o", "r.html")
    text = text_of((logged / "r.html").read_text("utf-8"))
    assert text.startswith("Moments with \u2068Ada\u2069, 26 October to 22 November 2026")


def test_the_same_journal_and_day_give_the_same_bytes(attune, logged):
    attune("report", "-o", "a.html")
    attune("report", "-o", "b.html")
    assert (logged / "a.html").read_bytes() == (logged / "b.html").read_bytes()


@pytest.mark.skipif(find_spec("weasyprint") is not None, reason="WeasyPrint is installed")
@pytest.mark.parametrize("how", [["--pdf"], ["-o", "r.pdf"]], ids=" ".join)
def test_where_weasyprint_is_not_installed_one_sentence_says_what_to_do(attune, logged, how):
    code, out, err = attune("report", *how)
    assert (1, "", []) == (code, out, list(logged.iterdir()))
    assert err == (
        "A PDF needs WeasyPrint: pip install weasyprint. Or leave out --pdf, open the "
        "report in a browser, and print it to a PDF there.\n"
    )


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="WeasyPrint is not installed")
def test_with_weasyprint_the_report_is_a_pdf(attune, logged):
    assert attune("report", "--pdf")[0] == 0
    (path,) = logged.iterdir()
    assert ("attune-report-2026-11-22.pdf", b"%PDF-") == (path.name, path.read_bytes()[:5])


@pytest.mark.parametrize("verb", ["report", "export"])
@pytest.mark.parametrize("name", ["journal.db", "config.toml", "backups/page.html", "plans/x.ics"])
def test_what_attune_keeps_is_never_written_over(home, attune, verb, name):
    attune("log", "hurt", "yes")
    before = home.journal.read_bytes()
    code, out, err = attune(verb, "-o", str(home.data / name), "--force")
    assert (1, "", True, before) == (
        code,
        out,
        "attune keeps its own things there" in err,
        home.journal.read_bytes(),
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("verb", ["report", "export"])
def test_a_link_and_a_pipe_are_no_place_for_a_file(attune, tmp_path, verb):
    attune("log", "hurt", "yes")
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "link").symlink_to(other)
    os.mkfifo(tmp_path / "pipe")
    codes = [attune(verb, "-o", str(tmp_path / n), "--force")[0] for n in ("link", "pipe")]
    assert ([1, 1], "mine") == (codes, other.read_text())
    assert (tmp_path / "pipe").is_fifo()
