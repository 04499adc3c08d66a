"""Where a journal begins, that is said; where one was, or wherever one just is, it is not begun."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.home import Home
from attune_cli.store.known import is_known
from conftest import NOW
from journals import stored
from needs import links

pytestmark = pytest.mark.usefixtures("no_journal")

AWAY = "There was a journal in"


@pytest.fixture
def system(tmp_path, capsys) -> Callable[..., tuple[int, str, str]]:
    """Run attune in this process, on a machine of its own, in the folder that ATTUNE_HOME names."""
    machine = {"HOME": str(tmp_path / "user"), "TMPDIR": str(tmp_path / "scratch")}

    def call(*arguments: str, home: str | Path = tmp_path / "vault") -> tuple[int, str, str]:
        run = Attune(Home.from_environment({**machine, "ATTUNE_HOME": str(home)}), lambda: NOW)
        code = main(list(arguments), run)
        return (code, *(" ".join(text.split()) for text in capsys.readouterr()))

    call.home = lambda folder=tmp_path / "vault": Home.from_environment(
        {**machine, "ATTUNE_HOME": str(folder)}
    )
    return call


@pytest.mark.parametrize(
    "line", ["log hurt yes", "child add ada", "reflect -m calm", "restore --anew --yes"]
)
def test_where_a_journal_begins_it_is_said_once_with_its_path(system, tmp_path, line):
    said = f"A journal begins here: {tmp_path / 'vault' / 'journal.db'}"
    first, again = system(*line.split()), system("log", "hurt", "yes")
    assert (0, True, False) == (first[0], said in first[2], said in again[2])
    assert is_known(system.home())


def test_a_restored_backup_begins_one_too_and_looking_begins_none(system, tmp_path):
    system("log", "hurt", "yes", home=tmp_path / "other")
    shutil.copy(tmp_path / "other" / "journal.db", tmp_path / "copy.db")
    for line in ("week", "list", "demo", "doctor", "where", "config"):
        assert "begins here" not in system(*line.split())[2]
    said = system("restore", str(tmp_path / "copy.db"), "--yes")
    assert (0, True) == (said[0], "A journal begins here" in said[2])


@pytest.mark.parametrize(
    "line",
    [
        "log hurt yes -m secret", "log hrut -m secret", "child add ada", "reflect -m secret",
        "config set plain true", "help-now add Sam 123", "plan walk --days mon --at 17:30", "week",
        "tips add --title Walk --do secret --kind connection", "list", "edit 1 yes",
    ],
)  # fmt: skip
def test_in_the_folder_of_a_drive_that_is_not_mounted_nothing_is_written(system, tmp_path, line):
    system("log", "hurt", "yes")
    shutil.rmtree(tmp_path / "vault")
    (tmp_path / "vault").mkdir()  # where it is mounted
    code, _, complained = system(*line.split())
    assert (1, True) == (code, f"{AWAY} {tmp_path / 'vault'}" in complained)
    assert [] == list((tmp_path / "vault").iterdir())


def test_a_note_for_a_journal_that_is_away_is_given_back(system, tmp_path):
    system("log", "hurt", "yes")
    shutil.rmtree(tmp_path / "vault")
    complained = system("log", "hurt", "yes", "-m", "she fell")[2]
    assert "It could not be kept; here is what you wrote: hurt yes she fell" in complained


def test_a_backup_is_not_restored_there_either_and_anew_is_the_way_out(system, tmp_path):
    system("log", "hurt", "yes")
    shutil.copy(tmp_path / "vault" / "journal.db", tmp_path / "copy.db")
    shutil.rmtree(tmp_path / "vault")
    code, _, complained = system("restore", str(tmp_path / "copy.db"), "--yes")
    assert (1, True) == (code, "attune restore --anew" in complained)
    assert 0 == system("restore", "--anew", "--yes")[0]
    assert 0 == system("restore", str(tmp_path / "copy.db"), "--yes")[0]
    assert 1 == len(stored(Home.at(tmp_path / "vault")))


def test_ideas_words_and_help_are_there_whatever_is_away(system, tmp_path):
    system("log", "hurt", "yes")
    shutil.rmtree(tmp_path / "vault")
    for line in ("words", "help-now", "demo", "where", "tips --age toddler"):
        assert 0 == system(*line.split())[0] or line.startswith("tips")
    assert "There was a journal in" in system("doctor")[1]


def test_a_journal_of_an_earlier_version_is_known_once_it_is_backed_up(system, tmp_path):
    system("log", "hurt", "yes")
    shutil.rmtree(tmp_path / "user")  # nothing was noted then
    shutil.rmtree(tmp_path / "vault" / "backups")
    assert not is_known(system.home())
    system("log", "hurt", "yes")
    assert is_known(system.home())


def test_a_mark_holds_nothing_and_its_name_says_nothing(system, tmp_path):
    system("log", "hurt", "yes")
    (mark,) = (path for path in (tmp_path / "user").rglob("*") if path.is_file())
    assert (b"", False, False) == (mark.read_bytes(), "vault" in mark.name, "attune" in mark.name)


@links
def test_where_nothing_can_be_noted_all_goes_on(system, tmp_path):
    (tmp_path / "user").symlink_to("/dev/null")
    assert (0, False) == (system("log", "hurt", "yes")[0], is_known(system.home()))


def test_a_folder_that_depends_on_where_one_is_is_said_and_not_made(system, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for line in ("log hurt yes -m secret", "week", "config set plain true"):
        code, _, complained = system(*line.split(), home="rel")
        assert (1, True) == (
            code, f"ATTUNE_HOME is “rel”, which from here is {tmp_path / 'rel'}" in complained,
        )  # fmt: skip
    assert not (tmp_path / "rel").exists()
    code, _, complained = system("restore", "--anew", "--yes", home="rel")
    assert (0, True) == (code, f"begins here: {tmp_path / 'rel' / 'journal.db'}" in complained)
    assert (0, "") == (system("log", "hurt", "yes", home="rel")[0], system("week", home="rel")[2])


def test_a_journal_in_such_a_folder_is_said_once(system, tmp_path, monkeypatch):
    system("log", "hurt", "yes")
    shutil.move(tmp_path / "vault", tmp_path / "rel")
    monkeypatch.chdir(tmp_path)
    said = [str(tmp_path / "rel") in system("log", "hurt", "yes", home="rel")[2] for _ in range(2)]
    assert [True, False] == said


def test_two_folders_have_two_marks(system, tmp_path):
    system("log", "hurt", "yes")
    assert (True, False) == (is_known(system.home()), is_known(system.home(tmp_path / "tluav")))
    assert 0 == system("log", "hurt", "yes", home=tmp_path / "tluav")[0]
    assert 2 == len(list((system.home().machine.state / "journals").iterdir()))
