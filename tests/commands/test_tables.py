"""Out as a table or a file a day, and a table in again."""

import json
import os
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings

import needs
from attune_cli.store.home import Home
from commands.test_export import BEGUN
from commands.test_imports import flat
from exchanged import exported, run, store, told
from machine import rows
from tries import tries


@pytest.fixture
def begun(typed_before, attune):
    typed_before(*BEGUN)
    return attune


def quietly(home: Home, *arguments: str) -> tuple[int, str]:
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run(home, *arguments)
    return code, said.getvalue()


@given(drawn=told())
@settings(max_examples=tries(12))
def test_a_table_makes_the_same_table_elsewhere_once_and_undo_takes_it_back(
    tmp_path_factory, drawn
):
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as folder:
        here, there = store(drawn, Path(folder, "here")), Home.at(Path(folder, "there"))
        there.config.mkdir()
        there.settings.write_bytes(here.settings.read_bytes())  # a table brings no words
        file, again = Path(folder, "file.csv"), Path(folder, "again.csv")
        with redirect_stderr(StringIO()):
            first = exported(here, file)
        for _ in "once", "twice":
            code, said = quietly(there, "import", str(file), "--yes")
            assert (0, False) == (code, "refused" in said), said
        if not there.journal.exists():  # nothing was there to be imported
            return
        with redirect_stderr(StringIO()):
            assert first == exported(there, again)
        assert 0 == quietly(there, "undo")[0]
        assert [] == rows(there)["moments"]


def test_a_name_that_ends_in_csv_gives_a_table_with_its_description_beside_it(begun, tmp_path):
    file = tmp_path / "ours.csv"
    code, out, talk = begun("export", "-o", str(file))
    assert (0, "", 1) == (code, out, talk.count("4 moments, 2 "))
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    head = file.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    described = package["resources"][0]
    assert ("ours.csv", head) == (
        described["path"], [field["name"] for field in described["schema"]["fields"]],
    )  # fmt: skip
    assert 0 == begun("export", "-o", str(tmp_path / "b.csv"))[0]
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert ["b.csv", "ours.csv"] == [one["path"] for one in package["resources"]]


def test_a_description_of_other_tables_is_not_replaced_and_nothing_is_written(begun, tmp_path):
    package, file = tmp_path / "datapackage.json", tmp_path / "ours.csv"
    for there in ('{"name": "weather", "resources": []}', "no JSON"):
        package.write_text(there, encoding="utf-8")
        code, _, talk = begun("export", "-o", str(file))
        assert (1, True, False) == (code, "--force" in talk, file.exists())
        assert there == package.read_text(encoding="utf-8")
    assert 0 == begun("export", "-o", str(file), "--force")[0]
    assert "attune-moments" == json.loads(package.read_bytes())["name"]


def test_a_table_goes_to_standard_output_without_a_description(begun):
    code, out, _ = begun("export", "--format", "csv", "--child", "ada", "--no-notes")
    assert (0, 4, False, False) == (code, len(out.splitlines()), "swing" in out, "ben" in out)


def test_a_file_a_day_is_written_once_and_not_touched_again(begun, tmp_path, golden):
    folder = tmp_path / "days"
    first = begun("export", "--format", "markdown", "-o", str(folder))
    days = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert (0, ["2026-11-21.md", "2026-11-22.md"]) == (first[0], sorted(days))
    assert "2 files written.\n" in first[2]
    assert (
        "2 files left as they were.\n"
        in begun("export", "--format", "markdown", "-o", str(folder))[2]
    )
    golden("export_markdown", "".join(days[name] for name in sorted(days)))
    begun("delete", "1", "--yes")
    begun("delete", "3", "--yes")
    begun("delete", "2", "--yes")
    said = begun("export", "--format", "markdown", "-o", str(folder))[2]
    assert "attune’s part taken out of 1 file. 1 file left as it was.\n" in said
    assert ["2026-11-21.md"] == [path.name for path in folder.iterdir()]


def test_a_file_a_day_needs_a_folder(begun):
    assert (2, "", "A file a day needs a folder. Name one: -o DIR.\n") == begun(
        "export", "--format", "markdown"
    )


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_settings_go_with_a_journal_alone(begun, tmp_path, form):
    assert 2 == begun("export", "--format", form, "--settings", "-o", str(tmp_path / "x"))[0]


def test_a_spoilt_row_is_named_with_the_line_on_which_it_begins(begun, tmp_path):
    begun("edit", "1", "-m", "fell\noff\nthe swing")
    file = tmp_path / "ours.csv"
    begun("export", "-o", str(file))
    text = file.read_text(encoding="utf-8-sig").replace("connection", "conection")
    file.write_text(text, encoding="utf-8-sig", newline="")
    before = begun("list", "--json")[1]
    code, _, talk = begun("import", str(file), "--yes")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "conection" in row)
    assert (1, True) == (code, f"line {line}, kind “conection”: it is none of" in talk)
    assert before == begun("list", "--json")[1]


def test_an_attune_table_is_known_by_its_head_whatever_its_name(begun, tmp_path):
    file = tmp_path / "table.txt"
    begun("export", "--format", "csv", "-o", str(file))
    code, out, _ = begun("import", str(file), "--dry-run", "--json")
    assert (0, "csv", 4, 0) == (code, *map(json.loads(out).get, ("format", "same", "refused")))


def test_a_table_without_offsets_says_which_zone_its_times_are_taken_in(begun, tmp_path):
    path = tmp_path / "ours.csv"
    begun("export", "-o", str(path))
    path.write_bytes(path.read_bytes().replace(b",utc_offset,", b",mine,"))
    for option, said in ((["--zone", "Asia/Tokyo"], "Asia/Tokyo"), ([], "this machine’s zone")):
        code, out, _ = begun("import", str(path), "--dry-run", *option)
        assert (0, True) == (code, f"3 times without a zone: taken as in {said}" in flat(out)), out
    assert 2 == begun("import", str(path), "--dry-run", "--zone", "Mars")[0]


@needs.names
def test_a_table_whose_name_is_no_text_is_written_described_and_taken_back(attune, tmp_path):
    file = tmp_path / os.fsdecode(b"caf\xe9.csv")
    attune("log", "hurt", "yes")
    assert 0 == attune("export", "-o", str(file))[0]
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert ([file.name], 0) == (
        [one["path"] for one in package["resources"]], attune("import", str(file), "--yes")[0],
    )  # fmt: skip


@pytest.mark.parametrize("there", ["[" * 5000, '{"a": ' + "9" * 5000 + "}"])
@pytest.mark.usefixtures("begun")
def test_a_package_that_nobody_meant_is_anothers(attune, tmp_path, there):
    (tmp_path / "datapackage.json").write_text(there, encoding="utf-8")
    code, _, said = attune("export", "-o", str(tmp_path / "ours.csv"))
    assert (1, False) == (code, "broke" in said)
