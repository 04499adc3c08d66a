"""What is known of the files of other programs; data/presets has a file for each."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attune_cli.core.exchange.foreign import Table

PRESETS_FOLDER = Path(__file__).parent.parent.parent / "data" / "presets"
PRESETS = ("daylio", "babybuddy", "jrnl", "dayone")


class Preset(NamedTuple):
    """What is known of the files of one program.

    Attributes:
        name: as typed behind --from.
        title: its name for people.
        told_by: groups of columns; a file with all of one group is of that program.
        columns: the role of each column.
        split: what stands between several values of a column.
        usually: what the values of a column mean, where nothing else is said.
        notes: how its texts are written.
        unless: columns that are skipped where another one is there.
    """

    name: str
    title: str
    told_by: Sequence[Sequence[str]]
    columns: Mapping[str, str]
    split: Mapping[str, str]
    usually: Mapping[str, str]
    notes: str
    unless: Mapping[str, str] = {}


@cache
def preset(name: str, folder: Path = PRESETS_FOLDER) -> Preset:
    """Return a preset by its name."""
    return Preset(name, **tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))


def preset_of(table: Table) -> Preset | None:
    """Return the preset whose program wrote a file; None if none did."""
    columns = set(table.columns)
    known = map(preset, PRESETS)
    return next((one for one in known if any(columns >= {*g} for g in one.told_by)), None)
