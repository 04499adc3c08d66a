"""Random sequences of log, edit, rate, back, delete, undo, redo and forget, against the model.

Everything goes through the door of attune, on a real file; the model says what must be there.
"""

import atexit
import shutil
import tempfile
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.store.connection import connect
from attune_cli.store.history import anew
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from journals import stored
from model import HARD, Model, Simple, State, simple

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
CHILDREN = ("ada", "ben")
# All that a person keeps, row by row; the history itself goes back and forth.
TABLES = (
    "moments", "moment_words", "moment_children", "children", "caregivers", "answers", "tip_marks",
    "identity", "moment_texts",
)  # fmt: skip
Rows = dict[str, list[tuple[object, ...]]]

Several: TypeAlias = tuple[str, ...]
Note: TypeAlias = str | None
deeds = st.lists(
    st.sampled_from(("comfort", "name", "stay", "missed")), unique=True, max_size=3
).map(tuple)
ratings = st.sampled_from((None, "yes", "partly", "no"))
with_whom = st.sampled_from(((), ("ada",), ("ben",), ("ada", "ben"), ("ben", "ada")))
tags = st.sampled_from(((), ("park",), ("park", "zoo")))
notes = st.none() | st.sampled_from(
    ("fell off the swing", "[red]x[/]", "\x1b[31mred", "“\u200fשלום”", "🙂")
)


def rows(home: Home) -> Rows:
    """Return every row of what a person keeps, in a sound file."""
    with closing(connect(home)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA quick_check").fetchall()
        connection.execute("INSERT INTO moment_texts (moment_texts) VALUES ('integrity-check')")
        return {
            table: sorted(
                connection.execute(f"SELECT {'rowid, ' * (table == 'moment_texts')}* FROM {table}"),
                key=repr,
            )
            for table in TABLES
        }


class JournalMachine(RuleBasedStateMachine):
    """A journal, and the model that it must agree with after every step."""

    begun: Path | None = None  # a journal to begin with, made once in a process

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="attune-machine-"))
        self.home = Home.at(self.folder / "home")
        self.run_ = Attune(self.home, clock=lambda: NOW)
        self._begin()
        self.model = Model(CHILDREN)
        self.states: list[Rows] = [rows(self.home)]  # of the file, as the model's past has them
        self.future: list[Rows] = []

    def _begin(self) -> None:
        if JournalMachine.begun is None:
            JournalMachine.begun = Path(tempfile.mkdtemp(prefix="attune-machine-"))
            atexit.register(shutil.rmtree, JournalMachine.begun)
            first = Home.at(JournalMachine.begun)
            with journal(first) as opened:
                for name in CHILDREN:
                    opened.add_person("child", name, NOW)
            with closing(connect(first)) as connection, anew(connection, keeps_gone=False):
                pass  # the journal begins here
        shutil.copytree(JournalMachine.begun, self.home.data)

    def teardown(self) -> None:
        """Undo everything: the first journal must be there again, row by row."""
        try:
            while self._attune("undo") == 0:
                assert self.model.undo()
            assert not self.model.past
            assert self.states[0] == rows(self.home)
        finally:
            shutil.rmtree(self.folder)

    def _attune(self, *arguments: str) -> int:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(arguments), self.run_)
        assert "broke" not in err.getvalue(), err.getvalue()
        return code

    def _done(self, *arguments: str) -> None:
        """Run a change that must be done, and remember what the file held before it."""
        before = rows(self.home)
        assert self._attune(*arguments) == 0, arguments
        if rows(self.home) != before:
            self.states = [*self.states, rows(self.home)][-51:]
            self.future = []

    def _number(self, data: st.DataObject, of: set[str] | None = None) -> int:
        fitting = [n for n, m in self.model.moments.items() if of is None or m.kind in of]
        return data.draw(st.sampled_from(sorted(fitting)))

    def _has(self, *kinds: str) -> bool:
        return any(moment.kind in kinds for moment in self.model.moments.values())

    @rule(words=deeds, rating=ratings, whom=with_whom, tagged=tags, note=notes)
    def log(
        self,
        words: Several,
        rating: str | None,
        whom: Several,
        tagged: Several,
        note: Note,
    ) -> None:
        whom = tuple(name for name in whom if name in self.model.children)
        only = self.model.children if len(self.model.children) == 1 else ()
        moment = Simple("distress", "hurt", words, rating, None, whom or only, tagged, note)
        self.model.log(moment)
        said = [
            *words,
            *filter(None, [rating]),
            *(f"@{n}" for n in whom),
            *(f"+{t}" for t in tagged),
        ]
        self._done("log", "hurt", *said, *(("-m", note) if note else ()))

    @precondition(lambda self: self._has("distress"))
    @rule(data=st.data())
    def log_a_repair(self, data: st.DataObject) -> None:
        number = self._number(data, {"distress"})
        only = self.model.children if len(self.model.children) == 1 else ()
        whom = self.model.moments[number].children or only
        self.model.log(Simple("repair", None, ("sorry",), children=whom, repairs=number))
        self._done("log", "sorry", "--repairs", str(number))

    @precondition(lambda self: self._has("distress"))
    @rule(data=st.data(), rating=ratings)
    def rate(self, data: st.DataObject, rating: str | None) -> None:
        number = self._number(data, {"distress"})
        before = self.model.moments[number]
        keeps = rating == before.sensitivity or rating in HARD
        came_back = before.came_back if keeps else None
        self.model.replace(number, before._replace(sensitivity=rating, came_back=came_back))
        self._done("rate", str(number), rating or "none")

    @precondition(lambda self: any(m.sensitivity in HARD for m in self.model.moments.values()))
    @rule(data=st.data(), how=st.sampled_from(("same_moment", "later", "not_yet", "not_needed")))
    def back(self, data: st.DataObject, how: str) -> None:
        hard = [n for n, m in self.model.moments.items() if m.sensitivity in HARD]
        number = data.draw(st.sampled_from(hard))
        self.model.replace(number, self.model.moments[number]._replace(came_back=how))
        self._done("back", str(number), how)

    @precondition(lambda self: self._has("distress"))
    @rule(data=st.data(), words=deeds, note=notes, tagged=tags)
    def edit(self, data: st.DataObject, words: Several, note: Note, tagged: Several) -> None:
        number = self._number(data, {"distress"})
        before = self.model.moments[number]
        after = before._replace(
            cue="scared", deeds=words or before.deeds, note=note or before.note,
            tags=tagged or before.tags,
        )  # fmt: skip
        self.model.replace(number, after)
        said = [*words, *(f"+{tag}" for tag in tagged), *(("-m", note) if note else ())]
        self._done("edit", str(number), "scared", *said)

    @precondition(lambda self: self.model.moments)
    @rule(data=st.data())
    def edit_without(self, data: st.DataObject) -> None:
        number = self._number(data)
        before = self.model.moments[number]
        self.model.replace(number, before._replace(note=None, children=()))
        self._done("edit", str(number), "--without", "note", "--without", "children")

    @precondition(lambda self: self.model.moments)
    @rule(data=st.data())
    def edit_nothing(self, data: st.DataObject) -> None:
        """Say of a moment what stands there already."""
        number = self._number(data)
        moment, before = self.model.moments[number], rows(self.home)
        said = ["--add", moment.deeds[0]] if moment.deeds else ["--without", "after"]
        assert self._attune("edit", str(number), *said) == 0
        assert before == rows(self.home)

    @precondition(lambda self: self.model.moments)
    @rule(data=st.data(), also=st.booleans())
    def delete(self, data: st.DataObject, also: bool) -> None:
        numbers = {self._number(data)} | ({self._number(data)} if also else set())
        self.model.delete(numbers)
        self._done("delete", *map(str, numbers), "--yes")

    @rule()
    def delete_what_is_not_there(self) -> None:
        """Refuse all of it where one is not there."""
        there = sorted(self.model.moments)[:1]
        before = rows(self.home)
        assert self._attune("delete", *map(str, there), "999999", "--yes") == 1
        assert before == rows(self.home)

    @rule()
    def undo(self) -> None:
        can = self.model.undo()
        assert (self._attune("undo") == 0) == can
        if can:
            self.future.append(self.states.pop())
            assert self.states[-1] == rows(self.home)

    @rule()
    def redo(self) -> None:
        can = self.model.redo()
        assert (self._attune("redo") == 0) == can
        if can:
            self.states.append(self.future.pop())
            assert self.states[-1] == rows(self.home)

    @precondition(lambda self: len(self.model.past) > 2 and "ada" in self.model.children)
    @rule(name=st.sampled_from(CHILDREN))
    def forget(self, name: str) -> None:
        if name not in self.model.children:
            return
        self.model.forget(name)
        assert self._attune("forget", "--child", name, "--yes") == 0
        self.states, self.future = [rows(self.home)], []

    @invariant()
    def agrees(self) -> None:
        found = stored(self.home)
        numbers = {moment.uid: moment.number or 0 for moment in found}
        there: State = {numbers[moment.uid]: simple(moment, numbers) for moment in found}
        assert self.model.moments == there
