"""Power cuts and failing system calls, in small; and who writes files at all."""

import errno
import re
from pathlib import Path

import pytest

import attune_cli
from attune_cli.store.check.surroundings import leftovers
from attune_cli.store.journal import looking
from attune_cli.store.people import read_people
from attune_cli.store.secure_delete import GOING

pytest.importorskip("resource", reason="this system limits no process", exc_type=ImportError)
from bench.calls import Bench as Calls
from bench.power import ALL
from bench.power import Bench as Power
from bench.scenarios import run_in
from bench.syscalls import Call, Tracer, can_inject
from bench.traced import confined

seen = pytest.mark.skipif(not can_inject(), reason="here no system call can be seen or fail")
SMALL = ("the first log", "config set child ben", "help-now add", "plan", "log of a slip")
# Each place in which a file is opened to be written, or named, by hand.
WRITERS = {
    "store/files.py",  # the one function for small files
    "store/backup/copy.py",  # a journal, by SQLite
    "store/schema/beginning.py",  # a new one, likewise
    "store/backup/restore.py",  # the next one, and the damaged one, which are renamed
    "store/backup/daily.py",  # an empty mark that a backup failed
    "store/home.py",  # folders; and the empty file that an upgrade begins with
    "store/secure_delete.py",  # overwrites what is forgotten
    "store/erase.py",  # names it aside before that
    "commands/editor.py",  # a file that only the editor reads
    "store/drafts.py",  # likewise, beside a draft
    "commands/shells.py",  # a script of a shell's, which Typer has just put there
    "store/known.py",  # an empty mark that this machine knows a journal
}
WRITES = re.compile(
    r"os\.open\((?!path, os\.O_RDONLY)|(?<!formatter)\.write_(text|bytes)\(|mkstemp|"
    r"\.open\(\"[^\"]*[wax+]|copyfile\(|"
    r"(?<!text)(?<!name)\.replace\((target|aside|home\.journal)\)|hardlink_to|os\.(rename|replace)"
)


@pytest.fixture(scope="module")
def power(tmp_path_factory) -> Power:
    return Power(tmp_path_factory.mktemp("power"))


@pytest.fixture(scope="module")
def calls(tmp_path_factory) -> Calls:
    return Calls(tmp_path_factory.mktemp("calls"))


@pytest.mark.one_in(5)
@seen
@pytest.mark.parametrize("name", ALL)
def test_what_was_answered_is_there_though_the_power_fails_at_once(power, name):
    assert [] == power.at_its_answer(name)


@pytest.mark.one_in(3)
@seen
@pytest.mark.parametrize("name", SMALL)
def test_wherever_the_power_fails_a_run_is_done_whole_or_not_at_all(power, name):
    assert () == power.cuts(name, each=0).problems


@pytest.mark.one_in(3)
@seen
@pytest.mark.parametrize("name", [*SMALL, "undo", "child edit ada --name ava", "restore 1 --yes"])
def test_whichever_call_fails_a_run_is_done_and_says_so_or_is_refused(calls, name):
    assert () == calls.failing(name, every=301 if "restore" not in name else 1201).problems


def test_nobody_writes_a_file_by_hand_but_those_who_are_known():
    root = Path(attune_cli.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if WRITES.search(path.read_text("utf-8"))
    }
    assert WRITERS == found


def test_a_first_log_without_room_leaves_no_journal_and_keeps_what_was_said(home, tmp_path):
    found = confined(run_in(home), ["log", "hurt", "yes", "-m", "swing"], tmp_path, 10_000)
    left = {path.name for path in home.data.rglob("*") if path.is_file()}
    drafts = {name for name in left if name.endswith(".json")}
    assert (1, True, 1, False) == (
        found.code,
        "What you said is kept" in found.complained,
        len(drafts),
        bool(left - drafts - {".backups.lock"}),
    )


@pytest.mark.parametrize("most", [0, 20_000, 100_000, 300_000])
def test_a_restore_without_room_leaves_nothing_behind(typed_before, home, tmp_path, most):
    typed_before("log hurt yes -m swing", "backup", "log hurt no -m slide")
    before = {path: path.read_bytes() for path in home.data.rglob("*") if path.is_file()}
    found = confined(run_in(home), ["restore", "1", "--yes"], tmp_path, most)
    after = {path: path.read_bytes() for path in home.data.rglob("*") if path.is_file()}
    if found.code:
        assert before == after
    else:
        assert [] == [path.name for path in leftovers(home)]


@seen
@pytest.mark.parametrize("room", [0, 20], ids=["none", "not enough"])
def test_without_room_for_a_copy_beside_it_a_journal_forgets_all_the_same(
    typed_before, home, tmp_path, room
):
    typed_before("log hurt yes -m zebrasecret --at 2026-01-02", "log sad no -m yak")
    taken: list[Call] = []

    def fails(_place: int, call: Call) -> int:
        if call.name not in {"open", "pwrite", "write"} or GOING not in call.paths[0]:
            return 0
        taken.append(call)
        return errno.ENOSPC if len(taken) > room and (call.name != "open" or not room) else 0

    typed = ["forget", "--before", "2026-02", "--yes"]
    found = Tracer(fails).run(run_in(home), typed, tmp_path)
    held = b"".join(path.read_bytes() for path in home.data.rglob("*") if path.is_file())
    assert (0, [], True, False) == (
        found.code,
        leftovers(home),
        b"yak" in held,
        b"zebrasecret" in held,
    )


@seen
def test_where_the_settings_cannot_be_read_after_a_commit_it_is_said_to_be_done(
    typed_before, home, tmp_path
):
    typed_before("child add ada")
    home.settings.write_text("child = 'ada'\n", encoding="utf-8")
    is_committed = []

    def fails(_place: int, call: Call) -> int:
        is_committed.append(call.name == "fdatasync" and call.paths[0].endswith("journal.db"))
        is_read = call.name == "open" and call.paths[0] == str(home.settings)
        return errno.EIO if is_read and any(is_committed) else 0

    found = Tracer(fails).run(run_in(home), ["child", "edit", "ada", "--name", "lou"], tmp_path)
    with looking(home) as opened:
        names = read_people(opened.connection).names_of_children
    assert (0, ["lou"], True) == (found.code, names, "It is done; what else" in found.complained)


@seen
@pytest.mark.parametrize("file", ["ours.csv", "ours.attune.jsonl"])
def test_an_export_that_may_not_last_is_refused_and_is_not_there(
    typed_before, home, tmp_path, file
):
    typed_before("log hurt yes")
    folder = tmp_path / "exported"
    folder.mkdir()

    def fails(_place: int, call: Call) -> int:
        return errno.EIO if call.name == "fsync" and str(folder) in call.paths else 0

    found = Tracer(fails).run(run_in(home), ["export", "-o", str(folder / file)], tmp_path)
    assert (1, []) == (found.code, list(folder.iterdir()))


@seen
@pytest.mark.parametrize("broken", [errno.EIO, errno.EACCES])
def test_a_file_that_cannot_be_read_to_its_end_is_named(typed_before, home, tmp_path, broken):
    typed_before("log hurt yes")
    file = tmp_path / "theirs.jsonl"
    file.write_bytes(b"{}\n")

    def fails(_place: int, call: Call) -> int:
        return broken if call.name == "read" and str(file) in call.paths else 0

    found = Tracer(fails).run(run_in(home), ["import", str(file), "--yes"], tmp_path)
    assert (1, True) == (found.code, f"{file} can’t be read:" in found.complained)
