"""What changed about a moment, in few words; what was taken back; what is about to go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attune_cli.core.moment import Moment, Sensitivity
from attune_cli.core.people import shown
from attune_cli.core.together import ONE, SEVERAL
from attune_cli.render.moment import when
from attune_cli.render.page import clean

NOTHING = "none"
_NAMES = {"sensitivity": "rating", "came_back": "coming back", "after": "afterwards"}


def changed(before: Moment, after: Moment, now: datetime) -> str:
    """Say what changed: “rating partly → yes · note”."""
    parts = [("kind", before.kind, after.kind), ("time", when(before, now), when(after, now))]
    parts += [("children", _names(before.children), _names(after.children))]
    parts += [("by", shown(before.caregiver), shown(after.caregiver))]
    parts += [
        (_NAMES.get(field, field), _said(getattr(before, field)), _said(getattr(after, field)))
        for field in (*ONE.values(), *SEVERAL.values(), "tags")
    ]
    parts += [("chosen", before.chosen, after.chosen)]
    said = [f"{name} {old} → {new}" for name, old, new in parts if old != new]
    said += [
        f"{name} {_how(old, new)}"
        for name in ("repairs", "note")
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]
    return clean(" · ".join(said))


def _how(old: str | None, new: str | None) -> str:
    return "changed" if old and new else "added" if new else "taken out"


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or NOTHING
    return "not this time" if value == Sensitivity.NO else str(value or NOTHING)


def _names(children: Sequence[str]) -> str:
    return ", ".join(map(shown, children)) or NOTHING
