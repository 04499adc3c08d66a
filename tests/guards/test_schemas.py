"""The schemas are held against the program: its words, its JSON, its golden files."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.moment_json import moment_to_plain
from attune_cli.core.schemas import SCHEMAS_FOLDER, schema_names
from attune_cli.store.home import Home
from bench.drawn import draw
from bench.drawn import store as filled
from core.factory import any_moment, fitting, identity
from exchanged import exported, store, told
from guards.test_docs_json import ROWS, name_in
from schemas import ENUMS, misfits, objects_in, schema_of
from tries import tries

ROOT = Path(__file__).parents[2]
NAMES = schema_names()
PRINTED = re.compile(r'"(attune\.[a-z-]+/\d+)"')
# What is not always there; every other key is.
OPTIONAL = {
    ("attune.reflection/1", "explanation"),
    ("attune.reflection/1", "since_the_beginning"),
    ("attune.trend/1", "explanation"),
    *(("attune.import/1", key) for key in ("left", "left_file", "told")),
    ("attune.tip-mark/1", "marked_at"),
    *(
        ("attune.tip/1", key)
        for key in ("id", "bands", "for", "example", "why", "source", "support", "say")
    ),
}
# What the table of JSON in the docs leaves to its other sentences.
FIGURES = [
    "week --json", "week --explain --json", "month --json", "look --json", "look @ada --json",
    "trend --json", "trend --by month --explain --json", "patterns --json", "today --json",
    "demo --json", "reflect -m tired --json", "reflections --json", "words --json",
    "words hug --json", "tips keep any-like-a-friend --json",
    "tips unmark any-like-a-friend --json", "tips hide any-like-a-friend --json",
    "tips add --title Hum --do Hum. --kind self --json", "tips hum --json",
    "plan tea --days mon,wed --at 17:30 --for 15 --json", "plan list --json",
    "help-now add Sam 123 --json", "export", "export --format journal --settings",
]  # fmt: skip


def parts_of(value: object) -> Iterator[dict[str, Any]]:
    """Yield each object of a schema, itself too."""
    if isinstance(value, dict):
        yield value
        value = [*value.values()]
    if isinstance(value, list):
        for one in value:
            yield from parts_of(one)


def path_of(name: str) -> Path:
    return SCHEMAS_FOLDER / f"{name.removeprefix('attune.').replace('/', '.')}.json"


def golden_files() -> list[Path]:
    found = (ROOT / "tests").rglob("golden/*.txt")
    return [path for path in found if '"schema": "attune.' in path.read_text("utf-8")]


def test_there_is_a_schema_for_each_that_attune_prints_or_writes_and_no_other():
    sources = (ROOT / "src").rglob("*.py")
    printed = {name for path in sources for name in PRINTED.findall(path.read_text("utf-8"))}
    assert set(NAMES) == printed


def test_the_package_brings_the_schemas_along():
    names = {path.name for path in files("attune_cli").joinpath("schemas").iterdir()}
    assert {path_of(name).name for name in NAMES} == names


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_strict_whole_and_written_as_the_others(name):
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    short, _, version = name.removeprefix("attune.").partition("/")
    assert (f"urn:attune:{short}:{version}", {"const": name}) == (
        schema["$id"], schema["properties"]["schema"]
    )  # fmt: skip
    objects = [part for part in parts_of(schema) if part.get("type") == "object"]
    assert [] == [part for part in objects if part.get("additionalProperties", True) is True]
    optional = {
        (name, key)
        for part in objects
        for key in part.get("properties", {})
        if key not in part["required"]
    }
    assert {one for one in OPTIONAL if one[0] == name} == optional
    named = {part["$ref"].removeprefix("#/$defs/") for part in parts_of(schema) if "$ref" in part}
    assert set(schema.get("$defs", {})) == named
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    assert text == path_of(name).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_lists_the_words_that_attune_knows(name, request):
    schema = schema_of(name)
    listed = {
        key: part
        for key, whole in schema.get("$defs", {}).items()
        for part in (whole, *whole.get("anyOf", ()))
        if "enum" in part
    }
    if request.config.getoption("--golden"):
        for key, part in listed.items():
            part["enum"] = ENUMS[key]
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        path_of(name).write_text(text, encoding="utf-8")
    assert {key: ENUMS[key] for key in listed} == {key: p["enum"] for key, p in listed.items()}


def test_every_verb_prints_and_exports_what_its_schema_says(attune):
    attune("child", "add", "ada")
    attune("config", "set", "words.cue.dentist", "at the dentist")
    attune("config", "set", "first_weekday", "sunday")
    for words in ("dentist comfort partly not_yet", "floor follow yes", "sorry --repairs 1"):
        assert attune("log", *words.split())[0] == 0
    seen = {name_in(row) for row in ROWS}  # which test_docs_json prints
    for verb in FIGURES:
        code, out, _ = attune(*verb.split())
        assert (verb, 0, True) == (verb, code, bool(out))
        for line in out.splitlines():
            value = json.loads(line)
            assert (verb, []) == (verb, misfits(value))
            seen.add(value["schema"])
    assert set(NAMES) == seen


@pytest.mark.parametrize("recipe", ["usual", "all unrated", "fear by another", "one moment"])
def test_figures_of_any_journal_fit_their_schemas(recipe, tmp_path, capsys):
    drawn = draw(recipe, 1)
    run = Attune(filled(drawn, tmp_path / "home"), lambda: drawn.now)
    for verb in ("week", "look", "trend", "patterns"):
        assert main([verb, "--json"], run) == 0
        assert [] == misfits(json.loads(capsys.readouterr().out))


@given(drawn=told())
@settings(max_examples=tries(8))
def test_a_journal_is_exported_as_its_schemas_say(tmp_path_factory, drawn):
    folder = tmp_path_factory.mktemp("told")
    home: Home = store(drawn, folder / "home")
    lines = exported(home, folder / "file", "--format", "journal").decode().splitlines()
    assert [] == [misfit for line in lines for misfit in misfits(json.loads(line))]


@given(drawn=any_moment())
def test_a_moment_of_any_kind_fits_its_schema(drawn):
    assert [] == misfits(moment_to_plain(fitting(drawn)))


MOMENT = {
    "schema": "attune.moment/1", "uid": identity(1), "number": 1, "kind": "distress",
    "occurred_at": "2026-11-20T17:40:00+01:00", "local_day": "2026-11-20", "time_known": True,
    "part_of_day": None, "logged_at": "2026-11-20T17:52:10+01:00", "children": ["ada"],
    "caregiver": "me", "cue": "hurt", "responses": ["comfort"], "activities": [], "steps": [],
    "states": [], "sensitivity": "yes", "came_back": None, "after": None, "chosen": "stood_out",
    "repairs": None, "tags": ["park"], "note": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "spoilt",
    [
        {"uid": "x"}, {"uid": identity(1).replace("-", "")}, {"number": 0}, {"number": "1"},
        {"number": True}, {"kind": "calm"}, {"occurred_at": "2026-11-20T17:40:00"},
        {"occurred_at": "2026-13-20T17:40:00+01:00"}, {"occurred_at": None},
        {"local_day": "2026-02-30"}, {"local_day": "20261120"}, {"time_known": False},
        {"part_of_day": "evening"}, {"part_of_day": "teatime"}, {"children": ["ada", "ada"]},
        {"children": "ada"}, {"caregiver": ""}, {"caregiver": "\x1b[31mme"}, {"cue": 5},
        {"cue": "Told no"}, {"cue": "1st"}, {"responses": ["a b"]}, {"responses": None},
        {"activities": ["floor"]}, {"steps": ["sorry"]}, {"sensitivity": "maybe"},
        {"came_back": "later or never"}, {"came_back": "not_yet"}, {"after": ""},
        {"chosen": None}, {"repairs": identity(2)}, {"tags": ["a b"]}, {"tags": [""]},
        {"note": 5}, {"more": 1}, {"kind": "repair"}, {"kind": "connection"},
    ],
)  # fmt: skip
def test_a_spoilt_moment_does_not_fit(spoilt):
    assert [] == misfits(MOMENT)
    assert [] != misfits(MOMENT | spoilt)


@pytest.mark.parametrize("key", MOMENT)
def test_a_moment_without_one_of_its_keys_does_not_fit(key):
    plain = {name: value for name, value in MOMENT.items() if name != key}
    assert [] != misfits({"schema": "attune.moment/1"} | plain) or key == "schema"


@pytest.mark.parametrize("path", golden_files(), ids=lambda path: path.stem)
def test_a_golden_file_of_json_fits_the_schemas_that_it_names(path):
    found = [*objects_in(json.loads(path.read_text("utf-8")))]
    assert [] == [misfit for one in found for misfit in misfits(one)]
