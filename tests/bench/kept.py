"""Runs of every verb that writes, and what a home holds, in a form that two runs share."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from attune_cli.store.calendar import from_calendar
from attune_cli.store.check.surroundings import leftovers
from attune_cli.store.connection import connect, is_begun
from attune_cli.store.home import LOCK, Home
from attune_cli.store.integrity import contents_of_file
from bench.scenarios import FILE, HOME, make_journal, quietly, run_in

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|UID:.*")
# All that a person keeps; identities are random.
TABLES = {
    "moments": (
        "id, kind, local_day, occurred_at, cue, sensitivity, came_back, note, caregiver_id, "
        "repairs_id"
    ),
    "moment_words": "moment_id, vocabulary, word, position",
    "moment_children": "moment_id, child_id, position",
    "children": "id, name, born, band",
    "caregivers": "id, name, key",
    "answers": "id, week, answer",
    "tip_marks": "tip, mark",
    "moment_texts": "rowid, note, words",
    "changes": "id, what, is_undone",
}
Kept = dict[str, object]
JOURNAL = "journal.db"


class Verb(NamedTuple):
    """What is run.

    Attributes:
        typed: what a person would type behind `attune`.
        stdin: what it reads.
        begins: whether there is no folder yet.
    """

    typed: list[str]
    stdin: bytes = b""
    begins: bool = False

    def typed_in(self, home: Home) -> list[str]:
        """Return what is typed, with the paths of the files of a home."""
        return [word.replace(HOME, str(home.data)) for word in self.typed]


def _verbs() -> Iterator[tuple[str, Verb]]:
    yield "the first log", Verb(["log", "hurt", "comfort", "yes", "-m", "swing"], begins=True)
    yield "the first child add", Verb(["child", "add", "cleo"], begins=True)
    yield "the first config set", Verb(["config", "set", "plain", "yes"], begins=True)
    for typed in (
        "log hurt comfort yes -m swing",
        "log sorry --repairs 3",
        "edit 3 scared -m dog",
        "rate 5 no",
        "back 2 later",
        "delete 3 4 --yes",
        "undo",
        "child add cleo",
        "child edit ada --name ava",
        "child remove ada --to ben --yes",
        "caregiver edit me --name papa",
        "config set child ben",
        "config set words.cue.dentist dentist",
        "config unset plain",
        "plan remove 1",
        "tips keep any-like-a-friend",
        "reflect -m sang",
        "backup",
        "restore 1 --yes",
        "restore --anew --yes",
        "doctor --fix",
    ):
        yield typed, Verb(typed.split())
    yield "plan", Verb(["plan", "floor time", "--at", "17:30", "--days", "mon,wed"])
    yield "help-now add", Verb(["help-now", "add", "Sam", "0123 456789"])
    yield "log of a note alone", Verb(["log", "-m", "-"], b"a note alone\n")
    yield "log of a slip", Verb(["log", "hrt", "-m", "kept as a draft"])
    yield "redo of an undone restore", Verb(["redo"])
    tip = ["--title", "Wait", "--do", "Count to ten.", "--kind", "self"]
    yield "tips add", Verb(["tips", "add", *tip])
    yield "import", Verb(["import", f"{HOME}/{FILE}", "--yes"])
    yield "export to a table", Verb(["export", "-o", f"{HOME}/ours.csv"])
    yield "export of a whole journal", Verb(["export", "-o", f"{HOME}/ours.attune.jsonl"])
    yield "report", Verb(["report", "-o", f"{HOME}/report.html", "--yes"])


VERBS = dict(_verbs())
# Verbs of thousands of calls, each of which would take hours to fail.
MANY_CALLS = {
    typed: Verb(typed.split())
    for typed in ("forget --child ada --yes", "forget --before 2026-11-01 --yes")
}


def begin(home: Home) -> None:
    """Make a home with something of each kind in it."""
    make_journal(home)
    run = run_in(home)
    quietly(run, ["config", "set", "plain", "yes"])
    quietly(run, ["plan", "look-back", "--at", "17:00"])
    quietly(run, ["restore", "2", "--yes"])
    quietly(run, ["undo"])
    quietly(run, ["help-now", "add", "Kim", "0987"])


def copied(begun: Home, work: Home, verb: Verb) -> None:
    """Begin anew, with a copy or with nothing."""
    shutil.rmtree(work.data, ignore_errors=True)
    if not verb.begins:
        shutil.copytree(begun.data, work.data)


def kept(home: Home) -> Kept:
    """Return what a home holds: the journal's rows, and each file that is no backup.

    A rollback journal that is there is played back first.

    Raises:
        sqlite3.Error, ValueError: something in it is no whole file.
    """
    found: Kept = {}
    if is_begun(home):
        found[JOURNAL] = _rows(home)
    elif home.journal.exists():
        raise ValueError("an empty journal is there")
    for path in sorted(home.data.rglob("*")) if home.data.exists() else ():
        name = str(path.relative_to(home.data))
        is_other = name.startswith(("backups", JOURNAL, ".")) or "/." in name
        if path.is_file() and not is_other and not name.endswith(LOCK):
            text = path.read_text("utf-8")
            if path.suffix == ".json":
                json.loads(text)
            if path.suffix == ".ics":  # its tip depends on what can be read of the journal
                plan = from_calendar(path.read_bytes())
                text = f"{plan.title} {plan.times} {plan.days} {plan.minutes}"
            found[UID.sub("", name)] = UID.sub("", text)
    return found


def _rows(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with closing(connect(home)) as connection:
        broken = connection.execute("PRAGMA integrity_check").fetchall()
        if broken != [("ok",)]:
            raise sqlite3.DatabaseError(str(broken))
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in TABLES.items()
        }


def mixed(there: Kept, before: Kept, after: Kept) -> Iterator[str]:
    """Yield what is neither as before nor as after."""
    for name in before.keys() | after.keys() | there.keys():
        if name.startswith("draft") and name not in there:
            continue
        if there.get(name) not in (before.get(name), after.get(name)):
            yield f"{name} is neither as before nor as after"


def unwhole_backups(home: Home) -> Iterator[str]:
    """Yield the backups that are not whole.

    A rollback journal that is beside one is played back first.
    """
    with suppress(OSError):
        for path in home.backups.glob("[!.]*.db"):
            if path.with_name(f"{path.name}-journal").exists():
                with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
                    connection.execute("SELECT count(*) FROM sqlite_master")
            if not _is_whole(path):
                yield f"{path.name} is no whole backup"


_WHOLE: dict[bytes, bool] = {}  # by what a backup holds: most stay as they are


def _is_whole(path: Path) -> bool:
    held = sha256(path.read_bytes()).digest()
    if held not in _WHOLE:
        _WHOLE[held] = contents_of_file(path) is not None
    return _WHOLE[held]


def left_behind(home: Home) -> list[str]:
    """Return what an interrupted writing left."""
    return [str(path.relative_to(home.data)) for path in leftovers(home)]


def folder_of(work: Path) -> Home:
    """Return the home of a run, in a folder of the bench."""
    return Home.at(work / "home")
