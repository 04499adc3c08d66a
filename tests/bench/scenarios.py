"""What the bench of faults runs, on which journals, and what is in them afterwards."""

import json
import random
import shutil
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from attune_cli.app import main as attune
from attune_cli.context import Attune
from attune_cli.core.moment_json import moment_to_plain
from attune_cli.store.connection import connect
from attune_cli.store.home import Home
from attune_cli.store.journal import INSERT_MOMENT
from attune_cli.store.rows import columns_of, digits
from attune_cli.store.schema.migrate import MIGRATIONS, migrate
from bench.fill import Day, Diary

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
MOMENTS = 60
SECRET = b"note 0 note 0"  # of a moment with the first child alone
SINCE = 2  # moments since the backup
NAMES = ("ada", "ben")
HOME = "{home}"  # in arguments: the folder of the journal
FILE = "others.jsonl"  # moments to import
Rows = dict[str, list[tuple[object, ...]]]
# Everything a person keeps; identities are random, and the history says when.
COLUMNS = {
    "moments": (
        "id, kind, local_day, occurred_at, cue, sensitivity, came_back, note, caregiver_id, "
        "repairs_id"
    ),
    "moment_words": "moment_id, vocabulary, word, position",
    "moment_children": "moment_id, child_id, position",
    "children": "id, name, born, band",
    "moment_texts": "rowid, note, words",
}


class Scenario(NamedTuple):
    """What is run, on which journal.

    Attributes:
        arguments: what a person would type behind `attune`.
        said: the beginning of the answer that acknowledges it.
        is_old: whether the journal is of the first attune, and is brought up to date on the way.
    """

    arguments: list[str]
    said: str
    is_old: bool = False


SCENARIOS = {
    "log": Scenario(["log", "hurt", "comfort", "yes", "-m", "fell off the swing"], "#"),
    "log a repair": Scenario(["log", "sorry", "--repairs", "3"], "#"),
    "log, the first of a day": Scenario(["log", "scared", "stay", "partly"], "#"),
    "edit": Scenario(["edit", "3", "scared", "-m", "the dog next door"], "#"),
    "rate": Scenario(["rate", "5", "no"], "#"),
    "delete": Scenario(["delete", "3", "4", "--yes"], "Deleted"),
    "undo": Scenario(["undo"], "Undone"),
    "migrate": Scenario(["log", "hurt", "yes"], "#", is_old=True),
    "backup": Scenario(["backup"], ""),
    "restore": Scenario(["restore", "1", "--yes"], ""),
    "import": Scenario(["import", f"{HOME}/{FILE}", "--yes"], "Imported"),
    "export": Scenario(["export", "-o", f"{HOME}/out.attune.jsonl"], ""),
    "forget a child": Scenario(["forget", "--child", "ada", "--yes"], "Forgotten"),
}


def rows(home: Home) -> Rows:
    """Return what a person keeps; a rollback journal that a kill left is played back first.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(connect(home)) as connection:
        return _rows(connection)


def rows_of(path: Path) -> Rows:
    """Return what a backup holds.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(sqlite3.connect(path)) as connection:
        return _rows(connection)


def _rows(connection: sqlite3.Connection) -> Rows:
    broken = connection.execute("PRAGMA integrity_check").fetchall()
    assert broken == [("ok",)], broken
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in COLUMNS.items()
        if table in known
    }


def run_in(home: Home) -> Attune:
    """Return a run whose clock stands still, the day after everything else was logged."""
    return Attune(home, clock=lambda: NOW + timedelta(days=1))


def make_journal(home: Home) -> None:
    """Make a journal of some weeks, with a history of changes and backups."""
    run = Attune(home, clock=lambda: NOW)
    quietly(run, ["child", "add", NAMES[0], "--born", "2024-08"])
    quietly(run, ["child", "add", NAMES[1], "--band", "preschooler"])
    for number in range(MOMENTS):
        day = (NOW - timedelta(days=number)).date().isoformat()
        with_whom = [f"@{name}" for place, name in enumerate(NAMES) if number % 3 in {place, 2}]
        rating = ("yes", "partly", "no")[number % 3]
        words = ["hurt", "comfort", rating, *with_whom, "--at", day, "-m", f"note {number} " * 9]
        quietly(run, ["log", *words])
    quietly(run, ["backup"])
    make_file(home)
    for words in (["floor", "follow", "yes"], ["scared", "stay", "no", "-m", "since the backup"]):
        quietly(run, ["log", *words])


def quietly(run: Attune, arguments: list[str]) -> int:
    """Run attune in this process, its output thrown away."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return attune(arguments, run)


def make_file(home: Home) -> None:
    """Make a file of moments beside a journal, a repair before what it repairs among them."""
    diary = Diary(NOW, random.Random(1))
    moments = [*diary.moments([Day(NOW.date() - timedelta(days=3), 360, 1300, MOMENTS)])]
    lines = (json.dumps(moment_to_plain(moment)) for moment in reversed(moments))
    (home.data / FILE).write_text("\n".join(lines), encoding="utf-8")


def make_old_journal(home: Home, folder: Path) -> None:
    """Make a journal of the first attune, with the same moments."""
    steps = folder / "first-steps"
    shutil.copytree(MIGRATIONS, steps)
    for path in (steps / "versions").glob("*.py"):
        if not path.name.startswith("0001"):
            path.unlink()
    migrate(home, steps)
    diary = Diary(NOW, random.Random(0))
    moments = diary.moments([Day(NOW.date() - timedelta(days=7), 360, 1300, MOMENTS)])
    with closing(connect(home)) as connection:
        connection.execute("ALTER TABLE moments ADD COLUMN part_of_day VARCHAR")  # as of today
        for moment in moments:
            own = [digits(v) if isinstance(v, date) else v for v in columns_of(moment)]
            connection.execute(INSERT_MOMENT, (*own, 1, None))
        connection.execute("ALTER TABLE moments DROP COLUMN part_of_day")


def aloud(run: Attune, arguments: list[str]) -> tuple[int, str, str]:
    """Run attune in this process: exit code, stdout, stderr."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = attune(arguments, run)
    return code, out.getvalue(), err.getvalue()
