"""The JSON Schemas of all that attune prints or exports, read from schemas/ (one file each)."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

SCHEMAS_FOLDER = Path(__file__).parent.parent / "schemas"
_PREFIX, _FIRST = "attune.", "1"
NEAR_ENOUGH = 0.6
OFFERS = 2


class SchemaLine(NamedTuple):
    """A schema in one line.

    Attributes:
        name: as “schema” of an object has it, such as attune.moment/1.
        title: what such an object is.
    """

    name: str
    title: str


def schema_names() -> list[str]:
    """Return the names of all schemas, such as attune.moment/1, in the order of the alphabet."""
    parts = sorted(path.stem.rsplit(".", 1) for path in SCHEMAS_FOLDER.glob("*.json"))
    return [f"{_PREFIX}{bare}/{version}" for bare, version in parts]


def schema_lines() -> Iterator[SchemaLine]:
    """Yield each schema with its title."""
    for name in schema_names():
        yield SchemaLine(name, json.loads(_text(name))["title"])


def find_schema(typed: str) -> str | None:
    """Return the text of a schema, which is JSON; None if there is none of that name.

    Args:
        typed: the name, in any case: “moment”, “moment/1” or “attune.moment/1”.
    """
    bare, _, version = typed.strip().casefold().removeprefix(_PREFIX).partition("/")
    name = f"{_PREFIX}{bare.replace('_', '-')}/{version or _FIRST}"
    return _text(name) if name in schema_names() else None


def near_schemas(typed: str) -> list[str]:
    """Return up to two names that may be meant, in short."""
    bare = typed.strip().casefold().removeprefix(_PREFIX).partition("/")[0]
    return get_close_matches(bare, map(short, schema_names()), OFFERS, NEAR_ENOUGH)


def short(name: str) -> str:
    """Return the name of a schema as people type it: moment for attune.moment/1."""
    return name.removeprefix(_PREFIX).removesuffix(f"/{_FIRST}")


def _text(name: str) -> str:
    file = f"{name.removeprefix(_PREFIX).replace('/', '.')}.json"
    return (SCHEMAS_FOLDER / file).read_text(encoding="utf-8")
