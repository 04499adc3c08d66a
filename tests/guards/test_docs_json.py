"""The table of JSON in the docs is held against what the verbs print."""

import json
import re
from pathlib import Path

from attune_cli.core.schemas import find_schema, schema_names
from schemas import misfits

TABLE = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text("utf-8")
ROWS = [line.split(" | ") for line in TABLE.splitlines() if "`attune." in line]
HELD = ["moments", "answers", "first_day", "last_day"]
FIGURES = set(re.findall(r"`([\w-]+)`", TABLE[TABLE.rindex(" |\n") :]))  # told in prose, below
NOT_KEYS = {
    "null", "uid", "default", "ok", "look", "broken", "--anew", "fear", "another_caregiver", "keep",
    "hide",
}  # fmt: skip
UNSEEN = {  # what no verb here prints
    "attune.help-now/1": {"line", "what"},
    "attune.tip-mark/1": {"marked_at"},
}
VERBS = [
    "words", "reflect -m x", "reflections", "help-now add Ann 123", "plan list",
    "tips keep infant-copy-and-wait",
    "child add ada", "child list", "child edit ada --born 2024-08", "caregiver add eve",
    "caregiver", "log hurt comfort partly @ada +park -m x", "log floor follow yes", "today", "list",
    "list --open", "search x", "show 1", "edit 1 tired", "rate 1 no", "back 1", "patterns",
    "calendar",
    "words sensitive",
    "undo --list", "undo", "redo", "delete 2 --yes", "child remove ada --to bo --yes",
    "caregiver remove eve", "config", "config get child", "config set first_weekday sunday",
    "config unset first_weekday", "config path", "backup", "restore", "restore newest --yes",
    "restore --anew --yes", "doctor", "where", "tips --age teen", "help-now", "forget --all --yes",
]  # fmt: skip


UID = "01997d2f-7b78-7c78-a5e0-2032519494a4"
COUNTS = dict.fromkeys(
    ("moments", "answers", "tip_marks", "tips", "settings", "caregivers", "notes"), 0
)
HEADER = {"schema": "attune.journal/1", "uid": UID, "me": None, "children": 1, "words": 1, **COUNTS}
CHILD = {"schema": "attune.child/1", "uid": UID, "name": "zoe"}
WORD = {"schema": "attune.word/1", "vocabulary": "cue", "word": "dentist", "label": "dentist"}
SPOILT = {"schema": "attune.moment/1"}


def name_in(row: list[str]) -> str:
    return re.findall(r"`(attune\.[^`]*)`", row[1])[0]


def documented(row: list[str]) -> set[str]:
    text = row[2].replace("*held*", " ".join(f"`{key}`" for key in HELD))
    keys = set(re.findall(r"`([\w-]+)`", text))
    if "(a moment, or null)" in text:
        keys |= next(documented(row) for row in ROWS if name_in(row) == "attune.moment/1")
    return keys | (FIGURES if "*figures*" in text else set())


def keys_of(schema: object) -> set[str]:
    """Return the keys that a JSON Schema describes, at any depth."""
    found = {key for part in parts_of(schema) for key in keys_of(part)}
    if isinstance(schema, dict) and isinstance(schema.get("properties"), dict):
        found |= set(schema["properties"])
    return found


def parts_of(schema: object) -> list[object]:
    if isinstance(schema, dict):
        return list(schema.values())
    return schema if isinstance(schema, list) else []


def keys_in(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for one in value for key in keys_in(one)}
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_in(one)}
    return set()


def test_the_table_of_json_names_each_key_that_is_printed_and_no_other(attune, tmp_path):
    attune("child", "add", "bo")
    attune("log", "-m", "a long day")
    attune("plan", "tea", "--days", "mon", "--at", "17:30")
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(map(json.dumps, (HEADER, CHILD, WORD, SPOILT))), encoding="utf-8")
    table = tmp_path / "old.csv"
    table.write_text("day,note\n2026-11-20,snails\n", encoding="utf-8")
    imports = (
        f"import {file} --skip-bad --yes",
        f"import {table}",
        f"import {table} --kind connection --yes",
    )
    printed: dict[str, set[str]] = {}
    for verb in (*VERBS, *imports):
        code, out, _ = attune(*verb.split(), "--json")
        assert (verb, 0, True) == (verb, code, bool(out))
        for line in out.splitlines():
            value = json.loads(line)
            assert (verb, []) == (verb, misfits(value))
            printed.setdefault(value["schema"], set()).update(keys_in(value) - {"schema"})
    told = {name_in(row): documented(row) for row in ROWS if "*figures*" not in row[2]}
    assert {name: keys - NOT_KEYS for name, keys in printed.items()} == {
        name: told[name] - NOT_KEYS - UNSEEN.get(name, set()) for name in printed
    }


def test_each_key_of_each_schema_stands_in_the_reference():
    told = {name_in(row): documented(row) for row in ROWS}
    schemas = {name: keys_of(json.loads(find_schema(name) or "")) for name in schema_names()}
    assert sorted(schemas) == sorted(told)
    missing = {name: sorted(keys - told[name] - {"schema"}) for name, keys in schemas.items()}
    assert {name: [] for name in schemas} == missing
