"""Out and in again: whatever a journal holds, it comes back as it was."""

import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings

from attune_cli.store.home import Home
from exchanged import exported, run, store, told
from machine import rows
from tries import tries

FORMATS = ("jsonl", "journal")


def quietly(home: Home, *arguments: str) -> tuple[int, str]:
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run(home, *arguments)
    return code, said.getvalue()


def export(home: Home, file: Path, form: str) -> bytes:
    if not home.journal.exists():  # nothing was there to be imported
        return b""
    with redirect_stderr(StringIO()):
        return exported(home, file, "--format", form)


def held(home: Home) -> dict[str, list[tuple[object, ...]]]:
    return rows(home) if home.journal.exists() else {}


@pytest.mark.parametrize("form", FORMATS)
@given(drawn=told())
@settings(max_examples=tries(8))
def test_an_export_makes_the_same_journal_elsewhere_once_and_undo_takes_it_back(
    tmp_path_factory, form, drawn
):
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
        here, there = store(drawn, Path(folder, "here")), Home.at(Path(folder, "there"))
        there.config.mkdir()
        if form == "jsonl":  # which brings no words
            there.settings.write_bytes(here.settings.read_bytes())
        file, again = Path(folder, "file"), Path(folder, "again")
        first = export(here, file, form)
        assert first == export(here, again, form)
        code, said = quietly(there, "import", str(file), "--yes")
        assert (0, False) == (code, "refused" in said), said
        assert first == export(there, again, form)
        after = held(there)
        assert 0 == quietly(there, "import", str(file), "--yes")[0]
        assert after == held(there)
        assert 0 == quietly(here, "import", str(file), "--yes")[0]
        assert first == export(here, again, form)
        if quietly(there, "undo")[0] == 0:
            assert [] == held(there)["moments"]
            assert 0 == quietly(there, "redo")[0]
            assert after == held(there)


@given(mine=told(most=6), theirs=told(most=6))
@settings(max_examples=tries(8))
def test_undo_of_an_import_gives_back_the_journal_row_by_row(tmp_path_factory, mine, theirs):
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
        here = store(mine, Path(folder, "here"))
        other = store(theirs, Path(folder, "other"))
        file = Path(folder, "file")
        export(other, file, "journal")
        before = rows(here)
        options = () if theirs.renamed else ("--me", "papa")
        code, said = quietly(
            here, "import", str(file), "--yes", "--take-file", "--skip-bad", *options
        )
        assert code == 0, said
        if rows(here) != before:
            assert 0 == quietly(here, "undo")[0]
        assert before == rows(here)
